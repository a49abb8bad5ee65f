"""Loads as rows: in the order of the flow, with the bottleneck, and with what differs from the saved file."""

from pathlib import Path

import pytest

from layouts import Layout, load
from layouts.capacity import capacity_of
from layouts.editing import with_field
from viewer.window.loads import loads, order_of_flow


@pytest.fixture
def layout(packaging_line: Path) -> Layout:
    """The demo."""
    return load(packaging_line)


def test_stations_come_in_the_order_of_the_flow_and_people_behind_them(packaging_line: Path) -> None:
    pump = load(packaging_line.with_name("pump_line.yaml"))
    found = loads(pump, capacity_of(pump), None)
    assert [row.name for row in found[:4]] == ["op10", "op20", "op30", "op40"]
    assert [row.name for row in found if row.equipment is None] == ["A1:", "A2:", "T1:"]
    order = order_of_flow(pump)
    assert order["op50"] < order["rework"]
    assert order["op60"] < order["op70"] < order["shipping"]


def test_the_bottleneck_is_marked_and_the_seconds_add_up_to_the_load(layout: Layout) -> None:
    capacity = capacity_of(layout)
    found = loads(layout, capacity, None)
    assert [row.name for row in found if row.holds_back] == ["labelling"]
    assert capacity.pace is not None
    assert [row.total / capacity.pace for row in found] == pytest.approx([row.load for row in found])
    assert not any(row.has_changed for row in found)


def test_what_takes_another_time_than_in_the_saved_file_is_told(layout: Layout) -> None:
    edited = with_field(layout, "labelling", "cycle", "10 s")
    found = {row.name: row for row in loads(edited, capacity_of(edited), capacity_of(layout))}
    assert [name for name, row in found.items() if row.has_changed] == ["labelling"]
    assert found["labelling"].before == pytest.approx(0.8)
    assert "8.0 s in the saved file" in found["labelling"].spoken()
    assert found["labelling"].spoken().startswith("Labelling: 100.0 % loaded\n10.0 s a piece\nthe bottleneck")
