"""The station's behaviour with all that a plain machine lacks: parts built in, tests, rework, changeovers, visits.

What an operation goes through in a nest: gather the part and what is built in, change over, exchange and manual time
and cycle, look, scrap or test (perhaps again in place), and out by one of the ports.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, assert_never

from layouts.failures import Ages
from layouts.flow import MAIN_OUT
from layouts.station import FAIL, Station
from replay.opening import Inside
from replay.states import State
from sim.behaviours.inspection import Ending, Inspection
from sim.behaviours.manned import Manned
from sim.behaviours.nests import Departure, Nest, Phase, mean_age, mean_times
from sim.behaviours.setting_aside import SettingAside
from sim.behaviours.tally import Tally
from sim.item import Item
from sim.line import Line
from sim.outlets import Inlet, Outlet
from sim.setups import Setups

_BUSY = (State.WORKING, State.CHANGEOVER)


class StationBehaviour(Manned):
    """Does an operation on one part in each nest; blocking after service.

    States of a nest: working (exchange, manual time and cycle), changeover, blocked (finished, no room behind), starved
    (it lacks the part or something to build in, or a part passes through), failed, waiting for operator or setter.
    """

    def __init__(self, line: Line, equipment_id: str, station: Station) -> None:
        """Read the station's data."""
        super().__init__(line, equipment_id, station)
        self.look = station.look
        self.back_to = station.back_to
        self.setups = None if station.changeover is None else Setups(line.layout, station.changeover)
        self.inspection = Inspection(self, station)
        self.first_off, self.scrap_first = float(station.first_off), station.scrap_first
        self.tally = Tally(line.products)
        self.frees = tuple(station.frees)
        self.aside = SettingAside(line) if station.preempts else None
        self.leaving: dict[str, deque[Departure]] = {MAIN_OUT: deque()}
        if station.tests:
            self.connect_port(FAIL, ())
        for carrier in self.frees:
            self.connect_port(carrier, ())

    def take_streams(self, positions: Mapping[str, int]) -> None:
        """Continue each stream where a checkpoint left it."""
        self.times.prepare(positions)
        super().take_streams(positions)

    # preemption

    def accept(self, outlet: Outlet, item: Item) -> bool:
        """Take the part as every station does, or have it interrupt what is less urgent."""
        if self.aside is not None and not self.room and not self.down and self.line.routes.is_next(item, self.id):
            nest = self.aside.nest_for(item, self.nests)
            if nest is not None:
                if nest.item is not None:
                    self.aside.interrupt(nest)
                    self.free.append(nest)
                self._take(nest, item, True)
                return True
        return super().accept(outlet, item)

    def _open_nests(self) -> Iterable[Nest]:
        """Leave those out at which a part is set aside."""
        nests, aside = super()._open_nests(), self.aside
        return nests if aside is None else [nest for nest in nests if not aside.at(nest)]

    def _nest_without_part(self) -> Nest | None:
        if self.aside is None:
            return super()._nest_without_part()
        return next((nest for nest in self._open_nests() if nest.item is None), None)

    def _ask_all(self) -> None:
        """Take what is there for the nests that are free, and go on with what was set aside."""
        super()._ask_all()
        for nest in tuple(self.free) if self.aside is not None and not self.down else ():
            if self.aside is not None and self.aside.at(nest):
                self._ask_the_urgent(nest)
                self._go_on_with_aside(self.aside, nest)

    def _ask_the_urgent(self, nest: Nest) -> None:
        """Let those that wait offer again, since one of them may be more urgent than what is set aside."""
        for outlet in tuple(self.waiting):
            if outlet in self.waiting and nest.item is None:
                outlet.retry()

    def _go_on_with_aside(self, aside: SettingAside, nest: Nest) -> None:
        if nest.phase is Phase.GATHERING and nest.item is None:
            self.free.remove(nest)
            aside.take_back(nest)
            self.stand(nest.part, nest.number)
            self.look_for_room()
            self._go_on_in(nest)

    # operations

    def start_operation(self, nest: Nest) -> None:
        """Build in what was gathered, and change over or begin to work."""
        item = nest.part
        for part in nest.parts():
            self._build_in(nest, part, item)
        nest.held = {}
        nest.visit, nest.tries = self.line.routes.visit(item, self.id), 0
        time = self._changeover(nest.made_for, item.product)
        nest.made_for = item.product
        if time > 0:
            self.tally.changeovers += 1
            nest.unproved, nest.to_scrap = self.first_off > 0, self.scrap_first
            self.change_over(nest, time)
        else:
            self.work(nest, self.exchange)

    def _build_in(self, nest: Nest, part: Item, item: Item) -> None:
        """Use a part up, or put a carrier under the product."""
        if not self.line.carriers.is_empty_one(part):
            return self.line.use(part)
        self.line.carriers.bear(part, item)
        self.stand(item, nest.number)

    def _changeover(self, before: str | None, after: str) -> float:
        if self.setups is None or before is None or before == after:
            return 0.0
        return self.setups.time(before, after)

    def setup_time(self, product: str) -> float:
        """Return how long the nest that can be had first takes to be set up for a product."""
        return min(self._changeover(nest.made_for, product) for nest in self.free or self.nests)

    def ended(self, nest: Nest) -> None:
        """Go on with a nest in which something is over."""
        if nest.phase is Phase.PASSING:
            self.dispatch(nest, [(self._way_past(nest.part), nest.part)])
        else:
            super().ended(nest)

    def _way_past(self, item: Item) -> str:
        """Return the port by which something leaves that has passed, an empty carrier by its own where it has one."""
        return item.product if item.product in self.frees else MAIN_OUT

    def judge(self, nest: Nest, item: Item) -> None:
        """Find out how an operation ends, and let its part go its way; a first one is inspected before."""
        if nest.unproved:
            nest.unproved = False
            return self.prove(nest, self.first_off)
        if not nest.tries and self.line.looks.dress(item, self.look):
            self.stand(item, nest.number)
        ending = self._ending(nest)
        if ending is Ending.AGAIN:
            nest.tries += 1
            return self.work(nest, 0.0)
        history = self.inspection.note_operation(item, nest.visit)
        key = item.product if nest.visit is None else f"{item.product}:{nest.visit}"
        self.tally.add(key, ending is Ending.GOOD, history)
        match ending:
            case Ending.GOOD:
                self._pass_on(nest, item)
            case Ending.FAILED:
                self._send_to_rework(nest, item)
            case Ending.SCRAPPED:
                self._throw_away(nest, item)
            case _:
                assert_never(ending)

    def _ending(self, nest: Nest) -> Ending:
        if nest.to_scrap:
            nest.to_scrap -= 1
            return Ending.SCRAPPED
        return self.inspection.end(nest.tries)

    def started_up(self) -> None:
        """Begin with scrap after a long stop, where it does."""
        for nest in self.nests:
            nest.to_scrap = self.scrap_first

    def _pass_on(self, nest: Nest, item: Item) -> None:
        self.line.routes.done(item, self.id)
        if self.back_to is not None and FAIL not in self.outlets:
            self.line.routes.send_back(item, self.back_to)
        carrier = self._freed(nest, item)
        leaving = self.outcome(nest, item)
        if carrier is not None:
            self.stand(carrier, nest.number + len(leaving) * len(self.nests))
            leaving.append((carrier.product, carrier))
        self.dispatch(nest, leaving)

    def _freed(self, nest: Nest, item: Item) -> Item | None:
        """Take a product off its carrier, where that leaves it here; return the carrier."""
        if item.carrier is None or item.carrier.product not in self.frees:
            return None
        carrier = self.line.carriers.free(item)
        self.stand(item, nest.number)
        return carrier

    def outcome(self, nest: Nest, item: Item) -> list[tuple[str, Item]]:
        """Return what leaves after a good operation, each with its port: the part itself."""
        return [(MAIN_OUT, item)]

    def _send_to_rework(self, nest: Nest, item: Item) -> None:
        if not self.inspection.note_failure(item):
            return self._throw_away(nest, item)
        self.line.routes.done(item, self.id)
        if self.back_to is not None:
            self.line.routes.send_back(item, self.back_to)
        self.line.routes.failed(item, self.id)
        self.dispatch(nest, [(FAIL, item)])

    def _throw_away(self, nest: Nest, item: Item) -> None:
        """Take a part out of the line; its carrier goes on empty."""
        carrier = self.line.carriers.save(item)
        self.scrapped += self.line.scrap(item)
        if carrier is None:
            return self.vacate(nest)
        nest.item = carrier
        self.stand(carrier, nest.number)
        self.dispatch(nest, [(self._way_past(carrier), carrier)])

    def because(self, state: int) -> int:
        """Return the cause of a state; of one that is blocked, who has no room for what leaves."""
        ports = (port for port, queue in self.leaving.items() if queue)
        port = next(ports, None) if state == State.BLOCKED and self.held is None else None
        return super().because(state) if port is None else self.line.blame.refusing(self.outlets[port])

    # ways out

    def products_at(self, port: str, come: frozenset[str]) -> frozenset[str]:
        """Return what leaves by a way out: by that of a carrier this alone, else what has come or begins here."""
        if port in self.frees:
            return frozenset([port])
        return come if self.line.programme is None else come | self.line.programme.products(self.id)

    def connect_port(self, port: str, targets: Sequence[Inlet]) -> None:
        """Lead the way out by a port of its own name to these."""
        super().connect_port(port, targets)
        self.leaving[port] = deque()

    def dispatch(self, nest: Nest, parts: list[tuple[str, Item]]) -> None:
        """Let parts leave by their ports; those for which there is no room behind stay in the nest."""
        nest.phase, nest.to_leave = Phase.LEAVING, len(parts)
        for number, (port, item) in enumerate(parts):
            queue, outlet = self.leaving[port], self.outlets[port]
            if not queue and self.room_behind is not None:
                outlet.withdraw()  # it waits there for room to begin, and would stand in its own way
            if not queue and not self.gives_nothing and outlet.give(outlet, item):
                self._has_left(nest, item)
            else:
                queue.append(Departure(nest, item, nest.number + number * len(self.nests)))
        if nest.to_leave:
            self.enter(nest, State.BLOCKED)

    def _has_left(self, nest: Nest, item: Item) -> None:
        if nest.item is item:
            nest.item = None
        nest.to_leave -= 1
        if not nest.to_leave:
            self.vacate(nest)

    def push(self) -> bool:
        """Hand over the part that was finished first, unless the station is down."""
        return self.push_from(MAIN_OUT)

    def push_from(self, port: str) -> bool:
        """Hand over the first part that leaves by a port, unless the station is down."""
        queue, outlet = self.leaving[port], self.outlets[port]
        if not queue and self.room_behind is not None and not self.down:
            outlet.withdraw()
            self.look_again()
        if not queue or self.gives_nothing or not outlet.give(outlet, queue[0].item):
            return False
        departure = queue.popleft()
        if not queue:
            outlet.withdraw()
        elif outlet.branches:
            self.clock.soon(self.push_all)
        self._has_left(departure.nest, departure.item)
        return True

    def push_all(self) -> None:
        """Pass on all that is ready to leave and is taken."""
        for port in self.leaving:
            while self.push_from(port):
                pass

    def on_offer(self, port: str) -> Item | None:
        """Return the part that was finished first of those that leave by a port."""
        queue = self.leaving[port]
        return queue[0].item if queue else None

    # failures

    def age(self, clock: Ages) -> float:
        """Return the time worked (`working`) or worked and changed over (`busy`), the mean of the nests."""
        return mean_age(self.nests, (State.WORKING,) if clock is Ages.WORKING else _BUSY, self.clock._now)

    def is_ageing(self, clock: Ages) -> bool:
        """Working clocks run while a nest works, busy ones also while one changes over."""
        if clock in (Ages.CALENDAR, Ages.SCHEDULED):
            return True
        states = (State.WORKING,) if clock is Ages.WORKING else _BUSY
        return any(nest.state in states for nest in self.nests)

    def halt(self) -> None:
        """Interrupt every nest."""
        self.look_for_room()
        for outlet in self.outlets.values() if self.gives_nothing else ():
            outlet.withdraw()  # whoever waits behind this station for the same room goes ahead
        for nest in self.nests:
            if nest.finish.pending:
                nest.left = nest.finish.time - self.clock.now
                nest.finish.cancel()
        self.show_hold()

    def show_hold(self) -> None:
        """Show another reason, which may let parts in or out that the reasons before kept."""
        super().show_hold()
        self.look_for_room()
        if not self.gives_nothing:
            self.push_all()
        if not self.takes_nothing:
            self.look_again()

    def go_on(self) -> None:
        """Go on where the station was interrupted."""
        for nest in self.nests:
            if nest.phase.runs:
                self._go_on_in(nest)
            else:
                self.enter(nest, nest.phase.state)
            self.call_back(nest)
        self.look_for_room()
        if self.due:
            self.clock.soon(self.fail_if_due)
        self.push_all()
        self.look_again()

    def _go_on_in(self, nest: Nest) -> None:
        """Go on with what was interrupted; what had not begun is begun, which may have to wait for a break."""
        if nest.left == nest.duration:
            return self.run(nest, nest.phase, nest.duration)
        self.enter(nest, nest.phase.state)
        self.clock.call(nest.finish, nest.left)

    def scrap(self) -> None:
        """Take the parts in work out of the line, with what is built in; what is being set up for stays."""
        for nest in self.nests:
            if self.is_in_work(nest):
                self.dismiss(nest)
                nest.rest = None
                self._throw_away(nest, nest.part)

    # figures, recordings and snapshots

    def figures(self) -> dict[str, Any]:
        """Add the tally, and seconds of changeovers; states are the mean of the nests."""
        now, tally = self.clock.now, self.tally
        self.completed = sum(tally.by_product.values())
        changing = sum(nest.time_in(State.CHANGEOVER, now) - self.set_up_time() for nest in self.nests)
        found = {"states": mean_times(self.nests, now), "changeovers": [tally.changeovers, changing]}
        first = {"first": list(tally.first)} if self.inspection.judges else {}
        return {**super().figures(), **found, **tally.figures(), **first}

    def state_times(self) -> list[float]:
        """Return the seconds spent in each state up to now, the mean of the nests."""
        return mean_times(self.nests, self.clock.now)

    def _standing(self) -> Iterator[tuple[int, Item]]:
        """Go through the parts inside with their places."""
        for nest in self.nests:
            if nest.item is not None and nest.phase is not Phase.LEAVING:
                yield nest.number, nest.item
            for part, items in nest.held.items():
                yield from ((self.place_of(nest, part), item) for item in items)
        for queue in self.leaving.values():
            yield from ((departure.place, departure.item) for departure in queue)
        if self.aside is not None:
            yield from self.aside.everywhere()

    def inside(self) -> list[Inside]:
        """Return the parts in the nests and beside them."""
        now = self.clock.now
        return [Inside(item.number, self.frame, place, item.look, now, 0.0) for place, item in self._standing()]

    def items(self) -> list[Item]:
        """Return the parts inside."""
        return [item for _, item in self._standing()]

    def snapshot(self) -> dict[str, Any]:
        """Return the state as plain values."""
        leaving = {
            port: [[departure.nest.number, departure.item.number, departure.place] for departure in queue]
            for port, queue in self.leaving.items()
        }
        done = [departure.nest.number for departure in self.leaving[MAIN_OUT]]
        counts = {"done": done, "counts": [self.down, self.due]}
        aside = {} if self.aside is None else {"aside": self.aside.snapshot()}
        return {**super().snapshot(), **counts, "leaving": leaving, **aside, **self.tally.snapshot()}

    def restore(self, state: dict[str, Any], items: dict[int, Item]) -> None:
        """Take the state of a snapshot, also of a plain machine."""
        super().restore(state, items)
        self.due = state["counts"][1]
        if self.aside is not None:
            self.aside.restore(state.get("aside", []), items, len(self.nests))
        self.tally.restore(state)
        machine = {MAIN_OUT: [[number, state["nests"][number][1], number] for number in state["done"]]}
        for port, departures in state.get("leaving", machine).items():
            if port in self.leaving:
                known = (departure for departure in departures if departure[0] < len(self.nests))
                self.leaving[port] = deque(Departure(self.nests[n], items[item], place) for n, item, place in known)
        self._forget_lost_departures()
        self.look_for_room()

    def _forget_lost_departures(self) -> None:
        """Free the nests whose parts were to leave by ports that are gone."""
        waiting = [departure.nest for queue in self.leaving.values() for departure in queue]
        for nest in self.nests:
            nest.to_leave = waiting.count(nest)
            if nest.phase is Phase.LEAVING and not nest.to_leave:
                nest.phase, nest.item = Phase.GATHERING, None
                self.free.append(nest)
