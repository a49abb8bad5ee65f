"""What a deadlock looks like: parts and equipment in a ring, each waiting for the next."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple

from sim.component import Component
from sim.item import Item
from sim.outlets import Inlet
from sim.waits import Exit, Waits

_UNITS = (("d", 86_400), ("h", 3600), ("min", 60))


class Need(Enum):
    """What equipment waits for."""

    ROOM = "room"
    PARTS = "parts"
    WAY = "way"


@dataclass(frozen=True)
class Link:
    """One piece of equipment in the ring: what it holds, and what it needs of which other.

    `holds` parts are inside; `part` is the number of the one that waits, `product` its product. It needs room for that
    part at the port `port` of `waits_for`; or parts by its own port `port` that `waits_for` should bring; or the part
    before on the belt `waits_for` to make way.
    """

    equipment: str
    holds: int
    part: int | None
    product: str | None
    need: Need
    port: str
    waits_for: str

    def __str__(self) -> str:
        """Say it in words."""
        if self.part is None:
            return f"{self.equipment} waits for {self._what}"
        if self.holds == 1:
            return f"{self.equipment} holds part {self.part} ({self.product}) and waits for {self._what}"
        if self.need is Need.PARTS:
            return f"{self.equipment} holds {self.holds} parts and waits for {self._what}"
        waiting = f"part {self.part} ({self.product}) waits for {self._what}"
        return f"{self.equipment} holds {self.holds} parts, of which {waiting}"

    @property
    def _what(self) -> str:
        match self.need:
            case Need.ROOM:
                return f"room in {self.port}"
            case Need.PARTS:
                name = self.port.partition(".")[2]
                return f"{name or 'another part'} from {self.waits_for}"
            case Need.WAY:
                return f"the part before it on {self.waits_for}"

    def to_json_object(self) -> dict[str, Any]:
        """Return the link as plain values."""
        return {**vars(self), "need": self.need.value}


@dataclass(frozen=True)
class Jam:
    """A deadlock: when it formed, in seconds, and the ring, in which each link waits for the next."""

    time: float
    cycle: tuple[Link, ...]

    def __str__(self) -> str:
        """Say it in words."""
        return f"deadlock at {moment(self.time)}: {'; '.join(map(str, self.cycle))}"

    def to_json_object(self) -> dict[str, Any]:
        """Return the deadlock as plain values."""
        return {"time_s": self.time, "message": str(self), "cycle": [link.to_json_object() for link in self.cycle]}


def moment(seconds: float) -> str:
    """Write a time since the start: `2 h 13 min`, `45.5 s`."""
    words, left = list[str](), round(seconds, 3)
    for unit, length in _UNITS:
        number, left = divmod(left, length)
        words += [f"{number:.0f} {unit}"] if number else []
    left = round(left, 3)
    return " ".join([*words, f"{left:g} s"] if left or not words else words)


# the ring


class Step(NamedTuple):
    """From one component that is stuck to another that it waits for, with what lies between as links."""

    target: str
    links: tuple[Link, ...]


def ring(waits: Waits, components: Mapping[str, Component], alive: set[str]) -> tuple[Link, ...]:
    """Return the shortest ring among the components that cannot change, if possible with a part that wants room.

    Empty where there is none.
    """
    stuck = {name: component for name, component in components.items() if name not in alive}
    steps = {name: [step for step in _steps(waits, stuck[name], alive) if step.target in stuck] for name in stuck}
    _prune(steps)
    found = [_closed(steps, name, step) for name in steps for step in steps[name]]
    return min((links for links in found if links), key=_rank, default=())


def _rank(links: Sequence[Link]) -> tuple[bool, int]:
    """Order rings: where a part is in the way before those where parts are missing alone, short ones first."""
    return all(link.need is Need.PARTS for link in links), len(links)


def _prune(steps: dict[str, list[Step]]) -> None:
    """Take out, again and again, those that wait for nobody who is left."""
    while dry := {name for name, ways in steps.items() if not ways}:
        for name in dry:
            del steps[name]
        for name, ways in steps.items():
            steps[name] = [step for step in ways if step.target not in dry]


def _closed(steps: Mapping[str, Sequence[Step]], start: str, first: Step) -> tuple[Link, ...]:
    """Return the shortest ring that begins with a step; empty where none comes back."""
    came = {first.target: first.links}
    ahead = deque([first.target])
    while ahead:
        name = ahead.popleft()
        if name == start:
            return came[name]
        for step in steps[name]:
            if step.target not in came:
                came[step.target] = came[name] + step.links
                ahead.append(step.target)
    return ()


def _steps(waits: Waits, component: Component, alive: set[str]) -> Iterator[Step]:
    for port, outlet in component.outlets.items():
        yield from _blocked(waits, Exit(component, port, outlet))
    prospect = waits.prospect(component)
    if prospect.behind is not None:
        link = _link(component, component.items()[0], Need.WAY, "", prospect.behind.id)
        yield Step(prospect.behind.id, (link,))
    for group in waits.missing(component, prospect):
        for door in group:
            if not any(helper.id in alive for way in waits.bringing(component, door) for helper in waits.helpers(way)):
                yield from _starved(waits, component, door)


def _blocked(waits: Waits, way: Exit) -> Iterator[Step]:
    """Go through the steps of a part that is offered to those that have refused it."""
    part = way.component.on_offer(way.port)
    for door in waits.refusing(way):
        owner = waits.owner(door).id
        yield Step(owner, (_link(way.component, part, Need.ROOM, door.id, owner),))


def _starved(waits: Waits, component: Component, door: Inlet) -> Iterator[Step]:
    """Go through the steps to those that should bring what is missing, and on to those for which they wait."""
    part = next(iter(component.items()), None)
    for way in waits.bringing(component, door):
        missing = _link(component, part, Need.PARTS, door.id, way.component.id)
        onward = list(_blocked(waits, way))
        yield from (Step(step.target, (missing, *step.links)) for step in onward)
        if not onward:
            yield Step(way.component.id, (missing,))


def _link(component: Component, part: Item | None, need: Need, port: str, waits_for: str) -> Link:
    number, product = (None, None) if part is None else (part.number, part.product)
    return Link(component.id, len(component.items()), number, product, need, port, waits_for)


def in_order(links: Sequence[Link], equipment: Iterable[str]) -> tuple[Link, ...]:
    """Return a ring that begins with the equipment that comes first."""
    ranks = {name: rank for rank, name in enumerate(equipment)}
    first = min(range(len(links)), key=lambda place: ranks[links[place].equipment])
    return (*links[first:], *links[:first])
