"""The loads of stations and people as rows, in the order of the flow, beside those of the saved file."""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from layouts.capacity import OVER, TIGHT, Capacity, StationLoad
from layouts.capacity_report import KINDS_OF_TIME
from layouts.intake import Intake
from layouts.model import ANONYMOUS, Layout
from layouts.people_loads import PostLoad
from viewer.window.language import tr, written

WORK = "work"
"""The kind of time of people."""

CHANGED = 5e-4
"""Share of its time by which a station is to differ from that of the saved file to be told from it."""


@dataclass(frozen=True)
class Load:
    """One station or post: seconds of each kind of time for a good piece, and the load of takt or pace.

    `before` is the load that its seconds in the saved file would be now, 0 where the file does not have it (`is_new`)
    or there is none. `equipment` is what to select, None for people.
    """

    name: str
    label: str
    seconds: Mapping[str, float]
    load: float
    before: float = 0.0
    is_new: bool = False
    holds_back: bool = False
    equipment: str | None = None

    @property
    def total(self) -> float:
        """Seconds a good piece."""
        return sum(self.seconds.values())

    @property
    def is_over(self) -> bool:
        """Whether it cannot do what is asked."""
        return self.load > OVER + 1e-9

    @property
    def is_tight(self) -> bool:
        """Whether there is little left of the time."""
        return self.load > TIGHT

    @property
    def has_changed(self) -> bool:
        """Whether it is not as in the saved file."""
        return self.is_new or (self.before > 0 and abs(self.load - self.before) >= CHANGED * self.load)

    def spoken(self) -> str:
        """Say it in words, one thing a line."""
        lines = [
            tr("{name}: {load} % loaded", name=self.label, load=written(100 * self.load, 1)),
            tr("{seconds} s a piece", seconds=written(self.total, 1)),
            *([tr("the bottleneck")] if self.holds_back else []),
            *([tr("cannot do what is asked")] if self.is_over else []),
        ]
        if self.has_changed:
            saved = written(self.total * self.before / self.load, 1)
            lines.append(
                tr("not in the saved file") if self.is_new else tr("{seconds} s in the saved file", seconds=saved)
            )
        kinds = [f"{tr(kind)} {written(seconds, 1)} s" for kind, seconds in self.seconds.items() if seconds]
        return "\n".join([*lines, *(kinds if len(kinds) > 1 else [])])


def loads(layout: Layout, capacity: Capacity, saved: Capacity | None) -> tuple[Load, ...]:
    """Return the stations in the order of the flow, then the people; what takes no time is left out."""
    order = order_of_flow(layout)
    stations = sorted((each for each in capacity.stations if each.visit), key=lambda each: order[each.equipment])
    rows = [*(_of_station(layout, capacity, each) for each in stations), *_of_people(layout, capacity)]
    return tuple(rows if saved is None else (_beside(row, _seconds(saved)) for row in rows))


def _seconds(capacity: Capacity) -> dict[str, float]:
    """Seconds a good piece, by the name of the row."""
    stations = {load.equipment: load.visits * load.visit for load in capacity.stations}
    return {**stations, **{_name_of(post): post.seconds for post in capacity.people}}


def _beside(row: Load, saved: Mapping[str, float]) -> Load:
    before = saved.get(row.name, 0.0) * row.load / row.total if row.total else 0.0
    return replace(row, before=before, is_new=row.name not in saved)


def _of_station(layout: Layout, capacity: Capacity, load: StationLoad) -> Load:
    share = load.visits / load.nests
    return Load(
        name=load.equipment,
        label=layout.label(load.equipment),
        seconds={kind: share * getattr(load, kind) for kind in KINDS_OF_TIME},
        load=load.load,
        holds_back=load.equipment == capacity.constraint,
        equipment=load.equipment,
    )


def _of_people(layout: Layout, capacity: Capacity) -> Iterator[Load]:
    for post in capacity.people:
        if post.seconds:
            label = layout.people[post.post].label or post.post
            yield Load(_name_of(post), label, {WORK: post.seconds}, post.load)


def _name_of(post: PostLoad) -> str:
    """People may be called as equipment is."""
    return f"{post.post}:"


def order_of_flow(layout: Layout) -> dict[str, int]:
    """Number equipment by how many steps it takes at least from where products begin; what they never reach is last."""
    ahead: defaultdict[str, list[str]] = defaultdict(list)
    for connection in layout.connections:
        ahead[connection.source.equipment].append(connection.target.equipment)
    sources = Intake(layout).sources
    begin = [key for name in (*layout.products, ANONYMOUS) for key in sources.get(name, ())]
    found, waiting = dict.fromkeys(begin, 0), deque(begin)
    while waiting:
        key = waiting.popleft()
        for following in ahead[key]:
            if following not in found:
                found[following] = found[key] + 1
                waiting.append(following)
    return {key: found.get(key, len(layout.equipment)) for key in layout.equipment}
