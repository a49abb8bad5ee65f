"""What the list of equipment says: one row a piece, with its state in words and what it did so far."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from layouts.equipment import Role
from layouts.model import Layout
from replay.playback import Moment
from replay.states import State
from replay.trace import Header
from viewer.window.figures import NO_FIGURES, Figures, Shares
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
    """One piece of equipment in the list.

    Without standing where it has no states, and before anything was simulated. `since`: from when the shares count.
    """

    id: str
    label: str
    kind: str
    standing: Standing | None = None
    shares: Shares | None = None
    since: float = 0.0
    constraint: bool = False

    @property
    def parts(self) -> str:
        """Say how many parts it has finished; nothing where that is not known."""
        completed = self.shares.completed if self.shares else None
        return "" if completed is None else f"{completed:,} parts since {clock_text(self.since)}"


def word(state: State) -> str:
    """Say a state as people do."""
    return WORDS.get(state, state.word)


def rows(
    layout: Layout, header: Header | None, moment: Moment | None, figures: Figures = NO_FIGURES
) -> tuple[Row, ...]:
    """List the equipment that takes part in the flow, in the order of the file."""
    standings = dict(_standings(layout, header, moment)) if header and moment else {}
    return tuple(
        _row(layout, name, standings.get(name), figures)
        for name, item in layout.equipment.items()
        if item.role is not Role.SCENERY
    )


def _row(layout: Layout, name: str, standing: Standing | None, figures: Figures) -> Row:
    shares = figures.equipment.get(name)
    stateless = shares is not None and not shares.states
    return Row(
        id=name,
        label=layout.label(name),
        kind=layout.equipment[name].kind,
        standing=None if stateless else standing,
        shares=shares,
        since=figures.since,
        constraint=name == figures.constraint,
    )


def _standings(layout: Layout, header: Header, moment: Moment) -> Iterator[tuple[str, Standing]]:
    columns = moment.states.tolist(), moment.since.tolist(), moment.causes.tolist()
    for name, state, since, cause in zip(header.equipment, *columns, strict=True):
        yield name, Standing(State(state), since, _label(layout, header.equipment, cause))


def _label(layout: Layout, equipment: Sequence[str], index: int) -> str | None:
    return layout.label(equipment[index]) if index >= 0 else None
