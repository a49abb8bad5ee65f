"""Rules that a layout must keep to be simulated: references, ports, shares, failures, conveyors."""

from layouts.model import Layout
from layouts.problems import Problem


def problems(layout: Layout) -> tuple[Problem, ...]:
    """Check references and rules on the value; the places have paths, lines are added by `layouts.reading`."""
    return ()
