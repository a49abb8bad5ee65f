"""The states of equipment: every station is at each moment in exactly one of them."""

from enum import IntEnum


class State(IntEnum):
    """What a piece of equipment is doing; the lower-case name is the word used in files and results."""

    WORKING = 0
    CHANGEOVER = 1
    FAILED = 2
    STARVED = 3
    BLOCKED = 4
    WAITING_OPERATOR = 5
    WAITING_REPAIR = 6
    WAITING_SETTER = 7
    STOPPED = 8
    MAINTENANCE = 9
    BREAK = 10
    OFF_SHIFT = 11

    @property
    def word(self) -> str:
        """The name as results write it."""
        return self.name.lower()
