import pytest

from geometry.snapping import Guide, Snapper
from layouts import Layout, read_text
from layouts.space import Vector

HALL = """
linewright: 1
equipment:
  press:  {kind: machine, at: [2, 2], size: 2 x 1 x 1 m}
  weld:   {kind: machine, at: [8, 6], size: 2 x 2 x 2 m}
  turned: {kind: machine, at: [2, 9], turn: 90, size: 2 x 1 x 1 m}
  belt:   {kind: conveyor, speed: 1 m/s}
flow: [press -> belt -> weld]
"""


def hall() -> Layout:
    layout = read_text(HALL).layout
    assert layout is not None
    return layout


def test_far_from_everything_the_grid_holds_the_middle() -> None:
    snap = Snapper(hall(), ["press"]).snap(Vector(3.33, 1.27))
    assert (round(snap.by.x, 9), round(snap.by.y, 9), snap.guides) == (3.3, 1.3, ())
    assert Snapper(hall(), ["press"], grid=0.0).snap(Vector(3.33, 1.27)).by == Vector(3.33, 1.27)


def test_an_edge_draws_an_edge_and_says_so() -> None:
    snap = Snapper(hall(), ["press"]).snap(Vector(2.43, 4.41))
    assert snap.by.y == pytest.approx(4.5)
    assert snap.guides == (Guide(Vector(3.43, 6.0), Vector(9.0, 6.0)),)


def test_middles_and_edges_on_both_axes() -> None:
    snap = Snapper(hall(), ["press"]).snap(Vector(6.06, 1.4))
    assert snap.by.x == pytest.approx(6.0)
    assert len(snap.guides) == 1
    assert Snapper(hall(), ["turned"]).snap(Vector(4.58, -2.93)).by == pytest.approx((4.5, -3.0, 0.0))


def test_a_port_draws_the_port_that_fits() -> None:
    """The way out of the press is at (3, 2), the way in of the welder at (7, 6)."""
    snap = Snapper(hall(), ["press"]).snap(Vector(4.1, 3.92))
    assert (snap.by, snap.port) == (Vector(4.0, 4.0), Vector(7.0, 6.0, 0.85))
    backwards = Snapper(hall(), ["weld"]).snap(Vector(-4.07, -4.05))
    assert backwards.by == Vector(-4.0, -4.0)


def test_ports_of_the_same_kind_leave_each_other_alone() -> None:
    """The ways in of both, at (1, 2) and (7, 6)."""
    assert Snapper(hall(), ["press"]).snap(Vector(5.9, 3.92)).port is None


def test_several_pieces_stay_as_they_are_to_one_another() -> None:
    snap = Snapper(hall(), ["press", "weld"]).snap(Vector(0.04, 0.03))
    assert snap.by.x == pytest.approx(0.0)
    assert Snapper(hall(), ["belt"]).snap(Vector(0.04, 0.03)).by == Vector(0.04, 0.03)
