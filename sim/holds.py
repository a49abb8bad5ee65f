"""Why a piece of equipment stands still: several reasons may hold at once, one of them is shown and counted."""

from collections.abc import Iterable
from typing import Any

from replay.states import State

NOBODY = -1
"""Stands for the cause of a state where no equipment is the cause."""

SHOWN_FIRST = (
    State.OFF_SHIFT,
    State.BREAK,
    State.MAINTENANCE,
    State.FAILED,
    State.WAITING_REPAIR,
    State.STOPPED,
    State.CHANGEOVER,
    State.WAITING_SETTER,
    State.WAITING_OPERATOR,
)
"""Which of the reasons that hold at once is shown and counted: the first of these.

What is not planned busy time (ISO 22400-2) comes first: a failure that lasts into a break takes nothing from planned
time. Then what is the reason that lasts although nobody else interferes: a failure before the stop of its zone.
"""


class Holds:
    """The reasons for which something stands still, each with the equipment that is the cause, as often as it holds."""

    __slots__ = ("causes",)

    def __init__(self) -> None:
        """Begin without any."""
        self.causes: dict[State, list[int]] = {}

    def add(self, state: State, cause: int = NOBODY) -> None:
        """Let a reason hold."""
        self.causes.setdefault(state, []).append(cause)

    def remove(self, state: State, cause: int = NOBODY) -> None:
        """Let a reason hold no longer.

        Raises:
            RuntimeError: when it did not hold, which is an error of the engine.
        """
        causes = self.causes.get(state, [])
        if cause not in causes:
            raise RuntimeError(f"{state.word} by {cause} is released, which does not hold")
        causes.remove(cause)
        if not causes:
            del self.causes[state]

    def __len__(self) -> int:
        """Count the reasons."""
        return sum(map(len, self.causes.values()))

    @property
    def shown(self) -> tuple[State, int] | None:
        """The state that is shown and counted, and its cause; None while nothing holds."""
        if not self.causes:
            return None
        state = next((state for state in SHOWN_FIRST if state in self.causes), None)
        return None if state is None else (state, self.causes[state][0])

    def number(self, state: State) -> int:
        """Return how often a reason holds."""
        return len(self.causes.get(state, ()))

    def snapshot(self) -> list[Any]:
        """Return the reasons as plain values, all but failures, of which their owner knows."""
        return [[int(state), list(causes)] for state, causes in self.causes.items() if state is not State.FAILED]

    def restore(self, values: Iterable[Any]) -> None:
        """Take the reasons of a snapshot."""
        self.causes = {State(state): list(causes) for state, causes in values}
