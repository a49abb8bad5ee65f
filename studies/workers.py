"""Where runs are made: here, or in worker processes that are started anew and never forked."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from types import TracebackType
from typing import Protocol, Self, TypeVar

Result = TypeVar("Result")

Job = Callable[[], Result]
"""Something to do that can be sent to another process: a value with a `__call__`, found by its module."""


class Workers(Protocol):
    """Whoever does jobs and hands over what comes of them, in the order in which they were given."""

    def done(self, jobs: Sequence[Job[Result]]) -> Iterator[Result]:
        """Do the jobs."""


class Here:
    """Does one job after the other in this process."""

    def done(self, jobs: Sequence[Job[Result]]) -> Iterator[Result]:
        """Do the jobs."""
        for job in jobs:
            yield job()


class Processes:
    """Spawned worker processes, kept until it is closed; each stands back behind what the user does."""

    def __init__(self, count: int | None = None) -> None:
        """Take `count` processes, or one for each core; they start with the first job."""
        self._pool = ProcessPoolExecutor(
            count or cores(), mp_context=multiprocessing.get_context("spawn"), initializer=stand_back
        )

    def done(self, jobs: Sequence[Job[Result]]) -> Iterator[Result]:
        """Do the jobs; whoever stops asking lets go of those that have not begun."""
        futures = [self.submit(job) for job in jobs]
        try:
            for future in futures:
                yield future.result()
        finally:
            for future in futures:
                future.cancel()

    def submit(self, job: Job[Result]) -> "Future[Result]":
        """Let a job be done some time."""
        return self._pool.submit(job)

    def close(self) -> None:
        """End the processes, and drop what has not begun."""
        self._pool.shutdown(cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def stand_back() -> None:
    """Leave the cores to the window and the terminal where they want them."""
    if hasattr(os, "nice"):  # not on Windows
        os.nice(5)
