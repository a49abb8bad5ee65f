"""What a layout takes in space: by hand for a small line, and the same whether measured anew or after a move."""

from pathlib import Path

import pytest

from layouts import Layout, load, loads
from layouts.capacity import capacity_of
from layouts.editing import moved, turned, with_field
from layouts.intake import Intake
from layouts.reading import read_text
from layouts.space import Vector
from layouts.space_figures import SpaceFigures, SpaceMeter, space_figures
from layouts.transport import Transport, transport_of

CELL = """
linewright: 1
products: {cup: {demand: 60/h}}
equipment:
  infeed: {kind: source,    at: [0, 0], size: 1 x 1 x 1 m}
  belt:   {kind: conveyor,  speed: 12 m/min, width: 400 mm}
  press:  {kind: machine,   at: [6, 0], size: 2 x 1 x 2 m, cycle: 20 s}
  bench:  {kind: workplace, at: [6, 5], size: 2 x 1 x 1 m, manual: 10 s, scrap: 20 %}
  check:  {kind: workplace, at: [10, 5], size: 2 x 1 x 1 m, manual: 10 s}
  out:    {kind: sink,      at: [11.5, 5], size: 1 x 1 x 1 m}
people:
  anna: {works: [bench, check]}
  bert: {carries: 5}
flow:
  - infeed -> belt -> press -> bert -> bench -> check -> out
"""


def cell() -> Layout:
    """Return a belt, a way on which somebody carries five at a time, and somebody who works at two benches."""
    return loads(CELL)


def meter_of(layout: Layout) -> SpaceMeter:
    """Return a meter that has measured a layout."""
    intake = Intake(layout)
    return SpaceMeter(layout, transport_of(layout, intake, capacity_of(layout, intake)))


def test_a_small_cell_by_hand() -> None:
    """For a good piece 1.25 come in: 4.5 m of belt, a fifth of 5 m in hands, and behind the bench 2 m across a gap."""
    found = space_figures(cell())
    distance = 1.25 * 4.5 + 1.25 / 5 * 5.0 + 1.0 * 2.0
    assert found.distance == pytest.approx(distance)
    assert found.work == pytest.approx(60 * distance)
    assert found.walking == pytest.approx(60 * (2 * 1.25 / 5 * 5.0 + 2 * 4.0 * (1.25 + 1.0) / 2))
    assert found.belts == pytest.approx(4.5)
    assert found.floor == pytest.approx((12.0 + 0.5) * 6.0)
    assert found.occupied == pytest.approx(1 + 4.5 * 0.4 + 2 + 2 + 2 + 1)


@pytest.mark.parametrize("name", ["packaging_line", "assembly_cell", "pump_line"])
def test_what_is_moved_is_measured_as_if_anew(packaging_line: Path, name: str) -> None:
    layout = load(packaging_line.with_name(f"{name}.yaml"))
    meter, names = meter_of(layout), list(layout.equipment)
    for number in range(0, len(names), 3):
        layout = moved(layout, names[number : number + 2], Vector(0.7, -0.4))
        layout = turned(layout, names[number : number + 1], 90.0)
        assert meter.fits(layout)
        fresh, found = space_figures(layout), meter.measure(layout)
        for figure in SpaceFigures.__dataclass_fields__:
            assert getattr(found, figure) == pytest.approx(getattr(fresh, figure)), figure


def test_what_changes_more_than_places_does_not_fit() -> None:
    layout = cell()
    meter = meter_of(layout)
    assert meter.fits(with_field(layout, "press", "size", "3 x 1 x 2 m"))
    assert not meter.fits(with_field(layout, "press", "cycle", "30 s"))
    assert not meter.fits(loads(CELL.replace("demand: 60/h", "demand: 50/h")))


def test_where_nothing_is_made_there_is_floor_and_no_transport() -> None:
    drawn = read_text("linewright: 1\nequipment: {press: {kind: machine, at: [1, 1], size: 2 x 1 x 2 m}}").layout
    assert drawn is not None
    found = space_figures(drawn)
    assert (found.distance, found.work, found.walking) == (None, None, None)
    assert (found.floor, found.occupied, found.belts) == (2.0, 2.0, 0.0)
    assert SpaceMeter(Layout(), Transport()).figures().floor == 0.0


def test_containers_are_carried_and_brought_whole(packaging_line: Path) -> None:
    layout = load(packaging_line.with_name("pump_line.yaml"))
    intake = Intake(layout)
    trips = {str(each.target): each.trips for each in transport_of(layout, intake, capacity_of(layout, intake)).carried}
    assert trips["shipping.in"] == pytest.approx(1 / 48)
    assert trips["op10.housing"] == pytest.approx(trips["op30.rotor"] * 2)
