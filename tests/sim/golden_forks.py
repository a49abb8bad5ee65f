"""The committed forks; with LINEWRIGHT_WRITE_GOLDEN in the environment the tests write them anew.

They hold nothing whose last digit depends on a processor or a library: times need no more than a square root.
"""

import hashlib
import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from layouts import loads
from layouts.dumping import digest
from sim import Simulation
from tests.sim.continuation import ending
from tests.sim.random_lines import line_text

WRITES_GOLDEN = "LINEWRIGHT_WRITE_GOLDEN" in os.environ
"""Whether a change is meant, and the committed values are to follow it."""

FILE = Path(__file__).resolve().parent.parent / "golden" / "forks.json"
SEEDS = tuple(range(500, 508))
EVENTS = 300
HORIZON = 300.0


@dataclass(frozen=True)
class GoldenFork:
    """A line, its checkpoint after some events, where it ends, and the SHA-256 of its checkpoint there."""

    layout: str
    checkpoint: str
    until: float
    parts: dict[str, int]
    end: str


def without_digest(checkpoint: str) -> str:
    """Leave the layout's digest out of a checkpoint: it changes with the file format, not with the engine."""
    return json.dumps({**json.loads(checkpoint), "layout_sha256": ""})


def with_digest(fork: GoldenFork) -> str:
    """Return the checkpoint of a fork with the digest that its layout has now."""
    return json.dumps({**json.loads(fork.checkpoint), "layout_sha256": digest(loads(fork.layout))})


def sha256(checkpoint: str) -> str:
    """Return the SHA-256 of a checkpoint, the layout's digest left out."""
    return hashlib.sha256(without_digest(checkpoint).encode()).hexdigest()


def started(seed: int) -> Simulation:
    """Run a line up to an event."""
    simulation = Simulation(loads(line_text(seed, exact=True)), seed=seed)
    for _ in range(EVENTS):
        simulation.step()
    return simulation


def made(seed: int) -> GoldenFork:
    """Make one fork anew."""
    simulation = started(seed)
    checkpoint, until = without_digest(simulation.checkpoint().to_json()), simulation.now + HORIZON
    end = ending(simulation, until)
    return GoldenFork(
        line_text(seed, exact=True), checkpoint, until, json.loads(end.results)["parts"], sha256(end.checkpoint)
    )


@cache
def golden_forks() -> dict[int, GoldenFork]:
    """Return the committed forks by seed."""
    if WRITES_GOLDEN:
        FILE.write_text(json.dumps({seed: vars(made(seed)) for seed in SEEDS}, indent=1) + "\n")
    return {int(seed): GoldenFork(**values) for seed, values in json.loads(FILE.read_text()).items()}
