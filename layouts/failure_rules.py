"""Rules of failures: what one needs, and references to them."""

from collections.abc import Iterator

from layouts.breaches import ambiguous, known, missing, out_of_range, unknown
from layouts.duties import repairers
from layouts.errors import Code
from layouts.failures import Failure
from layouts.model import Layout
from layouts.problems import Path, Place, Problem, Severity
from layouts.provenance import Status
from layouts.station import Station

NO_TIME = "a time greater than 0"
HANDS_ON = "hands-on time: waiting for whoever repairs is simulated, and must not be in it"


def failure_problems(layout: Layout) -> Iterator[Problem]:
    """Check the failures of the section and those in place."""
    for key, failure in layout.failures.items():
        yield from _failure(failure, ("failures", key))
    for key, item in known(layout):
        for position, reference in enumerate(getattr(item, "failures", ())):
            path: Path = ("equipment", key, "failures", position)
            if isinstance(reference, Failure):
                yield from _failure(reference, path)
            elif reference not in layout.failures:
                expected = "an id of the section `failures`, or a failure in place: {mtbf: 2 h, mttr: 6 min}"
                yield unknown(path, reference, expected, layout.failures)
                continue
            failure = layout.failure(reference)
            if failure.every is not None and not isinstance(item, Station):
                yield out_of_range(path, f"every: {failure.every} at {key}", "a station, which counts its parts")
    yield from _counted_twice(layout)


def _failure(failure: Failure, path: Path) -> Iterator[Problem]:
    if failure.mttr is None:
        yield missing((*path, "mttr"), "mttr", "the mean time to repair, such as `mttr: 6 min`")
    given = [name for name in ("mtbf", "availability", "every") if getattr(failure, name) is not None]
    if not given:
        yield missing((*path, "mtbf"), "mtbf", "`mtbf: 2 h`, `availability: 95 %` or `every: 200 parts`")
    if len(given) > 1:
        found = f"both {given[0]} and {given[1]}" if len(given) == 2 else ", ".join(given)
        yield ambiguous(path, found, "one of them")
    if failure.every is not None and failure.every.parts is None:
        yield out_of_range((*path, "every"), failure.every, "a number of parts; a time is `mtbf: constant 2 h`")
    if failure.mtbf is not None and failure.mtbf.mean <= 0:
        yield out_of_range((*path, "mtbf"), failure.mtbf, NO_TIME)
    if failure.availability is not None and not 0 < failure.availability < 1:
        found = f"{100 * failure.availability:g} %"
        yield out_of_range((*path, "availability"), found, "more than 0 % and less than 100 %")
    elif failure.availability is not None and failure.mttr is not None and failure.mttr.mean <= 0:
        yield out_of_range((*path, "mttr"), failure.mttr, NO_TIME)


def _counted_twice(layout: Layout) -> Iterator[Problem]:
    """Name measured repair times that somebody is simulated to wait for: they contain the waiting already."""
    told: set[Path] = set()
    for key, item in known(layout):
        for position, reference in enumerate(getattr(item, "failures", ())):
            by_id = isinstance(reference, str)
            failure = layout.failures.get(reference) if isinstance(reference, str) else reference
            path: Path = ("failures", reference) if by_id else ("equipment", key, "failures", position)
            if failure is not None and path not in told and _is_measured(failure) and repairers(layout, key, failure):
                told.add(path)
                who = " and ".join(repairers(layout, key, failure))
                place, found = Place(path=(*path, "mttr")), f"a measured mttr, repaired by {who}"
                yield Problem(code=Code.FAILURE, severity=Severity.WARNING, place=place, found=found, expected=HANDS_ON)


def _is_measured(failure: Failure) -> bool:
    own = None if failure.mttr is None or failure.mttr.provenance is None else failure.mttr.provenance.status
    return Status.MEASURED in (failure.status, own)
