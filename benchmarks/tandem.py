"""The engine against Ciw and salabim on the tandem queue: ten servers, queues without limit, exponential times.

Every run is a process of its own, the rivals' in .venv-bench (`scripts/setup_bench.sh`). It begins with a short run
that is not measured; then the CPU time of building the model, running it and working out its figures is taken. The
processes take turns. Before that, all models get the same times, and have to report the same figures.

    python -m benchmarks.tandem [--parts N] [--repetitions N] [--json]
"""

import argparse
import json
import math
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from benchmarks.contest import Contest
from benchmarks.engine import times_of
from benchmarks.models import linewright_line
from benchmarks.models.task import STATIONS, Answer, Figures, Given, Task

ROOT = Path(__file__).resolve().parent.parent
RIVALS = str(ROOT / ".venv-bench" / "bin" / "python")
ALIKE = 1e-9
"""Relative difference of figures that were added up in another order."""
WORK = 0.8
"""Utilisation that the load amounts to."""


@dataclass(frozen=True)
class Contestant:
    """A model of the tandem queue: its name, the interpreter that has its library, its module."""

    name: str
    python: str
    module: str

    def do(self, task: Task) -> Answer:
        """Run the model in a process of its own."""
        command = [self.python, "-m", f"benchmarks.models.{self.module}"]
        done = subprocess.run(command, cwd=ROOT, input=json.dumps(asdict(task)), stdout=subprocess.PIPE, text=True)
        if done.returncode:
            sys.exit(f"{self.name}: its run ended with status {done.returncode}")
        return Answer.decode(done.stdout)

    def speed(self, task: Task) -> float:
        """Return operations a CPU second, after a look at the figures."""
        answer = self.do(task)
        check_load(self.name, task, answer.figures)
        return answer.figures.out * STATIONS / answer.seconds


CONTESTANTS = (
    Contestant("Linewright", sys.executable, "linewright_line"),
    Contestant("Ciw", RIVALS, "ciw_network"),
    Contestant("salabim, Resource", RIVALS, "salabim_resources"),
    Contestant("salabim, own queues", RIVALS, "salabim_queues"),
)


def given(parts: int) -> Given:
    """Return more than enough of the times that our streams draw."""
    times, number = times_of(linewright_line.LAYOUT), 2 * parts + 100
    return Given(taken(times.gap, number), [taken(cycle, number) for cycle in times.cycles])


def taken(draw: Callable[[], float], number: int) -> list[float]:
    """Return the next numbers."""
    return [draw() for _ in range(number)]


def check_alike(name: str, found: Figures, expected: Figures) -> None:
    """Compare a rival's figures of the same arrivals and operations with ours.

    Raises:
        SystemExit: when they differ.
    """
    pairs = zip([found.lead_time, *found.utilisation], [expected.lead_time, *expected.utilisation], strict=True)
    if found.out != expected.out or not all(math.isclose(a, b, rel_tol=ALIKE) for a, b in pairs):
        sys.exit(f"{name}: of the same arrivals and operations it makes\n{found}\nexpected\n{expected}")


def check_load(name: str, task: Task, found: Figures) -> None:
    """See that as many parts came out, and as much work was done, as the load says, within five standard deviations.

    The parts that have not left are 4 a station in the long run (M/M/1). Arrivals and operations both scatter like
    Poisson processes.

    Raises:
        SystemExit: when a run did less or more.
    """
    scatter = 5 / math.sqrt(task.parts)
    work = sum(found.utilisation) / STATIONS
    if abs(found.out + 4 * STATIONS - task.parts) > scatter * task.parts or abs(work - WORK) > scatter * WORK:
        sys.exit(f"{name}: {found.out} parts are out at a utilisation of {work:.3f}; {task.parts} came at {WORK}")


def main(argv: Sequence[str] | None = None) -> None:
    """Print a table, or with --json one object of ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parts", type=int, default=10_000, help="parts that come in each run, on average")
    parser.add_argument("--repetitions", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args(argv)
    same, task = Task(arguments.parts, given(arguments.parts)), Task(arguments.parts)
    ours, *others = CONTESTANTS
    expected = ours.do(same).figures
    for rival in others:
        check_alike(rival.name, rival.do(same).figures, expected)
    runs = {one.name: partial(one.speed, task) for one in CONTESTANTS}
    contest = Contest.held("tandem queue", runs, arguments.repetitions)
    if arguments.json:
        print(json.dumps({"parts": arguments.parts, contest.name: contest.to_json_object()}))
        return
    print(f"{STATIONS} servers, {arguments.parts} parts, {arguments.repetitions} repetitions; figures agree")
    print(contest.table())


if __name__ == "__main__":
    main()
