"""A small line with chance in it, and the same with another value."""

from layouts import Layout, loads

LINE = """
linewright: 1
name: Two stations
equipment:
  infeed: {kind: source, at: [1, 2]}
  press:  {kind: machine, at: [2.6, 2], cycle: %(press)s, failures: [{mtbf: 10 min, mttr: 40 s}]}
  store:  {kind: buffer, at: [4.2, 2], capacity: %(places)s}
  weld:   {kind: machine, at: [5.8, 2], cycle: 10 s, failures: [{mtbf: 10 min, mttr: 40 s}]}
  out:    {kind: sink, at: [7.4, 2]}
flow:
  - infeed -> press -> store -> weld -> out
run: {warm_up: 10 min, for: 2 h, replications: 4, seed: 5}
"""


def line(press: str = "10 s", places: int = 2) -> Layout:
    """Return the line with a cycle of the press and a number of places between the stations."""
    return loads(LINE % {"press": press, "places": places})
