"""The values of equipment, as they were typed."""

from pathlib import Path

import pytest

from layouts import Layout, load, loads, read_text
from layouts.kinds import Machine
from layouts.space import Point
from layouts.table import Table
from viewer.window.values import values


@pytest.fixture
def line(packaging_line: Path) -> Layout:
    return load(packaging_line)


def _texts(layout: Layout, equipment_id: str) -> dict[str, str]:
    return {value.name: value.text for value in values(layout, equipment_id)}


def test_a_machine_shows_what_was_typed_its_own_values_first(line: Layout) -> None:
    assert list(_texts(line, "labelling").items()) == [
        ("cycle", "8 s"),
        ("at", "9.86, 5.8"),
        ("turn", "270"),
        ("size", "1.6 x 1.5 x 2 m"),
    ]


def test_a_belt_shows_the_values_that_come_from_the_defaults_of_its_kind(line: Layout) -> None:
    assert _texts(line, "belt_3") == {
        "speed": "14.4 m/min",
        "gap": "50 mm",
        "queue_gap": "50 mm",
        "via": "9.86, 3.6",
        "radius": "605 mm",
    }


def test_every_value_says_what_it_means(line: Layout) -> None:
    assert all(value.meaning for name in line.equipment for value in values(line, name))


def test_failures_rules_and_times_by_product_are_written_as_in_a_file() -> None:
    layout = loads(
        """
        linewright: 1
        products: {a: {}, b: {}}
        failures: {jam: {mtbf: 2 h, mttr: 6 min}}
        equipment:
          press:
            kind: machine
            at: [1, 2]
            mirror: true
            cycle: {a: 3 s, b: triangular 1 2 3 s}
            failures: [jam, {label: Crash, availability: 98 %, mttr: 1 h}]
            rule: share 70 / 30
        """
    )
    assert _texts(layout, "press") == {
        "cycle": "a: 3 s\nb: triangular 1 2 3 s",
        "failures": "jam → Crash: availability 98 %, mttr 1 h",
        "rule": "share 70 / 30",
        "at": "1, 2",
        "mirror": "true",
    }


def test_values_made_in_python_are_written_with_their_unit() -> None:
    press = Machine(at=Point(1, 2), exchange=1.5)
    layout = Layout(equipment=Table({"press": press}))
    assert _texts(layout, "press") == {"exchange": "1.5 s", "at": "1, 2"}


def test_equipment_of_an_unknown_kind_shows_what_was_written() -> None:
    layout = read_text("linewright: 1\nequipment: {tower: {kind: lift, at: [1, 2], height: 4 m}}").layout
    assert layout is not None
    assert _texts(layout, "tower")["height"] == "4 m"
