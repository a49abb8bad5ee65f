"""What goes where, and how often: on belts, in people's hands, across gaps; and the rounds of those who work.

It follows from flow, rules, routings and demand alone, and not from where things stand: moving equipment changes none
of it. All numbers are for one piece that leaves the line good; `beat` makes an hour of them.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from layouts.capacity import Capacity
from layouts.duties import workers
from layouts.flow import Connection, Port
from layouts.intake import Intake
from layouts.kinds import Conveyor
from layouts.model import Layout
from layouts.people import Post, names
from layouts.station import Station


class Carrying(NamedTuple):
    """People of a post carry from a way out to a way in, so many trips a piece."""

    post: str
    origin: Port
    target: Port
    trips: float


class Round(NamedTuple):
    """One of the people of a post goes from station to station and back to the first, so many times a piece."""

    post: str
    stations: tuple[str, ...]
    times: float


@dataclass(frozen=True)
class Transport:
    """Seconds a piece (`beat`), passages of belts, hand-overs without anybody, what people carry, and their rounds."""

    beat: float | None = None
    belts: Mapping[str, float] = field(default_factory=dict)
    handovers: Mapping[Connection, float] = field(default_factory=dict)
    carried: tuple[Carrying, ...] = ()
    rounds: tuple[Round, ...] = ()

    @property
    def per_hour(self) -> float | None:
        """Pieces an hour, at takt or else at the line's pace; None where neither is known."""
        return 3600 / self.beat if self.beat else None


def transport_of(layout: Layout, intake: Intake, capacity: Capacity) -> Transport:
    """Work out what goes where, for what comes in, at the takt or else at the pace of the line."""
    visits = intake.visits
    belts: defaultdict[str, float] = defaultdict(float)
    for (key, _), number in visits.passages.items():
        if isinstance(layout.equipment[key], Conveyor):
            belts[key] += number
    carried, handovers = [], {}
    for way, number in visits.moves.items():
        post = layout.ways[way]
        if post is None:
            handovers[way] = number
        else:
            carried.append(Carrying(post, way.source, way.target, number / int(layout.people[post].carries)))
    done: defaultdict[str, float] = defaultdict(float)
    for (key, _), number in visits.operations.items():
        done[key] += number
    return Transport(
        beat=capacity.takt or capacity.pace,
        belts=belts,
        handovers=handovers,
        carried=(*carried, *_supplied(layout, done)),
        rounds=tuple(each for key, post in layout.people.items() for each in _rounds(layout, key, post, done)),
    )


def _supplied(layout: Layout, done: Mapping[str, float]) -> Iterator[Carrying]:
    """Containers that people bring, as often as they are emptied."""
    for port, (origin, post) in layout.errands.items():
        station, container = layout.equipment.get(port.equipment), layout.supply[str(port)].container
        if isinstance(station, Station) and container is not None:
            parts = done.get(port.equipment, 0.0) * float(station.uses.get(port.name, 0))
            yield Carrying(post, origin, port, parts / container.parts)


def _rounds(layout: Layout, key: str, post: Post, done: Mapping[str, float]) -> Iterator[Round]:
    """Share the stations of a post among its people, in the order of the file: each goes round his own.

    A round is made as often as the stations in it are visited on average; others who work there take their share.
    """
    stations = [name for name in done if names(post.works, name) and _is_manual(layout, name)]
    each = -(-len(stations) // max(post.heads, 1))
    for first in range(0, len(stations), each or 1):
        own = tuple(stations[first : first + each])
        if len(own) > 1:
            yield Round(key, own, math.fsum(done[name] / len(workers(layout, name)) for name in own) / len(own))


def _is_manual(layout: Layout, name: str) -> bool:
    station = layout.equipment[name]
    return isinstance(station, Station) and station.manual is not None
