"""What the list of equipment says: one row a piece, with its state in words and what it did so far."""

from collections.abc import Sequence
from dataclasses import dataclass

from layouts.equipment import Role
from layouts.model import Layout
from replay.playback import Moment
from replay.states import State
from replay.trace import Header
from viewer.window.figures import Figures, Shares
from viewer.window.play_clock import clock_text, span_text

WORDS = {
    State.WAITING_OPERATOR: "waits for operator",
    State.WAITING_REPAIR: "waits for repair",
    State.WAITING_SETTER: "waits for setter",
    State.OFF_SHIFT: "off shift",
}
"""States whose word of the files is not how people say it."""


@dataclass(frozen=True)
class Standing:
    """What a piece of equipment does at one moment: its state, since when, and whose fault it is."""

    state: State
    since: float
    cause: str | None

    def text(self, t: float) -> str:
        """Say it in a sentence: `blocked since 0:12:03 (4.2 s), by labelling`."""
        by = f", by {self.cause}" if self.cause else ""
        return f"{word(self.state)} since {clock_text(self.since)} ({span_text(max(0.0, t - self.since))}){by}"


@dataclass(frozen=True)
class Row:
    """One piece of equipment in the list; without standing and shares before anything was simulated."""

    id: str
    label: str
    kind: str
    standing: Standing | None = None
    shares: Shares | None = None


def word(state: State) -> str:
    """Say a state as people do."""
    return WORDS.get(state, state.word)


def rows(layout: Layout, header: Header | None, moment: Moment | None, figures: Figures | None) -> tuple[Row, ...]:
    """List the equipment that takes part in the flow, in the order of the file."""
    number = {name: index for index, name in enumerate(header.equipment)} if header else {}
    shares = figures.equipment if figures else {}
    return tuple(
        Row(name, layout.label(name), item.kind, _standing(layout, header, moment, number.get(name)), shares.get(name))
        for name, item in layout.equipment.items()
        if item.role is not Role.SCENERY
    )


def _standing(layout: Layout, header: Header | None, moment: Moment | None, index: int | None) -> Standing | None:
    if header is None or moment is None or index is None:
        return None
    cause = _label(layout, header.equipment, int(moment.causes[index]))
    return Standing(State(int(moment.states[index])), float(moment.since[index]), cause)


def _label(layout: Layout, equipment: Sequence[str], index: int) -> str | None:
    return layout.label(equipment[index]) if index >= 0 else None
