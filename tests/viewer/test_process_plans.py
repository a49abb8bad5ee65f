"""From a spreadsheet of forty operations to a running 3D line with one command."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from linewright import main
from tests.layouts.plans.forty import workbook


def picture(line: Path, output: Path, *words: str) -> NDArray[np.uint8]:
    """The picture that `linewright render` writes."""
    size = ["--size", "320x180", "--quality", "fast"]
    assert main(["render", str(line), *words, *size, "-o", str(output)]) == 0
    with Image.open(output) as image:
        return np.asarray(image.convert("RGB"))


def test_a_line_of_a_spreadsheet_is_seen_at_work(tmp_path: Path) -> None:
    line = tmp_path / "line.yaml"
    assert main(["new", str(line), "--from", str(workbook(tmp_path / "plan.xlsx"))]) == 0
    at_rest = picture(line, tmp_path / "rest.png")
    at_work = picture(line, tmp_path / "work.png", "--at", "30min")
    assert len(np.unique(at_rest.reshape(-1, 3), axis=0)) > 500
    assert np.count_nonzero((at_rest != at_work).any(axis=2)) > 50
