"""A package outside the project, which brings a kind with behaviour and look of its own: a turntable."""

import os
import subprocess
import sys
from pathlib import Path

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


def install(folder: Path) -> Path:
    """Put the package into a folder, with a layout that uses its kind; return the folder."""
    package, metadata = folder / "turntables", folder / "turntables-1.0.dist-info"
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
    (folder / "line.yaml").write_text(LAYOUT)
    return folder


def linewright(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command with the folder's packages installed."""
    root = Path(__file__).parents[1]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(root)])}
    command = [sys.executable, str(root / "linewright.py"), *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False)
