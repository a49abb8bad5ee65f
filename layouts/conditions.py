"""The states of equipment as the language calls them: what each means, and where ISO 22400-2 counts it.

A kind lists those in which it can be (`Equipment.states`).
"""

from collections.abc import Mapping
from typing import NamedTuple


class Condition(NamedTuple):
    """What a state means, the element of ISO 22400-2 in which its time counts, and whether that is planned busy time.

    `lamp` is how it is seen (IEC 60204-1).
    """

    meaning: str
    element: str
    planned: bool
    lamp: str


CONDITIONS: Mapping[str, Condition] = {
    "working": Condition("does an operation, or moves parts", "APT", True, "green"),
    "changeover": Condition("is changed over from one product to another", "AUST", True, "blue with a violet ring"),
    "failed": Condition("is down and being repaired, or waits until a stop clears itself", "ADET", True, "red"),
    "starved": Condition("has nothing to work on, or lacks what is to be built in", "ADET", True, "white"),
    "blocked": Condition("is finished, and there is no room behind", "ADET", True, "yellow"),
    "waiting_operator": Condition("needs somebody who works there, and nobody is there", "ADET", True, "blue"),
    "waiting_repair": Condition("is down, and who repairs it is not there yet", "ADET", True, "blue"),
    "waiting_setter": Condition("needs somebody who changes it over, and nobody is there", "ASUT", True, "blue"),
    "stopped": Condition("stands for a reason outside: a zone, a line stop, a break that is near", "ADET", True, "-"),
    "maintenance": Condition("is being maintained as planned", "-", False, "-"),
    "break": Condition("stands in a break of the calendar", "-", False, "dark"),
    "off_shift": Condition("stands where no shift is planned", "-", False, "dark"),
}
"""Every state by its word in files and results."""

PLANNED_STOPS = ("break", "off_shift")
AUTOMATIC = ("working", "failed", "starved", "blocked", "waiting_repair", "stopped", "maintenance", *PLANNED_STOPS)
"""Of equipment that works without people, repairs apart."""
WITHOUT_PEOPLE = ("changeover", *AUTOMATIC)
"""Of equipment that changes over by itself."""
MANNED = tuple(CONDITIONS)
"""Of stations at which people work and which they change over: all of them."""
