"""The word `simulate` of the command line."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TextIO

from pydantic_core import PydanticCustomError

from layouts import Layout, read
from layouts.quantities import Dimension, parse
from replay.recorder import TraceRecorder
from sim import simulate
from sim.recording import header_of
from sim.report import report

PATIENCE = 0.5
"""Seconds of the wall clock before progress is shown."""


def add_simulate(parser: argparse.ArgumentParser) -> None:
    """Declare `simulate FILE --for 8h [--warm-up 1h] [--seed 1] [--json] [--trace OUT]`."""
    time_that_counts = "time that the figures cover, after the warm-up: 8h, 90min, '8 h'"
    parser.add_argument("file", type=Path, metavar="FILE", help="the layout")
    parser.add_argument("--for", dest="duration", type=_positive_time, metavar="TIME", help=time_that_counts)
    parser.add_argument("--warm-up", type=_time, metavar="TIME", help="time from the start that does not count")
    parser.add_argument("--seed", type=_seed, metavar="N", help="seed of the random numbers")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    parser.add_argument("--trace", type=Path, metavar="OUT", help="write all that happens to a trace file")
    parser.epilog = "What is not given comes from the section `run` of the layout."
    parser.set_defaults(run=partial(_run, parser))


# values on the command line


def _time(text: str) -> float:
    try:
        seconds = parse(text, Dimension.TIME)
    except PydanticCustomError as error:
        raise argparse.ArgumentTypeError(error.message()) from error
    if seconds < 0:
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a time of at least 0")
    return float(seconds)


def _positive_time(text: str) -> float:
    seconds = _time(text)
    if seconds == 0:
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a time greater than 0")
    return seconds


def _seed(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a whole number from 0")
    return int(text)


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
    seed = layout.run.seed if arguments.seed is None else arguments.seed
    recorder = None if arguments.trace is None else TraceRecorder(header_of(layout, seed))
    duration, warm_up = _times(layout, arguments)
    with _progress(arguments.json, warm_up + duration) as progress:
        results = simulate(layout, duration, warm_up=warm_up, seed=seed, recorder=recorder, progress=progress)
    print(
        json.dumps(results.to_json_object(), indent=2, allow_nan=False) if arguments.json else report(results, layout)
    )
    if recorder is not None:
        recorder.trace.save(arguments.trace)


def _times(layout: Layout, arguments: argparse.Namespace) -> tuple[float, float]:
    duration = layout.run.duration if arguments.duration is None else arguments.duration
    return duration or 0.0, layout.run.warm_up if arguments.warm_up is None else arguments.warm_up


# progress


@contextmanager
def _progress(as_json: bool, end: float) -> Iterator[Callable[[float], None] | None]:
    """Show how far a long run is, only where a person looks at the screen."""
    if not sys.stderr.isatty() or (as_json and not sys.stdout.isatty()):
        yield None
        return
    line = ProgressLine(sys.stderr, end)
    try:
        yield line.show
    finally:
        line.clear()


class ProgressLine:
    """One line of a terminal that says how much of a run is done, and vanishes in the end."""

    def __init__(self, stream: TextIO, end: float) -> None:
        """Begin without a word; `end` is the time at which the run ends, seconds."""
        self._stream = stream
        self._end = end
        self._began = monotonic()
        self._shown = ""

    def show(self, now: float) -> None:
        """Show the time reached, unless all is over at once."""
        if monotonic() - self._began >= PATIENCE:
            self._write(f"simulating: {100 * now / self._end:.0f} %")

    def clear(self) -> None:
        """Leave an empty line."""
        if self._shown:
            self._write("")
            self._stream.write("\r")

    def _write(self, text: str) -> None:
        self._stream.write(f"\r{text.ljust(len(self._shown))}")
        self._stream.flush()
        self._shown = text
