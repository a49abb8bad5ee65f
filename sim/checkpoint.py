"""A moment of a simulation as plain values: what a fork needs, in any process, on any Python."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple, Protocol

from layouts.errors import UserError
from sim.clock import Call
from sim.item import Item
from sim.looks import Looks

FORMAT = 2
"""Version of the JSON form."""


class Caller(Protocol):
    """Whoever has calls that may be pending: a component, or the people."""

    calls: dict[str, Call]


class Pending(NamedTuple):
    """A call that is still to come."""

    time: float
    order: int
    component: str
    name: str


class Part(NamedTuple):
    """An item inside: number, product, when it came in; where its routing and its rework stand; its finish.

    `content` holds the numbers of the parts in a container.
    """

    number: int
    product: str
    born: float
    step: int = 0
    detour: bool = False
    rework: Mapping[str, int] | None = None
    finish: str | None = None
    content: Sequence[int] = ()


def parts_of(items: Iterable[Item], looks: Looks) -> Iterator[Part]:
    """Go through items and what they contain as plain values; contents come before their container."""
    for item in items:
        yield from parts_of(item.content, looks)
        finish, content = looks.finishes[item.look], [part.number for part in item.content]
        yield Part(item.number, item.product, item.born, item.step, item.detour, item.rework, finish, content)


def items_of(parts: Iterable[Part], looks: Looks) -> dict[int, Item]:
    """Return items by number, as `parts_of` gave them; a finish that is gone leaves the product's own look."""
    items: dict[int, Item] = {}
    for part in parts:
        finish = part.finish if looks.has(part.product, part.finish) else None
        items[part.number] = item = Item(part.number, part.product, part.born, *looks.look_of(part.product, finish))
        item.step, item.detour = part.step, part.detour
        item.rework = None if part.rework is None else dict(part.rework)
        item.content = tuple(items[number] for number in part.content)
    return items


def pending_calls(callers: Mapping[str, Caller]) -> tuple[Pending, ...]:
    """Return the calls to come of all, in the order in which they would happen."""
    calls = [(call, name) for name, caller in callers.items() for call in caller.calls.values() if call.pending]
    calls.sort(key=lambda entry: (entry[0].time, entry[0].order, entry[0].sequence))
    return tuple(Pending(call.time, call.order, name, call.name) for call, name in calls)


@dataclass(frozen=True)
class Checkpoint:
    """Clock, items, the state of every component, the calls to come in their order, the positions of the streams."""

    layout_sha256: str
    seed: int
    now: float
    line: Mapping[str, Any]
    marks: Mapping[str, Any] | None
    items: tuple[Part, ...]
    components: Mapping[str, Mapping[str, Any]]
    pending: tuple[Pending, ...]
    streams: Mapping[str, Mapping[str, int]]

    def to_json(self) -> str:
        """Write the checkpoint as JSON; floats come back exactly."""
        return json.dumps({"format": FORMAT, **asdict(self)}, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Checkpoint":
        """Read what `to_json` wrote.

        Raises:
            UserError: for anything else.
        """
        try:
            values = json.loads(text)
            version = values.pop("format")
            if version != FORMAT:
                raise UserError(f"checkpoint: found format {version}, expected {FORMAT}")
            values["items"] = tuple(Part(*part) for part in values["items"])
            values["pending"] = tuple(Pending(*pending) for pending in values["pending"])
            return cls(**values)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UserError(f"not a checkpoint: {error}") from error
