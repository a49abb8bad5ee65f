"""Rules that a layout must keep to be simulated, checked on the value.

The places of these problems have paths; `layouts.reading` adds file, line and column.
"""

from collections.abc import Iterable, Iterator, Mapping

from layouts.beginnings import starting_points
from layouts.branch_rules import branch_problems
from layouts.breaches import known, missing, with_article
from layouts.calendar_rules import calendar_problems
from layouts.carrier_rules import carrier_problems
from layouts.changeover_rules import changeover_problems
from layouts.check_rules import check_problems
from layouts.control_rules import control_problems
from layouts.distributions import DEFAULT
from layouts.drawing import drawing_problems
from layouts.equipment import Equipment, Placeholder, Role
from layouts.errors import Code
from layouts.failure_rules import failure_problems
from layouts.faults import names_in_file
from layouts.flow import ID
from layouts.flow_rules import flow_problems
from layouts.group_rules import group_problems
from layouts.kinds import Conveyor
from layouts.model import Layout
from layouts.model_rules import model_problems
from layouts.operations import operations
from layouts.people_rules import people_problems
from layouts.placement import Placement
from layouts.plan_rules import plan_problems
from layouts.presence import names_at, presence
from layouts.problems import Place, Problem, Severity
from layouts.rework_rules import rework_problems
from layouts.routing_rules import routing_problems
from layouts.source_rules import source_problems
from layouts.space import Vector
from layouts.station_rules import station_problems
from layouts.supply_rules import supply_problems
from layouts.table import Table
from layouts.time_rules import time_problems
from layouts.upkeep_rules import upkeep_problems, zone_problems


def problems(layout: Layout) -> tuple[Problem, ...]:
    """Check references and rules; only problems of severity error forbid simulating."""
    placement, coming = Placement(layout), presence(layout)
    reaching = names_at(layout, coming)
    done = operations(layout, reaching)
    return (
        *_ids(layout),
        *_required(layout),
        *_meaningless(layout),
        *calendar_problems(layout),
        *plan_problems(layout),
        *source_problems(layout),
        *station_problems(layout, coming),
        *carrier_problems(layout, placement, coming),
        *supply_problems(layout),
        *control_problems(layout),
        *time_problems(layout, done),
        *rework_problems(layout, done),
        *routing_problems(layout),
        *changeover_problems(layout, done),
        *failure_problems(layout),
        *upkeep_problems(layout),
        *zone_problems(layout),
        *group_problems(layout),
        *people_problems(layout),
        *flow_problems(layout, placement, coming),
        *branch_problems(layout, reaching),
        *check_problems(layout),
        *_boundaries(layout),
        *model_problems(layout),
        *drawing_problems(layout.drawing, layout.folder),
        *_outside(layout, placement),
    )


def _ids(layout: Layout) -> Iterator[Problem]:
    sections: Mapping[str, Iterable[str]] = {
        "products": layout.products,
        "parts": layout.parts,
        "carriers": layout.carriers,
        "changeovers": layout.changeovers,
        "failures": layout.failures,
        "zones": layout.zones,
        "people": layout.people,
        "control": layout.control,
        "groups": layout.groups,
        "aisles": layout.aisles,
        "equipment": layout.equipment,
    }
    expected = "an id: letters, digits, _ and -, not beginning with a digit"
    for section, ids in sections.items():
        for key in ids:
            if not ID.fullmatch(key) or (section == "products" and key == DEFAULT):
                yield Problem(code=Code.ID, place=Place(path=(section, key)), found=repr(key), expected=expected)


def _required(layout: Layout) -> Iterator[Problem]:
    for key, item in known(layout):
        for name in item.required:
            if getattr(item, name) in (None, (), Table()):
                yield missing(("equipment", key, name), name, f"`{name}: ...` for every {item.kind}")


def _meaningless(layout: Layout) -> Iterator[Problem]:
    for key, item in known(layout):
        blank, names = type(item)(), names_in_file(type(item))
        for name in sorted(item.meaningless):
            if getattr(item, name) != getattr(blank, name):
                along = "path" in names and name in ("at", "turn", "mirror", "size")
                expected = f"{with_article(item.kind)} without it" + (": its path says where it is" if along else "")
                place = Place(path=("equipment", key, name))
                yield Problem(code=Code.MEANINGLESS, place=place, found=name, expected=expected)


def _boundaries(layout: Layout) -> Iterator[Problem]:
    present = {item.kind for _, item in known(layout)} | ({"source"} if starting_points(layout) else set())
    if any(isinstance(item, Placeholder) for item in layout.equipment.values()):
        return
    for kind, purpose in (("source", "parts to come in"), ("sink", "parts to leave")):
        if kind not in present:
            yield Problem(
                code=Code.NO_BOUNDARY,
                severity=Severity.WARNING,
                place=Place(path=("equipment",)),
                found=f"no {kind}",
                expected=f"one, for {purpose}",
            )


def _outside(layout: Layout, placement: Placement) -> Iterator[Problem]:
    if layout.hall is None:
        return
    length, width = layout.hall.size.length, layout.hall.size.width
    for key, item in known(layout):
        corners = _corners(key, item, placement)
        if all(-1e-6 <= corner.x <= length + 1e-6 and -1e-6 <= corner.y <= width + 1e-6 for corner in corners):
            continue
        yield Problem(
            code=Code.OUTSIDE,
            severity=Severity.WARNING,
            place=Place(path=("equipment", key, "via" if isinstance(item, Conveyor) else "at")),
            found=key,
            expected=f"x from 0 to {length:g} and y from 0 to {width:g} m",
        )


def _corners(key: str, item: Equipment, placement: Placement) -> tuple[Vector, ...]:
    """Corners of a footprint in the hall, or of a path."""
    if isinstance(item, Conveyor):
        path = placement.path(key)
        return path.points if path else ()
    pose = placement.pose(key)
    if pose is None or item.role is Role.SCENERY:
        return ()
    half = item.footprint.length / 2, item.footprint.width / 2
    return tuple(pose.apply(Vector(x * half[0], y * half[1])) for x, y in ((1, 1), (1, -1), (-1, 1), (-1, -1)))
