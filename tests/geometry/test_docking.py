import pytest

from geometry.docking import place_of, port_near
from layouts import read_text
from layouts.equipment import Direction
from layouts.flow import Port
from layouts.placement import Placement
from layouts.space import Vector

HALL = """
linewright: 1
equipment:
  test: {kind: machine, at: [4, 2], cycle: 8 s, fail: 2 %, size: 2 x 1 x 2 m}
  belt: {kind: conveyor, speed: 1 m/s, path: [[6, 2], [9, 2]]}
  out:  {kind: sink, at: [12, 2]}
flow: [test -> belt -> out]
"""


@pytest.mark.parametrize(
    ("name", "direction", "point", "port"),
    [
        ("test", Direction.OUT, Vector(4.9, 2.0), "out"),
        ("test", Direction.OUT, Vector(4.4, 1.6), "fail"),
        ("test", Direction.IN, Vector(4.4, 1.6), "in"),
        ("out", Direction.OUT, Vector(12.0, 2.0), None),
        ("belt", Direction.OUT, Vector(6.1, 2.0), "out"),
    ],
)
def test_the_nearest_port_of_a_direction_is_meant(
    name: str, direction: Direction, point: Vector, port: str | None
) -> None:
    layout = read_text(HALL).layout
    assert layout is not None
    assert port_near(layout, name, direction, point) == (None if port is None else Port(name, port))


def test_conveyors_have_their_ports_at_their_ends() -> None:
    layout = read_text(HALL).layout
    assert layout is not None
    placement = Placement(layout)
    assert place_of(placement, Port("belt", "in")) == Vector(6.0, 2.0, 0.85)
    assert place_of(placement, Port("belt", "out")) == Vector(9.0, 2.0, 0.85)
