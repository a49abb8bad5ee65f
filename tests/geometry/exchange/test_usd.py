import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from pxr import Usd, UsdGeom, UsdValidation

from geometry.crew import Posts
from geometry.exchange.motion import Motion, motion_of
from geometry.exchange.usd import CODES, write_usd
from geometry.palette import LIGHT
from geometry.scene import scene_of
from layouts.errors import UserError
from layouts.model import Layout
from tests.geometry.exchange.runs import DURATION, START, drawn_upon, example, limbs, named, peopled, playback

Floats = NDArray[np.float64]
Stage = Any
"""A stage, or anything of one: the package has no types."""


def complaints(stage: Stage) -> list[str]:
    """What the validators say that come with OpenUSD: the successor of its compliance checker."""
    context = UsdValidation.ValidationContext(UsdValidation.ValidationRegistry().GetOrLoadAllValidators())
    return [f"{error.GetName()}: {error.GetMessage()}" for error in context.Validate(stage)]


def written(layout: Layout, path: Path, motion: Motion | None = None) -> Stage:
    write_usd(path, layout, scene_of(layout), LIGHT, motion)
    return Usd.Stage.Open(str(path))


@pytest.fixture(scope="module")
def moving(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    path = tmp_path_factory.mktemp("usd") / "run.usdc"
    return written(example(), path, motion_of(playback(), START, DURATION))


def test_a_run_passes_all_validators_and_says_its_units(moving: Stage) -> None:
    assert complaints(moving) == []
    assert UsdGeom.GetStageUpAxis(moving) == UsdGeom.Tokens.z
    assert UsdGeom.GetStageMetersPerUnit(moving) == 1.0
    assert (moving.GetStartTimeCode(), moving.GetEndTimeCode()) == (0.0, DURATION * CODES)
    assert moving.GetDefaultPrim().GetPath() == "/Line"


@pytest.mark.parametrize("name", ["Füller №1", "a/b{c}<d>", "x\x00y", "漢字"])
def test_any_name_gives_a_sound_stage(name: str, tmp_path: Path) -> None:
    assert complaints(written(named(name), tmp_path / "line.usda")) == []


def test_everything_stands_where_the_scene_has_it(tmp_path: Path) -> None:
    layout = named("x")
    stage, cache = written(layout, tmp_path / "line.usda"), UsdGeom.BBoxCache(Usd.TimeCode.Default(), ["default"])
    found = {
        p.GetCustomDataByKey("linewright:id"): p for p in stage.Traverse() if p.GetCustomDataByKey("linewright:id")
    }
    for name, piece in scene_of(layout).pieces.items():
        if piece.model.surfaces:
            box = cache.ComputeWorldBound(found[name]).ComputeAlignedRange()
            points = np.concatenate([s.mesh.placed(piece.pose).points for s in piece.model.surfaces])
            np.testing.assert_allclose(box.GetMin(), points.min(axis=0), atol=1e-4)
            np.testing.assert_allclose(box.GetMax(), points.max(axis=0), atol=1e-4)
    press, twin = found["press"], found["twin"]
    assert press.IsInstance()
    assert press.GetPrototype() == twin.GetPrototype()


@pytest.mark.parametrize("t", [3.21, 17.5, 44.44])
def test_parts_are_where_the_playback_has_them(moving: Stage, t: float) -> None:
    moment, code = playback().at(START + t), Usd.TimeCode(t * CODES)
    cache, shown = UsdGeom.XformCache(code), {}
    for prim in moving.GetPrimAtPath("/Line/Parts").GetChildren():
        if UsdGeom.Imageable(prim).ComputeVisibility(code) == UsdGeom.Tokens.inherited:
            place = cache.GetLocalToWorldTransform(prim).ExtractTranslation()
            shown[prim.GetCustomDataByKey("linewright:item")] = np.array(place)
    assert sorted(shown) == sorted(moment.items.tolist())
    for item, position in zip(moment.items.tolist(), moment.positions, strict=True):
        np.testing.assert_allclose(shown[item], position, atol=0.001)


@pytest.mark.parametrize("t", [0.0, 17.05, 41.75])
def test_joints_move_as_in_the_window(moving: Stage, t: float) -> None:
    cache, prims = UsdGeom.XformCache(Usd.TimeCode(t * CODES)), {prim.GetName(): prim for prim in moving.Traverse()}
    found = 0
    for name, points, stray in limbs(scene_of(example()), playback(), START + t):
        piece, joint = name.split(".")
        if len(points):
            limb = moving.GetPrimAtPath(f"{prims[piece].GetPath()}/{joint}/Moved")
            meshes = [p for p in Usd.PrimRange(limb, Usd.TraverseInstanceProxies()) if p.IsA(UsdGeom.Mesh)]
            np.testing.assert_allclose(np.concatenate([_points(cache, mesh) for mesh in meshes]), points, atol=stray)
            found += 1
    assert found > 3


def _points(cache: Stage, mesh: Stage) -> Floats:
    """The points (n, 3) of a mesh in the hall."""
    local = np.array(UsdGeom.Mesh(mesh).GetPointsAttr().Get(), np.float64)
    matrix = np.array(cache.GetLocalToWorldTransform(mesh))
    world: Floats = local @ matrix[:3, :3] + matrix[3, :3]
    return world


def test_people_walk_as_in_the_playback(tmp_path: Path) -> None:
    layout, played = peopled()
    stage = written(layout, tmp_path / "run.usdc", motion_of(played, START, DURATION))
    assert complaints(stage) == []
    for t in (4.4, 23.1, 51.7):
        cache = UsdGeom.XformCache(Usd.TimeCode(t * CODES))
        people = played.at(START + t).people
        shown = Posts(scene_of(layout)).seen(people.positions, people.ways)
        for prim, foot in zip(stage.GetPrimAtPath("/Line/Crew").GetChildren(), shown.feet, strict=True):
            place = np.array(cache.GetLocalToWorldTransform(prim).ExtractTranslation())
            np.testing.assert_allclose(place, foot, atol=0.002)


def test_the_drawing_on_the_floor_is_there_as_curves(tmp_path: Path) -> None:
    write_usd(tmp_path / "line.usda", example(), drawn_upon(example()), LIGHT)
    stage = Usd.Stage.Open(str(tmp_path / "line.usda"))
    assert complaints(stage) == []
    curves = UsdGeom.BasisCurves(stage.GetPrimAtPath("/Line/Drawing"))
    assert [*curves.GetCurveVertexCountsAttr().Get()] == [3, 2]
    assert [tuple(p) for p in curves.GetPointsAttr().Get()] == [(1, 1, 0), (5, 1, 0), (5, 4, 0), (7, 2, 0), (8, 3, 0)]


def test_the_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "pxr", None)
    with pytest.raises(UserError, match=r"pip install 'linewright\[usd\]'"):
        write_usd(tmp_path / "x.usdc", example(), scene_of(example()), LIGHT)
    assert not [*tmp_path.iterdir()]
