"""A package outside the project brings a look of its own; a broken one is drawn as a block."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.turntable import install, linewright

REASON = "this package is of next year"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """Return a folder with the package installed in it, and a layout that uses its kind."""
    return install(tmp_path)


def drawn(folder: Path) -> tuple[int, str]:
    """Draw the line; return how many pixels are of the turntable's own colour, and what was said."""
    done = linewright(folder, "render", "line.yaml", "--size", "320x240", "--quality", "fast", "-o", "x.png")
    assert done.returncode == 0, done.stderr
    with Image.open(folder / "x.png") as picture:
        red, green, blue = np.moveaxis(np.asarray(picture.convert("RGB")).astype(int), -1, 0)
    return int(np.count_nonzero((red > 2 * green) & (blue > 2 * green))), done.stderr


def test_a_kind_from_outside_is_drawn_as_its_own_model(outside: Path) -> None:
    pixels, said = drawn(outside)
    assert pixels > 500
    assert "plugin" not in said


def test_a_behaviour_that_cannot_be_imported_leaves_the_layout_to_be_drawn(outside: Path) -> None:
    (outside / "turntables" / "behaviour.py").write_text(f"raise ImportError({REASON!r})\n")
    assert drawn(outside)[0] > 500


def test_a_model_that_cannot_be_imported_is_drawn_as_a_block_and_told(outside: Path) -> None:
    (outside / "turntables" / "model.py").write_text(f"raise ImportError({REASON!r})\n")
    pixels, said = drawn(outside)
    assert pixels == 0
    assert (
        "model 'turntable' comes from a plugin that cannot be loaded, and a block stands for it: turntables.model"
        in said
    )
    done = linewright(outside, "simulate", "line.yaml", "--for", "42s", "--json")
    assert json.loads(done.stdout)["parts"]["out"] == 10
