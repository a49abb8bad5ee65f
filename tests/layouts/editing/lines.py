"""A small line with a belt, for edits."""

from layouts import Layout, loads

LINE = """
linewright: 1
equipment:
  infeed: {kind: source, at: [1, 2]}
  op10:   {kind: machine, at: [4, 2], cycle: 8 s, size: 2 x 1 x 2 m}
  belt:   {kind: conveyor, speed: 12 m/min, via: [[6, 2], [6, 5]]}
  op20:   {kind: machine, at: [8, 5], turn: 90, cycle: 6 s, size: 2 x 1 x 2 m}
  out:    {kind: sink, at: [10, 5, 0.2]}
flow:
  - infeed -> op10 -> belt -> op20 -> out
"""


def line() -> Layout:
    """Return the line."""
    return loads(LINE)
