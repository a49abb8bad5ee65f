"""Runs all benchmarks one after the other and writes what they found to docs/benchmarks.md.

python -m benchmarks.page
"""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
REQUIREMENTS = ROOT / "benchmarks" / "requirements.txt"

TEXT = """\
# Benchmarks

Written by `make bench`, which measures everything anew on your machine. It takes two to four minutes, and the first
time the installation of the others into an environment of their own, `.venv-bench`.

Measured on {date}: {python}, {rivals}; {machine}.
Other machines have other speeds; what counts are the ratios.

## How it is measured

- CPU time of the process, not time on the wall. At least seven repetitions, in turns: all contestants once, then all
  once more. So whatever else the machine does meets all of them.
- *Ratio* is the best repetition of Linewright against the best of the other. *Median* and *spread* are of the ratios of
  the single repetitions, each of two runs right after each other.
- An operation is one part worked on at one station. A run is building the model, running it and working out its
  figures. Importing libraries is not measured.
- All work out the same figures, and that is checked: given the very same arrival and operation times, they report the
  same number of parts, lead times and utilisations (`benchmarks/tandem.py` before it measures, `tests/benchmarks` for
  the models in SimPy). Measured is with each library's own random numbers.

## Against Ciw and salabim: the tandem queue

Ten servers in a row, queues without limit, exponential times, 80 % load, {tandem_parts} parts. Each run is a process
of its own, with a short run before it that is not measured. All report parts out, mean lead time and the utilisation
of each server. Linewright always keeps more (every state of every station, contents of buffers, quantiles of the lead
time), Ciw a record of every service, salabim its monitors.

{tandem}

- **Ciw**: a network of ten nodes as its documentation builds one, figures from its records.
- **salabim, Resource**: as its manual teaches it: a component for each part, a `Resource` for each server.
- **salabim, own queues**: as quick as we could write it: a component for each server that is passive without work and
  activated by whoever puts a part into its queue; monitors off, figures added up by hand.
- Both models in salabim have `yield` in their processes: without (`yieldless`, its default) they take 10 to 15 %
  longer. No trace, no animation.

## Against textbook SimPy

Linewright's clock is a SimPy environment, so this is what callbacks and reused calls gain over processes. *Store*: a
process for each station, a `Store` between them. *Resource*: a process for each part, a `Resource` for each station
and, with finite buffers, one for the places. All report lead time (mean and quantiles), work in process, the states of
the stations and the contents of the queues. Ten stations, exponential times, {engine_parts} parts.

Finite buffers of 5 places, a source that is always ready:

{finite}

*Trace on* is Linewright again, with everything recorded that a film or the window needs: the ratio is what that costs.

The tandem queue of above:

{queue}

## Playback

How long it takes to say where every part is at one instant: {parts} parts on 200 accumulating belts with bends,
{standing} of them standing. A short trace and a long one, in turns: played from a random instant on, and scrubbed from
one random instant to another. Milliseconds of CPU time a moment.

{runs}

A trace that is {longer} times as long takes this many times as long to show a moment:

{playback}

## One benchmark alone

    .venv/bin/python -m benchmarks.tandem --parts 2000
    .venv/bin/python -m benchmarks.engine --repetitions 11
    .venv/bin/python -m benchmarks.playback --json

Each prints a table, or with `--json` its ratios as one object.
"""


def main() -> None:
    """Measure, write the page, and print it."""
    found = {name: measured(name) for name in ("tandem", "engine", "playback")}
    PAGE.write_text(page(found), encoding="utf-8")
    print(page(found))


def measured(benchmark: str) -> dict[str, Any]:
    """Run a benchmark in a process of its own and return its object."""
    print(f"benchmarks/{benchmark}.py ...", flush=True)
    command = [sys.executable, "-m", f"benchmarks.{benchmark}", "--json"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(f"benchmarks/{benchmark}.py ended with status {done.returncode}; the page stays as it was")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def page(found: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the page for the objects of all benchmarks."""
    tandem, engine, playback = found["tandem"], found["engine"], found["playback"]
    runs = playback["runs"]
    return TEXT.format(
        rivals=rivals(),
        date=datetime.now(UTC).date(),
        python=f"{platform.python_implementation()} {platform.python_version()}",
        machine=machine(),
        tandem_parts=f"{tandem['parts']:,}",
        engine_parts=f"{engine['parts']:,}",
        tandem=contest(tandem["tandem queue"]),
        finite=contest(engine["finite buffers"]),
        queue=contest(engine["tandem queue"]),
        parts=f"{playback['parts']:,}",
        standing=f"{100 * playback['standing']:.0f} %",
        runs=moments(runs),
        longer=f"{runs['long']['visits'] / runs['short']['visits']:.0f}",
        playback=table(
            ["", *RATIO],
            [
                ["played", *ratio(playback["played_long_to_short"])],
                ["scrubbed", *ratio(playback["scrubbed_long_to_short"])],
            ],
        ),
    )


def rivals() -> str:
    """Return names and versions of what the engine is compared with."""
    lines = REQUIREMENTS.read_text(encoding="utf-8").splitlines()
    return ", ".join(line.replace("==", " ") for line in lines if not line.startswith("#"))


def machine() -> str:
    """Return in general words what is measured on."""
    cores = os.cpu_count()
    return f"{platform.system()}, {platform.machine()}, {cores} cores"


RATIO = ("ratio", "median", "spread")


def ratio(found: Mapping[str, float]) -> list[str]:
    """Return the cells of a ratio."""
    return [f"{found['best']:.2f}", f"{found['median']:.2f}", f"{found['least']:.2f} – {found['greatest']:.2f}"]


def contest(found: Mapping[str, Mapping[str, float]]) -> str:
    """Return the table of a contest."""
    rows = [
        [name, f"{one['best_speed']:,.0f}", *(ratio(one) if "best" in one else ["", "", ""])]
        for name, one in found.items()
    ]
    return table(["", "operations a CPU second", *RATIO], rows)


def moments(runs: Mapping[str, Mapping[str, float]]) -> str:
    """Return the table of how long moments take."""
    rows = [
        [
            f"{run['visits']:,.0f}",
            *(f"{run[f'{way}_{of}']:.2f}" for way in ("played", "scrubbed") for of in ("ms", "median_ms")),
            f"{run['bytes_per_visit']:.1f}",
        ]
        for run in runs.values()
    ]
    heads = ["visits in the trace", "played: best", "median", "scrubbed: best", "median", "bytes a visit"]
    return table(heads, rows)


def table(heads: list[str], rows: list[list[str]]) -> str:
    """Return a table in Markdown, figures to the right."""
    rule = ["---", *["---:"] * (len(heads) - 1)]
    return "\n".join("| " + " | ".join(row) + " |" for row in [heads, rule, *rows])


if __name__ == "__main__":
    main()
