"""Pictures of the window for the documentation: in both themes, as small as it must be able to be, and large.

    python -m scripts.window_pictures FOLDER

The large one needs a screen of its size.
"""

import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from geometry.palette import DARK, LIGHT, Theme
from layouts.examples import example
from layouts.state_folder import OVERRIDE
from viewer.window.main import application, take_picture
from viewer.window.main_window import MainWindow

SIZES = ((1366, 768), (2560, 1440))
AT = 3_600.0
PATIENCE = 60.0
"""Seconds that a first interval of the throughput may take."""


def write_picture(picture: Path, theme: Theme, width: int, height: int) -> None:
    """Draw the packaging line with a machine selected, once its throughput is known."""
    with TemporaryDirectory() as folder:
        drawn = Path(folder) / "window.png"
        os.environ[OVERRIDE] = folder  # what somebody has not saved is not offered in the picture
        window = MainWindow(example("packaging_line"), theme, None)
        window.resize(width, height)
        window.show()
        window.select("labelling")
        until = time.monotonic() + PATIENCE
        take_picture(window, drawn, AT)
        while "±" not in window.numbers.throughput.text() and time.monotonic() < until:
            take_picture(window, drawn, AT)
        window.close()
        Image.open(drawn).convert("RGB").save(picture, quality=88, method=6)


def main() -> int:
    """Write all pictures into the folder given."""
    running = application()
    for theme in (LIGHT, DARK):
        for width, height in SIZES:
            write_picture(Path(sys.argv[1]) / f"window_{theme.name}_{width}x{height}.webp", theme, width, height)
    running.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
