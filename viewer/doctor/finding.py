"""What was found about one thing, whether that is well, and what to do where it is not."""

from dataclasses import dataclass
from enum import Enum


class Verdict(Enum):
    """Whether something is well; the value is the word that is printed."""

    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True)
class Finding:
    """One line of the report; `remedy` says what to do, nothing where there is nothing to do."""

    subject: str
    verdict: Verdict
    found: str
    remedy: str = ""
