"""Trials: every case with its seeds, run here or in worker processes."""

import multiprocessing
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import NamedTuple

from tests.validation.case import REPLICATIONS, Case, Kind, Values
from tests.validation.catalogue import CASES, IDS

SETS = (1, 2, 3, 4, 5)
"""The sets of seeds, none chosen: in set k the replications have the seeds 1000 k, 1000 k + 1 and so on."""


class Task(NamedTuple):
    """One run of one model of a case."""

    case: str
    model: int
    seeds: int
    replication: int

    @property
    def seed(self) -> int:
        """1000 k + i; in front of it case and model, so that no two of them share random numbers."""
        number = 1 + IDS.index(self.case)
        return 1_000_000 * number + 10_000 * self.model + 1_000 * self.seeds + self.replication


Samples = Mapping[tuple[str, int, int], list[tuple[Values, ...]]]
"""By case, model and set of seeds: the values of each measure, one entry a replication."""


def tasks(cases: Iterable[Case], sets: Iterable[int], replications: int = REPLICATIONS) -> list[Task]:
    """Return all runs of some cases; what is not left to chance is run once with each set of seeds."""
    chosen = list(sets)
    return [
        Task(case.id, model, seeds, replication)
        for case in cases
        for seeds in chosen
        for model in range(len(case.models))
        for replication in range(replications if case.kind is Kind.STOCHASTIC else 1)
    ]


def sampled(task: Task, share: float = 1.0) -> tuple[Values, ...]:
    """Do one run, a share of it where it is left to chance, and return what was measured."""
    case = CASES[task.case]
    return case.models[task.model].sample(task.seed, share if case.kind is Kind.STOCHASTIC else 1.0)


def sampled_here(todo: Iterable[Task], share: float = 1.0) -> Samples:
    """Do the runs one after the other."""
    found: dict[tuple[str, int, int], list[tuple[Values, ...]]] = defaultdict(list)
    for task in todo:
        found[task[:3]].append(sampled(task, share))
    return found


def sampled_apart(todo: list[Task], share: float, workers: int, progress: Callable[[int, int], None]) -> Samples:
    """Do the runs in worker processes; `progress` hears how many of how many are done."""
    found: dict[Task, tuple[Values, ...]] = {}
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=spawn) as pool:
        running = {pool.submit(sampled, task, share): task for task in todo}
        for future in as_completed(running):
            found[running[future]] = future.result()
            progress(len(found), len(todo))
    together: dict[tuple[str, int, int], list[tuple[Values, ...]]] = defaultdict(list)
    for task in todo:
        together[task[:3]].append(found[task])
    return together
