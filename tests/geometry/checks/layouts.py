"""Small layouts for the checks, and what they find in them."""

from geometry.checks.findings import findings
from layouts import read_text
from layouts.problems import Problem

LINE = """
products: {box: {size: 300 x 200 x 150 mm}}
equipment:
  infeed: {kind: source, at: [2, 8]}
  press:  {kind: machine, at: [6, 8], size: 1.6 x 1.4 x 1.2 m, cycle: 10 s}
  out:    {kind: sink, at: [10, 8]}
  c1:     {kind: conveyor, speed: 12 m/min}
  c2:     {kind: conveyor, speed: 12 m/min}
"""
FLOW = "flow:\n  - infeed -> c1 -> press -> c2 -> out\n"


def found_in(more: str = "", sections: str = "", *, line: str = LINE) -> tuple[Problem, ...]:
    """Check a line with more equipment (lines of the section) and more sections; the language must be right."""
    reading = read_text(f"linewright: 1{line}{more}\n{FLOW}{sections}", file="line.yaml")
    assert not reading.errors, reading.errors
    return reading.located(findings(reading.trusted()))


def told(more: str = "", sections: str = "", *, line: str = LINE) -> list[str]:
    """What is found, each as its rule and the words behind."""
    return [f"{problem.code.value}: {problem.found}" for problem in found_in(more, sections, line=line)]
