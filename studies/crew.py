"""A crew of worker processes, each with its own jobs, that learn at once which studies are still wanted."""

import multiprocessing
from collections.abc import MutableSequence
from concurrent.futures import Future, ProcessPoolExecutor

from studies import parts
from studies.workers import Job, Result, cores, stand_back

WANTED = 2
"""Studies that go on at the same time, at most."""


class Crew:
    """Spawned processes, one a worker, so that what a worker has begun it goes on with; at most one less than cores."""

    def __init__(self, most: int) -> None:
        """Take up to `most` workers; they start with their first job."""
        spawn = multiprocessing.get_context("spawn")
        self._wanted = spawn.RawArray("q", WANTED)
        self._pools = [
            ProcessPoolExecutor(1, mp_context=spawn, initializer=_begin, initargs=(self._wanted,))
            for _ in range(max(1, min(most, cores() - 1)))
        ]

    def __len__(self) -> int:
        """Count the workers."""
        return len(self._pools)

    def want(self, *studies: int) -> None:
        """Want these studies and no others: parts of others end where they are."""
        self._wanted[:] = [*studies, *[0] * (WANTED - len(studies))]

    def submit(self, worker: int, job: Job[Result]) -> "Future[Result]":
        """Let a worker do a job."""
        return self._pools[worker].submit(job)

    def close(self) -> None:
        """End the processes; what they are at ends where it is."""
        self.want()
        for pool in self._pools:
            pool.shutdown(cancel_futures=True)


def _begin(wanted: MutableSequence[int]) -> None:
    """Make a worker ready."""
    stand_back()
    parts.wanted = wanted
