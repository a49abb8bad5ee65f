"""A moment of a simulation as plain values: what a fork needs, in any process, on any Python."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from layouts.errors import UserError

if TYPE_CHECKING:
    from sim.component import Component

FORMAT = 1
"""Version of the JSON form."""


class Pending(NamedTuple):
    """A call that is still to come."""

    time: float
    order: int
    component: str
    name: str


class Part(NamedTuple):
    """An item inside: its number, its product, when it came in."""

    number: int
    product: str
    born: float


def pending_calls(components: Mapping[str, "Component"]) -> tuple[Pending, ...]:
    """Return the calls to come of all components, in the order in which they would happen."""
    calls = [
        (call, name) for name, component in components.items() for call in component.calls.values() if call.pending
    ]
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
