import re
from pathlib import Path

import numpy as np
import pytest

from geometry.cad.standing import Wishes, stand_up
from geometry.cad.units import Unit, Up
from layouts.errors import UserError
from tests.geometry.cad import shapes

PLATE = shapes.box((0, 0, 0), (2.0, 1.0, 0.5))


def _sizes(path: Path, wishes: Wishes | None = None) -> list[float]:
    return [round(float(side), 6) for side in stand_up(path, wishes or Wishes()).assembly.extents]


@pytest.mark.parametrize("scale", [1.0, 1000.0])
def test_a_format_without_units_is_guessed_from_its_longest_side(tmp_path: Path, scale: float) -> None:
    path = shapes.write_stl(tmp_path / "plate.stl", PLATE, scale)
    assert _sizes(path) == [2.0, 1.0, 0.5]
    standing = stand_up(path, Wishes())
    assert standing.scale.name == ("m" if scale == 1 else "mm")
    assert standing.scale.reason.startswith("guessed: the file has no unit, and its longest side of")


@pytest.mark.parametrize("scale", [0.02, 30.0, 60_000.0])
def test_what_cannot_be_guessed_is_asked_for(tmp_path: Path, scale: float) -> None:
    path = shapes.write_stl(tmp_path / "plate.stl", PLATE, scale)
    with pytest.raises(UserError, match=r"none can be guessed: say --units, one of um, mm, cm, m, in, ft$"):
        stand_up(path, Wishes())


@pytest.mark.parametrize(("unit", "metres"), [(Unit.INCH, 0.0254), (Unit.FOOT, 0.3048), (Unit.CENTIMETRE, 0.01)])
def test_what_is_asked_for_is_taken(tmp_path: Path, unit: Unit, metres: float) -> None:
    path = shapes.write_ply(tmp_path / "plate.ply", PLATE, 1 / metres)
    assert _sizes(path, Wishes(units=unit)) == [2.0, 1.0, 0.5]


@pytest.mark.parametrize(("up", "size"), [(Up.Z, [2.0, 1.0, 0.5]), (Up.Y, [2.0, 0.5, 1.0]), (Up.X, [1.0, 0.5, 2.0])])
def test_the_axis_that_points_up(tmp_path: Path, up: Up, size: list[float]) -> None:
    standing = stand_up(shapes.write_stl(tmp_path / "plate.stl", PLATE), Wishes(up=up))
    assert [round(float(side), 6) for side in standing.assembly.extents] == size
    assert np.linalg.det(standing.assembly.placed[0].rotation) == pytest.approx(1.0)


def test_an_obj_has_y_up_and_an_stl_z(tmp_path: Path) -> None:
    assert _sizes(shapes.write_obj(tmp_path / "a.obj", PLATE)) == [2.0, 0.5, 1.0]
    assert _sizes(shapes.write_stl(tmp_path / "a.stl", PLATE)) == [2.0, 1.0, 0.5]


@pytest.mark.parametrize(("unit", "axis", "size"), [("0.01", "Z", [0.2, 0.1, 0.05]), ("", "", [20.0, 5.0, 10.0])])
def test_a_collada_file_says_both_or_the_standard_does(tmp_path: Path, unit: str, axis: str, size: list[float]) -> None:
    body = shapes.box((0, 0, 0), (20.0, 10.0, 5.0))
    assert _sizes(shapes.write_collada(tmp_path / "a.dae", body, unit, axis)) == size


def test_a_declared_unit_that_makes_no_sense_is_not_believed(tmp_path: Path) -> None:
    path = shapes.write_collada(tmp_path / "a.dae", shapes.box((0, 0, 0), (2000.0, 10.0, 5.0)), "1", "Z")
    with pytest.raises(UserError, match=re.escape("in 1 m (as the COLLADA file says) that is 2000 m: say --units")):
        stand_up(path, Wishes())


def test_everything_stands_on_the_floor_about_the_origin(tmp_path: Path) -> None:
    path = shapes.write_stl(tmp_path / "a.stl", shapes.box((5, 5, 5), (7, 6, 5.5)))
    low, high = stand_up(path, Wishes()).assembly.bounds
    assert low.tolist() == [-1.0, -0.5, 0.0]
    assert high.tolist() == [1.0, 0.5, 0.5]
