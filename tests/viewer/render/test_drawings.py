"""Drawings on the floor: what is seen of them, and what is said where nothing is."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from geometry.plans.underlay import Underlay
from geometry.scene import scene_of
from layouts import load
from layouts.drawing import Drawing
from layouts.errors import UserError
from viewer.render.drawings import pixels_in, trouble_with
from viewer.render.options import Pixels, Quality, Take, View
from viewer.render.pictures import Studio


def test_a_picture_is_seen_the_right_way_up(tmp_path: Path) -> None:
    pixels = np.full((100, 200, 3), 255, np.uint8)
    pixels[:50, :100] = (200, 0, 0)  # red at the upper left
    Image.fromarray(pixels).save(tmp_path / "hall.png")
    text = "linewright: 1\nhall: {size: 10 x 5 x 4 m}\ndrawing: {file: hall.png, scale: 50 mm}\n"
    (tmp_path / "line.yaml").write_text(text + "equipment:\n  a: {kind: column, at: [9, 0.5]}\n")
    layout = load(tmp_path / "line.yaml")
    take = Take(Pixels(200, 100), View.TOP, quality=Quality.FAST, texts=False)
    with Studio(scene_of(layout), take) as studio:
        studio.view.plotter.camera.parallel_scale = 3.0
        studio.view.plotter.camera.focal_point = (5.0, 2.5, 0.0)
        studio.view.plotter.camera.position = (5.0, 2.5, 20.0)
        seen = studio.picture().astype(int)
    redness = seen[..., 0] - seen[..., 1]
    assert redness[25, 60] > 80
    assert abs(redness[75, 60]) < 30
    assert abs(redness[25, 140]) < 30


@pytest.mark.parametrize("data", [b"", b"hello", b"\x89PNG\r\n\x1a\n" + b"\0" * 50])
def test_what_is_no_picture_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "hall.png"
    path.write_bytes(data)
    with pytest.raises(UserError, match=r"hall\.png: (no picture|damaged)"):
        pixels_in(path)
    drawing = Drawing(file="hall.png", scale=0.01)
    assert str(trouble_with(Underlay(np.zeros((0, 2, 2)), path, drawing))).startswith(str(path))


def test_a_picture_with_far_too_many_pixels_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "hall.png"
    Image.new("1", (20_000, 6_000)).save(path)
    with pytest.raises(UserError, match=r"hall\.png: (20,000 x 6,000 pixels|no picture)"):
        pixels_in(path)
