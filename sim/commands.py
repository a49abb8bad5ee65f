"""The word `simulate` of the command line."""

import argparse
import json
import sys
from functools import partial
from pathlib import Path

from layouts import Layout, read
from layouts.arguments import positive_time, time, whole
from replay.recorder import TraceRecorder
from sim import Deadlock, Results, simulate
from sim.progress import progress_on
from sim.recording import header_of
from sim.report import report


def add_simulate(parser: argparse.ArgumentParser) -> None:
    """Declare `simulate FILE --for 8h [--warm-up 1h] [--seed 1] [--json] [--trace OUT]`."""
    time_that_counts = "time that the figures cover, after the warm-up: 8h, 90min, '8 h'"
    parser.add_argument("file", type=Path, metavar="FILE", help="the layout")
    parser.add_argument("--for", dest="duration", type=positive_time, metavar="TIME", help=time_that_counts)
    parser.add_argument("--warm-up", type=time, metavar="TIME", help="time from the start that does not count")
    parser.add_argument("--seed", type=whole, metavar="N", help="seed of the random numbers")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    every = "hold every invariant of the engine after every event: slow, exit status 4 when one is broken"
    parser.add_argument("--paranoid", action="store_true", help=every)
    parser.add_argument("--trace", type=Path, metavar="OUT", help="write all that happens to a trace file")
    parser.epilog = "What is not given comes from the section `run` of the layout."
    parser.set_defaults(run=partial(_run, parser))


# the run


def _run(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    reading = read(arguments.file)
    for problem in reading.problems:
        print(problem, file=sys.stderr)
    if reading.layout is None or reading.errors:
        return 1
    _check_usage(parser, arguments, reading.layout)
    _simulate(reading.layout, arguments)
    return 0


def _check_usage(parser: argparse.ArgumentParser, arguments: argparse.Namespace, layout: Layout) -> None:
    if arguments.duration is None and layout.run.duration is None:
        parser.error(f"how long? Give `--for 8h` here, or `run: {{for: 8 h}}` in {arguments.file}")
    if arguments.trace is not None and not arguments.trace.absolute().parent.is_dir():
        parser.error(f"argument --trace: there is no folder {arguments.trace.parent}")


def _simulate(layout: Layout, arguments: argparse.Namespace) -> None:
    """Run, print and write down what came of it; of a line that got stuck, what came up to then.

    Raises:
        Deadlock: when it got stuck.
    """
    seed = layout.run.seed if arguments.seed is None else arguments.seed
    recorder = None if arguments.trace is None else TraceRecorder(header_of(layout, seed))
    results, deadlock = _run_once(layout, seed, recorder, arguments)
    print(
        json.dumps(results.to_json_object(), indent=2, allow_nan=False) if arguments.json else report(results, layout)
    )
    if recorder is not None:
        recorder.trace.save(arguments.trace)
    if deadlock is not None:
        raise deadlock


def _run_once(
    layout: Layout, seed: int, recorder: TraceRecorder | None, arguments: argparse.Namespace
) -> tuple[Results, Deadlock | None]:
    duration, warm_up = _times(layout, arguments)
    end, quiet = warm_up + duration, arguments.json and not sys.stdout.isatty()
    with progress_on(quiet=quiet) as show:
        reached = None if show is None else lambda now: show("simulating", now / end)
        run = partial(simulate, layout, duration, warm_up=warm_up, seed=seed, recorder=recorder, progress=reached)
        try:
            return run(paranoid=arguments.paranoid), None
        except Deadlock as deadlock:
            if deadlock.results is None:
                raise
            return deadlock.results, deadlock


def _times(layout: Layout, arguments: argparse.Namespace) -> tuple[float, float]:
    duration = layout.run.duration if arguments.duration is None else arguments.duration
    return duration or 0.0, layout.run.warm_up if arguments.warm_up is None else arguments.warm_up
