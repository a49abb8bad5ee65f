"""Throughput that follows an edit: in worker processes, for the last question only, and never waited for."""

import math
import pickle
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from typing import Any, cast

import pytest

from layouts import Layout, loads
from layouts.editing import with_field
from studies import Verdict, parts
from studies.crew import Crew
from studies.parts import Going, Pilot, Refusal
from studies.service import BROKEN, Question, Service, Standing
from studies.trial import Study, Task, Trial
from studies.workers import Job
from tests.studies.edits import line

PATIENCE = 60.0


class Ear:
    """Hears what a service tells."""

    def __init__(self) -> None:
        self.heard: list[Standing] = []
        self._news = threading.Condition()

    def __call__(self, standing: Standing) -> None:
        with self._news:
            self.heard.append(standing)
            self._news.notify_all()

    def wait(self, for_: Callable[[Standing], bool]) -> Standing:
        """Return the first thing heard that is so."""
        with self._news:
            assert self._news.wait_for(lambda: any(map(for_, self.heard)), PATIENCE), self.heard
            return next(filter(for_, self.heard))


class Slow:
    """A crew of one that does a job when it is told to, here, and counts what it was given."""

    def __init__(self) -> None:
        self.given: list[tuple[Job[Any], Future[Any]]] = []
        self.news = threading.Condition()
        self.closed = False

    def __len__(self) -> int:
        return 1

    def want(self, *studies: int) -> None:
        parts.wanted = list(studies)

    def submit(self, worker: int, job: Job[Any]) -> "Future[Any]":
        future: Future[Any] = Future()
        with self.news:
            self.given.append((job, future))
            self.news.notify_all()
        return future

    def close(self) -> None:
        self.closed = True

    def do(self) -> Job[Any]:
        """Do the job that waits."""
        with self.news:
            assert self.news.wait_for(lambda: bool(self.given), PATIENCE)
            job, future = self.given.pop()
        future.set_result(Going(1.0, 0.0, 1800.0) if isinstance(job, Pilot) else job())
        return job


@pytest.fixture
def ear() -> Ear:
    """Somebody who listens."""
    return Ear()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    """A crew that waits to be told; what a worker keeps is not kept for the next test."""
    monkeypatch.setattr(parts, "_runs", {})
    monkeypatch.setattr(parts, "wanted", [])
    return Slow()


@pytest.fixture
def service(ear: Ear, slow: Slow) -> Iterator[Service]:
    """A service with that crew."""
    service = Service(ear, lambda: cast(Crew, slow))
    yield service
    service.close()
    assert slow.closed or not ear.heard


def slower() -> Layout:
    """Return the line with a slower station."""
    return with_field(line(), "weld", "cycle", "40 s")


def found(standing: Standing) -> bool:
    return standing.finding is not None


def test_an_edit_is_told_from_the_saved_line_in_worker_processes(ear: Ear) -> None:
    service = Service(ear)
    try:
        service.ask(Question(slower(), line()))
        ear.wait(lambda standing: standing.finding is not None and standing.finding.verdict is Verdict.WORSE)
    finally:
        service.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "studies"]


def test_who_asks_does_not_wait_and_of_several_questions_the_last_is_answered(
    service: Service, slow: Slow, ear: Ear
) -> None:
    for seconds in range(30, 40):
        service.ask(Question(with_field(line(), "weld", "cycle", f"{seconds} s"), line()))
    service.ask(Question(slower(), line()))
    ear.wait(lambda standing: standing.question.layout == slower())
    assert not any(map(found, ear.heard))
    while not any(map(found, ear.heard)):
        slow.do()
    assert {each.question.layout for each in ear.heard if each.finding} == {slower()}


def test_what_passes_by_leaves_time_for_a_first_interval(service: Service, slow: Slow, ear: Ear) -> None:
    first, second = Question(slower(), line(), passing=True), Question(line(), line(), passing=True)
    service.ask(first)
    for _ in range(5):
        slow.do()
    service.ask(second)
    while not any(map(found, ear.heard)):
        slow.do()
    assert ear.wait(found).question == first
    ear.wait(lambda standing: standing.question == second)


