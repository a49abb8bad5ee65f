"""Golden pictures, and a test of the tests: what a missing, a recoloured or a moved machine does to them."""

import os
from pathlib import Path

import numpy as np
import pytest

from geometry.scene import Scene
from tests.viewer.render.golden import (
    EXAMPLES,
    TAKES,
    TOLERANCE,
    Picture,
    Tinted,
    agrees,
    draw,
    drawn_elsewhere,
    golden,
    keep_difference,
    moved,
    replace_piece,
    scene,
    without,
)

MACHINES = ["filling", "capping", "labelling", "sealing", "packing"]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Picture]:
    return drawn_elsewhere(tmp_path_factory.mktemp("drawn"))


@pytest.fixture(scope="module")
def line() -> Scene:
    return scene()


@pytest.mark.parametrize("name", [*TAKES, *EXAMPLES])
def test_the_picture_is_the_golden_one(name: str, drawn: dict[str, Picture]) -> None:
    if not agrees(drawn[name], golden(name)):
        difference = keep_difference(name, drawn[name], golden(name))
        pytest.fail(f"{name}: other than tests/golden/{name}.png, see {difference}")


def test_two_processes_draw_the_same_bytes(drawn: dict[str, Picture], tmp_path: Path) -> None:
    again = drawn_elsewhere(tmp_path)
    assert all(np.array_equal(drawn[name], again[name]) for name in TAKES)


@pytest.mark.parametrize("view", ["iso", "top"])
@pytest.mark.parametrize("name", MACHINES)
def test_a_missing_machine_fails(name: str, view: str, line: Scene) -> None:
    assert not agrees(draw(without(line, name), TAKES[view]), golden(view))


@pytest.mark.parametrize("view", ["iso", "top"])
@pytest.mark.parametrize("name", MACHINES)
def test_a_recoloured_machine_fails(name: str, view: str, line: Scene) -> None:
    shape = Tinted(line.pieces[name].shape, "#e3e8ee")  # hardly to be seen: the body is #eff0ef
    assert not agrees(draw(replace_piece(line, name, shape), TAKES[view]), golden(view))


@pytest.mark.parametrize("view", ["iso", "top"])
@pytest.mark.parametrize("name", MACHINES)
def test_a_moved_machine_fails(name: str, view: str, line: Scene) -> None:
    assert not agrees(draw(moved(line, name, 0.05), TAKES[view]), golden(view))


def test_a_handful_of_pixels_within_the_tolerance_passes() -> None:
    picture = golden("iso").astype(np.int16)
    near = np.clip(picture + TOLERANCE, 0, 255).astype(np.uint8)
    assert agrees(near, golden("iso"))
    near[:2, :3] = 0
    assert agrees(near, golden("iso"))
    near[:2, :4] = 0
    assert not agrees(near, golden("iso"))


def test_a_difference_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.viewer.render.golden.DIFFERENCES", tmp_path)
    path = keep_difference("iso", np.zeros_like(golden("iso")), golden("iso"))
    assert os.path.getsize(path) > 0
