"""Throughput that follows an edit: the layout as it is now is studied beside the saved one, without anybody waiting.

The service lives in a thread of its own and makes its runs in a crew of processes; what it finds is told from that
thread. Of several questions that come meanwhile only the last is answered.
"""

from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import count
from queue import SimpleQueue
from threading import Thread
from typing import Any

from layouts.model import Layout
from studies.crew import Crew
from studies.looks import RUNS, Finding
from studies.trial import Study, Task, Trial

BROKEN = "The study stopped unexpectedly: a worker process has ended."


@dataclass(frozen=True)
class Question:
    """What is the throughput of a layout, beside that of the saved one, if there is such a thing?

    One that is `passing`, in the middle of a drag, leaves to the passing one before it the time for a first interval.
    """

    layout: Layout
    saved: Layout | None = None
    passing: bool = False

    def is_as(self, other: "Question") -> bool:
        """Tell whether the answer is the same."""
        return self.layout == other.layout and self.saved == other.saved


@dataclass(frozen=True)
class Standing:
    """How far a question is answered: the finding of the last look, or the reason why there is none.

    `wait`: about how many seconds it takes to a first interval, where that is known; `done`: nothing more will come.
    """

    question: Question
    finding: Finding | None = None
    reason: str = ""
    wait: float | None = None
    done: bool = False


class Service:
    """Answers one question at a time. `told` is called in the thread of the service."""

    def __init__(self, told: Callable[[Standing], None], hire: Callable[[], Crew] = lambda: Crew(RUNS)) -> None:
        """Begin to wait for questions; the processes start with the first."""
        self._events: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._told, self._hire = told, hire
        self._crew: Crew | None = None
        self._numbers = count(1)
        self._question: Question | None = None
        self._next: Question | None = None
        self._trial: Trial | None = None
        self._busy: set[int] = set()
        self._thread = Thread(target=self._serve, name="studies", daemon=True)
        self._thread.start()

    def ask(self, question: Question) -> None:
        """Answer a question from now on, and no other; returns at once."""
        self._events.put(lambda: self._take(question))

    def rest(self) -> None:
        """Answer nothing until the next question; returns at once."""
        self._events.put(self._rest)

    def close(self) -> None:
        """End the processes and the thread: parts of runs end where they are."""
        self._events.put(None)
        self._thread.join()

    def _serve(self) -> None:
        """Do one thing after the other: questions, and parts of runs that are done."""
        try:
            while (event := self._events.get()) is not None:
                try:
                    event()
                except Exception as error:  # noqa: BLE001 # a mistake in one study must not silence all that follow
                    self._give_up(f"The study stopped unexpectedly: {error}")
        finally:
            self._dismiss()

    # questions

    def _take(self, question: Question) -> None:
        now = self._question
        if now is not None and self._trial is not None and question.is_as(now):
            self._question, self._next = question, None
        elif now is not None and now.passing and question.passing and self._has_nothing_yet:
            self._next = question
        else:
            self._begin(question)

    @property
    def _has_nothing_yet(self) -> bool:
        return self._trial is not None and not self._trial.look and not self._trial.is_done

    def _rest(self) -> None:
        self._question = self._next = self._trial = None
        if self._crew is not None:
            self._crew.want()

    def _begin(self, question: Question) -> None:
        """Turn to a question. Runs of its layouts that have been made before go on."""
        before, self._question, self._next = self._trial, question, None
        beside = None if question.saved is None or question.saved == question.layout else question.saved
        known = [] if before is None or _others_runs(before, question) else [before.studied, before.beside]
        studies = [
            next((study for study in known if study is not None and study.layout == layout), None)
            or Study(next(self._numbers), layout)
            for layout in (question.layout, beside)
            if layout is not None
        ]
        self._trial = Trial(studies[0], studies[1] if len(studies) > 1 else None)
        if before is not None and any(study in known for study in studies):
            self._trial.plan, self._trial.going = before.plan, before.going
        if self._crew is None:
            self._crew = self._hire()
        self._crew.want(*(study.number for study in studies))
        self._trial.look_again()
        self._tell()
        self._feed()

    # parts of runs

    def _feed(self) -> None:
        """Give everybody who is free something to do."""
        crew, trial = self._crew, self._trial
        if crew is None or trial is None:
            return
        for worker in range(len(crew)):
            task = None if worker in self._busy else next(trial.tasks(worker, len(crew)), None)
            if task is not None:
                self._busy.add(worker)
                crew.submit(worker, task.job).add_done_callback(self._notifier(worker, trial, task))

    def _notifier(self, worker: int, trial: Trial, task: Task) -> Callable[[Future[Any]], None]:
        return lambda future: self._events.put(lambda: self._take_result(worker, trial, task, future))

    def _take_result(self, worker: int, trial: Trial, task: Task, future: Future[Any]) -> None:
        self._busy.discard(worker)
        try:
            result = future.result()
        except (BrokenProcessPool, CancelledError):
            self._give_up(BROKEN)
            return
        if trial is self._trial and self._crew is not None and trial.take(task, result, len(self._crew)):
            self._tell()
            if self._next is not None and not self._has_nothing_yet:
                self._begin(self._next)
        self._feed()

    def _give_up(self, reason: str) -> None:
        """A worker is gone, and its runs with it, or worse: the next question begins with another crew."""
        question, self._question, self._trial = self._question, None, None
        self._dismiss()
        if question is not None:
            self._told(Standing(question, reason=reason, done=True))

    def _dismiss(self) -> None:
        crew, self._crew = self._crew, None
        self._busy.clear()
        if crew is not None:
            crew.close()

    def _tell(self) -> None:
        question, trial = self._question, self._trial
        if question is not None and trial is not None and self._crew is not None:
            wait = None if trial.look else trial.wait(len(self._crew))
            self._told(Standing(question, trial.finding, trial.studied.refusal, wait, trial.is_done))


def _others_runs(before: Trial, question: Question) -> bool:
    """Tell whether runs are to be of another length, or with other seeds, than those that have been made."""
    now = question.saved or question.layout
    return (now.run, now.plan, now.calendar) != (
        before.base.layout.run,
        before.base.layout.plan,
        before.base.layout.calendar,
    )
