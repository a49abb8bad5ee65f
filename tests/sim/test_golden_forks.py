"""Every version of Python makes and continues the committed forks byte by byte, and so all of them alike."""

import json

import pytest

from tests.sim.continuation import Task, continued
from tests.sim.golden_forks import SEEDS, golden_forks, made, sha256, with_digest

AGAIN = "after a change that is meant, write them anew: LINEWRIGHT_WRITE_GOLDEN=1 make test ARGS=tests/sim"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_line_runs_as_it_was_committed(seed: int) -> None:
    assert made(seed) == golden_forks()[seed], AGAIN


@pytest.mark.parametrize("seed", SEEDS)
def test_a_committed_fork_ends_as_it_did(seed: int) -> None:
    fork = golden_forks()[seed]
    end = continued(Task(fork.layout, with_digest(fork), fork.until))
    assert json.loads(end.results)["parts"] == fork.parts, AGAIN
    assert sha256(end.checkpoint) == fork.end, AGAIN


def test_the_committed_forks_are_not_empty() -> None:
    forks = golden_forks()
    assert tuple(forks) == SEEDS
    assert sum(fork.parts["out"] > 20 for fork in forks.values()) >= 4
