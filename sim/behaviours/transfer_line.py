"""The indexing transfer line's behaviour: all parts move on together, when the last station is done.

Machine time runs while parts move, so that a part has come (machine time - entry) / index stations far. An index takes
one new part, if there is one. Then all stations work, each as long as its time says, and the longest of them holds the
others: the line makes a part every index + max over the stations.
"""

from collections.abc import Mapping
from typing import Any

from layouts.kinds import TransferLine
from replay.states import State
from sim.behaviours.operation_times import Durations
from sim.behaviours.passage import PassageBehaviour, Rider
from sim.clock import TOLERANCE, Call, Order
from sim.item import Item
from sim.line import Line


class TransferLineBehaviour(PassageBehaviour):
    """Moves and works by turns; gaps move on too, and what has left the last station waits at the way out.

    `goal` is the machine time at which the present index ends, or has ended. `held_by` counts for each station how
    often it was the last to be done, and for how long it kept all others.
    """

    def __init__(self, line: Line, equipment_id: str, transfer: TransferLine) -> None:
        """Begin empty, standing."""
        super().__init__(line, equipment_id, transfer)
        self.moving = False
        self.stations = tuple(transfer.stations)
        self.times = Durations(self, transfer.stations)
        self.longest = transfer.longest
        self.goal = 0.0
        self.working = False
        self.duration = self.left_to_do = 0.0
        self.held_by = {station: [0, 0.0] for station in self.stations}
        self.indexed = self.add_call(Call("indexed", self._indexed, Order.WORK))
        self.work = self.add_call(Call("work", self._worked, Order.WORK))

    def take_streams(self, positions: Mapping[str, int]) -> None:
        """Continue each stream where a checkpoint left it."""
        self.times.prepare(positions)
        super().take_streams(positions)

    # coming in

    def may_begin(self) -> bool:
        """Tell whether anything new may come in: not before a break or a service."""
        return not self.emptying and not self.defers(self.passing + len(self.stations) * self.longest)

    def is_clear(self) -> bool:
        """Tell whether an index may begin, or begins at this instant, that has no new part yet."""
        begins = self.moving and self.machine_time() <= self.goal - self.beat + TOLERANCE
        return (self._is_idle() or begins) and self.may_begin() and self.until_clear() <= TOLERANCE

    def _is_idle(self) -> bool:
        """Tell whether nothing moves, nothing is in work, and the way out is free."""
        return not (self.down or self.ready or self.working) and self.goal - self.machine_time() <= TOLERANCE

    def refused(self) -> None:
        """Look who comes first, where something could come in."""
        if self._is_idle() and self.may_begin():
            self.clock.soon(self._proceed)

    def put(self, item: Item) -> None:
        """Take a part along on an index."""
        super().put(item)
        if not self.moving:
            self._index()

    # moving and working by turns

    def _proceed(self) -> None:
        """Move on, if all is done: with a new part where there is one, else without."""
        if self._is_idle() and self.waiting:
            self.invite()
        if self._is_idle() and self.riders:
            self._index()
        self.show()

    def _index(self) -> None:
        self.goal = self.machine_time() + self.beat
        self.set_moving(True)
        self.clock.call(self.indexed, self.beat)
        self.show()

    def _indexed(self) -> None:
        left = self.goal - self.machine_time()
        if left > TOLERANCE:  # a fork may take longer
            return self.clock.call(self.indexed, left)
        self.set_moving(False, self.goal)
        self._look_at_head()
        self._begin_work()

    def _look_at_head(self) -> None:
        """Pass the first part on, if it is at the way out."""
        if self.riders and not self.ready and self.station_of(self.riders[0]) >= len(self.stations):
            self.ready = True
            self.finish(self.riders[0])
            self.push()

    def station_of(self, rider: Rider) -> int:
        """Return at which station a part stands, from 0; -1 at the way in, at the end one more than there are."""
        return round((self.machine_time() - rider.entry) / self.beat) - 1

    def _begin_work(self) -> None:
        """Let every station work on what it has."""
        found = ((self.station_of(rider), rider.item) for rider in self.riders)
        times = {self.stations[at]: self._time(at, item) for at, item in found if 0 <= at < len(self.stations)}
        if not times or not max(times.values()):
            return self._proceed()
        *others, self.duration = sorted(times.values())
        last = next(station for station in self.stations if times.get(station) == self.duration)
        self.held_by[last][0] += 1
        self.held_by[last][1] += self.duration - max(others, default=0.0)
        self.working = True
        self.clock.call(self.work, self.duration)
        self.show()

    def _time(self, at: int, item: Item) -> float:
        """Return the time of a station for a part; an empty carrier needs none."""
        if self.line.carriers.is_empty_one(item):
            return 0.0
        return self.times.of(self.stations[at], item.product, self.line.routes.visit(item, self.id))

    def _worked(self) -> None:
        self.working = False
        self._proceed()

    def left(self) -> None:
        """Move on, now that the way out is free."""
        self._look_at_head()
        self.clock.soon(self._proceed)

    # states

    def state_now(self) -> State:
        """Return the state it is in."""
        if self.held is None and (self.moving or self.working):
            return State.WORKING
        return super().state_now()

    def figures(self) -> dict[str, Any]:
        """Add by station how often the others waited for it, and for how long."""
        return {**super().figures(), "stations": {name: list(each) for name, each in self.held_by.items()}}

    # interruptions

    def halt(self) -> None:
        """Stand still, wherever it is."""
        self.outlet.withdraw()
        self.set_moving(False)
        self.indexed.cancel()
        if self.work.pending:
            self.left_to_do = self.work.time - self.clock.now
            self.work.cancel()
        self.show()

    def go_on(self) -> None:
        """Go on where it was interrupted."""
        left = self.goal - self.machine_time()
        if left > TOLERANCE:
            self.set_moving(True)
            self.clock.call(self.indexed, left)
        elif self.working:
            self.clock.call(self.work, max(0.0, self.left_to_do))
        self.push_all()
        self._proceed()

    def look_around(self) -> None:
        """Take parts again."""
        self.clock.soon(self._proceed)

    def restart(self) -> None:
        """Begin the parts in work anew."""
        self.left_to_do = self.duration

    def scrap(self) -> None:
        """Take the parts that are not through out of the line: nothing is in work then."""
        super().scrap()
        self.working = False

    # snapshots

    def snapshot(self) -> dict[str, Any]:
        """Return the state as plain values."""
        index = [self.beat, self.goal, self.working, self.duration, self.left_to_do]
        return {**super().snapshot(), "index": index, "held_by": {name: list(n) for name, n in self.held_by.items()}}

    def restore(self, state: dict[str, Any], items: dict[int, Item]) -> None:
        """Take the state of a snapshot; in a fork with another index parts stay at their stations."""
        super().restore(state, items)
        beat, self.goal, self.working, self.duration, self.left_to_do = state["index"]
        self.goal *= self.beat / beat
        self.stretch(self.beat / beat)
        for station in self.held_by.keys() & state["held_by"].keys():
            self.held_by[station] = list(state["held_by"][station])

    def forget_waiting(self) -> None:
        """Forget who waits, and look what can be done: the layout has changed."""
        super().forget_waiting()
        if not (self.moving or self.working or self.down):
            self._look_at_head()
        self.clock.soon(self._proceed)
