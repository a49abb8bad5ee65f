"""A mesh of a million triangles, from the file to the receipt, held against a closed form."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

import linewright
from geometry.models.imported import levels_in
from layouts.model_files import container
from tests.geometry.cad import shapes
from tests.geometry.cad.test_diet import sag


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_a_million_triangles_become_twenty_thousand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    ball = shapes.sphere(502)
    path, output = shapes.write_stl(tmp_path / "ball.stl", ball), tmp_path / "ball.glb"
    assert len(ball.triangles) > 1_000_000
    assert linewright.main(["import-cad", str(path), "-o", str(output), "--budget", "20000", "--json"]) == 0
    receipt = json.loads(capsys.readouterr().out)
    stated = receipt["levels"][0]["deviation_mm"]
    finest = levels_in(container(output.read_bytes()))[0]
    corners = np.concatenate([surface.mesh.points[surface.mesh.triangles] for surface in finest]).astype(np.float64)
    truth = 1000 * sag(corners - (0, 0, 1), 1.0)  # the sphere stands on the floor now
    with capsys.disabled():
        figures = f"{receipt['triangles_read']:,} -> {len(corners):,} triangles, stated {stated:.4f} mm, {truth:.4f} mm"
        sys.stdout.write(f"\n{figures}\n")
    assert 19_000 <= len(corners) <= 20_000
    assert 0.9 * truth - 0.02 <= stated <= truth + 0.02
