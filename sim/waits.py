"""Who waits for whom in a line, as it stands now.

Parts are handed on by exits. A part that is offered is taken if one of the targets that have refused it changes; a
component changes if something ends there by itself, if a part that it offers is taken, or if it gets all that one of
its groups of doors lacks. What follows from nothing but itself never happens: the components that change are the least
set that these rules give (a wait for any of several is no deadlock as long as one of them can still change: a knot, not
a mere cycle; Holt, 1972).

Who waits for what has run out (a source has brought all that it may, nothing fills a stock) waits in vain, but in no
deadlock: more of it would let him go on. So components are looked at twice, as they are and `supplied`, as if nothing
ever ran out outside; only those that cannot change either way wait for one another.
"""

import math
from collections import deque
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sim.component import Component
from sim.item import Item
from sim.outlets import Inlet, Outlet
from sim.prospect import Prospect

if TYPE_CHECKING:
    from sim.line import Line


class Exit(NamedTuple):
    """A way out by a port of a component."""

    component: Component
    port: str
    outlet: Outlet


Waiter = Outlet | Component
"""Who is looked after: the way out of a part that was refused, or a component that holds parts and lacks others."""

Hope = Sequence[Sequence[Component]]
"""What lets a component change: one of each of these."""


class Waits:
    """The exits of a line, and what they lead to."""

    def __init__(self, line: "Line") -> None:
        """Find all exits, and those that lead to each way in."""
        self._components = line.everything
        self._carriers = frozenset(line.carriers.kinds)  # empty ones may come wherever what they bear comes
        self.exits: dict[Outlet, Exit] = {}
        self._feeding: dict[str, list[Exit]] = {}
        for component in self._components.values():
            for port, outlet in component.outlets.items():
                self.exits[outlet] = way = Exit(component, port, outlet)
                for target in outlet.targets:
                    self._feeding.setdefault(target.id, []).append(way)
        self._products = self._flowing(frozenset(line.looks.catalogue))

    def _flowing(self, everything: frozenset[str]) -> dict[Outlet, frozenset[str]]:
        """Find out which products can come out of each exit; what nothing leads to may bring all."""
        found = dict.fromkeys(self.exits, frozenset[str]())
        size = -1
        while size < (size := sum(map(len, found.values()))):
            for name, component in self._components.items():
                into = [found[way.outlet] for way in self._feeding.get(name, ())]
                come = self._carriers.union(*into) if into else everything
                for port, outlet in component.outlets.items():
                    found[outlet] = component.products_at(port, come)
        return found

    def prospect(self, component: Component) -> Prospect:
        """Return what may happen at a component; a gate that keeps somebody waiting may open with whatever comes."""
        prospect = component.prospect()
        return prospect._replace(until=component.clock.peek()) if component.barred else prospect

    def doors(self) -> Iterator[Inlet]:
        """Go through all ways in."""
        found = {target.id: target for outlet in self.exits for target in outlet.targets}
        yield from found.values()

    def owner(self, door: Inlet) -> Component:
        """Return the component to which a way in belongs."""
        return self._components[door.id.partition(".")[0]]

    def bringing(self, component: Component, door: Inlet) -> list[Exit]:
        """Return the exits by which something can come that a component lets in by one of its ways."""
        exits = self._feeding.get(door.id, ())
        return [way for way in exits if any(component.wants(door, product) for product in self._products[way.outlet])]

    def refusing(self, way: Exit) -> list[Inlet]:
        """Return the ways in that have refused what an exit offers."""
        return [target for target in way.outlet.targets if way.outlet in target.waiting]

    def helpers(self, way: Exit) -> list[Component]:
        """Return the components of which any has to change before a part goes by an exit."""
        found = [self.owner(door) for door in self.refusing(way)]
        if not found or way.component.reoffers:
            found.append(way.component)
        return found

    def hopes(self, component: Component, prospect: Prospect) -> Iterator[Hope]:
        """Go through what may let a component change that does not do so by itself."""
        for port, outlet in component.outlets.items():
            targets = self.refusing(Exit(component, port, outlet))
            if targets:
                yield [[self.owner(door) for door in targets]]
        if prospect.behind is not None:
            yield [[prospect.behind]]
        for group in self.missing(component, prospect):
            yield [[helper for way in self.bringing(component, door) for helper in self.helpers(way)] for door in group]

    def missing(self, component: Component, prospect: Prospect) -> list[list[Inlet]]:
        """Return the groups of ways in by which parts are missing, without those that are offered where that counts."""
        if not prospect.together:
            return [list(group) for group in prospect.lacks]
        groups = ([door for door in group if not self._is_offered(component, door)] for group in prospect.lacks)
        return [group for group in groups if group]

    def _is_offered(self, component: Component, door: Inlet) -> bool:
        return any(self._fits(component, door, self.exits[outlet]) for outlet in door.waiting)

    def _fits(self, component: Component, door: Inlet, way: Exit) -> bool:
        """Tell whether what an exit offers would be let in; a source may have to make it first."""
        parts = way.component.all_on_offer(way.port)
        return not parts or any(self._is_let_in(component, door, part) for part in parts)

    def _is_let_in(self, component: Component, door: Inlet, part: Item) -> bool:
        wanted = component.wants(door, part.product)
        return wanted and (door is not component or component.line.routes.is_next(part, component.id))

    def helpers_of(self, waiter: Waiter) -> list[Component]:
        """Return the components of which any has to change before a waiter gets on; none where it does not wait."""
        if isinstance(waiter, Component):
            return [waiter] if waiter.is_short() else []
        way = self.exits.get(waiter)
        return self.helpers(way) if way is not None and self.refusing(way) else []

    def until(self, helpers: Sequence[Component]) -> float:
        """Return a time up to which any of some components may yet change; infinity where none ever will.

        Looks no further than to the next thing that goes on and on which they depend.
        """
        seen, ahead = set[str](), deque(helpers)
        several = False
        while ahead:
            component = ahead.popleft()
            if component.id in seen:
                continue
            seen.add(component.id)
            prospect = self.prospect(component)
            if math.isfinite(prospect.until):
                return prospect.until
            for hope in self.hopes(component, prospect):
                several = several or len(hope) > 1
                ahead.extend(hope[0] if len(hope) == 1 else ())
        return self._until_all(helpers) if several else math.inf

    def _until_all(self, helpers: Sequence[Component]) -> float:
        """Return the same where several things must come together."""
        region = self.region(helpers)
        alive = self.changing(region)
        if not any(helper.id in alive for helper in helpers):
            return math.inf
        return min(time for component in region.values() if math.isfinite(time := self.prospect(component).until))

    def region(self, helpers: Iterable[Component]) -> dict[str, Component]:
        """Return all components on which some depend, with these, by id."""
        found, ahead = dict[str, Component](), deque(helpers)
        while ahead:
            component = ahead.popleft()
            if component.id not in found:
                found[component.id] = component
                for hope in self.hopes(component, self.prospect(component)):
                    ahead.extend(helper for helpers in hope for helper in helpers)
        return found

    def changing(self, region: Mapping[str, Component], *, supplied: bool = False) -> set[str]:
        """Return those of a region that can still change; `supplied`: if nothing ever ran out outside the line."""
        prospects = {name: self.prospect(component) for name, component in region.items()}
        alive = {name for name, each in prospects.items() if math.isfinite(each.until) or (supplied and each.dry)}
        hopes = {name: list(self.hopes(component, prospects[name])) for name, component in region.items()}
        size = -1
        while size < len(alive):
            size = len(alive)
            alive |= {name for name in hopes if any(_holds(hope, alive, supplied) for hope in hopes[name])}
        return alive


def _holds(hope: Hope, alive: Container[str], supplied: bool) -> bool:
    """Tell whether all of a hope can come about; by a way to which nothing leads, only from outside the line."""
    return all(any(helper.id in alive for helper in helpers) if helpers else supplied for helpers in hope)
