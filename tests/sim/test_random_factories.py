"""Random lines over all kinds: invariants hold, forks end as their originals, any process gives the same bytes."""

import hashlib
import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from layouts import loads
from layouts.equipment import Role
from layouts.kinds import Source
from layouts.model import Layout
from layouts.station import Station
from replay.recorder import TraceRecorder
from replay.trace import Trace
from sim import Checkpoint, Deadlock, Simulation
from sim.recording import header_of
from sim.simulation import OWN_BEHAVIOURS
from tests.sim.random_factories import FAMILIES, factory, factory_text
from tests.sim.test_fork import assert_same_playback

ROOT = Path(__file__).resolve().parent.parent.parent
EVENTS = 400
"""Most events up to which a line runs before it is forked."""
HORIZON = 100.0
"""Seconds that original and fork run on, on lines with times of some seconds."""
ALWAYS, IN_ALL = 24, 600
"""Lines that are always looked at, and in the slow run."""


class Ending(NamedTuple):
    """Results and checkpoint at the end, both as JSON; a deadlock is in the results."""

    results: str
    checkpoint: str


def ending(simulation: Simulation, until: float) -> Ending:
    """Run to the end, also past a deadlock."""
    try:
        simulation.run(until)
    except Deadlock:
        simulation.run(until)
    return Ending(json.dumps(simulation.results().to_json_object()), simulation.checkpoint().to_json())


def recording(layout: Layout, start: float = 0.0) -> TraceRecorder:
    """Return a recorder with small chunks."""
    return TraceRecorder(header_of(layout), start=start, rows_per_chunk=50)


def stepped(layout: Layout, seed: int) -> tuple[Simulation, Trace]:
    """Run a line up to a random event, before it gets stuck where it does, held to every invariant.

    Raises:
        Deadlock: when it is stuck from the first moment on.
    """
    events = random.Random(seed).randint(0, EVENTS)
    while True:
        recorder = recording(layout)
        simulation = Simulation(layout, recorder=recorder, paranoid=True)
        try:
            for _ in range(events):
                simulation.step()
            simulation.checkpoint()
        except Deadlock:
            if not events:
                raise
            events //= 2
        else:
            recorder.cut(simulation.now)
            return simulation, recorder.trace


def assert_sound(seed: int) -> None:
    """Break no invariant before and after a random event, and go on from there as a fork does, in figures and trace."""
    layout = factory(seed)
    try:
        original, trace = stepped(layout, seed)
    except Deadlock:
        return  # stuck from the first moment on
    recorder = recording(layout, original.now)
    recorder.restore(original.opening())
    checkpoint = Checkpoint.from_json(original.checkpoint().to_json())
    fork = Simulation(layout, recorder=recorder, paranoid=True).restore(checkpoint)
    until = original.now + HORIZON
    assert ending(fork, until) == ending(original, until)
    assert_same_playback(trace, recorder.trace, original, seed)


def digest(seeds: Iterable[int]) -> str:
    """Return a digest of everything that runs of some lines tell."""
    digest = hashlib.sha256()
    for seed in seeds:
        layout = factory(seed)
        recorder = recording(layout)
        simulation = Simulation(layout, recorder=recorder)
        digest.update("".join(ending(simulation, HORIZON)).encode())
        for chunk in recorder.trace.chunks:
            for columns in (chunk.visits, chunk.odometers, chunk.joints, chunk.states):
                for column in vars(columns).values():
                    digest.update(column.tobytes())
    return digest.hexdigest()


def digest_elsewhere(seeds: range, hash_seed: str) -> str:
    """Return the same from another process, in which sets and hashes are in another order."""
    script = f"from tests.sim.test_random_factories import digest; print(digest({seeds!r}))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": hash_seed}
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT, env=environment
    )
    return ran.stdout.strip()


@pytest.mark.parametrize("seed", range(ALWAYS))
def test_no_invariant_is_broken_and_a_fork_goes_on_as_its_original(seed: int) -> None:
    assert_sound(seed)


def test_another_process_gives_the_same_bytes() -> None:
    assert digest_elsewhere(range(ALWAYS), "1") == digest(range(ALWAYS))


@pytest.mark.slow
@pytest.mark.parametrize("first", range(ALWAYS, IN_ALL, 24))
def test_the_same_of_six_hundred_lines(first: int) -> None:
    seeds = range(first, first + 24)
    for seed in seeds:
        assert_sound(seed)
    assert digest_elsewhere(seeds, str(first)) == digest(seeds)


# what the lines are made of


@pytest.fixture(scope="module")
def layouts() -> list[Layout]:
    return [loads(factory_text(seed)) for seed in range(150)]


def test_every_kind_occurs(layouts: list[Layout]) -> None:
    found = Counter(item.kind for layout in layouts for item in layout.equipment.values())
    assert {kind for kind in OWN_BEHAVIOURS if found[kind] < 5} == set()
    assert all(item.role is not Role.SCENERY for layout in layouts for item in layout.equipment.values())


WORDS = {
    Source: "every if_full limit first batch rate arrivals schedule repeats product",
    Station: "manual cycle exchange nests failures uses takes makes frees fail retest passes scrap back_to changeover "
    "drive_through look crew batch wait pack rate transit overstay index takt drift stations",
    Layout: "products parts carriers calendar people plan routing failures changeovers supply control",
}


def test_every_word_that_the_engine_reads_occurs(layouts: list[Layout]) -> None:
    missing = dict[str, list[str]]()
    for owner, words in WORDS.items():
        values = layouts if owner is Layout else [item for each in layouts for item in each.equipment.values()]
        said = {word for value in values if isinstance(value, owner) for word in words.split() if _says(value, word)}
        missing[owner.__name__] = sorted(set(words.split()) - said)
    assert missing == {"Source": [], "Station": [], "Layout": []}


def _says(value: object, word: str) -> bool:
    """Tell whether something has a value other than the default of its class."""
    default = getattr(type(value), word, None)
    found = getattr(value, word, default)
    return found != default and bool(found)


def test_every_family_occurs_with_what_is_added(layouts: list[Layout]) -> None:
    assert len(FAMILIES) == 6
    said = Counter(word for each in layouts for word in ("calendar", "people", "control") if getattr(each, word))
    assert min(said.values()) >= 10
    assert sum(any(post is not None for post in layout.ways.values()) for layout in layouts) >= 10
