import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pxr import Usd, UsdGeom, UsdValidation

from geometry.exchange.motion import Motion, motion_of
from geometry.exchange.usd import CODES, write_usd
from geometry.palette import LIGHT
from geometry.scene import scene_of
from layouts.errors import UserError
from layouts.model import Layout
from tests.geometry.exchange.runs import DURATION, START, example, named, playback

Stage = Any
"""The package has no types."""


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


def test_the_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "pxr", None)
    with pytest.raises(UserError, match=r"pip install 'linewright\[usd\]'"):
        write_usd(tmp_path / "x.usdc", example(), scene_of(example()), LIGHT)
    assert not [*tmp_path.iterdir()]
