"""The words `replicate`, `compare` and `clearance` of the command line."""

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from layouts import Layout, read
from layouts.arguments import positive_length, positive_time, time, whole
from sim.progress import progress_on
from studies.comparison import Comparison, compare
from studies.estimate import Estimate
from studies.replication import Replications, replicate
from studies.report import comparison_report, replication_report
from studies.workers import Processes

FORMAT = 1
"""Version of the JSON forms."""

NEAR = 0.3
"""Metres below which `clearance` tells of an encounter where nothing else is said."""

COMPARED_RUNS = 10
"""Runs of each layout that `compare` makes where neither layout nor command says how many."""


def add_replicate(parser: argparse.ArgumentParser) -> None:
    """Declare `replicate FILE [--replications 10] [--for 8h] [--warm-up 1h] [--seed 1] [--json]`."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the layout")
    _add_runs(parser)
    parser.set_defaults(run=_replicate)


def add_compare(parser: argparse.ArgumentParser) -> None:
    """Declare `compare FIRST SECOND [--replications 10] [--for 8h] [--warm-up 1h] [--seed 1] [--json]`."""
    parser.add_argument("first", type=Path, metavar="FIRST", help="the layout as it is")
    parser.add_argument("second", type=Path, metavar="SECOND", help="the layout as it might be")
    _add_runs(parser)
    parser.set_defaults(run=_compare)


def _add_runs(parser: argparse.ArgumentParser) -> None:
    time_that_counts = "time that the figures of a run cover, after the warm-up: 8h, 90min, '8 h'"
    parser.add_argument("--replications", type=_some, metavar="N", help="independent runs, each with a seed of its own")
    parser.add_argument("--for", dest="duration", type=positive_time, metavar="TIME", help=time_that_counts)
    parser.add_argument("--warm-up", type=time, metavar="TIME", help="time from the start that does not count")
    parser.add_argument("--seed", type=whole, metavar="N", help="seed of the first run; the others follow it")
    parser.add_argument("--workers", type=_some, metavar="N", help="processes (default: one a core)")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    parser.epilog = "What is not given comes from the section `run` of the layout."


def _some(text: str) -> int:
    if not (number := whole(text)):
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a whole number from 1")
    return number


def _replicate(arguments: argparse.Namespace) -> int:
    layout = _readable(arguments.file)
    if layout is None:
        return 1
    with Processes(arguments.workers) as workers:
        found = _runs(layout, arguments, layout.run.replications, workers)
    _print(arguments, lambda: _object_of(found), lambda: replication_report(found))
    return 0


def _compare(arguments: argparse.Namespace) -> int:
    first, second = _readable(arguments.first), _readable(arguments.second)
    if first is None or second is None:
        return 1
    count = max(first.run.replications, second.run.replications)
    count = COMPARED_RUNS if count == 1 else count
    arguments.duration = arguments.duration or first.run.duration
    arguments.warm_up = first.run.warm_up if arguments.warm_up is None else arguments.warm_up
    arguments.seed = first.run.seed if arguments.seed is None else arguments.seed
    with Processes(arguments.workers) as workers:
        compared = compare(*(_runs(layout, arguments, count, workers) for layout in (first, second)))
    names = _names(arguments.first, arguments.second)
    _print(arguments, lambda: _object_of_comparison(compared), lambda: comparison_report(compared, names))
    return 0


def _readable(path: Path) -> Layout | None:
    """Read a layout and print its problems; None where it cannot be simulated."""
    reading = read(path)
    for problem in reading.problems:
        print(problem, file=sys.stderr)
    return None if reading.errors else reading.layout


def _runs(layout: Layout, arguments: argparse.Namespace, count: int, workers: Processes) -> Replications:
    with progress_on(quiet=arguments.json and not sys.stdout.isatty()) as show:
        return replicate(
            layout,
            arguments.replications or count,
            duration=arguments.duration,
            warm_up=arguments.warm_up,
            seed=arguments.seed,
            workers=workers,
            progress=None if show is None else lambda share: show("simulating", share),
        )


def _names(first: Path, second: Path) -> tuple[str, str]:
    """Name two layouts by their files; by the folders too where the files have the same name."""
    return (first.stem, second.stem) if first.stem != second.stem else (str(first), str(second))


def _print(arguments: argparse.Namespace, as_object: Callable[[], Any], as_text: Callable[[], str]) -> None:
    print(json.dumps(as_object(), indent=2, allow_nan=False) if arguments.json else as_text())


def _object_of(found: Replications) -> Mapping[str, Any]:
    return {
        "format": FORMAT,
        **_head(found),
        "layout_sha256": found.results[0].layout_sha256,
        "measures": {
            measure.key: {**_interval(found.estimate(measure)), "values": list(found.values(measure) or ())}
            for measure in found.measures
        },
        "runs": [results.to_json_object() for results in found.results],
    }


def _object_of_comparison(compared: Comparison) -> Mapping[str, Any]:
    return {
        "format": FORMAT,
        **_head(compared.first),
        "layout_sha256": [each.results[0].layout_sha256 for each in (compared.first, compared.second)],
        "measures": {
            each.measure.key: {
                "first": _interval(each.first),
                "second": _interval(each.second),
                "change": _interval(each.change),
                "verdict": each.verdict.name.lower(),
            }
            for each in compared.differences
        },
    }


def _head(found: Replications) -> Mapping[str, Any]:
    return {
        "replications": len(found.seeds),
        "seeds": list(found.seeds),
        "time_s": found.run.duration,
        "warm_up_s": found.run.warm_up,
        "confidence": found.confidence,
    }


def _interval(value: Estimate | None) -> Mapping[str, Any]:
    return {} if value is None else {"mean": value.mean, "half_width": value.half_width}


def add_clearance(parser: argparse.ArgumentParser) -> None:
    """Declare `clearance FILE [--for 8h] [--below 0.3m] [--seed 1] [--json]`."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the layout")
    parser.add_argument("--for", dest="duration", type=positive_time, default=3600.0, metavar="TIME", help="run (1h)")
    parser.add_argument(
        "--below", type=positive_length, default=NEAR, metavar="LENGTH", help="tell what came nearer (0.3m)"
    )
    parser.add_argument("--seed", type=whole, metavar="N", help="seed of the random numbers")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=_clearance)


def _clearance(arguments: argparse.Namespace) -> int:
    """Print what came nearer than asked; 1 where something did."""
    from studies.clearance import encounters_in, text_of, to_json_object

    layout = _readable(arguments.file)
    if layout is None:
        return 1
    end, below = arguments.duration, arguments.below
    with progress_on() as progress:
        found = encounters_in(layout, end, below, seed=arguments.seed, progress=progress)
    print(json.dumps(to_json_object(found, end, below), indent=2) if arguments.json else text_of(found, end, below))
    return 1 if found else 0
