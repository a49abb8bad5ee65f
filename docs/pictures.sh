#!/usr/bin/env bash
# Makes the pictures of the README and the tutorial anew: those for which a page gives the command by that very command;
# the window; and the contact sheet of the models.
set -euo pipefail
cd "$(dirname "$0")/.."

export VTK_DEFAULT_OPENGL_WINDOW=vtkEGLRenderWindow
sed -n -E 's/^\$ (\.venv\/bin\/linewright (render|video) .*)/\1/p' README.md | bash -euo pipefail
PYTHONPATH=. .venv/bin/python - <<'TUTORIAL'
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.docs.pages import ROOT, blocks, commands

with TemporaryDirectory() as folder:
    for block in blocks(ROOT / "docs" / "tutorial.md"):
        if block.mark.endswith(".yaml"):
            (Path(folder) / block.mark).write_text(block.text, encoding="utf-8")
        for command, _ in commands(block) if block.language == "console" else ():
            if " render " in command:
                subprocess.run([ROOT / ".venv/bin/linewright", *command.split()[1:]], cwd=folder, check=True)
    for picture in Path(folder).glob("tutorial_*.png"):
        (ROOT / "docs" / "images" / picture.name).write_bytes(picture.read_bytes())
TUTORIAL
.venv/bin/python -m viewer.pages.contact_sheet -o docs/images/models.png

unset VTK_DEFAULT_OPENGL_WINDOW # the window needs a display
scripts/with_display.sh .venv/bin/python - <<'WINDOW'
from pathlib import Path

from geometry.palette import LIGHT
from viewer.window.main import application, take_picture
from viewer.window.main_window import MainWindow

running = application()
window = MainWindow(Path("layouts/examples/packaging_line.yaml"), LIGHT, None)
window.resize(1440, 900)
take_picture(window, Path("docs/images/window.png"), at=7207.0)
window.close()

window = MainWindow(Path("layouts/examples/packaging_line.yaml"), LIGHT, None)
window.resize(1440, 900)
window.show()
window.select("labelling")
window.toolbox.draw()
take_picture(window, Path("docs/images/editing.png"), at=3600.0)
window.close()
WINDOW
# The window as large and as small as it must be, in both themes; the large one needs a screen of its own.
xvfb-run --auto-servernum --server-args="-screen 0 2600x1500x24" \
    .venv/bin/python -m scripts.window_pictures docs/images
PYTHONPATH=. scripts/with_display.sh .venv/bin/python - <<'CHECKS'
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QSplitter

from geometry.palette import LIGHT
from tests.docs.pages import ROOT, blocks
from viewer.window.main import application, take_picture
from viewer.window.main_window import MainWindow

(crowded,) = [block for block in blocks(ROOT / "docs" / "checks.md") if block.mark == "crowded.yaml"]
running = application()
with TemporaryDirectory() as folder:
    layout = Path(folder) / "crowded.yaml"
    layout.write_text(crowded.text, encoding="utf-8")
    window = MainWindow(layout, LIGHT, None)
    window.resize(1440, 900)
    window.show()
    splitter = window.problems.parent()
    if isinstance(splitter, QSplitter):
        splitter.setSizes([430, 300])  # the list is what the picture is about
    take_picture(window, ROOT / "docs" / "images" / "checks.png", at=600.0)
    window.close()
CHECKS

# A plan and a replay, for which poppler and Chromium are needed (scripts/exchange_tools.sh).
made=$(mktemp -d)
.venv/bin/linewright export layouts/examples/pump_line.yaml -o "$made/plan.pdf" --paper A3 --revision B
pdftoppm -r 80 -png -singlefile "$made/plan.pdf" docs/images/plan
.venv/bin/linewright export layouts/examples/pump_line.yaml -o "$made/replay.html" --run 10min --at 2h
chromium --headless=new --no-sandbox --use-gl=angle --use-angle=swiftshader --enable-unsafe-swiftshader \
    --user-data-dir="$made/browser" --hide-scrollbars --window-size=1280,800 --virtual-time-budget=4000 \
    --screenshot=docs/images/replay.png "file://$made/replay.html#t=300&theme=light"
rm -rf "$made"
