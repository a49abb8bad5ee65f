"""The golden pictures: what they show, how they are drawn, compared and renewed.

Small, without anti-aliasing and without text. They hold on software Mesa; after an intended change of the look, renew
them, look at each of them, and commit them:

    PYTHONPATH=. .venv/bin/python tests/viewer/render/golden.py
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from geometry.models.model import Model, Shape, Surface
from geometry.palette import DARK, Role
from geometry.scene import Scene, scene_of
from layouts import load
from layouts.space import Size
from layouts.table import Table
from replay.frames import Look
from replay.header import Header
from replay.playback import Moment
from replay.states import State
from viewer.render.offscreen import prepare_off_screen
from viewer.render.options import Pixels, Quality, Take, View

ROOT = Path(__file__).resolve().parents[3]
GOLDEN = ROOT / "tests" / "golden"
DIFFERENCES = ROOT / "build" / "differences"
TOLERANCE = 2
"""How much a channel of a pixel may differ."""
SHARE = 1e-4
"""How many of the pixels may differ by more."""
SIZE = Pixels(320, 200)
PLAIN = Take(size=SIZE, quality=Quality.FAST, texts=False)
TAKES: Mapping[str, Take] = {
    "iso": PLAIN,
    "top": replace(PLAIN, view=View.TOP),
    "front": replace(PLAIN, view=View.FRONT),
    "dark": replace(PLAIN, theme=DARK),
}

EXAMPLES: Mapping[str, float] = {"small_factory": 41_867.0, "assembly_cell": 6647.0, "paint_shop": 12_787.0}
"""Examples, each with the second of its run at which its picture is taken."""

Picture = NDArray[np.uint8]


@dataclass(frozen=True)
class Tinted:
    """A shape whose body is painted in another colour."""

    shape: Shape
    color: str

    def model(self) -> Model:
        """Build the painted model."""
        model = self.shape.model()
        painted = tuple(
            Surface(s.role, s.mesh, self.color if s.role is Role.BODY else s.tint, s.joint) for s in model.surfaces
        )
        return replace(model, surfaces=painted)


def scene() -> Scene:
    """The scene of the demo."""
    return scene_of(load(ROOT / "layouts" / "examples" / "packaging_line.yaml"))


def header(scene: Scene) -> Header:
    """A header with the equipment of a scene and one product."""
    return Header("", 1, (), (Look("carton", Size(0.25, 0.18, 0.2), "orange"),), tuple(scene.pieces))


def moment(scene: Scene) -> Moment:
    """Some parts on the belts, and machines in different states."""
    states = dict.fromkeys(scene.pieces, State.WORKING) | {
        "filling": State.BLOCKED,
        "capping": State.CHANGEOVER,
        "sealing": State.STARVED,
        "packing": State.FAILED,
    }
    places = [(5.2, 8.0), (5.6, 8.0), (6.8, 8.0), (5.4, 3.6), (6.2, 3.6), (3.6, 3.6)]
    count, pieces = len(places), len(scene.pieces)
    return Moment(
        t=0.0,
        items=np.arange(count),
        looks=np.zeros(count, np.int16),
        positions=np.array([(x, y, 0.85) for x, y in places]),
        directions=np.tile([1.0, 0.0, 0.0], (count, 1)),
        along=np.full(count, np.nan),
        frames=np.zeros(count, np.int32),
        states=np.array([states[name] for name in scene.pieces], np.uint8),
        causes=np.full(pieces, -1, np.int32),
        since=np.zeros(pieces),
        odometers=np.zeros(0),
    )


def draw(scene: Scene, take: Take = PLAIN) -> Picture:
    """Draw a scene with the moment of the golden pictures."""
    prepare_off_screen()
    from viewer.render.pictures import Studio  # noqa: PLC0415 # VTK is told first where to draw

    with Studio(scene, take) as studio:
        return studio.picture(moment(scene), header(scene))


def draw_example(name: str) -> Picture:
    """Draw an example as it is at its moment, parts and states and all."""
    prepare_off_screen()
    from viewer.pages.still import still_of  # noqa: PLC0415 # VTK is told first where to draw

    return still_of(load(ROOT / "layouts" / "examples" / f"{name}.yaml"), EXAMPLES[name], PLAIN)


def without(scene: Scene, name: str) -> Scene:
    """The scene with one piece hidden, everything else where it was."""
    return replace_piece(scene, name, Hidden(scene.pieces[name].shape))


@dataclass(frozen=True)
class Hidden:
    """A shape of which nothing is drawn."""

    shape: Shape

    def model(self) -> Model:
        """Build a model without surfaces."""
        return replace(self.shape.model(), surfaces=(), shadows=(), stack=None)


def replace_piece(scene: Scene, name: str, shape: Shape) -> Scene:
    """The scene with another shape for one piece."""
    pieces = {**scene.pieces, name: replace(scene.pieces[name], shape=shape)}
    return replace(scene, pieces=Table(pieces))


def moved(scene: Scene, name: str, metres: float) -> Scene:
    """The scene with one piece shifted along +Y."""
    piece = scene.pieces[name]
    pose = replace(piece.pose, position=piece.pose.position._replace(y=piece.pose.position.y + metres))
    return replace(scene, pieces=Table({**scene.pieces, name: replace(piece, pose=pose)}))


def differing(picture: Picture, golden: Picture) -> NDArray[np.bool_]:
    """Which pixels (h, w) differ by more than the tolerance."""
    apart = np.abs(picture.astype(np.int16) - golden.astype(np.int16)).max(axis=2)
    beyond: NDArray[np.bool_] = apart > TOLERANCE
    return beyond


def agrees(picture: Picture, golden: Picture) -> bool:
    """Whether a picture passes for the golden one."""
    return picture.shape == golden.shape and float(differing(picture, golden).mean()) <= SHARE


def golden(name: str) -> Picture:
    """Read a golden picture."""
    with Image.open(GOLDEN / f"{name}.png") as image:
        return np.asarray(image.convert("RGB"))


def keep_difference(name: str, picture: Picture, golden: Picture) -> Path:
    """Write picture, golden picture and where they differ beside one another, and say where."""
    marks = np.where(differing(picture, golden)[..., None], np.array([220, 30, 30], np.uint8), golden // 3 + 160)
    DIFFERENCES.mkdir(parents=True, exist_ok=True)
    path = DIFFERENCES / f"{name}.png"
    Image.fromarray(np.hstack([picture, golden, marks.astype(np.uint8)])).save(path)
    return path


def drawn_elsewhere(folder: Path) -> dict[str, Picture]:
    """Draw all golden pictures in a process of their own."""
    egl = {"VTK_DEFAULT_OPENGL_WINDOW": "vtkEGLRenderWindow", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, __file__, str(folder)]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **egl}, check=True, timeout=100)
    names = (*TAKES, *EXAMPLES)
    return {name: np.asarray(Image.open(folder / f"{name}.png").convert("RGB")) for name in names}


def main() -> None:
    """Draw all golden pictures into the folder given, or into that of the golden pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else GOLDEN
    folder.mkdir(parents=True, exist_ok=True)
    for name, take in TAKES.items():
        Image.fromarray(draw(scene(), take)).save(folder / f"{name}.png", optimize=True)
    for name in EXAMPLES:
        Image.fromarray(draw_example(name)).save(folder / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
