"""A package outside the project brings a kind with a behaviour of its own; a broken one stops nothing."""

import json
from pathlib import Path

import pytest

from tests.turntable import install, linewright


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """Return a folder with the package installed in it, and a layout that uses its kind."""
    return install(tmp_path)


def test_a_kind_from_outside_is_listed_beside_a_broken_one(outside: Path) -> None:
    done = linewright(outside, "kinds", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert "turntable" in [entry["kind"] for entry in told["kinds"]]
    assert list(told["broken"]) == ["lift"]
    assert told["broken"]["lift"].startswith("turntables.missing:Lift: No module named")
    assert (told["broken_behaviours"], told["broken_models"]) == ({}, {})


def test_a_kind_from_outside_is_checked_and_simulated(outside: Path) -> None:
    assert linewright(outside, "check", "line.yaml").returncode == 0
    done = linewright(outside, "simulate", "line.yaml", "--for", "42s", "--json")
    assert done.returncode == 0, done.stderr
    # one part every 4 s; what happens at 42 s and later does not count
    assert json.loads(done.stdout)["parts"]["out"] == 10


def test_a_kind_without_a_behaviour_says_so(outside: Path) -> None:
    points = outside / "turntables-1.0.dist-info" / "entry_points.txt"
    points.write_text(points.read_text().partition("[linewright.behaviours]")[0])
    done = linewright(outside, "simulate", "line.yaml", "--for", "42s")
    assert done.returncode == 1
    assert "table: no behaviour for kind 'turntable'" in done.stderr
    assert "Traceback" not in done.stderr


# what cannot be imported

REASON = "this package is of next year"


@pytest.mark.parametrize("error", ["ImportError", "TypeError"])
@pytest.mark.parametrize("what", ["kind", "behaviour", "model"])
def test_what_cannot_be_imported_is_listed_and_the_rest_works(outside: Path, what: str, error: str) -> None:
    (outside / "turntables" / f"{what}.py").write_text(f"raise {error}({REASON!r})\n")
    done = linewright(outside, "kinds")
    assert done.returncode == 0, done.stderr
    said = f"linewright: {what} 'turntable' comes from a plugin that cannot be loaded: turntables.{what}:"
    assert [line for line in done.stderr.splitlines() if line.startswith(said) and REASON in line]
    assert "\nmachine (station)" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_kind_that_cannot_be_imported_is_named_where_a_layout_uses_it(outside: Path) -> None:
    (outside / "turntables" / "kind.py").write_text(f"raise ImportError({REASON!r})\n")
    done = linewright(outside, "check", "line.yaml")
    assert done.returncode == 1
    assert f"kind `turntable` comes from a plugin that cannot be loaded: turntables.kind:Turntable: {REASON}" in (
        done.stdout + done.stderr
    )


def test_a_behaviour_that_cannot_be_imported_leaves_the_layout_to_be_checked(outside: Path) -> None:
    (outside / "turntables" / "behaviour.py").write_text(f"raise ImportError({REASON!r})\n")
    assert linewright(outside, "check", "line.yaml").returncode == 0
    done = linewright(outside, "simulate", "line.yaml", "--for", "42s")
    assert done.returncode == 1
    assert f"table: no behaviour for kind 'turntable': turntables.behaviour:Turning: {REASON}" in done.stderr
