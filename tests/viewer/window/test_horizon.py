"""How far ahead: what the layout asks for, more when the playback comes near, an end when memory is full."""

from pathlib import Path

from layouts import load
from layouts.model import Run
from viewer.window.horizon import DEFAULT, MOST_BYTES, Horizon


def test_a_layout_that_does_not_say_is_simulated_for_a_shift() -> None:
    assert Horizon.of_run(Run()) == Horizon(DEFAULT, DEFAULT) == Horizon(28_800.0, 28_800.0)


def test_a_layout_is_simulated_for_as_long_as_it_says_and_the_warm_up(packaging_line: Path) -> None:
    assert Horizon.of_run(load(packaging_line).run) == Horizon(None, 9 * 3600.0)


def test_a_run_whose_end_the_layout_gives_ends_there() -> None:
    horizon = Horizon.of_run(Run(duration=100.0))
    assert horizon.final
    assert horizon.following(100.0) is horizon
    assert not Horizon.of_run(Run()).final


def test_the_horizon_moves_on_when_the_playback_comes_near() -> None:
    horizon = Horizon(100.0, 100.0)
    assert horizon.following(89.0) is horizon
    assert horizon.following(90.0) == Horizon(100.0, 200.0)


def test_the_horizon_ends_where_memory_ends() -> None:
    horizon = Horizon(100.0, 100.0)
    assert horizon.limited(40.0, received=MOST_BYTES - 1) is horizon
    full = horizon.limited(40.0, received=MOST_BYTES)
    assert full == Horizon(100.0, 40.0, full=True)
    assert full.following(40.0) is full
