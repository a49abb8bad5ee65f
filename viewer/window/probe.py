"""Qt on this display, and what would draw there, as JSON; run in a process of its own by `linewright doctor`."""

import json
import sys

from PySide6.QtGui import QGuiApplication, QOffscreenSurface, QOpenGLContext
from PySide6.QtWidgets import QApplication

GL_VENDOR, GL_RENDERER, GL_VERSION = 0x1F00, 0x1F01, 0x1F02


def main() -> None:
    """Open and print."""
    application = QApplication(["linewright"])
    answer = {"platform": QGuiApplication.platformName(), **driver()}
    sys.stdout.write(json.dumps(answer) + "\n")
    application.quit()


def driver() -> dict[str, str]:
    """Return vendor, renderer and version of OpenGL; nothing where Qt finds none."""
    surface, context = QOffscreenSurface(), QOpenGLContext()
    surface.create()
    if not context.create() or not context.makeCurrent(surface):
        return {}
    functions = context.functions()
    names = {"vendor": GL_VENDOR, "renderer": GL_RENDERER, "version": GL_VERSION}
    found = {name: str(functions.glGetString(number)) for name, number in names.items()}
    context.doneCurrent()
    return found


if __name__ == "__main__":
    main()
