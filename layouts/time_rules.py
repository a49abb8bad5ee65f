"""Rules of times: every operation has one, of every product; there is no silent zero."""

from collections.abc import Iterator, Mapping
from dataclasses import fields

from layouts.breaches import ambiguous, known, missing, out_of_range, unknown
from layouts.distributions import DEFAULT, Distribution, Exponential, time_for
from layouts.equipment import Equipment
from layouts.errors import Code
from layouts.failure_rules import NO_TIME
from layouts.kinds import Assembly, Disassembly, Packer, StationLine
from layouts.model import Layout
from layouts.operations import Operation
from layouts.presence import names_in
from layouts.problems import Path, Place, Problem, Severity
from layouts.station import Station
from layouts.table import Table

PARTS_OF_AN_OPERATION = ("manual", "cycle")


def time_problems(layout: Layout, done: Mapping[str, tuple[Operation, ...]]) -> Iterator[Problem]:
    """Check the times of every station; `done` is which operations it does."""
    names = names_in(layout)
    for key, item in known(layout):
        visits = _visits(layout, key)
        for name, times in _tables(item):
            yield from _entries(("equipment", key, name), times, names, visits)
        for name in PARTS_OF_AN_OPERATION if isinstance(item, Station) else ():
            yield from _likeliest_none(("equipment", key, name), getattr(item, name))
        if isinstance(item, Station) and "cycle" not in item.meaningless:
            yield from _station(key, item, done.get(key, ()))
        if isinstance(item, StationLine):
            yield from _station_line(key, item, done.get(key, ()), names, visits)


def _visits(layout: Layout, key: str) -> tuple[str, ...]:
    """The names that routings give to visits of a station."""
    steps = [step for route in layout.routing.values() for step in route]
    return tuple(visit.name for step in steps for visit in step.visits if visit.station == key and visit.name)


def _tables(item: Equipment) -> Iterator[tuple[str, Table[Distribution]]]:
    """Go through the fields that have a time for each of several products."""
    for field in fields(item):
        value = getattr(item, field.name)
        if isinstance(item, StationLine) and field.name == "stations":
            continue
        if isinstance(value, Table) and value and all(isinstance(entry, Distribution) for entry in value.values()):
            yield field.name, value


def _entries(
    path: Path, times: Table[Distribution], names: tuple[str, ...], visits: tuple[str, ...]
) -> Iterator[Problem]:
    for name in times:
        if name != DEFAULT and name not in names and name not in visits:
            expected = f"one of the products {', '.join((*names, *visits))}"
            yield unknown((*path, name), name, expected, (*names, *visits))
        elif name in names and name in visits:
            expected = "a visit with another name"
            yield ambiguous((*path, name), f"{name}, a product and a visit of a routing", expected)


def _likeliest_none(path: Path, times: Distribution | Table[Distribution] | None) -> Iterator[Problem]:
    """Warn of exponential times."""
    entries = times.items() if isinstance(times, Table) else [("", times)]
    for product, time in entries:
        if isinstance(time, Exponential):
            place = Place(path=(*path, product) if product else path)
            yield Problem(code=Code.EXPONENTIAL, severity=Severity.WARNING, place=place, found=str(time))


def _station(key: str, station: Station, done: tuple[Operation, ...]) -> Iterator[Problem]:
    given = [name for name in PARTS_OF_AN_OPERATION if getattr(station, name) is not None]
    if not given and isinstance(station, Assembly | Disassembly):
        yield missing(("equipment", key, "cycle"), "cycle", "`cycle: ...`, or `manual: ...` where a person does it")
    for name in given:
        yield from _lacking(("equipment", key, name), getattr(station, name), done)
    if given and station.exchange <= 0 and not isinstance(station, Packer):
        yield from _without_time(key, station, given, done)


def _station_line(
    key: str, line: StationLine, done: tuple[Operation, ...], names: tuple[str, ...], visits: tuple[str, ...]
) -> Iterator[Problem]:
    """Each station of a line has a time for every product that comes, of which some may be none."""
    for station, times in line.stations.items():
        path = ("equipment", key, "stations", station)
        if isinstance(times, Table):
            yield from _entries(path, times, names, visits)
        yield from _likeliest_none(path, times)
        yield from _lacking(path, times, done)


def _lacking(path: Path, times: Distribution | Table[Distribution], done: tuple[Operation, ...]) -> Iterator[Problem]:
    for operation in done:
        if time_for(times, *operation) is None:
            expected = f"a time for the {operation}, or `{DEFAULT}: ...`"
            yield missing((*path, operation.product), operation.product, expected)


def _without_time(key: str, station: Station, given: list[str], done: tuple[Operation, ...]) -> Iterator[Problem]:
    """Find operations that take no time at all, each written time once."""
    told = set[Path]()
    for operation in done or (Operation(DEFAULT),):
        path = _where(station, given[-1], operation)
        times = [time_for(getattr(station, name), *operation) for name in given]
        if path not in told and all(time is not None and time.mean <= 0 for time in times):
            told.add(path)
            yield out_of_range(("equipment", key, *path), times[-1], NO_TIME)


def _where(station: Station, name: str, operation: Operation) -> Path:
    """Where the time of an operation stands."""
    times = getattr(station, name)
    if not isinstance(times, Table):
        return (name,)
    keys = (operation.visit or "", operation.product, DEFAULT)
    return (name, next((key for key in keys if key in times), DEFAULT))
