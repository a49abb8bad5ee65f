"""The page shows what the benchmarks found, and of the machine only what anybody may know."""

import platform
from typing import Any

import pytest

from benchmarks.page import page, table

RATIO = {"best": 12.0, "median": 11.5, "least": 10.25, "greatest": 13.0}
CONTEST = {"Linewright": {"best_speed": 600_000.0}, "Rival": {"best_speed": 50_000.0, **RATIO}}
RUN = {
    "visits": 60_000,
    "played_ms": 1.0,
    "played_median_ms": 1.1,
    "scrubbed_ms": 1.2,
    "scrubbed_median_ms": 1.3,
    "bytes_per_visit": 61.0,
}
FOUND: dict[str, Any] = {
    "tandem": {"parts": 10_000, "tandem queue": CONTEST},
    "engine": {"parts": 20_000, "finite buffers": CONTEST, "tandem queue": CONTEST},
    "playback": {
        "played_long_to_short": RATIO,
        "scrubbed_long_to_short": RATIO,
        "parts": 10_000,
        "standing": 0.5,
        "runs": {"short": RUN, "long": RUN | {"visits": 6_000_000}},
    },
}


def test_a_table_has_its_figures_to_the_right() -> None:
    assert table(["", "speed"], [["hare", "8"]]) == "|  | speed |\n| --- | ---: |\n| hare | 8 |"


@pytest.mark.parametrize(
    ("line", "times"),
    [
        ("| Linewright | 600,000 |  |  |  |", 3),
        ("| Rival | 50,000 | 12.00 | 11.50 | 10.25 – 13.00 |", 3),
        ("| 6,000,000 | 1.00 | 1.10 | 1.20 | 1.30 | 61.0 |", 1),
        ("| scrubbed | 12.00 | 11.50 | 10.25 – 13.00 |", 1),
        ("A trace that is 100 times as long takes", 1),
    ],
)
def test_what_was_found_is_shown(line: str, times: int) -> None:
    assert page(FOUND).count(line) == times


def test_the_machine_stays_unnamed() -> None:
    text = page(FOUND)
    assert platform.python_version() in text
    assert platform.node() not in text
