"""Random runs over a few frames, and what is to be seen of them, worked out one part at a time without chunks."""

import math
from dataclasses import dataclass, field
from itertools import pairwise

from hypothesis import strategies as st

from layouts.space import Polyline, Size, Vector
from replay.frames import Frame, Look, PathFrame, SlotFrame
from replay.header import Header
from replay.opening import Changed, Inside, Joined, Left, Opening, Turned
from replay.recorder import Change, Joint, Move, Recorder, Turn
from replay.tracks import CORNER_REACH, CURVE

L_SHAPE = Polyline.rounded((Vector(0, 0, 1), Vector(3, 0, 1), Vector(3, 2, 1.5)), 0.5)
CORNER = Polyline((Vector(5, 0), Vector(6, 0), Vector(6, 1)))
STRAIGHT = Polyline((Vector(0, 5), Vector(4, 5)))
SHORT = Polyline((Vector(0, 7), Vector(0.5, 7)))

FRAMES: tuple[Frame, ...] = (
    PathFrame("bend", L_SHAPE, 0.1, 0.05, True, 1.0),
    SlotFrame("machine", (Vector(4, 2), Vector(4, 3)), 30.0),
    PathFrame("corner", CORNER, 0.0, 0.0, True, 0.5),
    PathFrame("strict", STRAIGHT, 0.2, 0.2, False, 2.0),
    SlotFrame("stack", (Vector(9, 9, 1),), -90.0),
    PathFrame("short", SHORT, 0.0, 0.1, True, 1.5),
)
LOOKS = (Look("small", Size(0.3, 0.2, 0.1), None), Look("long", Size(1.1, 0.2, 0.1), "#aa3311"))
HEADER = Header("digest", 7, FRAMES, LOOKS, ("press", "belt", "oven"))


@dataclass
class Visit:
    """One stay of an item in a frame, `t_out` infinite while it lasts."""

    item: int
    frame: int
    rank: int
    look: int
    t_in: float
    b_in: float
    t_out: float = math.inf
    b_out: float = 0.0
    follower: "Visit | None" = None


Record = tuple[str, Move | Change | Turn | Joint]


