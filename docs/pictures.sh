#!/usr/bin/env bash
# Makes the pictures of the README anew: those for which it gives the command by that very command, and the window;
# and the contact sheet of the models.
set -euo pipefail
cd "$(dirname "$0")/.."

export VTK_DEFAULT_OPENGL_WINDOW=vtkEGLRenderWindow
sed -n -E 's/^\$ (\.venv\/bin\/linewright (render|video) .*)/\1/p' README.md | bash -euo pipefail
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
WINDOW