def test_runs_of_the_saved_line_are_made_once(service: Service, slow: Slow, ear: Ear) -> None:
    service.ask(Question(line(), line()))
    while not any(standing.finding for standing in ear.heard):
        slow.do()
    before = len(ear.heard)
    service.ask(Question(slower(), line()))
    ear.wait(lambda standing: standing.question.layout == slower())
    jobs = []
    while not any(map(found, ear.heard[before:])):
        jobs.append(slow.do())
    assert not any(isinstance(job, Pilot) for job in jobs)
    assert len(jobs) < 6 * 3  # two stops of six runs of one line, and what was under way


def test_what_cannot_be_run_is_told_in_a_line_and_nothing_is_compared_with_it(
    ear: Ear, slow: Slow, service: Service
) -> None:
    empty = Layout()
    service.ask(Question(line(), empty))
    with slow.news:
        assert slow.news.wait_for(lambda: bool(slow.given), PATIENCE)
    slow.given.pop()[1].set_result(Refusal("It cannot be simulated: there is nothing"))
    while not any(map(found, ear.heard)):
        slow.do()
    finding = ear.wait(found).finding
    assert finding is not None
    assert finding.verdict is None
    service.ask(Question(empty, line()))
    told = ear.wait(lambda standing: standing.question.layout == empty)
    assert not told.done
    slow.do()  # what was under way for the question before
    with slow.news:
        assert slow.news.wait_for(lambda: bool(slow.given), PATIENCE)
    slow.given.pop()[1].set_result(Refusal("The line gets stuck: press waits for weld"))
    assert ear.wait(lambda standing: standing.done).reason == "The line gets stuck: press waits for weld"


def test_a_crew_that_is_gone_is_told_and_the_next_question_has_another(ear: Ear, slow: Slow, service: Service) -> None:
    service.ask(Question(line(), line()))
    with slow.news:
        assert slow.news.wait_for(lambda: bool(slow.given), PATIENCE)
    slow.given.pop()[1].set_exception(BrokenProcessPool())
    assert ear.wait(lambda standing: standing.done).reason == BROKEN
    assert slow.closed
    service.ask(Question(line(), line()))
    while not any(map(found, ear.heard)):
        slow.do()


HALF_DRAWN = """
linewright: 1
equipment:
  source: {kind: source, at: [0, 0]}
  press: {kind: machine, at: [5, 0], cycle: 8 s}
"""


def test_a_line_in_which_nothing_happens_is_run_for_a_time_that_ends(slow: Slow) -> None:
    """Its clock goes as fast as anybody likes: far enough, and it would be nowhere."""
    going = Pilot(pickle.dumps(loads(HALF_DRAWN)))()
    assert isinstance(going, Going)
    assert math.isfinite(going.speed)
    trial = Trial(Study(1, loads(HALF_DRAWN)), None)
    trial.take(Task(trial.studied, Pilot(b"")), going, workers=2)
    assert trial.plan is not None
    assert trial.plan.unit <= parts.FARTHEST


def test_a_line_that_is_half_drawn_yields_nothing_and_the_whole_line_is_studied_after_it(ear: Ear) -> None:
    service = Service(ear)
    try:
        service.ask(Question(loads(HALF_DRAWN)))
        nothing = ear.wait(found).finding
        assert nothing is not None
        assert nothing.throughput.mean == 0.0
        service.ask(Question(line()))
        ear.wait(lambda standing: standing.question.layout == line() and found(standing))
    finally:
        service.close()


def test_a_mistake_of_ours_is_told_and_silences_no_later_study(service: Service, slow: Slow, ear: Ear) -> None:
    service.ask(Question(slower()))
    with slow.news:
        assert slow.news.wait_for(lambda: bool(slow.given), PATIENCE)
    slow.given.pop()[1].set_exception(ArithmeticError("by nothing"))
    told = ear.wait(lambda standing: bool(standing.reason))
    assert told.done
    assert "by nothing" in told.reason
    service.ask(Question(line()))
    while not any(standing.question.layout == line() and found(standing) for standing in ear.heard):
        slow.do()
