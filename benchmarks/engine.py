"""The engine against textbook SimPy, on a line with finite buffers and on a tandem queue; and what a trace costs.

Both sides simulate the same line with the same kind of random times and compute the same figures (lead time, work in
process, states of stations, contents of queues); given the same times, they report the same. At least seven interleaved
repetitions, the best of each, CPU time of building the model, running it and working out the figures.

    python -m benchmarks.engine [--parts N] [--repetitions N] [--json]
"""

import argparse
import json
import random
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from functools import partial
from time import process_time

import simpy

from benchmarks.contest import Contest, Run
from benchmarks.models.task import ARRIVALS, CYCLE, STATIONS
from layouts import Layout
from layouts.distributions import Exponential
from layouts.flow import Chain
from layouts.kinds import Buffer, Machine, Sink, Source
from layouts.space import Point
from layouts.table import Table
from replay.recorder import Recorder, TraceRecorder
from replay.states import State
from sim import Results, Simulation
from sim.recording import header_of

PLACES = 5
SEED = 1


@dataclass
class Tally:
    """What every contestant has to report."""

    out: int
    figures: list[float]
    """Mean, median and 95 % quantile of the lead time; mean and greatest work in process; for each station the shares
    of working, blocked and starved time; for each queue mean and greatest content, shares of time full and empty."""


Contestant = Callable[[int], Tally]
"""Runs a line until a number of parts is out."""


def line(capacity: int | None, every: float | None) -> Layout:
    """Return ten machines in a row with exponential cycles; None: queues without limit."""
    equipment: dict[str, Source | Machine | Buffer | Sink] = {
        "source": Source(at=Point(0, 0), every=None if every is None else Exponential(mu=every))
    }
    for number in range(STATIONS):
        if number or capacity is None:
            equipment[f"b{number}"] = Buffer(at=Point(4 * number - 2, 0), capacity=capacity or "unlimited")
        equipment[f"m{number}"] = Machine(at=Point(4 * number, 0), cycle=Exponential(mu=CYCLE))
    equipment["sink"] = Sink(at=Point(4 * STATIONS, 0))
    return Layout(equipment=Table(equipment), flow=(Chain.decode(" -> ".join(equipment)),))


def ours(layout: Layout, recorder: Recorder | None = None) -> Contestant:
    """Run a layout in our engine."""

    def run(parts: int) -> Tally:
        simulation = Simulation(layout, seed=SEED, recorder=recorder_of(layout) if recorder is not None else None)
        sink = simulation.line.components["sink"]
        while sink.completed < parts:
            simulation.run(simulation.now + CYCLE * max(10, parts - sink.completed))
        return Tally(sink.completed, figures_of(simulation.results()))

    return run


def figures_of(results: Results) -> list[float]:
    """Return the figures that all contestants report."""
    lead, states = results.lead_time, [e.states.elapsed for e in results.equipment.values() if e.oee and e.states]
    buffers = [value for b in results.buffers.values() for value in (b.mean, float(b.max), b.full, b.empty)]
    shares = [share[state] for share in states for state in (State.WORKING, State.BLOCKED, State.STARVED)]
    return [lead.mean or 0, lead.p50 or 0, lead.p95 or 0, results.wip_mean, results.wip_max, *shares, *buffers]


def recorder_of(layout: Layout) -> TraceRecorder:
    """Return a recorder that keeps everything."""
    return TraceRecorder(header_of(layout))


@dataclass(frozen=True)
class Times:
    """What draws the times of a textbook model, seconds: between arrivals, and of the operations of each station."""

    gap: Callable[[], float]
    cycles: list[Callable[[], float]]

    @classmethod
    def exponential(cls) -> "Times":
        """Draw as a textbook does: one generator for all."""
        draw = random.Random(SEED).expovariate
        return cls(partial(draw, 1 / ARRIVALS), [partial(draw, 1 / CYCLE)] * STATIONS)


