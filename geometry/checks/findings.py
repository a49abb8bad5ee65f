"""All rules about space, and what they find in a layout."""

from collections.abc import Callable, Iterator, Mapping

from geometry.checks.aisles import aisle_widths, headrooms, pallet_accesses, turnings
from geometry.checks.overlap import overlaps
from geometry.checks.own import own_rules
from geometry.checks.people import escapes, largest_doors, operator_reaches
from geometry.checks.ports import hall_heights, port_gaps, port_heights
from geometry.checks.survey import Survey
from geometry.checks.zones import clearances, door_swings, robot_envelopes, services, work_spaces
from geometry.scene import Scene, scene_of
from layouts.model import Layout
from layouts.problems import Problem

Check = Callable[[Survey], Iterator[Problem]]

CHECKS: Mapping[str, Check] = {
    "overlap": overlaps,
    "clearance": clearances,
    "service": services,
    "work_space": work_spaces,
    "door_swing": door_swings,
    "robot_envelope": robot_envelopes,
    "operator_reach": operator_reaches,
    "escape": escapes,
    "headroom": headrooms,
    "aisle_width": aisle_widths,
    "turning": turnings,
    "pallet_access": pallet_accesses,
    "largest_door": largest_doors,
    "port_height": port_heights,
    "port_gap": port_gaps,
    "hall_height": hall_heights,
    "own_rule": own_rules,
}
"""What finds breaches, by rule."""

__all__ = ["CHECKS", "Check", "findings"]


def findings(layout: Layout, scene: Scene | None = None) -> tuple[Problem, ...]:
    """Check every rule that holds in a layout; their places have paths (`layouts.reading` adds file and line)."""
    survey = Survey(layout, scene_of(layout) if scene is None else scene)
    held = (check for rule, check in CHECKS.items() if layout.checks.holds(rule))
    return tuple(problem for check in held for problem in check(survey))
