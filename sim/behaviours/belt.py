"""The conveyor's behaviour, exactly: parts move with an odometer, stops touch nothing else.

The odometer B(t) grows with the speed of the belt and stands while the belt stands. Fronts are the reference: a part
that came in at B(e) is at B(t) - B(e), unless it stands in the queue before the end (accumulating: the chain runs on
under it). For a part with D the sum of the standing pitches (length + queue gap) of those before it on the belt:

    s = min(B(t) - B(e), L - D, L - D - pitch of the part that left last + G(t))

G is how far that part has made way since it left: B(t) - B(x) if it was taken away at once, and its own way on the next
belt while it straddles the joint, but never faster than this belt (the running minimum of f = s_pred - B, kept in
`Gone.least`). A part may leave when its front is at the end, the running gap behind the one before has been made, and
the next component takes it. A part may come in when the last front is at least its length plus the running gap away
and the sum of the standing pitches fits. A part at either end can be taken or put on while the belt stands.
"""

import math
from collections import deque
from collections.abc import Sequence
from typing import Any, NamedTuple

from layouts.failures import Ages
from layouts.kinds import Accumulates, Conveyor
from replay.opening import Inside, Joined, Left, Turned
from replay.states import State
from sim.breakdowns import Ageing
from sim.clock import TOLERANCE, Call, Order
from sim.item import Item
from sim.line import Line
from sim.outlets import Outlet
from sim.prospect import Prospect
from sim.statistics import Level, StateClock


class Rider:
    """A part on a belt: when it came in, at which odometer, its standing pitch and its running number."""

    __slots__ = ("entry", "item", "pitch", "rank", "since")

    def __init__(self, item: Item, since: float, entry: float, pitch: float, rank: int) -> None:
        """Stand at the beginning of the belt."""
        self.item = item
        self.since = since
        self.entry = entry
        self.pitch = pitch
        self.rank = rank


class Gone:
    """The part that left last: what keeps the next one behind it.

    `next_at` is the odometer at which the running gap is made, `least` the running minimum of s_pred - B; `belt` and
    `rider` say where the part is while it straddles the joint to another belt.
    """

    __slots__ = ("belt", "least", "next_at", "pitch", "record", "rider")

    def __init__(self, pitch: float, next_at: float, least: float, record: Left) -> None:
        """Remember a part that was taken away at once; `record` is its visit, for recordings that begin later."""
        self.pitch = pitch
        self.next_at = next_at
        self.least = least
        self.record = record
        self.belt: BeltBehaviour | None = None
        self.rider: Rider | None = None


class Front(NamedTuple):
    """Where a front is, metres from the start of the belt, and how fast it moves now, m/s."""

    place: float
    pace: float


