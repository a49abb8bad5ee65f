"""Random edits of real lines: every function of `layouts.editing`, with arguments that fit the layout at hand."""

from collections.abc import Callable, Mapping
from random import Random

from layouts import Layout
from layouts.document import Edit
from layouts.editing import (
    Side,
    added,
    aligned,
    connected,
    copied,
    disconnected,
    distributed,
    fresh_id,
    moved,
    removed,
    renamed,
    started,
    turned,
    with_field,
    without_field,
)
from layouts.flow import MAIN_IN, MAIN_OUT, Port
from layouts.kinds import Machine
from layouts.space import Point, Vector

Draw = Callable[[Layout, Random], Edit]
"""Choose the arguments of one edit."""

TYPED = {
    "label": ("One", "No. 7: north", "", "#3", "-", "true", " two  words "),
    "cycle": ("8 s", "exponential 9 s", "{box: 8 s}", "8 kg", "", "1/3 s", "normal 8 s, 1 s"),
    "size": ("2 x 1 x 2 m", "1200 x 800 x 900 mm", "", "big"),
    "turn": ("90", "33.3 deg", "", "0"),
    "at": ("[1, 2]", "[1.5 m, 2000 mm]", "[1, 2, 0.3]", "[1"),
    "capacity": ("5", "unlimited", "", "-1"),
    "speed": ("24 m/min", "0.4 m/s", ""),
    "model": ("press", "lathe", ""),
    "failures": ("[{mtbf: 2 h, mttr: 6 min}]", "[]", ""),
}
"""What is typed into fields, also what is refused there."""


def _some(layout: Layout, random: Random) -> list[str]:
    names = list(layout.equipment)
    return random.sample(names, random.randint(0, min(4, len(names))))


def _one(layout: Layout, random: Random) -> str:
    return random.choice([*layout.equipment])


def _by(random: Random) -> Vector:
    return Vector(random.choice((0.0, 0.1, 1 / 3, -2.5)), random.uniform(-3, 3), random.choice((0.0, 0.0, 0.5)))


def _move(layout: Layout, random: Random) -> Edit:
    names, by = _some(layout, random), _by(random)
    return lambda layout: moved(layout, names, by)


def _turn(layout: Layout, random: Random) -> Edit:
    names, degrees = _some(layout, random), random.choice((90.0, -90.0, 360.0, 33.3))
    return lambda layout: turned(layout, names, degrees)


def _align(layout: Layout, random: Random) -> Edit:
    names, side = _some(layout, random), random.choice([*Side])
    return lambda layout: aligned(layout, names, side)


def _distribute(layout: Layout, random: Random) -> Edit:
    names, along_x = _some(layout, random), random.random() < 0.5
    return lambda layout: distributed(layout, names, along_x)


def _add(layout: Layout, random: Random) -> Edit:
    name = fresh_id(layout.equipment.keys(), random.choice(("press", "op10", "no", "y")))
    return lambda layout: added(layout, name, Machine(at=Point(random.uniform(0, 9), 7.0)))


def _start(layout: Layout, random: Random) -> Edit:
    kind = random.choice(("machine", "buffer", "conveyor", "source", "sink", "text", "store"))
    name, at = fresh_id(layout.equipment.keys(), kind), Point(random.uniform(0, 9), 1.0)
    return lambda layout: started(layout, name, kind, None if kind == "conveyor" else at)


def _copy(layout: Layout, random: Random) -> Edit:
    names, by = _some(layout, random), _by(random)
    return lambda layout: copied(layout, names, by)[0]


def _remove(layout: Layout, random: Random) -> Edit:
    names = _some(layout, random)[:2]
    return lambda layout: removed(layout, names)


def _rename(layout: Layout, random: Random) -> Edit:
    old, new = _one(layout, random), fresh_id(layout.equipment.keys(), random.choice(("other", "op10", "no")))
    return lambda layout: renamed(layout, old, new)


def _connect(layout: Layout, random: Random) -> Edit:
    source, target = Port(_one(layout, random), MAIN_OUT), Port(_one(layout, random), MAIN_IN)
    return lambda layout: connected(layout, source, target)


def _disconnect(layout: Layout, random: Random) -> Edit:
    found = sorted(layout.connections, key=str)
    if not found:
        return lambda layout: layout
    connection = random.choice(found)
    return lambda layout: disconnected(layout, connection)


def _type(layout: Layout, random: Random) -> Edit:
    name, field = _one(layout, random), random.choice([*TYPED])
    typed = random.choice(TYPED[field])
    return lambda layout: with_field(layout, name, field, typed)


def _give_up(layout: Layout, random: Random) -> Edit:
    name, field = _one(layout, random), random.choice([*TYPED])
    return lambda layout: without_field(layout, name, field)


KEEPING: Mapping[str, Draw] = {
    "moved": _move,
    "turned": _turn,
    "aligned": _align,
    "distributed": _distribute,
    "added": _add,
    "started": _start,
    "copied": _copy,
    "connected": _connect,
    "renamed": _rename,
}
"""Edits that take nothing out: every comment of the file stays."""

DELETING: Mapping[str, Draw] = {"removed": _remove, "disconnected": _disconnect}
"""Edits that take something out, with the comments that belong to it."""

EDITS: Mapping[str, Draw] = {**KEEPING, **DELETING, "with_field": _type, "without_field": _give_up}
"""Every edit by the name of its function."""


def draw_edit(layout: Layout, random: Random, edits: Mapping[str, Draw] = EDITS) -> tuple[str, Edit]:
    """Choose an edit that can be done to a layout, and its name; an empty hall gets equipment."""
    name = random.choice([*edits]) if layout.equipment else "started"
    return name, edits[name](layout, random)
