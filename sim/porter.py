"""People who carry to one way in: they come for what is offered, and set it down before the way in.

What is offered stays where it is until somebody has come and taken it up. He sets it down in one of the `places` of his
post, from where it goes in as soon as it is taken: so nobody ever stands and waits with something in his hands. Nobody
sets out while all places are taken or spoken for.
"""

from collections import deque
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from layouts.carriages import Carriage
from layouts.flow import Port
from layouts.spots import Spot
from replay.opening import Inside
from sim.component import Component
from sim.item import Item
from sim.outlets import Outlet
from sim.people import People
from sim.prospect import Prospect
from sim.recording import STANDING
from sim.trips import Trip

if TYPE_CHECKING:
    from sim.line import Line


class Porter(Component):
    """What people of one post carry to one way in: trips by way out, and what has been set down."""

    def __init__(self, line: "Line", people: People, carriage: Carriage) -> None:
        """Carry nothing yet."""
        super().__init__(line, carriage.id)
        post = people.posts[carriage.post]
        self._most = post.places if isinstance(post.places, int) else float("inf")
        self._at_once = int(post.carries)
        self.target = carriage.target
        goal = people.spots.at_port(carriage.target)
        self.trips = {origin.owner: self._trip(people, carriage.post, origin, goal) for origin in carriage.origins}
        self.loads: dict[str, list[Item]] = {name: [] for name in self.trips}
        self.standing: deque[Item] = deque()
        self.entered = 0
        self._taking = ""

    def _trip(self, people: People, post: str, origin: Port, goal: Spot) -> Trip:
        name, way = origin.owner, (people.spots.at_port(origin), goal)
        take, put = partial(self._take, name), partial(self._put, name)
        trip = Trip(people, (self.id, name), post, way, take, put)
        self.add_call(trip.call)
        return trip

    # fetching

    def accept(self, outlet: Outlet, item: Item) -> bool:
        """Give it to who has come to take it up; else remember who offers, and ask for somebody."""
        if self._taking == outlet.owner:
            self.loads[outlet.owner].append(item)
            if self.watched:
                self.moved((item.number, -1, 0, item.look, self.clock._now, item.leave_belt(), 0.0))
            return True
        self.waiting[outlet] = None
        self._ask_where_needed()
        return False

    def invite(self) -> None:
        """Ask for somebody for each of those that wait."""
        self._ask_where_needed()

    def _ask_where_needed(self) -> None:
        for outlet in self.waiting:
            trip = self.trips.get(outlet.owner)
            if trip is not None and trip.idle and self._spoken_for < self._most:
                trip.ask()

    @property
    def _spoken_for(self) -> int:
        """How many places are taken, or needed for what is carried or will be taken up."""
        under_way = (max(1, len(self.loads[name])) for name, trip in self.trips.items() if not trip.idle)
        return len(self.standing) + sum(under_way)

    def _take(self, name: str) -> int | None:
        """Take up as much as is offered and there is room for; return how the first of it looks."""
        outlet = next((each for each in self.waiting if each.owner == name), None)
        load, self._taking = self.loads[name], name
        while outlet is not None and outlet in self.waiting and self._may_take_more(load):
            before = len(load)
            if not outlet.retry() or len(load) == before:
                break
        self._taking = ""
        return load[0].look if load else None

    def _may_take_more(self, load: Sequence[Item]) -> bool:
        return not load or (len(load) < self._at_once and self._spoken_for < self._most)

    # setting down

    def _put(self, name: str) -> None:
        """Set down what was carried, and let it in."""
        for item in self.loads[name]:
            if self.watched:
                self.moved((item.number, self.frame, self._place(), item.look, self.clock._now, 0.0, 0.0))
            self.entered += 1
            self.standing.append(item)
        self.loads[name] = []
        self.push_all()
        self._ask_where_needed()

    def _place(self) -> int:
        return self.entered % int(min(self._most, STANDING))

    def push(self) -> bool:
        """Let in what has stood here for the longest time, if it is taken."""
        if not self.standing or not self.give(self.outlet, self.standing[0]):
            return False
        self.standing.popleft()
        self.clock.soon(self._ask_where_needed)
        if not self.standing:
            self.outlet.withdraw()
        return True

    # who waits for whom, and what a checkpoint needs

    def prospect(self) -> Prospect:
        """Return what may happen here: with somebody under way something may with whatever comes."""
        if any(not trip.idle for trip in self.trips.values()):
            return Prospect(self.clock.peek())
        return Prospect(lacks=() if self.standing else ((self,),))

    def on_offer(self, port: str) -> Item | None:
        """Return what has stood here for the longest time."""
        return self.standing[0] if self.standing else None

    def items(self) -> list[Item]:
        """Return what stands here, and what is carried."""
        return [*self.standing, *(item for load in self.loads.values() for item in load)]

    def inside(self) -> list[Inside]:
        """Return what stands here in its places."""
        first, now, places = self.entered - len(self.standing), self.clock.now, int(min(self._most, STANDING))
        return [
            Inside(item.number, self.frame, (first + position) % places, item.look, now, 0.0)
            for position, item in enumerate(self.standing)
        ]

    @property
    def kind(self) -> str:
        """What checkpoints call it."""
        return "carriage"

    def snapshot(self) -> dict[str, Any]:
        """Return the state as plain values."""
        return {
            **super().snapshot(),
            "standing": [item.number for item in self.standing],
            "entered": self.entered,
            "trips": {name: trip.snapshot() for name, trip in self.trips.items()},
            "loads": {name: [item.number for item in load] for name, load in self.loads.items()},
        }

    def restore(self, state: dict[str, Any], items: dict[int, Item]) -> None:
        """Take the state of a snapshot; what was carried on a way that is gone is set down."""
        super().restore(state, items)
        self.standing = deque(items[number] for number in state["standing"])
        self.entered = state["entered"]
        for name, numbers in state["loads"].items():
            load = [items[number] for number in numbers]
            if name in self.trips:
                self.trips[name].restore(state["trips"][name])
                self.loads[name] = load
            else:
                self.standing.extend(load)

    def forget_waiting(self) -> None:
        """Forget who waits: the layout has changed, and all will offer again."""
        super().forget_waiting()
        self.clock.soon(self.push_all)


def porters_of(line: "Line", carriages: Sequence[Carriage]) -> dict[str, Porter]:
    """Return those who carry in a line, by their names."""
    people = line.people
    return {} if people is None else {each.id: Porter(line, people, each) for each in carriages}
