"""Where items are: on a path, in a place; and how they are drawn while they are there."""

from dataclasses import dataclass

from layouts.space import Polyline, Size, Vector


@dataclass(frozen=True)
class PathFrame:
    """A belt: items enter at the start of `path`, keep their order, and leave at its end.

    `path` runs at the height of the parts' underside; `gap` and `queue_gap` are the distances between running and
    between standing parts, metres. Where it does not accumulate, the belt itself stops and gaps are kept. `speed`
    (m/s) is how fast its odometer runs from 0 at t = 0 until a `turned` record says otherwise. A part that comes on to
    a path that is `joined` reaches back over the joint, and holds up those behind it on the path that it comes from.
    """

    id: str
    path: Polyline
    gap: float
    queue_gap: float
    accumulates: bool
    speed: float
    joined: bool = True


@dataclass(frozen=True)
class SlotFrame:
    """Places that hold one item each (nests of a machine, positions of a rack).

    `places` are points in the hall under the middle of the part, `turn` its heading in degrees. Items whose rank goes
    beyond `places` are inside, but not shown.
    """

    id: str
    places: tuple[Vector, ...]
    turn: float


Frame = PathFrame | SlotFrame


@dataclass(frozen=True)
class Look:
    """How an item is drawn; `size.length` is also the length it takes up on a path.

    `layers` are the looks of what it is put together from, one on the other, the lowest first: a product on a pallet.
    Without layers it is one piece.
    """

    product: str
    size: Size
    color: str | None
    layers: "tuple[Look, ...]" = ()
