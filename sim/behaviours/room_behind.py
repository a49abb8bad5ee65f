"""Blocking before service: a station begins only while there is room behind it for what it works on.

Room is what can come in behind now, less what the station has in work itself; nothing is reserved, so that others who
lead to the same place may be quicker. While there is none the station waits among those who wait behind it, and looks
again when it is its turn.
"""

import math
from typing import TYPE_CHECKING, Any

from sim.behaviours.nests import Phase
from sim.item import Item

if TYPE_CHECKING:
    from sim.behaviours.intake import Intake


class RoomBehind:
    """Tells whether there is room behind a station; at a gate it lets parts in only then."""

    behind = True

    def __init__(self, station: "Intake") -> None:
        """Look behind a station."""
        self._station = station

    def is_there(self) -> bool:
        """Tell whether what is begun now would have room behind; else wait to be asked."""
        outlet = self._station.outlet
        busy = sum(nest.phase is not Phase.GATHERING for nest in self._station.nests)
        if math.fsum(target.spaces() for target in outlet.targets) > busy:
            return True
        for target in outlet.targets:
            target.waiting[outlet] = None
        return False

    def allows(self, product: str, number: int) -> bool:
        """Tell whether a part may come in."""
        return self.is_there()

    def took(self, item: Item) -> None:
        """Nothing is reserved."""

    def snapshot(self) -> list[Any]:
        """Return nothing: all is looked at anew."""
        return []

    def restore(self, values: list[Any]) -> None:
        """Take nothing."""
