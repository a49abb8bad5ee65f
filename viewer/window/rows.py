"""What the list of equipment says: one row a piece, with its state in words and what it did so far."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from layouts.equipment import Role
from layouts.kinds import Buffer
from layouts.model import Layout
from replay.playback import Moment
from replay.states import State
from replay.trace import Header
from viewer.window.figures import NO_FIGURES, Figures, Shares
from viewer.window.language import tr, written
from viewer.window.play_clock import clock_text, span_text

WORDS = {
    State.WAITING_OPERATOR: "waits for operator",
    State.WAITING_REPAIR: "waits for repair",
    State.WAITING_SETTER: "waits for setter",
    State.OFF_SHIFT: "off shift",
}
"""States whose word of the files is not how people say it."""


NOTHING_INSIDE: Mapping[str, int] = MappingProxyType({})
"""What is known of contents before anything was simulated."""


@dataclass(frozen=True)
class Standing:
    """What a piece of equipment does at one moment: its state, since when, and whose fault it is."""

    state: State
    since: float
    cause: str | None

    def text(self, t: float) -> str:
        """Say it in a sentence: `blocked since 0:12:03 (4.2 s), by labelling`."""
        span = span_text(max(0.0, t - self.since))
        by = tr(", by {cause}", cause=self.cause) if self.cause else ""
        return tr(
            "{state} since {time} ({span}){by}", state=word(self.state), time=clock_text(self.since), span=span, by=by
        )


@dataclass(frozen=True)
class Content:
    """How many parts a buffer holds at one moment; `capacity` is None where it is unlimited."""

    inside: int
    capacity: int | None

    @property
    def text(self) -> str:
        """Say it: `12 of 30 inside`."""
        if self.capacity is None:
            return tr("{number} inside", number=written(self.inside))
        return tr("{number} of {places} inside", number=written(self.inside), places=written(self.capacity))


@dataclass(frozen=True)
class Row:
    """One piece of equipment in the list.

    Without standing where it has no states, and before anything was simulated; only a buffer has content. `since`:
    from when the shares count.
    """

    id: str
    label: str
    kind: str
    standing: Standing | None = None
    shares: Shares | None = None
    since: float = 0.0
    constraint: bool = False
    content: Content | None = None

    @property
    def parts(self) -> str:
        """Say how many parts it has finished; nothing where that is not known."""
        completed = self.shares.completed if self.shares else None
        if completed is None:
            return ""
        since = clock_text(self.since)
        if completed == 1:
            return tr("1 part since {time}", time=since)
        return tr("{number} parts since {time}", number=written(completed), time=since)

    @property
    def so_far(self) -> str:
        """Say what it holds now and how many parts it has finished."""
        return ", ".join(text for text in (self.content.text if self.content else "", self.parts) if text)

    @property
    def now(self) -> str:
        """Say in few words what it does or holds now; nothing where neither is known."""
        if self.standing:
            return word(self.standing.state)
        return self.content.text if self.content else ""


def word(state: State) -> str:
    """Say a state as people do."""
    return tr(WORDS.get(state, state.word))


def rows(
    layout: Layout,
    header: Header | None,
    moment: Moment | None,
    figures: Figures = NO_FIGURES,
    contents: Mapping[str, int] = NOTHING_INSIDE,
) -> tuple[Row, ...]:
    """List the equipment that takes part in the flow, in the order of the file; `contents`: the parts inside, by id."""
    standings = dict(_standings(layout, header, moment)) if header and moment else {}
    return tuple(
        _row(layout, name, standings.get(name), figures, _content(layout, name, contents))
        for name, item in layout.equipment.items()
        if item.role is not Role.SCENERY
    )


def _row(layout: Layout, name: str, standing: Standing | None, figures: Figures, content: Content | None) -> Row:
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
        content=content,
    )


def _content(layout: Layout, name: str, contents: Mapping[str, int]) -> Content | None:
    """The content of a buffer; None for other equipment, and for a buffer without a place in the hall."""
    equipment = layout.equipment[name]
    if not isinstance(equipment, Buffer) or name not in contents:
        return None
    return Content(contents[name], equipment.capacity if isinstance(equipment.capacity, int) else None)


def _standings(layout: Layout, header: Header, moment: Moment) -> Iterator[tuple[str, Standing]]:
    columns = moment.states.tolist(), moment.since.tolist(), moment.causes.tolist()
    for name, state, since, cause in zip(header.equipment, *columns, strict=True):
        yield name, Standing(State(state), since, _label(layout, header.cause(cause)))


def _label(layout: Layout, cause: str | None) -> str | None:
    """The name to show for equipment, people or a zone."""
    if cause is None:
        return None
    if cause in layout.people:
        return layout.people[cause].label or cause
    return layout.label(cause) if cause in layout.equipment else cause
