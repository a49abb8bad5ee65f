"""Ratios come from speeds, contestants take turns."""

from functools import partial

import pytest

from benchmarks.contest import Contest, Ratio


def test_best_against_best_and_the_spread_of_pairs() -> None:
    assert Ratio.of([6.0, 8.0, 5.0], [2.0, 4.0, 1.0]) == Ratio(best=2.0, median=3.0, least=2.0, greatest=5.0)


def test_every_repetition_is_a_pair() -> None:
    with pytest.raises(ValueError, match="shorter"):
        Ratio.of([6.0, 8.0], [2.0])


def test_contestants_take_turns() -> None:
    turns: list[str] = []

    def run(name: str, speed: float) -> float:
        turns.append(name)
        return speed

    contest = Contest.held("race", {"hare": partial(run, "hare", 6.0), "hedgehog": partial(run, "hedgehog", 2.0)}, 3)
    assert turns == ["hare", "hedgehog"] * 3
    assert contest.speeds == {"hare": [6.0] * 3, "hedgehog": [2.0] * 3}


def test_the_first_is_compared_with_all_others() -> None:
    contest = Contest("race", {"hare": [6.0, 8.0], "hedgehog": [2.0, 2.0]})
    assert contest.to_json_object() == {
        "hare": {"best_speed": 8.0, "median_speed": 7.0},
        "hedgehog": {
            "best_speed": 2.0,
            "median_speed": 2.0,
            "best": 4.0,
            "median": 3.5,
            "least": 3.0,
            "greatest": 4.0,
        },
    }
    assert contest.table().splitlines() == [
        "race",
        "  operations a CPU second         best      median   Linewright is faster by",
        "  hare                               8           7",
        "  hedgehog                           2           2   4.00 x (3.50, 3.00 to 4.00)",
    ]
