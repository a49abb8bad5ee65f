"""What holds after every event of machines through which parts ride (`sim.paranoid`)."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from sim.behaviours.moving_line import MovingLineBehaviour
from sim.behaviours.passage import PassageBehaviour
from sim.behaviours.transfer_line import TransferLineBehaviour
from sim.behaviours.tunnel import TunnelBehaviour

if TYPE_CHECKING:
    from sim.line import Line

ROUNDING = 1e-6
"""What times that were worked out two ways may differ by, seconds."""


def rides_are_in_order(line: "Line") -> Iterator[str]:
    """Parts ride one behind the other; what moves or is in work ends by itself; nobody stays where he must not."""
    if not line.clock.settled:
        return
    for component in line.everything.values():
        if isinstance(component, PassageBehaviour):
            yield from (f"{component.id}: {broken}" for broken in _broken(component))


def _broken(passage: PassageBehaviour) -> Iterator[str]:
    for first, second in pairwise(passage.riders):
        if second.entry < first.entry or second.rank <= first.rank:
            yield f"part {second.item.number} has overtaken part {first.item.number}"
    if passage.ready and not passage.riders:
        yield "a part is through, and none is inside"
    if passage.down:
        return
    if isinstance(passage, TransferLineBehaviour):
        yield from _of_transfer_line(passage)
    if isinstance(passage, MovingLineBehaviour):
        yield from _of_moving_line(passage)
    if isinstance(passage, TunnelBehaviour) and passage.overstays() and not passage.limit.pending:
        yield f"part {passage.riders[0].item.number} has been inside for too long"


def _of_transfer_line(transfer: TransferLineBehaviour) -> Iterator[str]:
    if transfer.moving is not transfer.indexed.pending:
        yield "its index does not fit"
    if transfer.working is not transfer.work.pending:
        yield "its work does not fit"
    if transfer.moving and (transfer.working or transfer.ready):
        yield "it moves with something in work, or at the way out"


def _of_moving_line(moving: MovingLineBehaviour) -> Iterator[str]:
    for crew in moving.crews:
        if (crew.rank is None) is crew.work.pending:
            yield f"the work of station {crew.name} does not fit"
    late = any(moving.machine_time() - rider.entry > moving.limit(at) + ROUNDING for rider, at in moving.unfinished())
    if late and not moving.is_stopped:
        yield "somebody is late, and it is not stopped"
    if moving.moving and moving.is_stopped:
        yield "it moves while it is stopped"
