"""What was going on at the instant a recording begins in the middle of a run."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple


class Inside(NamedTuple):
    """An item in a frame; it entered at `t_in`, when the frame's odometer read `b_in`."""

    item: int
    frame: int
    rank: int
    look: int
    t_in: float
    b_in: float


class Left(NamedTuple):
    """The visit that ended last on a path; the part may still reach back over the joint."""

    item: int
    frame: int
    rank: int
    look: int
    t_in: float
    t_out: float
    b_in: float
    b_out: float


class Turned(NamedTuple):
    """From `t` on the odometer of a path reads `b + speed (now - t)`."""

    frame: int
    t: float
    b: float
    speed: float


class Joined(NamedTuple):
    """From `t` on the last part that left a path is `B + m` beyond its end."""

    frame: int
    t: float
    m: float


class Changed(NamedTuple):
    """From `t` on a piece of equipment is in `state` because of `cause` (-1: of nobody)."""

    equipment: int
    state: int
    t: float
    cause: int


class Walking(NamedTuple):
    """From `t` on a person goes from (x, y) to (to_x, to_y) until `arrives`, and carries `look` (-1: nothing)."""

    person: int
    t: float
    x: float
    y: float
    to_x: float
    to_y: float
    arrives: float
    look: int


@dataclass(frozen=True)
class Opening:
    """All that a recorder must be told of the past, in any order; times may lie before the recording begins.

    `left` has at most one visit for each path, `turned`, `joined`, `changed` and `walked` the latest of each.
    """

    inside: tuple[Inside, ...] = ()
    left: tuple[Left, ...] = ()
    turned: tuple[Turned, ...] = ()
    joined: tuple[Joined, ...] = ()
    changed: tuple[Changed, ...] = ()
    walked: tuple[Walking, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return plain values: a list of lists for each kind of record."""
        return {name: [list(record) for record in records] for name, records in asdict(self).items()}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Opening":
        """Read what `to_json` gave."""
        return cls(
            inside=tuple(Inside(*record) for record in value["inside"]),
            left=tuple(Left(*record) for record in value["left"]),
            turned=tuple(Turned(*record) for record in value["turned"]),
            joined=tuple(Joined(*record) for record in value["joined"]),
            changed=tuple(Changed(*record) for record in value["changed"]),
            walked=tuple(Walking(*record) for record in value.get("walked", ())),
        )
