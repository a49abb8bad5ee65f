"""Rules of maintenance, tools, what follows a changeover or a long stop, and of safety zones."""

from collections.abc import Iterator

from layouts.breaches import ambiguous, among, known, meaningless, missing, out_of_range, unknown
from layouts.failure_rules import NO_TIME
from layouts.intervals import Interval
from layouts.kinds import Conveyor
from layouts.model import Layout
from layouts.people import NOBODY
from layouts.problems import Path, Problem
from layouts.station import Station
from layouts.upkeep import Upkeep


def upkeep_problems(layout: Layout) -> Iterator[Problem]:
    """Check what is done to stations between parts."""
    for key, item in known(layout):
        if isinstance(item, Station):
            path: Path = ("equipment", key)
            for field in ("maintenance", "tools"):
                for position, upkeep in enumerate(getattr(item, field)):
                    yield from _upkeep(layout, upkeep, (*path, field, position))
            yield from _after_changeover(item, path)


def _upkeep(layout: Layout, upkeep: Upkeep, path: Path) -> Iterator[Problem]:
    if upkeep.takes.mean <= 0:
        yield out_of_range((*path, "takes"), upkeep.takes, NO_TIME)
    if upkeep.ages is not None and upkeep.every.time is None:
        yield meaningless((*path, "ages"), "ages", f"a time in `every`: {upkeep.every} needs no clock")
    yield from no_shift(layout, upkeep.every, (*path, "every"))
    if upkeep.by not in (None, NOBODY, *layout.people):
        yield unknown((*path, "by"), str(upkeep.by), among(layout.people, "people"), layout.people)


def no_shift(layout: Layout, every: Interval, path: Path) -> Iterator[Problem]:
    """What is due every shift needs shifts."""
    if every.shift and (layout.calendar is None or not layout.calendar.has_shifts):
        yield missing(path, "shifts", "shifts in a section `calendar`, before whose ends it is done")


def _after_changeover(station: Station, path: Path) -> Iterator[Problem]:
    """What belongs to a changeover needs one; scrap may also come after a start-up."""
    for field in ("prepare", "first_off", "scrap_first"):
        starts_up = field == "scrap_first" and station.start_up is not None
        if getattr(station, field) and station.changeover is None and not starts_up:
            yield meaningless((*path, field), field, "`changeover` beside it")
    if station.prepare and station.nests > 1:
        yield out_of_range((*path, "prepare"), f"prepare at {station.nests} nests", "a station with one nest")


def zone_problems(layout: Layout) -> Iterator[Problem]:
    """Check the safety zones: members exist, can stand still, and are in one zone each."""
    items, fenced = dict(known(layout)), dict[str, str]()
    for key, zone in layout.zones.items():
        if key in layout.equipment or key in layout.people:
            yield ambiguous(("zones", key), f"{key}, which means something else already", "another id for this zone")
        for position, name in enumerate(zone.members):
            path: Path = ("zones", key, position)
            if name not in layout.equipment:
                yield unknown(path, name, among(layout.equipment, "equipment"), layout.equipment)
            elif name in items and not isinstance(items[name], Station | Conveyor):
                yield out_of_range(path, f"{name}, a {items[name].kind}", "a station or a conveyor, which can stop")
            elif name in fenced:
                yield ambiguous(path, f"{name}, which is in the zone {fenced[name]}", "every piece once, in one zone")
            fenced[name] = key
