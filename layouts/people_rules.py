"""Rules of people: what they are named for exists, every manual time has somebody, and every word means something."""

from collections.abc import Iterable, Iterator, Mapping

from layouts.breaches import ambiguous, among, known, meaningless, missing, out_of_range, unknown
from layouts.duties import workers
from layouts.equipment import Equipment
from layouts.failure_rules import NO_TIME
from layouts.failures import Failure
from layouts.model import Layout
from layouts.people import ALL, NOBODY, Post, Task
from layouts.problems import Path, Problem
from layouts.station import Station
from layouts.upkeep import Upkeep
from layouts.upkeep_rules import no_shift

OVERTIME = "overtime"
"""How overtime is called that names no shift."""


def people_problems(layout: Layout) -> Iterator[Problem]:
    """Check the section `people`, and what stations and failures say of people."""
    items = dict(known(layout))
    named = {failure.repair_by for failure, _ in _failures(layout)} | {each.by for each in layout.supply.values()}
    carrying = set(layout.ways.values())
    named |= {each.by for item in items.values() if isinstance(item, Station) for each in _upkeep(item)}
    for key, post in layout.people.items():
        yield from _id(layout, key)
        yield from _post(layout, items, key, post)
        if not (post.works or post.sets_up or post.repairs or post.tasks or key in named | carrying):
            yield meaningless(("people", key), key, "`works`, `sets_up`, `repairs` or `tasks`: nobody asks for them")
        if key not in carrying:
            yield from _not_carrying(key, post)
    for key, item in items.items():
        if isinstance(item, Station):
            yield from _station(layout, key, item)
    for failure, path in _failures(layout):
        if failure.repair_by not in (None, NOBODY, *layout.people):
            expected = f"{NOBODY}, or {among(layout.people, 'people')}"
            yield unknown((*path, "repair_by"), str(failure.repair_by), expected, (NOBODY, *layout.people))


def _failures(layout: Layout) -> Iterator[tuple[Failure, Path]]:
    """Go through the failures of the section and those in place."""
    for key, failure in layout.failures.items():
        yield failure, ("failures", key)
    for key, item in known(layout):
        for position, reference in enumerate(getattr(item, "failures", ())):
            if isinstance(reference, Failure):
                yield reference, ("equipment", key, "failures", position)


def _upkeep(station: Station) -> tuple[Upkeep, ...]:
    return (*station.maintenance, *station.tools)


def _id(layout: Layout, key: str) -> Iterator[Problem]:
    if key in layout.equipment or key in (ALL, NOBODY):
        yield ambiguous(("people", key), f"{key}, which means something else already", "another id for these people")


def _post(layout: Layout, items: dict[str, Equipment], key: str, post: Post) -> Iterator[Problem]:
    path: Path = ("people", key)
    for field in ("works", "sets_up", "repairs"):
        listed = getattr(post, field)
        yield from _listed(layout, items, (*path, field), () if listed == ALL else listed)
    for position, name in enumerate(() if post.works == ALL else post.works):
        station = items.get(name)
        if isinstance(station, Station) and station.manual is None and station.changeover is None:
            yield meaningless((*path, "works", position), name, f"a station with manual work: {name} has no `manual`")
    for position, task in enumerate(post.tasks):
        yield from _task(layout, items.get(task.at), task, (*path, "tasks", position))
    if not isinstance(post.count, int):
        yield from _shifts(layout, post.count, (*path, "count"))


def _not_carrying(key: str, post: Post) -> Iterator[Problem]:
    """Warn of words about carrying where no way of the flow names the people."""
    blank = Post()
    for field in ("carries", "transfer", "places"):
        if getattr(post, field) != getattr(blank, field):
            yield meaningless(("people", key, field), field, f"a way of the flow on which he carries: a -> {key} -> b")


def _shifts(layout: Layout, heads: Mapping[str, int], path: Path) -> Iterator[Problem]:
    shifts = (
        () if layout.calendar is None else (*layout.calendar.shifts, *([OVERTIME] * bool(layout.calendar.overtime)))
    )
    if not shifts:
        yield missing(path, "calendar", "a section `calendar` with these shifts, or one number")
    for name in heads if shifts else ():
        if name not in shifts:
            yield unknown((*path, name), name, among(shifts, "calendar"), shifts)
    if not any(heads.values()):
        yield out_of_range(path, "nobody", "somebody in one of the shifts")


def _listed(layout: Layout, items: dict[str, Equipment], path: Path, listed: Iterable[str]) -> Iterator[Problem]:
    stations = [key for key, item in items.items() if isinstance(item, Station)]
    for position, name in enumerate(listed):
        if name not in layout.equipment:
            yield unknown((*path, position), name, f"a station: {', '.join(stations)}", stations)
        elif name in items and name not in stations:
            yield out_of_range((*path, position), f"{name}, a {items[name].kind}", "a station")


def _task(layout: Layout, item: Equipment | None, task: Task, path: Path) -> Iterator[Problem]:
    if task.at not in layout.equipment:
        yield unknown((*path, "at"), task.at, among(layout.equipment, "equipment"), layout.equipment)
    elif item is not None and item.at is None:
        yield out_of_range((*path, "at"), task.at, "equipment with a place of its own")
    elif item is not None and task.every.parts is not None and not isinstance(item, Station):
        yield out_of_range((*path, "every"), f"{task.every} at {task.at}", "a station (it counts its parts), or a time")
    yield from no_shift(layout, task.every, (*path, "every"))
    if task.takes.mean <= 0:
        yield out_of_range((*path, "takes"), task.takes, NO_TIME)


def _station(layout: Layout, key: str, station: Station) -> Iterator[Problem]:
    path: Path = ("equipment", key)
    heads = sum(layout.people[post].heads for post in workers(layout, key))
    if station.crew > 1 and (station.manual is None or not layout.people):
        yield meaningless((*path, "crew"), "crew", "`manual` beside it, and a section `people`")
    elif station.manual is not None and layout.people and not heads:
        yield missing((*path, "manual"), f"somebody who works at {key}", f"a person with `works: [{key}]`, or `all`")
    elif station.manual is not None and layout.people and heads < station.crew:
        yield out_of_range((*path, "crew"), station.crew, f"at most {heads}, as many as work there")