@dataclass
class Story:
    """Records in order of time, as an engine tells them, and the visits that they make up."""

    records: list[tuple[float, Record]] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    end: float = 0.0

    def latest(self, kind: str, subject: int, t: float) -> tuple[float, ...] | None:
        """Return the last record of a kind about a subject up to `t`."""
        told = [record for when, (name, record) in self.records if name == kind and when <= t and record[0] == subject]
        return told[-1] if told else None

    def odometer(self, frame: int, t: float) -> float:
        """Return the odometer of a path."""
        path = FRAMES[frame]
        turned = self.latest("turned", frame, t)
        if turned is not None:
            return turned[2] + turned[3] * (t - turned[1])
        return path.speed * t if isinstance(path, PathFrame) else 0.0

    def open_at(self, t: float, frame: int) -> list[Visit]:
        """Return who is in a frame, in order of rank."""
        here = [visit for visit in self.visits if visit.frame == frame and visit.t_in <= t < visit.t_out]
        return sorted(here, key=lambda visit: (visit.rank, visit.item))

    def front(self, visit: Visit, t: float, passes: int) -> float:
        """Return the position on its path of a part that is there at `t`, looking at most `passes` joints ahead."""
        path = FRAMES[visit.frame]
        assert isinstance(path, PathFrame)
        carried = self.odometer(visit.frame, t) - visit.b_in
        if not path.accumulates:
            return carried
        queue = self.open_at(t, visit.frame)
        ahead = [LOOKS[other.look].size.length + path.queue_gap for other in queue if other.rank < visit.rank]
        stands = path.path.length - sum(ahead)
        left = self.left(visit.frame, t)
        if left is None:
            return min(carried, stands)
        room = self.beyond(left, t, passes) - LOOKS[left.look].size.length - path.queue_gap
        return min(carried, stands, stands + room)

    def left(self, frame: int, t: float) -> Visit | None:
        """Return the visit just before the foremost one on a path."""
        queue = self.open_at(t, frame)
        before = [visit for visit in self.visits if visit.frame == frame and queue and visit.rank < queue[0].rank]
        return max(before, key=lambda visit: visit.rank, default=None)

    def beyond(self, left: Visit, t: float, passes: int) -> float:
        """Return how far the part that left a path last is beyond its end."""
        joined = self.latest("joined", left.frame, t)
        m = joined[2] if joined is not None and joined[1] >= left.t_out else math.inf
        free = self.odometer(left.frame, t) + min(m, -left.b_out)
        if passes == 0 or not self.straddles(left, t):
            return free
        assert left.follower is not None
        return min(free, self.front(left.follower, t, passes - 1))

    def straddles(self, left: Visit, t: float) -> bool:
        """Return whether a part went straight on to a path and is still there."""
        present = left.follower
        return present is not None and present.t_out > t and isinstance(FRAMES[present.frame], PathFrame)

    def joints_at(self, t: float) -> int:
        """Return over how many joints parts may reach."""
        ends = [self.left(number, t) for number, frame in enumerate(FRAMES) if isinstance(frame, PathFrame)]
        return sum(left is not None and self.straddles(left, t) for left in ends)

    def seen_at(self, t: float) -> list[tuple[int, int, Vector, Vector]]:
        """Return item, frame, position and heading of all that is shown, by frame and rank."""
        passes = self.joints_at(t)
        seen = []
        for number, frame in enumerate(FRAMES):
            for visit in self.open_at(t, number):
                if isinstance(frame, PathFrame):
                    middle = self.front(visit, t, passes) - LOOKS[visit.look].size.length / 2
                    seen.append((visit.item, number, frame.path.at(middle), heading(frame.path, middle)))
                elif visit.rank < len(frame.places):
                    seen.append((visit.item, number, frame.places[visit.rank], Vector(1, 0).turned(frame.turn)))
        return seen

    def tell(self, recorder: Recorder, records: slice = slice(None)) -> None:
        """Tell a recorder some of the records."""
        for _, (name, record) in self.records[records]:
            getattr(recorder, name)(record)

    def opening(self, count: int) -> Opening:
        """Return what was going on after the first `count` records, as an engine knows it."""
        past = story_of(self.records[:count])
        subjects = range(max(len(FRAMES), len(HEADER.equipment)))
        paths = [number for number, frame in enumerate(FRAMES) if isinstance(frame, PathFrame)]
        ended = [[v for v in past.visits if v.frame == path and v.t_out < math.inf] for path in paths]
        last = [max(visits, key=lambda visit: visit.rank) for visits in ended if visits]
        turned = [past.latest("turned", path, math.inf) for path in paths]
        joined = [past.latest("joined", path, math.inf) for path in paths]
        changed = [past.latest("changed", subject, math.inf) for subject in subjects]
        return Opening(
            tuple(Inside(v.item, v.frame, v.rank, v.look, v.t_in, v.b_in) for v in past.visits if v.t_out == math.inf),
            tuple(Left(v.item, v.frame, v.rank, v.look, v.t_in, v.t_out, v.b_in, v.b_out) for v in last),
            tuple(Turned(int(record[0]), *record[1:]) for record in turned if record),
            tuple(Joined(int(record[0]), *record[1:]) for record in joined if record),
            tuple(Changed(int(r[0]), int(r[1]), r[2], int(r[3])) for r in changed if r),
        )


def heading(path: Polyline, distance: float) -> Vector:
    """Return the heading at a distance: that of the piece, blended about the vertices."""
    for vertex, (before, after) in enumerate(pairwise(path.directions), start=1):
        half = min(b - a for a, b in pairwise(path.distances[vertex - 1 : vertex + 2])) / 2
        sharp = sum(a * b for a, b in zip(before, after, strict=True)) < math.cos(math.radians(CURVE))
        reach = min(half, CORNER_REACH) if sharp else half
        off = distance - path.distances[vertex]
        if abs(off) < reach:
            part = 0.5 + off / (2 * reach)
            mean = before.plus(after.minus(before), part)
            return Vector(*(value / mean.norm() for value in mean))
    return path.directions[path.piece(distance)]


