"""The display that a window needs, and the system libraries behind Qt's connection to it."""

import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from viewer.doctor.finding import Finding, Verdict

WITHOUT = "`linewright render` and `video` need none; a virtual one: xvfb-run -a linewright view FILE"
PATIENCE = 20
"""Seconds that `ldd` may take."""

DEBIAN: Mapping[str, str] = MappingProxyType(
    {
        "libxcb-cursor.so": "libxcb-cursor0",
        "libxcb-icccm.so": "libxcb-icccm4",
        "libxcb-image.so": "libxcb-image0",
        "libxcb-keysyms.so": "libxcb-keysyms1",
        "libxcb-randr.so": "libxcb-randr0",
        "libxcb-render-util.so": "libxcb-render-util0",
        "libxcb-shape.so": "libxcb-shape0",
        "libxcb-xinerama.so": "libxcb-xinerama0",
        "libxcb-xkb.so": "libxcb-xkb1",
        "libxkbcommon-x11.so": "libxkbcommon-x11-0",
        "libxkbcommon.so": "libxkbcommon0",
        "libX11-xcb.so": "libx11-xcb1",
        "libEGL.so": "libegl1",
        "libGL.so": "libgl1",
        "libGLX.so": "libglx0",
        "libOpenGL.so": "libopengl0",
        "libdbus-1.so": "libdbus-1-3",
        "libfontconfig.so": "libfontconfig1",
        "libglib-2.0.so": "libglib2.0-0",
    }
)
"""Where Debian and Ubuntu keep the libraries that are missing most often."""


def display_finding(environment: Mapping[str, str], platform: str = sys.platform) -> Finding:
    """Say whether there is a display to open a window on."""
    if platform != "linux":
        return Finding("display", Verdict.OK, "that of the desktop")
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    given = [f"{name}={environment[name]}" for name in names if environment.get(name)]
    if environment.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return Finding("display", Verdict.WARNING, f"{', '.join(given)}: the 3D view cannot draw there", WITHOUT)
    if not given:
        return Finding("display", Verdict.WARNING, "none: neither DISPLAY nor WAYLAND_DISPLAY is set", WITHOUT)
    return Finding("display", Verdict.OK, ", ".join(given))


def has_display(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Tell whether a window can be tried."""
    return display_finding(environment, platform).verdict is Verdict.OK


def library_findings(platform: str = sys.platform) -> Iterator[Finding]:
    """Say which system libraries Qt lacks to speak to an X server; nothing where that cannot be asked."""
    plugin = _plugin()
    if platform == "linux" and plugin is not None and shutil.which("ldd"):
        yield missing_finding(_linked(plugin))


def missing_finding(linked: str) -> Finding:
    """Say what is missing in what `ldd` prints of Qt's plugin."""
    missing = sorted(set(re.findall(r"^\s*(\S+) => not found", linked, re.MULTILINE)))
    if not missing:
        return Finding("libraries", Verdict.OK, "all that Qt needs to speak to an X server")
    return Finding("libraries", Verdict.PROBLEM, f"Qt lacks {', '.join(missing)}", _remedy(missing))


def _remedy(missing: list[str]) -> str:
    """The command for Debian, and what to look for elsewhere."""
    known = sorted({DEBIAN[stem] for name in missing if (stem := name.split(".so")[0] + ".so") in DEBIAN})
    unknown = [name for name in missing if name.split(".so")[0] + ".so" not in DEBIAN]
    debian = [f"sudo apt-get install {' '.join(known)} (Debian, Ubuntu)"] if known else []
    others = [f"install the package that brings {', '.join(unknown)}"] if unknown else []
    return "; ".join([*debian, *others])


def _plugin() -> Path | None:
    """Qt's plugin for X servers."""
    spec = importlib.util.find_spec("PySide6")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        plugin = Path(folder) / "Qt" / "plugins" / "platforms" / "libqxcb.so"
        if plugin.is_file():
            return plugin
    return None


def _linked(plugin: Path) -> str:
    try:
        asked = subprocess.run(["ldd", str(plugin)], capture_output=True, text=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return ""
    return asked.stdout
