"""The file that the window shows: its latest reading, and the last layout that was good."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import layouts
from layouts import Layout, Problem, Severity


@dataclass(frozen=True)
class Document:
    """A file as last read: the layout to show (the last good one, if any) and what is wrong with the file now."""

    path: Path
    layout: Layout | None = None
    problems: tuple[Problem, ...] = ()
    stale: bool = False
    """Whether the layout shown is older than the file."""

    @property
    def broken(self) -> bool:
        """Whether the file as it is now cannot be simulated."""
        return has_errors(self.problems)

    def read(self) -> Self:
        """Read the file again; a broken one leaves the layout that was shown before."""
        reading = layouts.read(self.path)
        fresh = reading.layout is not None and (self.layout is None or not has_errors(reading.problems))
        layout = reading.layout if fresh else self.layout
        return type(self)(self.path, layout, tuple(reading.problems), stale=layout is not None and not fresh)


def has_errors(problems: Sequence[Problem]) -> bool:
    """Tell whether one of the problems is more than a warning."""
    return any(problem.severity is Severity.ERROR for problem in problems)