def story_of(records: list[tuple[float, Record]]) -> Story:
    """Return the story that records tell."""
    story = Story(list(records), [], records[-1][0] if records else 0.0)
    present: dict[int, Visit] = {}
    for _, (name, record) in records:
        if name == "moved":
            _move(story, present, record)
    return story


def _move(story: Story, present: dict[int, Visit], record: tuple[float, ...]) -> None:
    item, frame, rank, look = (int(value) for value in record[:4])
    t, b_out, b_in = record[4:]
    before = present.pop(item, None)
    if before is not None:
        before.t_out, before.b_out = t, b_out
    if frame >= 0:
        present[item] = Visit(item, frame, rank, look, t, b_in)
        story.visits.append(present[item])
        if before is not None:
            before.follower = present[item]


@dataclass
class Teller:
    """Makes up a run: parts keep their order on paths, everything else is left to chance."""

    records: list[tuple[float, Record]] = field(default_factory=list)
    queues: list[list[tuple[int, int]]] = field(default_factory=lambda: [[] for _ in FRAMES])
    entered: list[int] = field(default_factory=lambda: [0] * len(FRAMES))
    items: int = 0
    t: float = 0.0

    def enter(self, frame: int, look: int) -> None:
        """Let a new item enter."""
        self.items += 1
        self._place(self.items, look, None, frame)

    def move(self, source: int, target: int) -> None:
        """Let the foremost item of a frame go to another, or out with -1."""
        if self.queues[source]:
            self._place(*self.queues[source].pop(0), source, target)

    def _place(self, item: int, look: int, source: int | None, target: int) -> None:
        rank = -1
        if target >= 0:
            rank = self.entered[target] if isinstance(FRAMES[target], PathFrame) else self.entered[target] % 3
            self.entered[target] += 1
            self.queues[target].append((item, look))
        b_out = 0.0 if source is None else self._odometer(source)
        b_in = self._odometer(target) if target >= 0 else 0.0
        self.tell("moved", (item, target, rank, look, self.t, b_out, b_in))

    def turn(self, frame: int, speed: float) -> None:
        """Let a path run on at another speed."""
        self.tell("turned", (frame, self.t, self._odometer(frame), speed))

    def join(self, frame: int, m: float) -> None:
        """Let the last part that left a path be `m` further than its odometer."""
        self.tell("joined", (frame, self.t, m - self._odometer(frame)))

    def tell(self, name: str, record: Move | Change | Turn | Joint) -> None:
        """Keep a record."""
        self.records.append((self.t, (name, record)))

    def _odometer(self, frame: int) -> float:
        return Story(self.records).odometer(frame, self.t) if isinstance(FRAMES[frame], PathFrame) else 0.0


_FRAME = st.integers(0, len(FRAMES) - 1)
_PATH = st.sampled_from([number for number, frame in enumerate(FRAMES) if isinstance(frame, PathFrame)])
_DEED = st.one_of(
    st.tuples(st.just("enter"), _FRAME, st.integers(0, 1)),
    st.tuples(st.just("enter"), _PATH, st.integers(0, 1)),
    st.tuples(st.just("move"), _FRAME, _FRAME),
    st.tuples(st.just("move"), _PATH, _PATH),
    st.tuples(st.just("move"), _FRAME, st.just(-1)),
    st.tuples(st.just("turn"), _PATH, st.sampled_from([0.0, 0.5, 1.0, 2.0])),
    st.tuples(st.just("join"), _PATH, st.floats(0.0, 1.0)),
    st.tuples(st.just("change"), st.integers(0, 2), st.integers(0, 11)),
)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """Make up a run of some dozen records, several at an instant now and then."""
    teller = Teller()
    for wait, (verb, subject, value) in draw(st.lists(st.tuples(st.sampled_from([0.0, 0.0, 0.3, 1.0, 2.7]), _DEED))):
        teller.t += wait
        if verb == "change":
            teller.tell("changed", (subject, int(value), teller.t, (subject + 1) % 3))
        else:
            getattr(teller, verb)(subject, value)
    story = story_of(teller.records)
    story.end = teller.t + draw(st.sampled_from([0.0, 1.3]))
    return story
