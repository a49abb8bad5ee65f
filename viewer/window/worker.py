"""The worker: simulates ahead in a process of its own and hands over what happened. Knows neither Qt nor VTK.

The window starts it as `python -m viewer.window.worker`; requests come in on standard input, replies go out on
standard output, and it ends when the window goes.
"""

import os
import sys
import time
from typing import BinaryIO

from layouts.errors import UserError
from replay.recorder import TraceRecorder
from sim.deadlock import Deadlock
from sim.recording import header_of
from sim.simulation import Simulation
from viewer.window.figures import MOST_SAMPLES, Figures
from viewer.window.messages import Ahead, Ready, Refused, Start, Stretch, Stuck, receive, send

NICENESS = 5
"""How far the worker stands back behind the window where both want the same core."""

HANDOVER = 0.1
"""Real seconds between two replies: short enough that the window seems to simulate as it plays."""

FIRST_STEP = 5.0
"""Simulated seconds from one sample of the figures to the next, at first."""

LONGEST_STEP = 60.0
"""Simulated seconds between two samples at which their cost is borne."""

FIGURES_SHARE = 0.2
"""Most of the worker's time that taking figures may cost; beyond, samples are taken less often."""


class Engine:
    """One simulation with its recorder, run step by step; `step` grows as the run grows long."""

    def __init__(self, start: Start) -> None:
        self._recorder_of(start)
        self._warm_up = start.layout.run.warm_up
        self._since = 0.0
        self._step = FIRST_STEP
        self.stuck: Stuck | None = None
        """The deadlock of which the window has not been told yet."""

    def _recorder_of(self, start: Start) -> None:
        seed = start.layout.run.seed if start.seed is None else start.seed
        self.header = header_of(start.layout, seed)
        self._recorder = TraceRecorder(self.header)
        self._simulation = Simulation(start.layout, seed, self._recorder)

    @property
    def now(self) -> float:
        """Up to where everything is known."""
        return self._simulation.now

    def stretch(self, until: float) -> Stretch:
        """Simulate for about `HANDOVER` real seconds, at most to `until`."""
        begun = time.perf_counter()
        figures: list[Figures] = []
        while self.now < until and time.perf_counter() - begun < HANDOVER:
            figures.append(self._next(until))
        self._recorder.cut(self.now)
        return Stretch(self.now, tuple(self._recorder.take()), tuple(figures))

    def _next(self, until: float) -> Figures:
        begun = time.perf_counter()
        end = self._end_of_step(until)
        self._run(end)
        ran = time.perf_counter()
        figures = Figures.of_results(end, self._since, self._warm_up, self._simulation.results().to_json_object())
        self._adapt(ran - begun, time.perf_counter() - ran)
        if end == self._warm_up:
            self._simulation.end_warm_up()
            self._since = end
        if self._recorder.full:
            self._recorder.cut(end)
        return figures

    def _run(self, end: float) -> None:
        """Run to the end of a step, also where the line gets stuck on the way."""
        try:
            self._simulation.run(end)
        except Deadlock as deadlock:
            self.stuck = Stuck(str(deadlock))
            self._simulation.run(end)

    def _end_of_step(self, until: float) -> float:
        """A step ends with the warm-up, so that the figures can begin to count there."""
        end = min(until, self.now + self._step)
        return min(end, self._warm_up) if self.now < self._warm_up else end

    def _adapt(self, running: float, counting: float) -> None:
        """Sample less often as the run grows long, or where counting costs too much beside running."""
        long = self.now > self._step * MOST_SAMPLES / 2
        dear = counting > FIGURES_SHARE * running and running < HANDOVER / 4
        if long or (dear and self._step < LONGEST_STEP):
            self._step *= 2


def serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Answer requests until there are no more."""
    start = receive(requests)
    if not isinstance(start, Start):
        return
    try:
        engine = Engine(start)
    except UserError as error:
        send(Refused(str(error)), replies)
        return
    send(Ready(engine.header), replies)
    while isinstance(request := receive(requests), Ahead):
        while engine.now < request.until:
            send(engine.stretch(request.until), replies)
            if engine.stuck is not None:
                send(engine.stuck, replies)
                engine.stuck = None


def main() -> None:
    """Serve on the standard streams; whatever else prints goes to standard error."""
    if hasattr(os, "nice"):  # not on Windows
        os.nice(NICENESS)
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        serve(requests, replies)
    except (BrokenPipeError, KeyboardInterrupt):
        sys.exit(1)


if __name__ == "__main__":
    main()
