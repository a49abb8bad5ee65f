"""Drawing without a display: which kind of window VTK opens is decided before VTK is first imported."""

import os
import sys

_VARIABLE, _EGL = "VTK_DEFAULT_OPENGL_WINDOW", "vtkEGLRenderWindow"


def prepare_off_screen() -> None:
    """Let VTK draw through EGL, which asks for no display; without this it tries X first, some 4 s and a warning.

    Where VTK is loaded already, or the caller's environment chooses a window, nothing changes.
    """
    if "vtkmodules" not in sys.modules and sys.platform == "linux":
        os.environ.setdefault(_VARIABLE, _EGL)
