"""The golden pictures of the models: one strip for each group of the catalogue, a small picture for each model in it.

After an intended change of a look renew them, look at them, and commit them:

    PYTHONPATH=. .venv/bin/python tests/viewer/pages/model_pictures.py
"""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
from PIL import Image

from geometry.models.catalogue import CATALOGUE, Group
from tests.viewer.render.golden import ROOT, Picture
from viewer.render.offscreen import prepare_off_screen
from viewer.render.options import Pixels, Quality, Take

FOLDER = ROOT / "tests" / "golden" / "models"
SIZE = Pixels(120, 96)
TAKE = Take(size=SIZE, quality=Quality.FAST, texts=False)


def file_of(group: Group) -> str:
    """The name of the file of a group."""
    return "_".join(group.title.lower().replace(",", "").split()) + ".png"


def strip(group: Group) -> Picture:
    """Draw the models of a group side by side."""
    prepare_off_screen()
    from viewer.pages.contact_sheet import cell_of  # noqa: PLC0415 # VTK is told first where to draw

    return np.hstack([cell_of(entry.model, TAKE) for entry in group.entries])


def pictures(folder: Path) -> dict[str, Picture]:
    """Read the picture of each model from the strips of a folder."""
    found = {}
    for group in CATALOGUE:
        with Image.open(folder / file_of(group)) as image:
            whole = np.asarray(image.convert("RGB"))
        for number, entry in enumerate(group.entries):
            found[entry.model] = whole[:, number * SIZE.width : (number + 1) * SIZE.width]
    return found


def drawn_elsewhere(folder: Path) -> dict[str, Picture]:
    """Draw all models in a process of their own."""
    egl = {"VTK_DEFAULT_OPENGL_WINDOW": "vtkEGLRenderWindow", "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, __file__, str(folder)], cwd=ROOT, env={**os.environ, **egl}, check=True, timeout=300
    )
    return pictures(folder)


def main() -> None:
    """Draw all strips into the folder given, or into that of the golden pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for group in CATALOGUE:
        Image.fromarray(strip(group)).save(folder / file_of(group), optimize=True)


if __name__ == "__main__":
    main()
