"""How long a moment of a trace takes: 10,000 parts on 200 accumulating belts with bends, half of them queued.

The belts form one chain. Every `BEAT` seconds the foremost part of each goes on to the next belt, and a new one enters
the first. A short run is compared with one a hundred times as long, in turns: played, from a random instant on, and
scrubbed, from one random instant to another. The traces are recorded through `TraceRecorder`, without the engine.

    python -m benchmarks.playback [--longer N] [--json]
"""

import argparse
import json
import random
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from time import process_time
from typing import Any

import numpy as np

from benchmarks.contest import Ratio
from layouts.space import Polyline, Size, Vector
from replay.frames import Look, PathFrame
from replay.header import Header
from replay.opening import Inside, Left, Opening, Turned
from replay.playback import Playback
from replay.recorder import TraceRecorder
from replay.trace import Trace

BELTS = 200
PARTS = 50
"""Parts on each belt."""
BEAT = 4.0
SPEED = 0.25
PART = Size(0.3, 0.2, 0.1)
GAP = 0.05
SHORT = 60_000
"""Visits of the short run."""
LONGER = 100
REPETITIONS = 9
MOMENTS = 40
"""Moments played, and as many scrubbed, in each repetition."""
FRAME = 0.04
"""Seconds from one played moment to the next."""


@dataclass
class Run:
    """A trace, its name and number of visits, and how many milliseconds each moment took, played and scrubbed."""

    name: str
    trace: Trace
    visits: int
    playback: Playback
    played: list[float] = field(default_factory=list)
    scrubbed: list[float] = field(default_factory=list)

    def measure(self, chance: random.Random) -> None:
        """Play and scrub some moments and note the time each took."""
        first = chance.uniform(self.trace.start, self.trace.end - FRAME * MOMENTS)
        self.playback.at(first)
        self.played += [self._took(first + FRAME * number) for number in range(MOMENTS)]
        self.scrubbed += [self._took(chance.uniform(self.trace.start, self.trace.end)) for _ in range(MOMENTS)]

    def _took(self, t: float) -> float:
        before = process_time()
        self.playback.at(t)
        return 1000 * (process_time() - before)

    @property
    def per_visit(self) -> float:
        """Bytes a visit."""
        return self.trace.nbytes / self.visits

    @property
    def rows(self) -> float:
        """Rows a part and belt."""
        return sum(len(chunk.visits) for chunk in self.trace.chunks) / self.visits


def belt(number: int) -> PathFrame:
    """Return one belt: down, a bend, across, a bend, and back, 33.6 m."""
    x = 5.0 * number
    corners = (Vector(x, 0, 1), Vector(x, 15.25, 1), Vector(x + 4, 15.25, 1.2), Vector(x + 4, 0, 1.2))
    return PathFrame(f"belt_{number}", Polyline.rounded(corners, 1.0), GAP, GAP, True, SPEED)


def header() -> Header:
    """Return what the trace counts by."""
    frames = tuple(belt(number) for number in range(BELTS))
    return Header("", 0, frames, (Look("part", PART, None),), tuple(frame.id for frame in frames))


def opening() -> Opening:
    """Return the full chain at t = 0: on belt b are the items that entered up to `PARTS` beats ago."""
    inside = [
        Inside(_item(number, -beats), number, PARTS - beats, 0, -BEAT * beats, -BEAT * SPEED * beats)
        for number in range(BELTS)
        for beats in range(PARTS)
    ]
    ended = [
        Left(_item(number, -PARTS), number, 0, 0, -BEAT * PARTS, 0.0, -BEAT * SPEED * PARTS, 0.0)
        for number in range(BELTS)
    ]
    return Opening(tuple(inside), tuple(ended), tuple(Turned(number, 0.0, 0.0, SPEED) for number in range(BELTS)))


def _item(number: int, beat: int) -> int:
    """Return the item that enters a belt at a beat."""
    return beat + (BELTS - number) * PARTS


