"""A line with chance in it, and random edits of it: moves that change its belts, places of its buffer, cycle times."""

from random import Random

from layouts import Layout, loads
from layouts.editing import moved, with_field
from layouts.space import Vector

LINE = """
linewright: 1
name: Four stations
defaults:
  conveyor: {speed: 6 m/min, gap: 60 mm}
equipment:
  infeed: {kind: source,  at: [1, 2]}
  saw:    {kind: machine, at: [2.6, 2], cycle: 24 s, failures: [{mtbf: 30 min, mttr: 3 min}]}
  belt_1: {kind: conveyor}
  drill:  {kind: machine, at: [8, 2], cycle: 25 s, failures: [{mtbf: 60 min, mttr: 5 min}]}
  belt_2: {kind: conveyor}
  store:  {kind: buffer,  at: [12, 2], capacity: 6}
  weld:   {kind: machine, at: [14, 2], cycle: lognormal 24 5 s, failures: [{mtbf: 20 min, mttr: 2 min}]}
  belt_3: {kind: conveyor}
  paint:  {kind: machine, at: [19, 2], cycle: 23 s, failures: [{mtbf: 90 min, mttr: 8 min}]}
  out:    {kind: sink,    at: [20.6, 2]}
flow:
  - infeed -> saw -> belt_1 -> drill -> belt_2 -> store -> weld -> belt_3 -> paint -> out
run: {warm_up: 30 min, for: 8 h, seed: 11}
"""

STATIONS = ("saw", "drill", "weld", "paint")


def line() -> Layout:
    """Return the line as it is saved."""
    return loads(LINE)


def edited(layout: Layout, chance: Random) -> Layout:
    """Edit the line once or twice, each time in one of three ways."""
    for _ in range(chance.randint(1, 2)):
        match chance.choice(("move", "places", "cycle")):
            case "move":
                behind = chance.choice((["drill"], ["store", "weld"], ["paint", "out"]))
                by = Vector(chance.choice((-1.0, -0.5, 0.6, 1.0)), chance.choice((0.0, 0.0, 2.0)))
                layout = moved(layout, behind, by)
            case "places":
                layout = with_field(layout, "store", "capacity", str(chance.randint(1, 30)))
            case _:
                layout = with_field(layout, chance.choice(STATIONS), "cycle", f"{chance.randint(18, 34)} s")
    return layout
