"""A short run of the example line, one with people, and layouts with names that nobody should trust."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from geometry.motion import Drives, linkage, rotated
from geometry.plans.underlay import Underlay
from geometry.rigs import Rig, stance_of
from geometry.scene import Scene, scene_of
from layouts import load, loads
from layouts.distributions import Constant
from layouts.flow import Chain
from layouts.kinds import Conveyor, Machine, Sink, Source, Text
from layouts.model import Layout
from layouts.space import Point
from layouts.table import Table
from replay.playback import Playback
from replay.recorder import TraceRecorder
from sim import Simulation
from sim.recording import header_of

Floats = NDArray[np.float64]
EXAMPLES = Path(__file__).resolve().parents[3] / "layouts" / "examples"
START, DURATION = 60.0, 60.0
"""The stretch of the run that is exported: belts are busy, and parts queue."""

CYCLE = Constant(value=3.0)


@cache
def example() -> Layout:
    return load(EXAMPLES / "packaging_line.yaml")


@cache
def playback() -> Playback:
    recorder = TraceRecorder(header_of(example(), 1))
    Simulation(example(), 1, recorder).run(START + DURATION)
    recorder.cut(START + DURATION)
    return Playback(recorder.trace)


PEOPLE = """linewright: 1
products: {pump: {size: 300 x 200 x 150 mm}}
equipment:
  infeed: {kind: source, at: [1, 8]}
  c1: {kind: conveyor, speed: 12 m/min}
  lathe: {kind: machine, at: [6, 8], cycle: 9 s, manual: 4 s}
  bench: {kind: workplace, at: [11, 8], manual: 6 s}
  out: {kind: sink, at: [16, 8]}
flow: [infeed -> c1 -> lathe -> H -> bench -> out]
people: {A: {works: [lathe, bench]}, H: {carries: 1, transfer: 2 s}}
"""


@cache
def peopled() -> tuple[Layout, Playback]:
    """A line at which one person works at two stations, and another carries between them, with a run of it."""
    layout = loads(PEOPLE)
    recorder = TraceRecorder(header_of(layout, 1))
    Simulation(layout, 1, recorder).run(START + DURATION)
    recorder.cut(START + DURATION)
    return layout, Playback(recorder.trace)


def drawn_upon(layout: Layout) -> Scene:
    """A scene that has a drawing on its floor: an angle of two lines, and one apart."""
    lines = np.array([[(1, 1), (5, 1)], [(5, 1), (5, 4)], [(7, 2), (8, 3)]], np.float64)
    return replace(scene_of(layout), underlay=Underlay(lines))


def limbs(scene: Scene, played: Playback, t: float) -> Iterator[tuple[str, Floats, float]]:
    """Where the window shows what joints move at a moment: `press.door`, its points (n, 3), and how far it may stray.

    A joint may be half a hundredth of its reach from where it ought to be.
    """
    moment, names = played.at(t), played.trace.header.equipment
    for rig in filter(None, map(Rig.of, scene.pieces.values())):
        pose, count = rig.piece.pose, len(rig.joints)
        stance = stance_of(moment).of(np.full(count, names.index(rig.piece.equipment)))
        link = linkage([(joint, pose) for joint in rig.joints], rig.parents)
        turns, moves = link.placed(Drives.of(rig.joints).values(stance))
        reaches = [np.radians(j.reach) * 3 if j.turns else j.reach for j in rig.joints]
        for number, joint in enumerate(rig.joints):
            meshes = [surface.mesh.placed(pose).points for surface, mine in rig.surfaces if mine == number]
            points = np.concatenate([*meshes, np.zeros((0, 3))]).astype(np.float64)
            turned = rotated(np.repeat(turns[number : number + 1], len(points), axis=0), points)
            yield f"{rig.piece.equipment}.{joint.name}", moves[number] + turned, 0.005 * max(reaches) + 1e-4


def named(name: str) -> Layout:
    """Return a small line in which everything that can be named is called `name`."""
    return Layout(
        name=name,
        description=name,
        equipment=Table(
            {
                "infeed": Source(at=Point(1, 2), label=name),
                "press": Machine(at=Point(4, 2), label=name, tag=name, mirror=True, turn=90.0, cycle=CYCLE),
                "twin": Machine(at=Point(7, 2), label=name, cycle=CYCLE),
                "belt": Conveyor(speed=0.3, label=name),
                "shipping": Sink(at=Point(10, 2), label=name),
                "words": Text(at=Point(4, 5), text=name, label=name),
            }
        ),
        flow=(Chain.decode("infeed -> press -> twin -> belt -> shipping"),),
    )
