"""Joints by hand: at which moment a door stands how far open, and where a chain of links ends."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geometry.models.model import Joint, Motion
from geometry.motion import TRAVEL, Drives, Stance, linkage, product, rotated
from layouts.space import Pose, Vector
from replay.states import State

Z, Y = Vector(0, 0, 1), Vector(0, 1, 0)


def value(motion: Motion, state: State, age: float, before: State, lasted: float = math.inf) -> float:
    """How far a joint of reach 2 and period 4 s is."""
    joint = Joint("x", Vector(0, 0, 0), Z, 2.0, False, motion, 4.0)
    stance = Stance(np.array([state]), np.array([age]), np.array([before]), np.array([lasted]))
    return float(Drives.of([joint]).values(stance)[0])


@pytest.mark.parametrize(
    ("state", "age", "before", "expected"),
    [
        (State.WORKING, 0.0, State.STARVED, 2.0),
        (State.WORKING, TRAVEL / 2, State.STARVED, 1.0),
        (State.WORKING, TRAVEL, State.STARVED, 0.0),
        (State.WORKING, 99.0, State.STARVED, 0.0),
        (State.BLOCKED, 0.0, State.WORKING, 0.0),
        (State.BLOCKED, TRAVEL / 4, State.WORKING, 2 * 5 / 32),
        (State.BLOCKED, TRAVEL, State.WORKING, 2.0),
        (State.STARVED, 0.1, State.BLOCKED, 2.0),
        (State.WORKING, 0.1, State.WORKING, 0.0),
        (State.OFF_SHIFT, 9.0, State.STARVED, 0.0),
        (State.WAITING_REPAIR, 9.0, State.WORKING, 0.0),
        (State.FAILED, 9.0, State.WAITING_REPAIR, 2.0),
    ],
)
def test_a_door_is_closed_while_the_machine_works_and_open_while_it_is_attended(
    state: State, age: float, before: State, expected: float
) -> None:
    assert value(Motion.OPENS, state, age, before) == pytest.approx(expected)


def test_a_hood_is_down_while_the_tester_works() -> None:
    assert value(Motion.CLOSES, State.WORKING, TRAVEL / 2, State.STARVED) == pytest.approx(1.0)
    assert value(Motion.CLOSES, State.WORKING, 9.0, State.STARVED) == 2.0
    assert value(Motion.CLOSES, State.BLOCKED, 9.0, State.WORKING) == 0.0


@pytest.mark.parametrize(("age", "expected"), [(0, 0), (1, 1), (2, 2), (3, 1), (4, 0), (6, 2)])
def test_a_ram_goes_down_and_up_once_a_period(age: float, expected: float) -> None:
    assert value(Motion.STROKES, State.WORKING, age, State.STARVED) == pytest.approx(expected, abs=1e-12)


def test_a_stroke_that_was_broken_off_returns() -> None:
    at = [value(Motion.STROKES, State.FAILED, age, State.WORKING, lasted=6.0) for age in (0, TRAVEL / 2, TRAVEL, 9)]
    assert at == pytest.approx([2.0, 1.0, 0.0, 0.0])
    assert value(Motion.STROKES, State.FAILED, 0.0, State.WORKING) == 0.0


def test_a_spindle_turns_at_its_rate_and_stands_where_it_stopped() -> None:
    assert value(Motion.SPINS, State.WORKING, 30.0, State.STARVED) == pytest.approx(60.0)
    assert value(Motion.SPINS, State.WORKING, 190.0, State.STARVED) == pytest.approx(20.0)
    assert value(Motion.SPINS, State.BLOCKED, 5.0, State.WORKING, lasted=30.0) == pytest.approx(60.0)
    assert value(Motion.SPINS, State.STARVED, 5.0, State.BLOCKED, lasted=30.0) == 0.0


def test_what_people_move_stays() -> None:
    assert {value(Motion.STAYS, state, 3.0, State.WORKING) for state in State} == {0.0}


@given(st.sampled_from([*Motion]), st.sampled_from([*State]), st.floats(0, 1e6), st.sampled_from([*State]))
def test_a_joint_never_leaves_its_way(motion: Motion, state: State, age: float, before: State) -> None:
    most = 360.0 if motion is Motion.SPINS else 2.0
    assert 0.0 <= value(motion, state, age, before, lasted=age) <= most + 1e-9


def test_links_follow_one_another() -> None:
    """An arm of two links of 1 m along X, each turned by 90 degrees about Z: its end comes from (2, 0) to (-1, 1)."""
    shoulder, elbow = (
        Joint(name, Vector(at, 0, 0), Z, 90.0, True, parent=parent)
        for name, at, parent in (("a", 0, None), ("b", 1, "a"))
    )
    link = linkage([(shoulder, Pose(Vector(0, 0))), (elbow, Pose(Vector(0, 0)))], [-1, 0])
    turns, moves = link.placed(np.array([90.0, 90.0]))
    ends = moves + rotated(turns, np.array([[1.0, 0, 0], [2.0, 0, 0]]))
    assert ends == pytest.approx(np.array([[0, 1, 0], [-1, 1, 0]]), abs=1e-12)


def test_a_slide_goes_along_its_axis_in_the_hall() -> None:
    door = Joint("door", Vector(0, -1, 0), Vector(1, 0, 0), 0.5, False)
    _, moves = linkage([(door, Pose(Vector(7, 3), turn=90.0))], [-1]).placed(np.array([0.5]))
    assert moves == pytest.approx(np.array([[0, 0.5, 0]]), abs=1e-12)


def test_a_mirrored_piece_turns_the_other_way() -> None:
    door = Joint("door", Vector(0, -1, 0), Z, 90.0, True)
    turns, moves = linkage([(door, Pose(Vector(0, 0), mirror=True))], [-1]).placed(np.array([90.0]))
    end = moves + rotated(turns, np.array([[1.0, 1.0, 0.0]]))
    assert end == pytest.approx(np.array([[0, 0, 0]]), abs=1e-12)


@given(st.floats(-3, 3), st.floats(-3, 3))
def test_turns_add_up(one: float, other: float) -> None:
    def about_z(angle: float) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
        return np.array([[math.cos(angle / 2), 0, 0, math.sin(angle / 2)]])

    assert product(about_z(one), about_z(other)) == pytest.approx(about_z(one + other), abs=1e-12)
