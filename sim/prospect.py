"""What may still happen at a component: what the search for deadlocks asks of each (`sim.deadlock`)."""

import math
from typing import TYPE_CHECKING, NamedTuple

from sim.outlets import Inlet

if TYPE_CHECKING:
    from sim.component import Component


class Prospect(NamedTuple):
    """What may happen at a component other than that a part it offers is taken.

    `until` is when the next thing ends there by itself that gives room or an offer (work, a repair, a ride), infinity
    where nothing goes on. `lacks` are the ways in by which parts are missing: one more part by each way of any of
    these groups starts something. `behind` is where the part stands that must move first. `together` tells that
    what is offered at a way in is not missing there, though it is not taken before the rest is offered too. `dry` tells
    that all it lacks would have to come into the line from outside, and has come to an end there: nobody in the line
    keeps it.
    """

    until: float = math.inf
    lacks: tuple[tuple[Inlet, ...], ...] = ()
    behind: "Component | None" = None
    together: bool = False
    dry: bool = False
