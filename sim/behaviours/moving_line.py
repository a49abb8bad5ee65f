"""The moving line's behaviour: parts ride past stations while people work on them; who is late drifts, then stops it.

A station is one takt of line time long: a part that came in at line time e is at station i (from 0) from e + i takt on.
The people of the station begin when the part is there, the station before is done with it, and they are done with the
part before. They may go on up to e + (i + 1) takt + drift, at the last station up to its end. Where they are not done
by then, andon stops the line, until they are. Work goes on in real time, whether the line moves or not.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from layouts.kinds import MovingLine
from replay.states import State
from sim.behaviours.operation_times import Durations
from sim.behaviours.passage import Rider
from sim.behaviours.rotary import RotaryBehaviour
from sim.clock import TOLERANCE, Call, Order
from sim.item import Item
from sim.line import Line


class Crew:
    """The people of one station: the part they work on (by its running number), what is left while it stands.

    `stops` counts how often they have stopped the line, and for how long; `stopped_at` is when they did so now.
    """

    def __init__(self, name: str, work: Call) -> None:
        """Wait for the first part."""
        self.name = name
        self.work = work
        self.rank: int | None = None
        self.duration = self.left = 0.0
        self.stops = [0, 0.0]
        self.stopped_at: float | None = None

    def figures(self, now: float) -> list[float]:
        """Return how often they have stopped the line, and for how many seconds."""
        count, seconds = self.stops
        return [count, seconds + (0.0 if self.stopped_at is None else now - self.stopped_at)]

    def snapshot(self) -> list[Any]:
        """Return the state as plain values."""
        return [self.rank, self.duration, self.left, list(self.stops), self.stopped_at]

    def restore(self, values: list[Any]) -> None:
        """Take the state of a snapshot."""
        self.rank, self.duration, self.left, self.stops, self.stopped_at = values
        self.stops = list(self.stops)


class MovingLineBehaviour(RotaryBehaviour):
    """Moves on while no station is late; `done` tells of each part, by its running number, how many are done with it.

    States: stopped (andon), and those of every machine through which parts ride.
    """

    def __init__(self, line: Line, equipment_id: str, moving: MovingLine) -> None:
        """Begin to move, empty."""
        super().__init__(line, equipment_id, moving)
        self.drift = float(moving.drift)
        self.times = Durations(self, moving.stations)
        self.crews = [self._crew(name, at) for at, name in enumerate(moving.stations)]
        self.done: dict[int, int] = {}
        self.boundary = self.add_call(Call("boundary", self._look, Order.BELT))

    def _crew(self, name: str, at: int) -> Crew:
        return Crew(name, self.add_call(Call(f"work:{name}", partial(self._worked, at), Order.WORK)))

    def take_streams(self, positions: Mapping[str, int]) -> None:
        """Continue each stream where a checkpoint left it."""
        self.times.prepare(positions)
        super().take_streams(positions)

    # the line

    @property
    def is_stopped(self) -> bool:
        """Whether somebody has stopped it."""
        return any(crew.stopped_at is not None for crew in self.crews)

    def turn(self, turning: bool) -> None:
        """Move, unless somebody has stopped it, or stand."""
        super().turn(turning and not self.is_stopped)
        self._expect_boundary()

    def expect_head(self) -> None:
        """Look when the first part is at the end; where it is not done there, somebody stops the line."""
        if self.riders and self._next(self.riders[0]) >= len(self.crews):
            super().expect_head()

    def put(self, item: Item) -> None:
        """Let a part begin to ride."""
        self.done[self.entered] = 0
        super().put(item)
        self._look()

    def left(self) -> None:
        """Move on, and forget the part that has left."""
        self._forget_gone()
        super().left()

    def _forget_gone(self) -> None:
        ranks = {rider.rank for rider in self.riders}
        self.done = {rank: done for rank, done in self.done.items() if rank in ranks}

    # work

    def _next(self, rider: Rider) -> int:
        """Return the station that works on a part now or next; one more than the last when all are done."""
        return self.done[rider.rank]

    def limit(self, at: int) -> float:
        """Return where a station must be done with a part, in line time since it came in."""
        return (at + 1) * self.beat + (self.drift if at < len(self.crews) - 1 else 0.0)

    def unfinished(self) -> list[tuple[Rider, int]]:
        """Return the parts on which there is work to do, first to leave first, each with the station that does it."""
        return [(rider, at) for rider in self.riders if (at := self._next(rider)) < len(self.crews)]

    def _look(self) -> None:
        """Begin what can begin, and stop the line where somebody is late."""
        if self.down:
            return
        now, late = self.machine_time(), set[int]()
        for rider, at in self.unfinished():
            place = now - rider.entry
            if self.crews[at].rank is None and place >= at * self.beat - TOLERANCE:
                self._begin(self.crews[at], rider)
            if place >= self.limit(at) - TOLERANCE:
                late.add(at)
        self._note_stops(late)
        self.turn(not self.ready)
        self.expect_head()
        self.show()

    def _begin(self, crew: Crew, rider: Rider) -> None:
        """Let the people of a station begin with a part; an empty carrier needs no work."""
        item, crew.rank = rider.item, rider.rank
        empty = self.line.carriers.is_empty_one(item)
        visit = None if empty else self.line.routes.visit(item, self.id)
        crew.duration = 0.0 if empty else self.times.of(crew.name, item.product, visit)
        self.clock.call(crew.work, crew.duration)

    def _worked(self, at: int) -> None:
        crew = self.crews[at]
        if crew.rank in self.done:
            self.done[crew.rank] += 1
        crew.rank = None
        self._look()

    def _note_stops(self, late: set[int]) -> None:
        """Count who stops the line now, and who no longer does."""
        now = self.clock.now
        for at, crew in enumerate(self.crews):
            if at in late and crew.stopped_at is None:
                crew.stopped_at = now
                crew.stops[0] += 1
            elif at not in late and crew.stopped_at is not None:
                crew.stops, crew.stopped_at = crew.figures(now), None

    def _expect_boundary(self) -> None:
        """Look again when a part comes to a station that waits for it, or to where its work must be done."""
        self.boundary.cancel()
        if not self.moving:
            return
        now = self.machine_time()
        ways = [(now - rider.entry, at * self.beat, self.limit(at)) for rider, at in self.unfinished()]
        ahead = [place - way for way, *places in ways for place in places if place > way + TOLERANCE]
        if ahead:
            self.clock.call(self.boundary, min(ahead))

    # states

    def state_now(self) -> State:
        """Return the state it is in."""
        return State.STOPPED if self.held is None and self.is_stopped else super().state_now()

    def because(self, state: int) -> int:
        """Return the cause of a state; of a line that somebody has stopped, the first station that did."""
        late = next((crew.name for crew in self.crews if crew.stopped_at is not None), None)
        if state != State.STOPPED or self.held is not None or late is None:
            return super().because(state)
        return self.line.number_of(f"{self.id}.{late}")

    def figures(self) -> dict[str, Any]:
        """Add by station how often it has stopped the line, and for how long."""
        return {**super().figures(), "stations": {crew.name: crew.figures(self.clock.now) for crew in self.crews}}

    # interruptions

    def halt(self) -> None:
        """Stand still, the people too."""
        for crew in self.crews:
            if crew.work.pending:
                crew.left = crew.work.time - self.clock.now
                crew.work.cancel()
        super().halt()

    def go_on(self) -> None:
        """Let all go on where they were interrupted."""
        for crew in self.crews:
            if crew.rank is not None:
                self.clock.call(crew.work, max(0.0, crew.left))
        super().go_on()
        self._look()

    def restart(self) -> None:
        """Begin the work on all parts anew that is being done."""
        for crew in self.crews:
            crew.left = crew.duration

    def scrap(self) -> None:
        """Take the parts that are not through out of the line; nobody works then."""
        super().scrap()
        self._forget_gone()
        for crew in self.crews:
            crew.rank = None
        self._note_stops(set())

    # snapshots

    def snapshot(self) -> dict[str, Any]:
        """Return the state as plain values."""
        crews = {crew.name: crew.snapshot() for crew in self.crews}
        return {
            **super().snapshot(),
            "crews": crews,
            "done": [list(each) for each in self.done.items()],
            "takt": self.beat,
        }

    def restore(self, state: dict[str, Any], items: dict[int, Item]) -> None:
        """Take the state of a snapshot; in a fork with another takt parts stay at their stations."""
        super().restore(state, items)
        self.stretch(self.beat / state["takt"])
        self.done = dict(map(tuple, state["done"]))
        for crew in self.crews:
            if crew.name in state["crews"]:
                crew.restore(state["crews"][crew.name])

    def forget_waiting(self) -> None:
        """Forget who waits, and look what is to be done: the layout has changed."""
        super().forget_waiting()
        self.clock.soon(self._look)
