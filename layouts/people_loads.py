"""The work content of people against takt: by post the stations with their seconds a part (a Yamazumi chart).

Manual times with the allowance, shared by the heads of all who work at a station; changeovers by those who set it up,
repairs by those who repair, as often as in the long run; irregular work. Walking and waiting are left out.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from layouts.duties import repairers, rework_stations, setters, workers
from layouts.failures import Ages, Failure
from layouts.model import Layout
from layouts.net_time import interval_seconds
from layouts.operations import Operation
from layouts.people import Post
from layouts.station import Station
from layouts.station_times import StationTimes
from layouts.upkeep import Upkeep


class Sort(Enum):
    """Sorts of work of people."""

    RUN = "run"
    REWORK = "rework"
    CHANGEOVER = "changeover"
    REPAIR = "repair"
    IRREGULAR = "irregular"


@dataclass(frozen=True)
class Content:
    """Work of one post at one station: seconds a piece of the mix, of one of its people on average."""

    equipment: str
    work: Sort
    seconds: float


@dataclass(frozen=True)
class PostLoad:
    """One post: how many people, what each of them has to do a piece, and the load against the takt (or the pace)."""

    post: str
    heads: int
    contents: tuple[Content, ...]
    load: float

    @property
    def seconds(self) -> float:
        """All work a piece, seconds."""
        return math.fsum(content.seconds for content in self.contents)


Done = Mapping[str, Mapping[Operation, float]]
"""How often each station does each operation a piece."""


def post_loads(layout: Layout, done: Done, times: Mapping[str, StationTimes], beat: float) -> tuple[PostLoad, ...]:
    """Return the loads of all posts; `times` are those of a visit to each station, `beat` the takt or the pace."""
    shares = [share for key in times for share in _at_station(layout, key, sum(done[key].values()), times[key], beat)]
    found = []
    for key, post in layout.people.items():
        own = [Content(at, work, seconds) for name, at, work, seconds in shares if name == key and seconds > 0]
        contents = (*own, *_tasks(layout, post, done, beat))
        load = math.fsum(content.seconds for content in contents) / beat
        found.append(PostLoad(key, post.heads, contents, load))
    return tuple(found)


_Share = tuple[str, str, Sort, float]
"""Post, station, sort of work, seconds a piece of each of the people."""


def _at_station(layout: Layout, key: str, visits: float, times: StationTimes, beat: float) -> Iterator[_Share]:
    station = layout.equipment[key]
    if not isinstance(station, Station):
        return
    run = Sort.REWORK if key in rework_stations(layout) else Sort.RUN
    yield from _shared(layout, key, run, workers(layout, key), visits * times.manual * station.crew)
    yield from _shared(layout, key, Sort.CHANGEOVER, setters(layout, key), visits * times.changeover)
    for failure in map(layout.failure, station.failures):
        seconds = _repair(failure, visits * math.fsum(times[:3]), beat * station.nests) / station.nests
        if failure.every is not None and failure.mttr is not None:
            seconds = visits * failure.mttr.mean / (failure.every.parts or math.inf)
        yield from _shared(layout, key, Sort.REPAIR, repairers(layout, key, failure), seconds)
    for upkeep in (*station.maintenance, *station.tools):
        sort = Sort.CHANGEOVER if upkeep in station.tools else Sort.IRREGULAR
        posts = (post for post in layout.people if post == upkeep.by)
        often = _often(layout, upkeep, visits, math.fsum(times[:3]) if upkeep in station.tools else beat / visits)
        yield from _shared(layout, key, sort, posts, often * upkeep.takes.mean)


def _often(layout: Layout, upkeep: Upkeep, visits: float, ageing: float) -> float:
    """How often a piece something is due, that ages so many seconds a visit."""
    every = upkeep.every
    return visits / every.parts if every.parts else visits * ageing / interval_seconds(layout, every)


def _shared(layout: Layout, key: str, work: Sort, posts: Iterable[str], seconds: float) -> Iterator[_Share]:
    """Share work by heads: everybody gets the same of it."""
    names = tuple(posts)
    heads = sum(layout.people[name].heads for name in names)
    yield from ((name, key, work, seconds / heads) for name in names if heads)


def _repair(failure: Failure, working: float, elapsed: float) -> float:
    """Seconds of repair a piece, of a nest that works so long a piece; failures stop all nests of a station at once."""
    up, repair = failure.up_time(), failure.mttr
    if up is None or repair is None or not up.mean:
        return 0.0
    if failure.ages in (Ages.WORKING, Ages.BUSY):
        return working * repair.mean / up.mean
    return elapsed * repair.mean / (up.mean + repair.mean)


def _tasks(layout: Layout, post: Post, done: Done, beat: float) -> Iterator[Content]:
    for task in post.tasks:
        every, takes = task.every, task.takes.mean * (1 + post.allowance) / max(post.heads, 1)
        if every.parts is not None:
            often = sum(done.get(task.at, {}).values()) / every.parts
        else:
            often = beat / interval_seconds(layout, every)
        yield Content(task.at, Sort.IRREGULAR, often * takes)
