"""Orbit, pan and zoom: what is kept and what changes."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.space import Vector
from viewer.window.navigation import DEGREES_A_PIXEL, FARTHEST, HIGHEST, LOWEST, NEAREST, Eye

ISO = Eye(Vector(10.0, -10.0, 8.0), Vector(0.0, 0.0, 0.0), Vector(0.0, 0.0, 1.0), reach=4.0)
ABOVE = Eye(Vector(3.0, 4.0, 20.0), Vector(3.0, 4.0, 0.0), Vector(0.0, 1.0, 0.0), reach=6.0)

PIXELS = st.floats(-2_000, 2_000)
EYES = st.sampled_from([ISO, ABOVE])


def _dot(a: Vector, b: Vector) -> float:
    return a.x * b.x + a.y * b.y + a.z * b.z


@given(EYES, PIXELS, PIXELS)
def test_orbiting_keeps_distance_focus_and_a_level_floor(eye: Eye, right: float, down: float) -> None:
    turned = eye.orbited(right, down)
    assert turned.focus == eye.focus
    assert turned.distance == pytest.approx(eye.distance)
    assert LOWEST - 1e-9 <= turned.elevation <= HIGHEST + 1e-9
    assert turned.up.z >= 0
    assert turned.up.norm() == pytest.approx(1)
    assert _dot(turned.up, turned.position.minus(turned.focus)) == pytest.approx(0, abs=1e-9 * eye.distance)


def test_dragging_to_the_right_turns_the_scene_to_the_right() -> None:
    assert ISO.orbited(10, 0).azimuth == pytest.approx(ISO.azimuth - 10 * DEGREES_A_PIXEL)
    assert ISO.orbited(10, 0).elevation == pytest.approx(ISO.elevation)


def test_seen_from_above_the_plan_is_not_turned_by_tilting() -> None:
    assert ABOVE.azimuth == -90
    tilted = ABOVE.orbited(0, -100)
    assert tilted.azimuth == pytest.approx(-90)
    assert tilted.elevation == pytest.approx(90 - 100 * DEGREES_A_PIXEL)


@given(EYES, st.floats(-3, 3), st.floats(-3, 3))
def test_panning_moves_eye_and_focus_alike_across_the_view(eye: Eye, right: float, up: float) -> None:
    panned = eye.panned(right, up)
    shift = panned.focus.minus(eye.focus)
    assert panned.position.minus(eye.position).minus(shift).norm() == pytest.approx(0, abs=1e-9)
    assert shift.norm() == pytest.approx(eye.reach * math.hypot(right, up), abs=1e-9)
    assert _dot(shift, eye.position.minus(eye.focus)) == pytest.approx(0, abs=1e-8)


def test_seen_from_above_panning_right_moves_the_eye_left_on_the_plan() -> None:
    assert ABOVE.panned(0.5, 0.0).focus == Vector(0.0, 4.0, 0.0)
    assert ABOVE.panned(0.0, 0.5).focus == Vector(3.0, 1.0, 0.0)


@given(EYES, st.floats(0.2, 5), st.floats(-1, 1), st.floats(-1, 1))
def test_zooming_keeps_the_point_under_the_mouse_and_the_direction(
    eye: Eye, factor: float, right: float, up: float
) -> None:
    zoomed = eye.zoomed(factor, right, up)
    kept = eye.panned(-right, -up).focus
    assert zoomed.panned(-right, -up).focus.minus(kept).norm() == pytest.approx(0, abs=1e-9)
    assert zoomed.distance == pytest.approx(eye.distance * factor)
    assert zoomed.reach == pytest.approx(eye.reach * factor)


@pytest.mark.parametrize(("factor", "distance"), [(1e-9, NEAREST), (1e9, FARTHEST)])
def test_zooming_ends_at_both_ends(factor: float, distance: float) -> None:
    assert ISO.zoomed(factor).distance == pytest.approx(distance)


@given(EYES, st.floats(-1.5, 1.5), st.floats(-1, 1), st.floats(0.1, 3), st.booleans())
def test_what_is_behind_a_point_of_the_view_is_seen_there(
    eye: Eye, right: float, up: float, depth: float, parallel: bool
) -> None:
    seen = eye.seen(eye.ray(right, up, parallel).at(depth), parallel)
    assert seen == pytest.approx((right, up), abs=1e-9)


def test_what_is_behind_the_eye_is_not_seen() -> None:
    assert ISO.seen(ISO.ray(0.2, 0.1, False).at(-0.5), False) is None
