"""Real CAD files as users have them. They lie beside the repository and are read where they lie."""

import os
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from geometry.cad.diet import Imported, slimmed
from geometry.cad.standing import Wishes, stand_up
from geometry.models.imported import levels_in
from layouts.model_files import container

FOLDER = Path(os.environ.get("LINEWRIGHT_CAD", Path(__file__).resolve().parents[4] / "shared" / "cad"))
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"the CAD files are not there: {FOLDER}")


class Known(NamedTuple):
    """What is known of a file from elsewhere: size in metres, parts, shapes, triangles."""

    file: str
    size: tuple[float, float, float]
    parts: int
    shapes: int
    triangles: int


FILES = [
    Known("as1-oc-214.stp", (0.2, 0.15, 0.084), 18, 5, 11_116),
    Known("Diverter.glb", (0.7296, 2.2839, 1.2004), 13, 13, 3_860),
    Known("ConveyorRollerCorner.glb", (2.555, 2.555, 0.5103), 1, 1, 1_920),
    Known("irb2400_link_1.dae", (0.5157, 0.833, 0.5987), 1, 1, 4_910),
]


def _imported(name: str, budget: int) -> Imported:
    path, wishes = FOLDER / name, Wishes(budget=budget)
    return slimmed(path, stand_up(path, wishes), wishes)


@pytest.mark.parametrize("known", FILES, ids=lambda known: known.file)
def test_true_size_repeats_and_receipt(known: Known) -> None:
    imported = _imported(known.file, 3000)
    receipt = imported.receipt
    assert receipt.size == pytest.approx(known.size, abs=1e-3)
    assert (receipt.parts_read, receipt.shapes, receipt.triangles_read) == (known.parts, known.shapes, known.triangles)
    assert receipt.triangles <= 3000
    assert receipt.levels[0].deviation_mm < 4.0
    points = np.concatenate([surface.mesh.points for surface in levels_in(container(imported.glb))[0]])
    assert np.ptp(points, axis=0) == pytest.approx(known.size, abs=0.002)
    assert points[:, 2].min() == pytest.approx(0.0, abs=0.002)


def test_six_bolts_are_one_shape_in_six_places() -> None:
    tree = container(_imported("as1-oc-214.stp", 20_000).glb).tree
    places = tree["nodes"][tree["scenes"][0]["nodes"][0]]["children"]
    meshes = [tree["nodes"][place]["mesh"] for place in places]
    assert sorted(np.bincount(meshes).tolist()) == [1, 1, 2, 6, 8]


def test_colours_are_those_of_the_file() -> None:
    colors = {surface.tint for surface in levels_in(container(_imported("Diverter.glb", 20_000).glb))[0]}
    assert {"#d17f32", "#0dbad1", "#323540"} <= colors
    corner = levels_in(container(_imported("ConveyorRollerCorner.glb", 20_000).glb))[0]
    greys = [[int(str(surface.tint)[at : at + 2], 16) for at in (1, 3, 5)] for surface in corner]
    assert all(np.ptp(grey) < 16 for grey in greys)  # its texture is brushed metal
