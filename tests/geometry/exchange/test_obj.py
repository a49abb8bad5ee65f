from pathlib import Path

import numpy as np
import pytest

from geometry.exchange.motion import motion_of
from geometry.exchange.obj import write_obj
from geometry.palette import LIGHT
from geometry.scene import scene_of
from layouts.errors import UserError
from tests.geometry.exchange.runs import example, named, playback


def test_objects_stand_where_the_scene_has_them(tmp_path: Path) -> None:
    scene = scene_of(named("x"))
    write_obj(tmp_path / "line.obj", scene, LIGHT)
    objects = (tmp_path / "line.obj").read_text(encoding="utf-8").split("\no ")[1:]
    assert [text.split("\n")[0] for text in objects] == [*scene.pieces]
    for text, piece in zip(objects, scene.pieces.values(), strict=True):
        points = [[*map(float, line[2:].split())] for line in text.split("\n") if line.startswith("v ")]
        if points:
            expected = np.concatenate([s.mesh.placed(piece.pose).points for s in piece.model.surfaces])
            np.testing.assert_allclose(points, expected, atol=1e-5)


def test_faces_refer_to_points_that_are_there_and_materials_are_declared(tmp_path: Path) -> None:
    write_obj(tmp_path / "line.obj", scene_of(example()), LIGHT, motion_of(playback(), 90.0, 0.0))
    lines = (tmp_path / "line.obj").read_text(encoding="utf-8").split("\n")
    points = sum(line.startswith("v ") for line in lines)
    corners = [int(c.split("//")[0]) for line in lines if line.startswith("f ") for c in line[2:].split()]
    assert min(corners) == 1
    assert max(corners) == points
    declared = [line[7:] for line in (tmp_path / "line.mtl").read_text().split("\n") if line.startswith("newmtl ")]
    assert len(declared) == len(set(declared))
    assert {line[7:] for line in lines if line.startswith("usemtl ")} <= {*declared}
    assert sum(line.startswith("o part_") for line in lines) == len(playback().at(90.0).items)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be written"):
        write_obj(tmp_path / "none" / "line.obj", scene_of(example()), LIGHT)
    assert not (tmp_path / "none").exists()
