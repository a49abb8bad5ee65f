"""A short run of the example line, and layouts with names that nobody should trust."""

from functools import cache
from pathlib import Path

from layouts import load
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
