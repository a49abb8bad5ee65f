"""A package outside the project brings a kind with behaviour and look of its own; a broken one stops nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

KIND = '''
from pydantic.dataclasses import dataclass
from layouts.distributions import Distribution
from layouts.equipment import CONFIG, Equipment, Role, end_ports
from layouts.space import Size, Vector

@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Turntable(Equipment):
    """Turns each part by a quarter."""

    kind = "turntable"
    role = Role.STATION
    default_model = "turntable"
    default_size = Size(1.0, 1.0, 0.85)

    turns: Distribution | None = None

    def ports(self):
        return end_ports(self.footprint, 0.85)

    def slots(self):
        return (Vector(0.0, 0.0, 0.85),)
'''
BEHAVIOUR = """
from replay.states import State
from sim.process import Process

class Turning(Process):
    def __init__(self, line, name, turntable):
        super().__init__(line, name)
        self.time = turntable.turns.mean

    def process(self):
        while True:
            item = yield self.receive()
            self.enter(State.WORKING)
            yield self.clock.timeout(self.time)
            self.enter(State.BLOCKED)
            yield self.pass_on(item)
            self.enter(State.STARVED)
"""
LAYOUT = """linewright: 1
equipment:
  infeed: {kind: source, at: [0, 0]}
  table: {kind: turntable, at: [1.1, 0], turns: 4 s}
  out: {kind: sink, at: [2.2, 0]}
flow:
  - infeed -> table -> out
"""


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """Return a folder with the package installed in it, and a layout that uses its kind."""
    package, metadata = tmp_path / "turntables", tmp_path / "turntables-1.0.dist-info"
    package.mkdir()
    metadata.mkdir()
    (package / "__init__.py").write_text("")
    (package / "kind.py").write_text(KIND)
    (package / "behaviour.py").write_text(BEHAVIOUR)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: turntables\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(
        "[linewright.kinds]\nturntable = turntables.kind:Turntable\nlift = turntables.missing:Lift\n"
        "[linewright.behaviours]\nturntable = turntables.behaviour:Turning\n"
    )
    (tmp_path / "line.yaml").write_text(LAYOUT)
    return tmp_path


def linewright(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command with the folder's packages installed."""
    root = Path(__file__).parents[1]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(root)])}
    command = [sys.executable, str(root / "linewright.py"), *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_a_kind_from_outside_is_listed_beside_a_broken_one(outside: Path) -> None:
    done = linewright(outside, "kinds", "--json")
    assert done.returncode == 0, done.stderr
    assert "turntable" in done.stdout
    assert "turntables.missing" in done.stdout + done.stderr


def test_a_kind_from_outside_is_checked_and_simulated(outside: Path) -> None:
    assert linewright(outside, "check", "line.yaml").returncode == 0
    done = linewright(outside, "simulate", "line.yaml", "--for", "42s", "--json")
    assert done.returncode == 0, done.stderr
    # one part every 4 s; what happens at 42 s and later does not count
    assert json.loads(done.stdout)["parts"]["out"] == 10


def test_a_kind_without_a_behaviour_says_so(outside: Path) -> None:
    points = outside / "turntables-1.0.dist-info" / "entry_points.txt"
    points.write_text(points.read_text().partition("[linewright.behaviours]")[0])
    done = linewright(outside, "simulate", "line.yaml", "--for", "42s")
    assert done.returncode == 1
    assert "table: no behaviour for kind 'turntable'" in done.stderr
    assert "Traceback" not in done.stderr
