"""A package outside the project brings a kind with behaviour and look of its own; a broken one stops nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

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
MODEL = """
from dataclasses import dataclass

from geometry.models import Model
from geometry.models.model import Surface, contact
from geometry.palette import Role
from geometry.solids import cylinder
from layouts.space import Size, Vector

@dataclass(frozen=True)
class TurntableShape:
    size: Size

    def model(self):
        disc = cylinder(self.size.length / 2, 0.0, self.size.height, sides=24)
        return Model((Surface(Role.BODY, disc, tint="#c000c0"),), (contact(self.size.length, self.size.width),))

def turntable_at(site):
    return None if site.pose is None else (TurntableShape(site.equipment.footprint), site.pose)
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
    (package / "model.py").write_text(MODEL)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: turntables\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(
        "[linewright.kinds]\nturntable = turntables.kind:Turntable\nlift = turntables.missing:Lift\n"
        "[linewright.behaviours]\nturntable = turntables.behaviour:Turning\n"
        "[linewright.models]\nturntable = turntables.model:turntable_at\n"
    )
    (tmp_path / "line.yaml").write_text(LAYOUT)
    return tmp_path


def linewright(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command with the folder's packages installed."""
    root = Path(__file__).parents[1]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(root)])}
    command = [sys.executable, str(root / "linewright.py"), *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False)


def drawn(folder: Path) -> tuple[int, str]:
    """Draw the line; return how many pixels are of the turntable's own colour, and what was said."""
    done = linewright(folder, "render", "line.yaml", "--size", "320x240", "--quality", "fast", "-o", "x.png")
    assert done.returncode == 0, done.stderr
    with Image.open(folder / "x.png") as picture:
        red, green, blue = np.moveaxis(np.asarray(picture.convert("RGB")).astype(int), -1, 0)
    return int(np.count_nonzero((red > 2 * green) & (blue > 2 * green))), done.stderr


def test_a_kind_from_outside_is_listed_beside_a_broken_one(outside: Path) -> None:
    done = linewright(outside, "kinds", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert "turntable" in [entry["kind"] for entry in told["kinds"]]
    assert list(told["broken"]) == ["lift"]
    assert told["broken"]["lift"].startswith("turntables.missing:Lift: No module named")
    assert (told["broken_behaviours"], told["broken_models"]) == ({}, {})


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


def test_a_kind_from_outside_is_drawn_as_its_own_model(outside: Path) -> None:
    pixels, said = drawn(outside)
    assert pixels > 500
    assert "plugin" not in said


# what cannot be imported

REASON = "this package is of next year"


@pytest.mark.parametrize("error", ["ImportError", "TypeError"])
@pytest.mark.parametrize("what", ["kind", "behaviour", "model"])
def test_what_cannot_be_imported_is_listed_and_the_rest_works(outside: Path, what: str, error: str) -> None:
    (outside / "turntables" / f"{what}.py").write_text(f"raise {error}({REASON!r})\n")
    done = linewright(outside, "kinds")
    assert done.returncode == 0, done.stderr
    said = f"linewright: {what} 'turntable' comes from a plugin that cannot be loaded: turntables.{what}:"
    assert [line for line in done.stderr.splitlines() if line.startswith(said) and REASON in line]
    assert "\nmachine (station)" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_kind_that_cannot_be_imported_is_named_where_a_layout_uses_it(outside: Path) -> None:
    (outside / "turntables" / "kind.py").write_text(f"raise ImportError({REASON!r})\n")
    done = linewright(outside, "check", "line.yaml")
    assert done.returncode == 1
    assert f"kind `turntable` comes from a plugin that cannot be loaded: turntables.kind:Turntable: {REASON}" in (
        done.stdout + done.stderr
    )


def test_a_behaviour_that_cannot_be_imported_leaves_the_layout_to_be_checked_and_drawn(outside: Path) -> None:
    (outside / "turntables" / "behaviour.py").write_text(f"raise ImportError({REASON!r})\n")
    assert linewright(outside, "check", "line.yaml").returncode == 0
    assert drawn(outside)[0] > 500
    done = linewright(outside, "simulate", "line.yaml", "--for", "42s")
    assert done.returncode == 1
    assert f"table: no behaviour for kind 'turntable': turntables.behaviour:Turning: {REASON}" in done.stderr


def test_a_model_that_cannot_be_imported_is_drawn_as_a_block_and_told(outside: Path) -> None:
    (outside / "turntables" / "model.py").write_text(f"raise ImportError({REASON!r})\n")
    pixels, said = drawn(outside)
    assert pixels == 0
    assert (
        "model 'turntable' comes from a plugin that cannot be loaded, and a block stands for it: turntables.model"
        in said
    )
    done = linewright(outside, "simulate", "line.yaml", "--for", "42s", "--json")
    assert json.loads(done.stdout)["parts"]["out"] == 10
