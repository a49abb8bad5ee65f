"""Containers of parts at the ports of a station: ordered when one has been emptied, or when few parts are left."""

import math
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from layouts.flow import Port
from layouts.supply import Supply
from sim.clock import TOLERANCE, Call, Order
from sim.jobs import Job, Work
from sim.trips import Trip

if TYPE_CHECKING:
    from sim.component import Component


class Stock:
    """The parts of one port: those there, those in containers that have been ordered.

    Without a lead time a container is there at the instant at which it is ordered. Where a way of the flow says who
    brings it, somebody fetches it there (`sim.trips`). Where it is brought `by` people, whoever is free walks to the
    station and is busy with it for the lead time. Either way it is one trip a container.
    """

    def __init__(self, station: "Component", part: str, supply: Supply, look: Callable[[], None]) -> None:
        """Be full; `look` is called when a container has come."""
        self.part = part
        self.size = supply.container.parts if supply.container else 1
        self.parts = supply.stock * self.size
        self.opened = 0
        """Parts that have been taken out of the container that is open."""
        self.ordered: deque[float] = deque()
        """When each container comes that has been ordered; with people how many times nobody has set out."""
        self._look, self._clock = look, station.clock
        self._lead_time = 0.0 if supply.lead_time is None else float(supply.lead_time)
        self._reorder = supply.reorder
        self.arrival = station.add_call(Call(f"supply:{part}", self._arrive, Order.ARRIVAL))
        people = station.line.people
        self._look_of_container = station.line.look_of(supply.container.container)[0] if supply.container else -1
        self.trip = self._trip(station)
        self._people = people if supply.by is not None and self._lead_time else None
        self.job: Job | None = None
        if self._people is not None and supply.by is not None:
            spot = self._people.spots.at(station.id)
            self.job = self._people.add(Job(station.id, f"supply:{part}", Work.CARRY, spot, (supply.by,), self._begin))

    def _trip(self, station: "Component") -> Trip | None:
        """Return how somebody of a post brings a container, where the flow says so."""
        port = Port(station.id, self.part)
        people, errand = station.line.people, station.line.layout.errands.get(port)
        if people is None or errand is None:
            return None
        way = (people.spots.at_port(errand[0]), people.spots.at_port(port))
        trip = Trip(people, (station.id, self.part), errand[1], way, self._container, self._put)
        station.add_call(trip.call)
        return trip

    def _container(self) -> int:
        """Return how a container looks."""
        return self._look_of_container

    def take(self, number: int) -> None:
        """Use parts up, and order a container for each that is empty now, or while too few parts are there or due."""
        self.parts -= number
        emptied, self.opened = divmod(self.opened + number, self.size)
        if self._reorder is None:
            for _ in range(emptied):
                self._order()
        while self._reorder is not None and self.parts + len(self.ordered) * self.size <= self._reorder:
            self._order()

    def _order(self) -> None:
        if self.trip is not None:
            self.ordered.append(self._clock.now)
            return self._fetch()
        if not self._lead_time:
            self.parts += self.size
            return
        self.ordered.append(self._clock.now + self._lead_time)
        if self._people is not None and self.job is not None:
            self._people.ask(self.job)
        elif not self.arrival.pending:
            self._clock.call_at(self.arrival, self.ordered[0])

    def _fetch(self) -> None:
        """Let somebody fetch a container, one after the other."""
        if self.trip is not None and self.trip.idle and self.ordered:
            self.trip.ask()

    def _put(self) -> None:
        self.ordered.popleft()
        self.parts += self.size
        self._fetch()
        self._look()

    def _begin(self) -> None:
        """Bring a container: somebody is there."""
        allowance = 0.0 if self.job is None else self.job.allowance
        self._clock.call(self.arrival, self._lead_time * (1 + allowance))

    def _arrive(self) -> None:
        self.ordered.popleft()
        self.parts += self.size
        if self._people is not None and self.job is not None:
            self._people.let_go(self.job)
            if self.ordered:
                self._people.ask(self.job)
        else:
            self._come_those_that_are_due()
        self._look()

    def _come_those_that_are_due(self) -> None:
        now = self._clock.now
        while self.ordered and self.ordered[0] <= now + TOLERANCE:
            self.ordered.popleft()
            self.parts += self.size
        if self.ordered:
            self._clock.call_at(self.arrival, self.ordered[0])

    def settle(self) -> None:
        """Have come what has been ordered, also where a changed layout says otherwise how."""
        if self.trip is not None:
            self._fetch()
        elif self.ordered and self._people is not None and self.job is not None:
            self._people.ask(self.job)
        elif self.ordered and not self.arrival.pending:
            self._clock.call_at(self.arrival, max(self._clock.now, self.ordered[0]))

    def until(self) -> float:
        """Return when the next container comes at the earliest; with people whenever something happens."""
        if not self.ordered:
            return math.inf
        return self.arrival.time if self.arrival.pending else self._clock.peek()

    def snapshot(self) -> list[Any]:
        """Return the state as plain values."""
        trip = [] if self.trip is None else [self.trip.snapshot()]
        return [self.parts, self.opened, list(self.ordered), self.size, *trip]

    def restore(self, values: list[Any]) -> None:
        """Take the state of a snapshot; with containers of another size the port is full again."""
        parts, opened, ordered, size, *trip = values
        if size == self.size:
            self.parts, self.opened, self.ordered = parts, opened, deque(ordered)
        if trip and self.trip is not None:
            self.trip.restore(trip[0])
