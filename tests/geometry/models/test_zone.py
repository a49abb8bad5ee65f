"""Zones: convex, anticlockwise, outside of the footprint where they say so."""

import math

import pytest

from geometry.models import OWN_MODELS, Site
from geometry.models.zone import GANGWAY, WORK, Purpose, Zone, all_round, front_of, rear_of, sector
from layouts.kinds import Door, Machine, Workplace
from layouts.space import Pose, Size, Vector

SIZE = Size(2.0, 1.0, 2.0)


def area(zone: Zone) -> float:
    """Twice the signed area would be anticlockwise: positive."""
    ends = zip(zone.outline, (*zone.outline[1:], zone.outline[0]), strict=True)
    return sum(a.x * b.y - b.x * a.y for a, b in ends) / 2


def is_convex(zone: Zone) -> bool:
    count = len(zone.outline)
    corners = [(zone.outline[n], zone.outline[(n + 1) % count], zone.outline[(n + 2) % count]) for n in range(count)]
    return all((b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x) > -1e-12 for a, b, c in corners)


def test_the_four_sides_lie_beside_the_footprint() -> None:
    zones = all_round(SIZE, 0.5)
    assert [area(zone) for zone in zones] == pytest.approx([1.0, 0.5, 1.0, 0.5])
    assert max(corner.y for corner in zones[0].outline) == -0.5
    assert min(corner.x for corner in zones[1].outline) == 1.0
    assert all(is_convex(zone) for zone in zones)


@pytest.mark.parametrize(("start", "span"), [(0, 90), (-90, 90), (0, -90), (30, 180), (0, 360), (10, 45)])
def test_a_sector_is_convex_and_a_little_smaller_than_its_true_form(start: float, span: float) -> None:
    zone = sector(Purpose.SWING, Vector(1, 2), 0.9, start, span)
    true = math.pi * 0.9**2 * abs(span) / 360
    assert is_convex(zone)
    assert 0.985 * true < area(zone) <= true
    assert max(math.hypot(p.x - 1, p.y - 2) for p in zone.outline) == pytest.approx(0.9)


def test_a_machine_is_worked_at_in_front_and_served_from_behind() -> None:
    machine = Machine()
    placed = OWN_MODELS["machine"](Site(machine, Pose(Vector(0, 0))))
    assert placed is not None
    zones = placed[0].model().zones
    assert zones == (front_of(machine.footprint, WORK), rear_of(machine.footprint, GANGWAY))
    assert [zone.purpose for zone in zones] == [Purpose.WORK, Purpose.SERVICE]


def test_a_door_swings_to_its_front_up_to_its_height() -> None:
    door = Door()
    placed = OWN_MODELS["door"](Site(door, Pose(Vector(0, 0))))
    assert placed is not None
    (zone,) = placed[0].model().zones
    assert zone.purpose is Purpose.SWING
    assert zone.high == door.footprint.height
    assert max(corner.y for corner in zone.outline) == pytest.approx(-0.04)
    assert min(corner.y for corner in zone.outline) == pytest.approx(-0.04 - 0.88)


def test_the_person_at_a_workplace_stands_within_its_size() -> None:
    workplace = Workplace()
    placed = OWN_MODELS["workplace"](Site(workplace, Pose(Vector(0, 0))))
    assert placed is not None
    (zone,) = placed[0].model().zones
    assert min(corner.y for corner in zone.outline) == -workplace.footprint.width / 2
