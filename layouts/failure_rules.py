"""Rules of failures: what one needs, and references to them."""

from collections.abc import Iterator

from layouts.breaches import ambiguous, known, missing, out_of_range, unknown
from layouts.failures import Failure
from layouts.model import Layout
from layouts.problems import Path, Problem

NO_TIME = "a time greater than 0"


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


def _failure(failure: Failure, path: Path) -> Iterator[Problem]:
    if failure.mttr is None:
        yield missing((*path, "mttr"), "mttr", "the mean time to repair, such as `mttr: 6 min`")
    if failure.mtbf is None and failure.availability is None:
        yield missing((*path, "mtbf"), "mtbf", "`mtbf: 2 h` or `availability: 95 %`")
    if failure.mtbf is not None and failure.availability is not None:
        yield ambiguous(path, "both mtbf and availability", "one of them")
    if failure.mtbf is not None and failure.mtbf.mean <= 0:
        yield out_of_range((*path, "mtbf"), failure.mtbf, NO_TIME)
    if failure.availability is not None and not 0 < failure.availability < 1:
        found = f"{100 * failure.availability:g} %"
        yield out_of_range((*path, "availability"), found, "more than 0 % and less than 100 %")
    elif failure.mtbf is None and failure.mttr is not None and failure.mttr.mean <= 0:
        yield out_of_range((*path, "mttr"), failure.mttr, NO_TIME)
