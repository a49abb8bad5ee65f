"""One layout under study beside another: which runs go on next, and what they say so far. Knows no processes."""

import pickle
from collections.abc import Iterator
from dataclasses import dataclass, field

from layouts.model import Layout
from studies.looks import LOOKS, RUNS, Count, Finding, Plan, batch_of, finding
from studies.parts import FARTHEST, Going, Part, Pilot, Reached, Refusal

FIRST = 0.8
"""Real seconds after which there should be a first interval, where the layout allows it."""


@dataclass
class Study:
    """The runs of one layout as far as they have come."""

    number: int
    layout: Layout
    courses: list[list[Count]] = field(default_factory=lambda: [[] for _ in range(RUNS)])
    refusal: str = ""

    def __post_init__(self) -> None:
        self.sent, self.batch = pickle.dumps(self.layout), batch_of(self.layout)

    def is_ready(self, look: int) -> bool:
        """Tell whether all runs have come as far as a look wants."""
        return all(len(course) > look for course in self.courses)


@dataclass(frozen=True)
class Task:
    """A job of a trial: the part of a run, or without one the pilot of a study."""

    study: Study
    job: Part | Pilot
    run: int | None = None


@dataclass
class Trial:
    """A study, the study beside it, and how long their runs are; `plan` is there when the pilot is back."""

    studied: Study
    beside: Study | None
    plan: Plan | None = None
    going: Going | None = None
    finding: Finding | None = None

    @property
    def base(self) -> Study:
        """The study that says how long runs are."""
        return self.beside or self.studied

    @property
    def look(self) -> int:
        """The last look that has been taken; 0 before the first."""
        return 0 if self.finding is None else self.finding.look

    @property
    def is_done(self) -> bool:
        """Whether there is nothing more to be found."""
        return bool(self.studied.refusal) or (self.finding is not None and self.finding.last)

    def tasks(self, worker: int, workers: int) -> Iterator[Task]:
        """Go through what a worker can do now, the most urgent first. Each run belongs to one of the workers."""
        if self.is_done:
            return
        if self.plan is None:
            yield from [Task(self.base, Pilot(self.base.sent))] if worker == 0 else []
            return
        for number in range(self.look, LOOKS + 1):
            for study in (self.studied, self.beside):
                for run in range(worker, RUNS, workers) if study is not None else ():
                    if study is not None and len(study.courses[run]) == number:
                        yield Task(study, self._part(study, run, number), run)

    def _part(self, study: Study, run: int, number: int) -> Part:
        assert self.plan is not None  # `tasks` gives no parts without
        return Part(study.number, study.sent, self.plan.seeds[run], self.plan.stop(run, number))

    def take(self, task: Task, result: Going | Reached | Refusal | None, workers: int) -> bool:
        """Take what a task has given; True where there is something new to tell."""
        match result:
            case Refusal():
                return self._refuse(task.study, result)
            case Going():
                self.going = result
                self.plan = Plan.of(self.base.layout, _unit(result, workers))
                return True
            case Reached() if result.there and task.run is not None:
                task.study.courses[task.run].append(result.count)
        return self.look_again()

    def _refuse(self, study: Study, refusal: Refusal) -> bool:
        """A layout that cannot be run is nothing to compare with, either."""
        study.refusal = refusal.reason
        if study is self.beside:
            self.beside = None
        return True

    def look_again(self) -> bool:
        """Take the next looks, where all runs have come so far; True where there was one."""
        look, pair = self.look + 1, [study for study in (self.studied, self.beside) if study is not None]
        if self.is_done or not all(study.is_ready(look) for study in pair):
            return False
        batch = max(study.batch for study in pair)
        self.finding = finding(look, self.studied.courses, self.beside.courses if self.beside else None, batch)
        self.look_again()
        return True

    def wait(self, workers: int) -> float | None:
        """Return about how long it takes to a first interval, seconds; None where that is not known yet."""
        if self.going is None or self.plan is None:
            return None
        rounds = -(-RUNS // workers)
        lacking = sum(study is not None and not study.is_ready(1) for study in (self.studied, self.beside))
        return lacking * rounds * (self.going.build + 2 * self.plan.unit / self.going.speed)


def _unit(going: Going, workers: int) -> float:
    """Return a first length with which the first look, at twice of it, comes after `FIRST` seconds where it may."""
    rounds = -(-RUNS // workers)
    affordable = (FIRST / rounds - going.build) * going.speed / 2
    return max(going.least, min(affordable, FARTHEST), 1.0)