def recorded(visits: int) -> Trace:
    """Record a run of some visits, each of which ends by beginning the next."""
    recorder = TraceRecorder(header())
    recorder.restore(opening())
    beats = visits // BELTS
    for beat in range(1, beats + 1):
        t, b = BEAT * beat, BEAT * beat * SPEED
        recorder.moved((_item(BELTS, beat), -1, 0, 0, t, b, 0.0))
        for number in range(BELTS):
            recorder.moved((_item(number, beat), number, PARTS + beat, 0, t, b, b))
        if recorder.full:
            recorder.cut(t)
    recorder.cut(BEAT * (beats + 1))
    return recorder.trace


def standing(playback: Playback) -> float:
    """Return the share of parts that stand in the middle of the run, shortly before a beat."""
    t = BEAT * (playback.trace.end // (2 * BEAT)) - 0.5
    now, then = playback.at(t), playback.at(t + 0.1)
    still = np.isclose(now.positions, then.positions, rtol=0, atol=1e-9).all(axis=1)
    return float(still.mean())


def run(name: str, visits: int) -> Run:
    """Record a run and make it ready to play."""
    trace = recorded(visits)
    return Run(name, trace, visits, Playback(trace))


def measure(runs: Sequence[Run]) -> None:
    """Play all runs in turns."""
    chance = random.Random(1)
    for _ in range(REPETITIONS):
        for one in runs:
            one.measure(chance)


def slower(short: Sequence[float], long: Sequence[float]) -> Ratio:
    """Return how many times as long the moments of the long run take: the quickest of each repetition compared."""
    speeds = [[1 / min(ms[first : first + MOMENTS]) for first in range(0, len(ms), MOMENTS)] for ms in (short, long)]
    return Ratio.of(*speeds)


def figures(short: Run, long: Run) -> dict[str, Any]:
    """Return the figures that matter: ratios, milliseconds, bytes."""
    return {
        "played_long_to_short": asdict(slower(short.played, long.played)),
        "scrubbed_long_to_short": asdict(slower(short.scrubbed, long.scrubbed)),
        "bytes_per_visit": max(short.per_visit, long.per_visit),
        "rows_per_part_and_belt": max(short.rows, long.rows),
        "parts": len(long.playback.at(long.trace.end / 2).items),
        "standing": standing(long.playback),
        "runs": {one.name: summary(one) for one in (short, long)},
    }


def summary(one: Run) -> dict[str, float]:
    """Return the milliseconds a moment takes in a run, and what its trace takes."""
    return {
        "visits": one.visits,
        "played_ms": min(one.played),
        "played_median_ms": statistics.median(one.played),
        "scrubbed_ms": min(one.scrubbed),
        "scrubbed_median_ms": statistics.median(one.scrubbed),
        "bytes_per_visit": one.per_visit,
    }


def table(runs: Sequence[Run]) -> str:
    """Return a line for each run: milliseconds a moment, best and median, and what its trace takes."""
    lines = ["run      visits    chunks  played: best  median  scrubbed: best  median  bytes/visit  rows/visit"]
    for one in runs:
        played, scrubbed = (f"{min(ms):14.2f}{statistics.median(ms):8.2f}" for ms in (one.played, one.scrubbed))
        sizes = f"{one.per_visit:13.1f}{one.rows:12.2f}"
        lines.append(f"{one.name:6}{one.visits:10,}{len(one.trace.chunks):9}{played}  {scrubbed}{sizes}")
    return "\n".join(lines)


def main() -> None:
    """Print the table, or one object of ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print one object of ratios")
    parser.add_argument("--longer", type=int, default=LONGER, help="how many times longer the long run is")
    arguments = parser.parse_args()
    short, long = run("short", SHORT), run("long", SHORT * arguments.longer)
    measure((short, long))
    if arguments.json:
        print(json.dumps(figures(short, long)))
        return
    print("milliseconds of CPU time a moment:")
    print(table((short, long)))
    parts = len(long.playback.at(long.trace.end / 2).items)
    print(f"{parts:,} parts, {standing(long.playback):.1%} of them standing")
    print(f"how many times as long the long run takes to play: {slower(short.played, long.played)}")
    print(f"and to scrub: {slower(short.scrubbed, long.scrubbed)}")


if __name__ == "__main__":
    main()