class BeltBehaviour(Ageing):
    """Carries parts along a path.

    States: failed, starved (empty), blocked (the first part waits at the end), otherwise working.
    """

    def __init__(self, line: Line, equipment_id: str, conveyor: Conveyor) -> None:
        """Read the conveyor's data; the length comes from its path."""
        super().__init__(line, equipment_id)
        self.length = line.length_of(equipment_id)
        self.speed = float(conveyor.speed or 0.0)
        self.queue_gap = float(conveyor.standing_gap)
        self.gap = max(float(conveyor.gap), self.queue_gap)  # closer than they stand they would jump apart in the queue
        self.accumulates = conveyor.accumulates is Accumulates.TOGETHER
        self.riders: deque[Rider] = deque()
        self.standing = 0.0
        self.gone: Gone | None = None
        self.followers: dict[BeltBehaviour, None] = {}
        self.origin, self.since, self.rate = 0.0, 0.0, self.speed
        self.ready = self.looking = False
        self.entered = 0
        self.state: StateClock = StateClock(State.STARVED)
        self.level: Level = Level(self.places())
        self.arrival = self.add_call(Call("arrival", self._arrive, Order.BELT))
        self.clear = self.add_call(Call("clear", self.invite, Order.BELT))

    def places(self) -> int:
        """Return how many of the longest parts fit, standing."""
        pitch = self.line.longest_part() + self.queue_gap
        return max(1, math.floor(self.length / pitch + TOLERANCE)) if pitch > 0 else 1

    def start(self) -> None:
        """Run, and let the failures begin to age."""
        self.line.recorder.turned((self.frame, self.clock.now, self.origin, self.rate))
        super().start()

    # odometer and positions

    def odometer(self) -> float:
        """Return B now, metres."""
        return self.origin + self.rate * (self.clock._now - self.since)

    def front(self, rider: Rider) -> Front:
        """Return where the front of a part is now that is on this belt, or was."""
        if rider.rank < self.completed:
            return Front(math.inf, 0.0)
        odometer = self.odometer()
        moving = Front(odometer - rider.entry, self.rate)
        if not self.accumulates:
            return moving
        before = self._pitches_before(rider)
        front = min(moving, Front(self.length - before, 0.0))
        if self.gone is None:
            return front
        way = self.headway(self.gone, odometer)
        return min(front, Front(self.length - before - self.gone.pitch + way.place, way.pace))

    def _pitches_before(self, rider: Rider) -> float:
        if rider is self.riders[-1]:
            return self.standing - rider.pitch
        return math.fsum(other.pitch for other in self.riders if other.rank < rider.rank)

    def headway(self, gone: Gone, odometer: float) -> Front:
        """Return how far the part that left last has made way, and how fast it does now."""
        way = Front(odometer + gone.least, self.rate)
        return way if gone.belt is None or gone.rider is None else min(way, gone.belt.front(gone.rider))

    # coming in

    def accept(self, outlet: Outlet, item: Item) -> bool:
        """Take the part if it has room at the beginning and nobody waits longer."""
        waiting = self.waiting
        if (waiting and self.invited is not outlet) or not self._is_clear(item):
            waiting[outlet] = None
            self._expect_clear()
            return False
        self._put(item)
        if waiting:
            self._expect_clear()
        return True

    def lay_in(self, items: Sequence[Item]) -> int:
        """Let carriers stand in a queue at the end from the beginning, as many as there is room for."""
        number = 0
        for item in items:
            if self.standing + item.length + self.queue_gap > self.length + TOLERANCE:
                break
            self._put(item, self.length - self.standing)
            number += 1
        return number

    def _put(self, item: Item, front: float = 0.0) -> None:
        """Put a part on the belt with its front somewhere, at the beginning unless the line has just begun."""
        now, odometer = self.clock._now, self.odometer() - front
        rider = Rider(item, now, odometer, item.length + self.queue_gap, self.entered)
        self.entered += 1
        self.riders.append(rider)
        self.standing += rider.pitch
        self.level.rise(now, len(self.riders))
        self.moved((item.number, self.frame, rider.rank, item.look, now, item.leave_belt(), odometer))
        item.belt = self
        if len(self.riders) == 1:
            self._show()
            self._expect_head()

    def _is_clear(self, item: Item) -> bool:
        riders = self.riders
        if not riders:
            return True
        if self.standing + item.length + self.queue_gap > self.length + TOLERANCE:
            return False
        last = riders[-1]
        return self.front(last).place >= last.item.length + self.gap - TOLERANCE

    def _expect_clear(self) -> None:
        """Look again when the last front can be far enough; where it stands, a departure or a restart will tell."""
        if not self.riders:
            return
        last = self.riders[-1]
        front = self.front(last)
        missing = last.item.length + self.gap - front.place
        if missing > TOLERANCE and front.pace > 0:
            self.clock.call(self.clear, missing / front.pace)

    # going out

    def _expect_head(self) -> None:
        """Look when the first front can be at the end, with the running gap made."""
        if not self.riders or self.ready:
            return
        wait = self._until_head()
        if math.isfinite(wait):
            self.clock.call(self.arrival, wait)
        else:
            self.arrival.cancel()

    def _until_head(self) -> float:
        """Return the least time until the first part can leave: 0 if it can, infinity while it stands."""
        needed, gone = self.riders[0].entry + self.length, self.gone
        if gone is not None:
            needed = max(needed, gone.next_at)
            if self.accumulates:
                needed = max(needed, gone.pitch - gone.least)
        left = needed - self.odometer()
        wait = 0.0 if left <= TOLERANCE else left / self.rate if self.rate else math.inf
        return max(wait, self._until_joint_is_left())

    def _until_joint_is_left(self) -> float:
        """Return the least time until the part that left last lets the next front reach the end."""
        gone = self.gone
        if gone is None or gone.belt is None or gone.rider is None or not self.accumulates:
            return 0.0
        front = gone.belt.front(gone.rider)
        left = gone.pitch - front.place
        if left <= TOLERANCE:
            self._forget_joint()
            return 0.0
        return left / front.pace if front.pace else math.inf

    def _arrive(self) -> None:
        if self._until_head() > 0.0:
            self._expect_head()
        else:
            self.ready = True
            if not self.push():
                self._hold(True)
                self._show()

    def push(self) -> bool:
        """Hand over the first part if it is at the end and the next component takes it."""
        if not self.ready or not self.give(self.outlet, self.riders[0].item):
            return False
        self._leave()
        self.outlet.withdraw()
        self._hold(False)
        self._show()
        self.look_ahead()
        if self.waiting:
            self.clock.soon(self.invite)
        return True

    def _leave(self) -> None:
        rider, odometer, now = self.riders.popleft(), self.odometer(), self.clock._now
        item = rider.item
        self._forget_joint()
        self.standing = self.standing - rider.pitch if self.riders else 0.0
        record = Left(item.number, self.frame, rider.rank, item.look, rider.since, now, rider.entry, odometer)
        self.gone = Gone(rider.pitch, odometer + item.length + self.gap, -odometer, record)
        self.ready = False
        self.completed += 1
        self.level.fall(now, len(self.riders))
        self._follow(item)

    def _hold(self, blocked: bool) -> None:
        """Stop a belt that does not accumulate while its first part is blocked."""
        if not self.accumulates and not self.down:
            self._set_rate(0.0 if blocked else self.speed)

    def prospect(self) -> Prospect:
        """Return what may happen here: parts ride, an empty belt takes one; the first may have to follow another."""
        behind = None if self.gone is None or self.ready or not self.riders else self.gone.belt
        return Prospect(self.ends_at(), () if self.riders else ((self,),), behind)

    def on_offer(self, port: str) -> Item | None:
        """Return the first part, once it is at the end."""
        return self.riders[0].item if self.ready else None

    # joints to other belts

    def _follow(self, item: Item) -> None:
        """Remember where the part is that has just left, if it went on to another belt."""
        belt = item.belt
        if self.accumulates and self.gone is not None and isinstance(belt, BeltBehaviour) and belt is not self:
            self.gone.belt, self.gone.rider = belt, belt.riders[-1]
            belt.followers[self] = None

    def _forget_joint(self) -> None:
        if self.gone is not None and self.gone.belt is not None:
            self.gone.belt.followers.pop(self, None)
            self.gone.belt = self.gone.rider = None

    def _note_joint(self) -> None:
        """Keep the running minimum at a bend of s_pred - B; let go of a part that straddles no longer."""
        gone = self.gone
        if gone is None or gone.belt is None or gone.rider is None:
            return
        place = gone.belt.front(gone.rider).place
        if place >= gone.pitch - TOLERANCE:
            self._forget_joint()
        elif place - self.odometer() < gone.least:
            gone.least = place - self.odometer()
            self.line.recorder.joined((self.frame, self.clock.now, gone.least))

    def look_ahead(self) -> None:
        """Learn that this belt or the next has changed its motion, and tell the belts before it."""
        if self.looking:
            return
        self.looking = True
        self._note_joint()
        self._expect_head()
        if self.waiting:
            self._expect_clear()
        for follower in tuple(self.followers):
            follower.look_ahead()
        self.looking = False

    # stops

    def _set_rate(self, rate: float) -> None:
        if rate == self.rate:
            return
        self._note_joint()
        self.origin, self.since, self.rate = self.odometer(), self.clock.now, rate
        self.line.recorder.turned((self.frame, self.since, self.origin, rate))
        self._withdraw_clear()
        self.look_ahead()

    def _withdraw_clear(self) -> None:
        """Forget when the beginning gets clear: the pace has changed; unless it is clear at this instant."""
        if self.clear.pending and self.riders:
            last = self.riders[-1]
            if self.front(last).place < last.item.length + self.gap - TOLERANCE:
                self.clear.cancel()

    def halt(self) -> None:
        """Stand still."""
        self._set_rate(0.0)
        self._show()

    def show_hold(self) -> None:
        """Show another reason."""
        self._show()

    def go_on(self) -> None:
        """Run on."""
        if self.accumulates or not self.ready:
            self._set_rate(self.speed)
        self._show()

    def _show(self) -> None:
        if self.held is not None:
            state = self.held
        elif not self.riders:
            state = State.STARVED
        else:
            state = State.BLOCKED if self.ready else State.WORKING
        if state != self.state.state:
            now = self.clock._now
            self.state.enter(state, now)
            self.tell(state, now)
            if self.due and state is State.WORKING:
                self.clock.soon(self.fail_if_due)

    def age(self, clock: Ages) -> float:
        """Return the time in which parts moved."""
        return self.state.time_in(State.WORKING, self.clock.now)

    def is_ageing(self, clock: Ages) -> bool:
        """Working clocks run while parts move."""
        return clock in (Ages.CALENDAR, Ages.SCHEDULED) or self.state.state == State.WORKING

    # recordings and snapshots

    def inside(self) -> list[Inside]:
        """Return the parts on the belt."""
        return [
            Inside(rider.item.number, self.frame, rider.rank, rider.item.look, rider.since, rider.entry)
            for rider in self.riders
        ]

    def turned(self) -> Turned:
        """Return how the odometer goes on."""
        return Turned(self.frame, self.since, self.origin, self.rate)

    def joined(self) -> tuple[Joined, ...]:
        """Return the running minimum of the joint, if the part that left last has been held back."""
        if self.gone is None or self.gone.least == -self.gone.record.b_out:
            return ()
        return (Joined(self.frame, self.clock.now, self.gone.least),)

    def items(self) -> list[Item]:
        """Return the parts on the belt, first to leave first."""
        return [rider.item for rider in self.riders]

    def load(self) -> int:
        """Return how many parts are on the belt."""
        return len(self.riders)

    def snapshot(self) -> dict[str, Any]:
        """Return the state as plain values."""
        return {
            **super().snapshot(),
            "riders": [[rider.item.number, rider.since, rider.entry, rider.pitch, rider.rank] for rider in self.riders],
            "standing": self.standing,
            "gone": self._gone_values(),
            "followers": [follower.id for follower in self.followers],
            "odometer": [self.origin, self.since, self.rate],
            "counts": [self.ready, self.down, self.due, self.entered],
        }

    def _gone_values(self) -> list[Any] | None:
        gone = self.gone
        if gone is None:
            return None
        belt, rank = gone.belt and gone.belt.id, gone.rider and gone.rider.rank
        return [gone.pitch, gone.next_at, gone.least, list(gone.record), belt, rank]

    def restore(self, state: dict[str, Any], items: dict[int, Item]) -> None:
        """Take the state of a snapshot."""
        super().restore(state, items)
        self.riders = deque(Rider(items[number], *rest) for number, *rest in state["riders"])
        for rider in self.riders:
            rider.item.belt = self
        self.standing = state["standing"]
        self.origin, self.since, self.rate = state["odometer"]
        self.ready, _, self.due, self.entered = state["counts"]

    def relink(self, state: dict[str, Any]) -> None:
        """Find the belts on the other side of the joints."""
        found = [self.line.components.get(follower) for follower in state["followers"]]
        self.followers = {belt: None for belt in found if isinstance(belt, BeltBehaviour)}
        if state["gone"] is None:
            return
        pitch, next_at, least, record, belt_id, rank = state["gone"]
        self.gone = Gone(pitch, next_at, least, Left(*record))
        belt = self.line.components.get(belt_id)
        if isinstance(belt, BeltBehaviour):
            self.gone.belt = belt
            self.gone.rider = next((rider for rider in belt.riders if rider.rank == rank), None)
