"""The ports by which a station gets the parts that it builds in: ways in of their own, one for each part."""

from collections.abc import Callable
from typing import Protocol

from sim.item import Item
from sim.outlets import Outlet


class Door(Protocol):
    """A way in at which others wait, which asks them one after the other."""

    waiting: dict[Outlet, None]
    invited: Outlet | None

    @property
    def room(self) -> bool:
        """Whether another part may come in."""
        ...


class Taker(Protocol):
    """A station as its feeds see it."""

    asking: bool
    together: bool

    def lacks(self, part: str) -> bool:
        """Tell whether a nest may take one more of a part now."""
        ...

    def gather(self, part: str, item: Item) -> None:
        """Take one more of a part."""
        ...

    def look_again(self) -> None:
        """Ask those that wait, at this instant."""
        ...

    def gathered(self, part: str) -> int:
        """Return how many of a part are held."""
        ...


class Feed:
    """The way in for one part of a station; refuses all other parts."""

    def __init__(self, station: Taker, station_id: str, part: str) -> None:
        """Let in what the station lacks of a part."""
        self.id = f"{station_id}.{part}"
        self.part = part
        self.waiting: dict[Outlet, None] = {}
        self.invited: Outlet | None = None
        self.offered = False
        self._station = station

    @property
    def room(self) -> bool:
        """Whether the station lacks one more."""
        return self._station.lacks(self.part)

    @property
    def admit(self) -> Callable[[Outlet, Item], bool]:
        """What takes a part, or refuses it and remembers who offered it."""
        return self.accept

    def accept(self, outlet: Outlet, item: Item) -> bool:
        """Take the part if the station lacks it and nobody waits longer."""
        station = self._station
        if item.product == self.part:
            if station.asking:
                self.offered = True
            elif not self.room:
                if station.together:
                    station.look_again()
            elif self.waiting and self.invited is not outlet:
                station.look_again()
            else:
                station.gather(self.part, item)
                return True
        self.waiting[outlet] = None
        return False

    def load(self) -> int:
        """Return how many of the part are held."""
        return self._station.gathered(self.part)

    def spaces(self) -> float:
        """Return how many parts could come in now."""
        return 1 if self.room else 0

    def invite(self) -> None:
        """Let those that wait offer again."""
        call_in(self)


def call_in(door: Door) -> None:
    """Let those that wait at a door offer again, one part each in turn, while there is room.

    Who has nothing that fits is passed over: it may be another's turn.
    """
    waiting, refused = door.waiting, set[Outlet]()
    while door.room:
        first = next((outlet for outlet in waiting if outlet not in refused), None)
        if first is None:
            break
        door.invited = first
        if not first.retry():
            refused.add(first)
        elif first in waiting:
            waiting[first] = waiting.pop(first)
    door.invited = None