def times_of(layout: Layout) -> Times:
    """Return what draws the very times that the layout's own run draws."""
    components = Simulation(layout, seed=SEED).line.components
    draws = {name: stream.draw for name, component in components.items() for stream in component.streams.values()}
    return Times(draws.get("source", lambda: 0.0), [draws[f"m{number}"] for number in range(STATIONS)])


class Content:
    """How many parts are somewhere, over time: what a textbook model needs for mean, greatest, full and empty."""

    def __init__(self, env: simpy.Environment, capacity: float) -> None:
        self.env, self.capacity = env, capacity
        self.number, self.most, self.since = 0, 0, 0.0
        self.area = self.full = self.empty = 0.0

    def change(self, by: int) -> None:
        """Add or take away parts."""
        elapsed = self.env.now - self.since
        self.area += self.number * elapsed
        if self.number == 0:
            self.empty += elapsed
        elif self.number >= self.capacity:
            self.full += elapsed
        self.since = self.env.now
        self.number += by
        self.most = max(self.most, self.number)

    def figures(self) -> list[float]:
        """Return mean, greatest, shares of time full and empty."""
        self.change(0)
        return [self.area / self.env.now, self.most, self.full / self.env.now, self.empty / self.env.now]


class TextbookLine:
    """What both textbook models share: the clock, the random times and the figures."""

    def __init__(self, capacity: float, times: Times | None) -> None:
        self.env = simpy.Environment()
        self.draw = times or Times.exponential()
        self.lead_times: list[float] = []
        self.inside = Content(self.env, float("inf"))
        self.content = [Content(self.env, capacity) for _ in range(STATIONS)]
        self.times = [[0.0, 0.0, 0.0] for _ in range(STATIONS)]

    def finish(self, born: float) -> None:
        """Count a part that is out."""
        self.lead_times.append(self.env.now - born)
        self.inside.change(-1)

    def run(self, parts: int) -> Tally:
        """Run until enough parts are out."""
        while len(self.lead_times) < parts:
            self.env.run(self.env.now + CYCLE * max(10, parts - len(self.lead_times)))
        times, now = sorted(self.lead_times), self.env.now
        quantiles = [times[int(share * (len(times) - 1))] for share in (0.5, 0.95)]
        shares = [time / now for station in self.times for time in station]
        queues = [value for content in self.content for value in content.figures()]
        return Tally(len(times), [sum(times) / len(times), *quantiles, *self.inside.figures()[:2], *shares, *queues])


class StoreLine(TextbookLine):
    """Textbook SimPy: a generator a station, a `Store` between them."""

    def __init__(self, capacity: float, endless: bool, times: Times | None = None) -> None:
        super().__init__(capacity, times)
        self.endless = endless
        first = simpy.Store(self.env, capacity=1 if endless else float("inf"))
        self.stores = [first, *(simpy.Store(self.env, capacity=capacity) for _ in range(STATIONS - 1))]
        self.env.process(self.source())
        for number in range(STATIONS):
            self.env.process(self.station(number))

    def source(self) -> Generator[simpy.Event, object, None]:
        """Put parts in: always one ready, which is inside when the first station takes it, or with exponential gaps."""
        while True:
            if not self.endless:
                yield self.env.timeout(self.draw.gap())
                self.inside.change(1)
            yield self.stores[0].put(self.env.now)
            self.content[0].change(1)

    def station(self, number: int) -> Generator[simpy.Event, float, None]:
        """Take a part, work, pass it on; count starved, working and blocked time."""
        env, inlet, times, cycle = self.env, self.stores[number], self.times[number], self.draw.cycles[number]
        outlet = self.stores[number + 1] if number + 1 < STATIONS else None
        brings_in = self.endless and number == 0
        while True:
            free = env.now
            born = yield inlet.get()
            self.content[number].change(-1)
            start = env.now
            if brings_in:
                born = start
                self.inside.change(1)
            yield env.timeout(cycle())
            done = env.now
            if outlet is None:
                self.finish(born)
            else:
                yield outlet.put(born)
                self.content[number + 1].change(1)
            times[0] += done - start
            times[1] += env.now - done
            times[2] += start - free


