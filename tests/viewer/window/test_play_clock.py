"""The play clock: moves with real time, never beyond what is known, and up and down the ladder of speeds."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.window.play_clock import LONGEST_STEP, SPEEDS, PlayClock, clock_text, span_text, speed_text

SECONDS = st.floats(0, 1e7, allow_nan=False)


def test_a_paused_clock_stands() -> None:
    assert PlayClock(position=5.0, speed=60.0).after(0.1, end=100.0) == PlayClock(position=5.0, speed=60.0)


def test_a_playing_clock_goes_on_at_its_speed() -> None:
    clock = PlayClock(position=5.0, speed=60.0, playing=True)
    assert clock.after(0.1, end=100.0).position == 11.0


def test_a_hiccup_is_not_made_up_for() -> None:
    clock = PlayClock(speed=10.0, playing=True)
    assert clock.after(60.0, end=1e6).position == LONGEST_STEP * 10.0


@given(SECONDS, SECONDS, st.sampled_from(SPEEDS), st.floats(0, 10))
def test_a_clock_stays_in_what_is_known_and_never_goes_back_by_itself(
    position: float, end: float, speed: float, elapsed: float
) -> None:
    clock = PlayClock(speed=speed, playing=True).at(position, end)
    assert 0 <= clock.position <= end
    assert clock.position <= clock.after(elapsed, end).position <= end


def test_the_ladder_of_speeds_goes_from_a_tenth_to_ten_thousand_and_back() -> None:
    assert list(SPEEDS) == [0.1, 0.5, 1, 2, 5, 10, 30, 60, 100, 300, 1_000, 3_000, 10_000]
    for slow, fast in pairwise(SPEEDS):
        assert PlayClock(speed=slow).faster().speed == fast
        assert PlayClock(speed=fast).slower().speed == slow
    assert PlayClock(speed=SPEEDS[0]).slower().speed == SPEEDS[0]
    assert PlayClock(speed=SPEEDS[-1]).faster().speed == SPEEDS[-1]


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00:00"), (59.99, "0:00:59"), (60, "0:01:00"), (3_661, "1:01:01"), (360_000, "100:00:00")],
)
def test_a_clock_reads_hours_minutes_and_seconds(seconds: float, text: str) -> None:
    assert clock_text(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (4.2, "4.2 s"),
        (59.96, "1 min"),
        (125, "2 min 5 s"),
        (720, "12 min"),
        (3_599, "1 h"),
        (5_400, "1 h 30 min"),
        (7_200, "2 h"),
        (187_200, "2 d 4 h"),
        (172_800, "2 d"),
    ],
)
def test_a_span_is_told_as_people_would(seconds: float, text: str) -> None:
    assert span_text(seconds) == text


@pytest.mark.parametrize(("speed", "text"), [(0.1, "0.1×"), (1, "1×"), (10_000, "10,000×")])
def test_a_speed_reads_as_a_factor(speed: float, text: str) -> None:
    assert speed_text(speed) == text
