"""How a station gathers what its operations need: the part itself and what is built in, one by one or together."""

import math
from collections import deque
from collections.abc import Iterable, Sequence
from typing import Any

from layouts.flow import MAIN_IN
from layouts.station import Blocking, Station, Takes
from replay.states import State
from sim.behaviours.belt import BeltBehaviour
from sim.behaviours.feeds import Feed, call_in
from sim.behaviours.nests import Nest, Phase, shown_state
from sim.behaviours.room_behind import RoomBehind
from sim.breakdowns import Ageing
from sim.component import Component
from sim.item import Item
from sim.line import Line
from sim.outlets import Inlet, Outlet
from sim.permits import NEW, Permit
from sim.prospect import Prospect
from sim.statistics import StateClock
from sim.supplies import Stock


class Intake(Ageing):
    """The nests of a station and what comes into them; a subclass says what is done there (`start_operation`).

    `free` are the nests that lack something, `room` tells whether one of them may take a part by the main port.
    """

    def __init__(self, line: Line, equipment_id: str, station: Station) -> None:
        """Read what the station needs for an operation."""
        super().__init__(line, equipment_id)
        self.nests = [Nest(self, number) for number in range(station.nests)]
        self.free = deque(self.nests)
        self.state: StateClock = self.nests[0] if station.nests == 1 else StateClock(State.STARVED)
        self.needs = {part: int(number) for part, number in station.uses.items()}
        self.places = {part: number for number, part in enumerate(station.uses)}
        self.feeds: dict[str, Feed] = {}
        self.together = station.takes is Takes.TOGETHER
        self.drives_through = station.drive_through
        self.blocking, self.when_down = station.blocking, station.when_down
        self.room_behind = None if station.blocking is Blocking.AFTER_SERVICE else RoomBehind(self)
        self.passable = station.drive_through or bool(line.carriers.kinds)
        programme = line.programme
        self.queue = None if programme is None else programme.queue(equipment_id, self.look_again)
        self.stocks = self._stocks(station)
        self.passing_time = 0.0
        self.asking = self.offered = self.looking = False

    def _stocks(self, station: Station) -> list[Stock]:
        """Return the containers at the ports to which no flow leads."""
        supply = self.line.layout.supply
        ports = {part: supply.get(f"{self.id}.{part}") for part in station.uses}
        return [Stock(self, part, each, self.look_again) for part, each in ports.items() if each is not None]

    def start(self) -> None:
        """Begin, where products begin here."""
        super().start()
        if self.queue is not None:
            self.look_again()

    # what a subclass says

    def start_operation(self, nest: Nest) -> None:
        """Begin the operation of a nest that has all it needs."""

    def ended(self, nest: Nest) -> None:
        """Go on with a nest in which something is over."""

    # ways in

    def inlet(self, port: str) -> Inlet:
        """Return the way in by a port; those of parts that are built in are ways of their own."""
        if port not in self.needs:
            return self
        return self.feeds.setdefault(port, Feed(self, self.id, port))

    def fed_by(self, components: Sequence[Component]) -> None:
        """Learn how fast parts pass through: as fast as on the conveyor in front."""
        belt = next((component for component in components if isinstance(component, BeltBehaviour)), None)
        if belt is not None and belt.speed:
            self.passing_time = self.line.layout.equipment[self.id].footprint.length / belt.speed

    @property
    def waits_for_all(self) -> bool:
        """Whether a nest takes nothing before all that it needs is there, and calls it in then."""
        return self.together and bool(self.feeds)

    def accept(self, outlet: Outlet, item: Item) -> bool:
        """Take the part if its operation is next, a nest takes one and nobody waits longer; or let it pass."""
        waiting = self.waiting
        if (self.room or self.waits_for_all) and (
            (wanted := self.line.routes.is_next(item, self.id)) or self._passes(item)
        ):
            nest = self._nest_for_part() if wanted else None if self.down else self._nest_without_part()
            if self.asking:
                self.offered = self.offered or wanted
            elif nest is not None and (not waiting or self.invited is outlet):
                self._take(nest, item, wanted)
                return True
            elif self.invited is not outlet:
                self.look_again()
        waiting[outlet] = None
        return False

    def _passes(self, item: Item) -> bool:
        """Tell whether a part that has no operation here may pass: as an empty carrier does."""
        return self.drives_through or (self.passable and self.line.carriers.is_empty_one(item))

    def _nest_for_part(self) -> Nest | None:
        """Return the nest that takes the next part: where all is taken together, one that has called it."""
        if not self.waits_for_all:
            return self._nest_without_part()
        return next((nest for nest in self._open_nests() if nest.item is None and nest.called), None)

    def _nest_without_part(self) -> Nest | None:
        if self.free and self.free[0].item is None and not (self.emptying or self.takes_nothing):
            return self.free[0]
        return next((nest for nest in self._open_nests() if nest.item is None), None)

    def _open_nests(self) -> Iterable[Nest]:
        return () if self.emptying or self.takes_nothing else self.free

    @property
    def takes_nothing(self) -> bool:
        """Whether nothing comes in because the station stands still."""
        return bool(self.down) and not (self.when_down.loads and self.only_failed)

    @property
    def gives_nothing(self) -> bool:
        """Whether nothing leaves because the station stands still."""
        return bool(self.down) and not (self.when_down.unloads and self.only_failed)

    def _take(self, nest: Nest, item: Item, wanted: bool) -> None:
        nest.item = item
        self.stand(item, nest.number)
        if wanted:
            return self._start_if_complete(nest)
        self.free.remove(nest)
        self.look_for_room()
        self.run(nest, Phase.PASSING, self.passing_time)

    def lacks(self, part: str) -> bool:
        """Tell whether a nest takes one more of a part now."""
        return self._nest_lacking(part) is not None

    def _nest_lacking(self, part: str) -> Nest | None:
        number, waits_for_all = self.needs[part], self.waits_for_all
        nests = (nest for nest in self._open_nests() if nest.called or not waits_for_all)
        return next((nest for nest in nests if len(nest.held.get(part, ())) < number), None)

    def gather(self, part: str, item: Item) -> None:
        """Take one more of a part into the nest that lacks it."""
        nest = self._nest_lacking(part)
        if nest is not None:
            nest.held.setdefault(part, []).append(item)
            self.stand(item, self.place_of(nest, part))
            self._start_if_complete(nest)

    def gathered(self, part: str) -> int:
        """Return how many of a part are held."""
        return sum(len(nest.held.get(part, ())) for nest in self.nests)

    def place_of(self, nest: Nest, part: str) -> int:
        """Return the place beside a nest in which a part waits that is to be built in."""
        return len(self.nests) + nest.number * len(self.needs) + self.places[part]

    def _start_if_complete(self, nest: Nest) -> None:
        if not self.down and self._is_complete(nest) and self._may_begin():
            self.free.remove(nest)
            nest.called = False
            if nest.item is None:
                self._bring_in(nest)
            for stock in self.stocks:
                stock.take(self.needs[stock.part])
            self.start_operation(nest)
        elif self.blocking is Blocking.BEFORE_SERVICE and not self.down:
            self.enter(nest, self.idle_state(nest))
        self.look_for_room()
        if self.is_short():
            self.line.watch(self)

    def _is_complete(self, nest: Nest) -> bool:
        """Tell whether a nest has all that its operation needs; the product itself may begin here."""
        if nest.item is None and not self._may_bring_in():
            return False
        enough = all(stock.parts >= self.needs[stock.part] for stock in self.stocks)
        return enough and all(len(nest.held.get(part, ())) >= self.needs[part] for part in self.feeds)

    def _may_begin(self) -> bool:
        """Tell whether what is there may be worked on."""
        return self.blocking is not Blocking.BEFORE_SERVICE or self.room_behind is None or self.room_behind.is_there()

    def _may_bring_in(self) -> bool:
        """Tell whether a product may begin here now."""
        product = None if self.queue is None or self.down or self.emptying else self.queue.next()
        return product is not None and (self.gate is None or self.gate.allows(product, NEW))

    def _bring_in(self, nest: Nest) -> None:
        """Begin the next product of the plan in a nest."""
        product = None if self.queue is None else self.queue.next()
        if product is not None and self.queue is not None:
            nest.item = item = self.line.new_item(product)
            self.queue.take(item)
            self.line.come_in(item)
            self.stand(item, nest.number)
            if self.gate is not None:
                self.gate.took(item)

    # asking those that wait

    def look_for_room(self) -> None:
        """Find out whether a part may come in by the main port."""
        nest = self._nest_without_part() if self.passable else self._nest_for_part()
        self.room = nest is not None

    def close(self) -> None:
        """Let nothing more in for now."""
        self.look_for_room()

    def is_at_work(self) -> bool:
        """Tell whether something goes on in a nest that ends with an operation."""
        return any(nest.finish.pending and nest.phase is not Phase.PASSING for nest in self.nests)

    def look_around(self) -> None:
        """Take parts again."""
        self.look_for_room()
        self.look_again()

    def look_again(self) -> None:
        """Ask those that wait, at this instant, before anything else happens."""
        if not self.looking:
            self.looking = True
            self.clock.soon(self._ask_all)

    def _ask_all(self) -> None:
        """Take what is there for the nests that are free; those are starved that lack something."""
        self.looking = False
        if self.takes_nothing:
            return
        for gathering in tuple(self.free):
            # a product may begin here, and a fork may need less for an operation than its original
            if gathering.item is not None or self.queue is not None:
                self._start_if_complete(gathering)
        while self.waits_for_all and (nest := self._nest_to_call()) is not None and self._has_all():
            nest.called = True
            self.look_for_room()
            self._invite_all()
        self._invite_all()
        self.keep_waiting()
        if self.is_short():
            self.line.watch(self)

    def is_short(self) -> bool:
        """Tell whether a nest holds parts and lacks others."""
        holding = (nest for nest in self.free if nest.item is not None or any(nest.held.values()))
        return any(self._lacking(nest) for nest in holding)

    def spaces(self) -> float:
        """Return how many nests could take a part now."""
        if not all(permit.allows("", NEW) for permit in self.own_permits()):
            return 0
        return sum(nest.item is None for nest in self._open_nests())

    def own_permits(self) -> Sequence[Permit]:
        """Return what blocks before loading."""
        before = self.room_behind if self.blocking is Blocking.BEFORE_LOADING else None
        return () if before is None else (before,)

    def keep_waiting(self) -> None:
        """Show that the free nests lack something, or are held back because there is enough behind."""
        for nest in self.free if not self.down else ():
            self.enter(nest, self.idle_state(nest))

    def idle_state(self, nest: Nest) -> State:
        """Return what a nest is in that nothing is done in: blocked where there is enough behind already."""
        if nest.item is None:
            full = self.gate is not None and self.gate.is_full
        else:
            full = self.blocking is Blocking.BEFORE_SERVICE and self._is_complete(nest)
        return State.BLOCKED if full else State.STARVED

    def look_for_more(self) -> None:
        """Ask those that wait again: the gate may have opened."""
        self.look_again()

    def _invite_all(self) -> None:
        self.invite()
        for feed in self.feeds.values():
            feed.invite()

    def _nest_to_call(self) -> Nest | None:
        return next((nest for nest in self.free if nest.item is None and not nest.called), None)

    def _has_all(self) -> bool:
        """Find out whether all that an operation needs is there or offered, at least one of each, without taking it."""
        if self.queue is not None and self.queue.next() is None:
            return False
        if any(stock.parts < self.needs[stock.part] for stock in self.stocks):
            return False
        self.asking = True
        found = all(map(self._has_offer, self._doors()))
        self.asking = False
        return found

    def _doors(self) -> "tuple[Intake | Feed, ...]":
        """Return the ways in by which something must come: not the main one where products begin."""
        return (*(() if self.queue is not None else (self,)), *self.feeds.values())

    def _has_offer(self, door: "Intake | Feed") -> bool:
        door.offered = False
        for outlet in tuple(door.waiting):
            if not door.offered and outlet in door.waiting:
                outlet.retry()
        return door.offered

    def invite(self) -> None:
        """Let those that wait offer again; who has nothing that is wanted is passed over."""
        if self.turns is None:
            return call_in(self)
        untried = dict(self.waiting)
        while untried and self.room:
            self.invited = first = self.turns.choose(untried)
            del untried[first]
            given = first.retry()
            self.invited = None
            if given:
                return self.look_again()

    def forget_waiting(self) -> None:
        """Forget who waits, and find out anew what can be done: the layout has changed."""
        super().forget_waiting()
        for feed in self.feeds.values():
            feed.waiting.clear()
        for stock in self.stocks:
            stock.settle()
        self.look_again()

    # who waits for whom

    def prospect(self) -> Prospect:
        """Return what may happen here: operations end, and nests that gather get what they lack."""
        unknown = self.barred or any(self._waits_for_others(nest) for nest in self.nests)
        lacking = [self._lacking(nest) for nest in self.free]
        until = self.clock.peek() if unknown else min(self.ends_at(), self._until_supplied())
        together = self.waits_for_all and not any(nest.called for nest in self.free)
        return Prospect(until, tuple(filter(None, lacking)), together=together, dry=not all(lacking))

    def _until_supplied(self) -> float:
        """Return when containers come that a nest waits for, or an order is released."""
        short = [stock.until() for stock in self.stocks if stock.parts < self.needs[stock.part]]
        if self.queue is not None and self.queue.next() is None and self.line.programme is not None:
            short.append(self.line.programme.until())
        return min(short, default=math.inf)

    def wants(self, door: Inlet, product: str) -> bool:
        """Tell whether a part is let in; by the port of a part that is built in, that part alone."""
        return product == door.part if isinstance(door, Feed) else True

    def _waits_for_others(self, nest: Nest) -> bool:
        """Tell whether a nest would work, and waits for something else than parts and room."""
        return not nest.finish.sequence and nest.phase not in (Phase.GATHERING, Phase.LEAVING) and not self.down

    def _lacking(self, nest: Nest) -> tuple[Inlet, ...]:
        """Return the ways in by which a nest still needs a part."""
        feeds = (feed for part, feed in self.feeds.items() if len(nest.held.get(part, ())) < self.needs[part])
        return (*(() if nest.item is not None or self.queue is not None else (self,)), *feeds)

    # states

    def stand(self, item: Item, place: int) -> None:
        """Tell a recording that a part stands in a place from now on, looking as it does now."""
        if self.watched:
            self.moved((item.number, self.frame, place, item.look, self.clock._now, item.leave_belt(), 0.0))

    def run(self, nest: Nest, phase: Phase, duration: float) -> None:
        """Let something begin in a nest that takes a time; after the break, if it would not end before."""
        nest.phase, nest.duration = phase, duration
        if self.hours is not None and phase is not Phase.PASSING and self.defers(duration):
            nest.left = duration
            return self.enter(nest, State.STOPPED)
        self.clock.call(nest.finish, duration)
        self.enter(nest, phase.state)
        if self.due:
            self.clock.soon(self.fail_if_due)

    def vacate(self, nest: Nest) -> None:
        """Let a nest gather for its next operation."""
        nest.phase, nest.item = Phase.GATHERING, None
        self.free.append(nest)
        self.look_for_room()
        self.look_again()

    def enter(self, nest: Nest, state: State) -> None:
        """Change the state of a nest, and what the station shows."""
        if state == nest.state:
            return
        now = self.clock._now
        nest.enter(state, now)
        if self.draining:
            self.clock.soon(self.serve_if_idle)
        shown = state if nest is self.state else shown_state(self.nests)
        if nest is not self.state and shown != self.state.state:
            self.state.enter(shown, now)
        elif nest is not self.state:
            return
        self.tell(shown, now)

    def because(self, state: int) -> int:
        """Return the cause of a state; of a station that lacks something to build in, who should bring that."""
        if state != State.STARVED or self.held is not None:
            return super().because(state)
        doors = next((self._lacking(nest) for nest in self.free), ())
        port = next((door.part for door in doors if isinstance(door, Feed)), MAIN_IN)
        return self.line.blame.of(self, state, MAIN_IN if self in doors else port)

    def first_cause(self) -> int:
        """Return the cause of the state in which it begins, and remember it: it may soon lack something else."""
        self.blamed = self.cause_now()
        return self.blamed

    def load(self) -> int:
        """Return how many parts are inside, those held for an operation left out."""
        return sum(nest.item is not None or nest.phase is not Phase.GATHERING for nest in self.nests)

    def snapshot(self) -> dict[str, Any]:
        """Return the state as plain values; a plain machine can read all but `operations`."""
        return {
            **super().snapshot(),
            "nests": [nest.snapshot_with_part() for nest in self.nests],
            "free": [nest.number for nest in self.free],
            "operations": [nest.snapshot_of_operation() for nest in self.nests],
            **({"stocks": {stock.part: stock.snapshot() for stock in self.stocks}} if self.stocks else {}),
            "feeds": {part: [outlet.owner for outlet in feed.waiting] for part, feed in self.feeds.items()},
        }

    def restore(self, state: dict[str, Any], items: dict[int, Item]) -> None:
        """Take the state of a snapshot, also of a plain machine; a fork may have other nests."""
        super().restore(state, items)
        for nest, values in zip(self.nests, state["nests"], strict=False):
            nest.restore_with_part(values, items)
        for nest, values in zip(self.nests, state.get("operations", ()), strict=False):
            nest.restore_operation(values, items)
            nest.held = {part: held for part, held in nest.held.items() if part in self.needs}
        for stock in self.stocks:
            if stock.part in state.get("stocks", {}):
                stock.restore(state["stocks"][stock.part])
        for part, owners in state.get("feeds", {}).items():
            if part in self.feeds:
                self.feeds[part].waiting = self.line.outlets_of(owners)
        order = dict.fromkeys([*state["free"], *range(len(self.nests))])
        nests = (self.nests[number] for number in order if number < len(self.nests))
        self.free = deque(nest for nest in nests if nest.phase is Phase.GATHERING)