class ResourceLine(TextbookLine):
    """Textbook SimPy: a process a part, a `Resource` a station and, with finite buffers, one for its places."""

    def __init__(self, capacity: int | None, endless: bool, times: Times | None = None) -> None:
        super().__init__(capacity or float("inf"), times)
        self.machines = [simpy.Resource(self.env) for _ in range(STATIONS)]
        self.places = [simpy.Resource(self.env, capacity) for _ in range(STATIONS)] if capacity else None
        self.freed = [0.0] * STATIONS
        self.env.process(self.source(endless))

    def source(self, endless: bool) -> Generator[simpy.Event, object, None]:
        """Send parts: as the first machine takes them, or with exponential gaps."""
        while True:
            if not endless:
                yield self.env.timeout(self.draw.gap())
                self.env.process(self.part(None))
            else:
                request = self.machines[0].request()
                yield request
                self.env.process(self.part(request))

    def part(self, request: simpy.resources.resource.Request | None) -> Generator[simpy.Event, object, None]:
        """Go through all stations; a place behind is taken before the machine is freed."""
        env, born, place = self.env, self.env.now, None
        self.inside.change(1)
        for number, machine in enumerate(self.machines):
            if request is None:
                self.content[number].change(1)
                request = machine.request()
                yield request
                self.content[number].change(-1)
            if place is not None and self.places is not None:
                self.places[number].release(place)
            times, start = self.times[number], env.now
            times[2] += start - self.freed[number]
            yield env.timeout(self.draw.cycles[number]())
            times[0] += env.now - start
            if self.places is not None and number + 1 < STATIONS:
                done = env.now
                place = self.places[number + 1].request()
                yield place
                times[1] += env.now - done
            machine.release(request)
            self.freed[number] = env.now
            request = None
        self.finish(born)


CONTESTS: dict[str, dict[str, Contestant]] = {
    "finite buffers": {
        "Linewright": ours(line(PLACES, None)),
        "Linewright, trace on": lambda parts: ours(line(PLACES, None), recorder_of(line(PLACES, None)))(parts),
        "SimPy Store": lambda parts: StoreLine(PLACES, endless=True).run(parts),
        "SimPy Resource": lambda parts: ResourceLine(PLACES, endless=True).run(parts),
    },
    "tandem queue": {
        "Linewright": ours(line(None, ARRIVALS)),
        "SimPy Store": lambda parts: StoreLine(float("inf"), endless=False).run(parts),
        "SimPy Resource": lambda parts: ResourceLine(None, endless=False).run(parts),
    },
}


def speed(contestant: Contestant, parts: int) -> float:
    """Return operations a CPU second."""
    begin = process_time()
    tally = contestant(parts)
    return tally.out * STATIONS / (process_time() - begin)


def hold(name: str, parts: int, repetitions: int) -> Contest:
    """Let the contestants run in turns."""
    runs: dict[str, Run] = {one: partial(speed, contestant, parts) for one, contestant in CONTESTS[name].items()}
    return Contest.held(name, runs, repetitions)


def main(argv: Sequence[str] | None = None) -> None:
    """Print a table, or with --json one object of ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parts", type=int, default=10_000, help="parts that leave the line in each run")
    parser.add_argument("--repetitions", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args(argv)
    contests = [hold(name, arguments.parts, arguments.repetitions) for name in CONTESTS]
    if arguments.json:
        found = {contest.name: contest.to_json_object() for contest in contests}
        print(json.dumps({"parts": arguments.parts, **found}))
        return
    print(f"{STATIONS} stations, {arguments.parts} parts, {arguments.repetitions} repetitions")
    for contest in contests:
        print(contest.table())


if __name__ == "__main__":
    main()
