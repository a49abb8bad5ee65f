"""The whole examination: every finding, and whether pictures, films and the window work."""

import importlib.util
import os
import platform
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from viewer.doctor.display import display_finding, has_display, library_findings
from viewer.doctor.films import film_finding
from viewer.doctor.finding import Finding, Verdict
from viewer.doctor.packages import installed, package_findings, requirements
from viewer.doctor.probe import Reply, ask

LEAST_PYTHON = (3, 11)
LEAST_DRAWN = 0.02
"""Share of the pixels that the machines of the probe cover, at least."""

SOFTWARE = ("llvmpipe", "softpipe", "swrast", "swiftshader", "software")
"""Words in the names of renderers that draw without a graphics card."""

ATTEMPTS: tuple[Mapping[str, str], ...] = (
    {"VTK_DEFAULT_OPENGL_WINDOW": "vtkEGLRenderWindow"},
    {"LIBGL_ALWAYS_SOFTWARE": "1"},
    {"VTK_DEFAULT_OPENGL_WINDOW": "vtkOSOpenGLRenderWindow"},
    {"VTK_DEFAULT_OPENGL_WINDOW": "vtkXOpenGLRenderWindow"},
)
"""What else is tried where nothing is drawn."""

PICTURE_PROBE, WINDOW_PROBE = "viewer.render.probe", "viewer.window.probe"

Ask = Callable[..., Reply]


@dataclass(frozen=True)
class Report:
    """All findings, and what works."""

    findings: tuple[Finding, ...]
    pictures: bool
    window: bool
    mp4: bool

    def to_json_object(self) -> dict[str, Any]:
        """Return the object that `doctor --json` prints."""
        lines = [
            {"subject": f.subject, "verdict": f.verdict.value, "found": f.found, "remedy": f.remedy or None}
            for f in self.findings
        ]
        return {"format": 1, "pictures": self.pictures, "window": self.window, "mp4": self.mp4, "findings": lines}

    def text(self) -> str:
        """Return the report as people read it: a line a finding, below it what to do."""
        wide = max((len(finding.subject) for finding in self.findings), default=0)
        return "\n".join([*(_lines(finding, wide) for finding in self.findings), "", self.summary()])

    def summary(self) -> str:
        """Say in a line what works."""
        window = "the window opens" if self.window else "the window does not open"
        if not self.pictures:
            return "Pictures, films and the window do not work here."
        films = "films work" if self.mp4 else "films as WebP work, films as MP4 do not"
        return f"Pictures and {films}; {window}."


def _lines(finding: Finding, wide: int) -> str:
    line = f"{finding.verdict.value:<8} {finding.subject:<{wide}}  {finding.found}"
    return f"{line}\n{'':<8} {'':<{wide}}  -> {finding.remedy}" if finding.remedy else line


def examine(environment: Mapping[str, str] = os.environ, asked: Ask = ask) -> Report:
    """Look at everything; processes of their own try what may crash."""
    pictures, window = picture_finding(asked), window_finding(environment, asked)
    films = film_finding()
    findings = (
        python_finding(sys.version_info[:3]),
        *package_findings(requirements(), installed),
        display_finding(environment),
        *library_findings(),
        *pictures,
        window,
        films,
    )
    drawn, opens = pictures[0].verdict is not Verdict.PROBLEM, window.verdict is Verdict.OK
    return Report(findings, drawn, drawn and opens, drawn and films.verdict is Verdict.OK)


def python_finding(version: tuple[int, ...]) -> Finding:
    """Say whether this Python is new enough."""
    found = f"{'.'.join(map(str, version))} on {platform.platform()}"
    if version >= LEAST_PYTHON:
        return Finding("Python", Verdict.OK, found)
    least = ".".join(map(str, LEAST_PYTHON))
    return Finding("Python", Verdict.PROBLEM, f"{found}, expected {least} or newer", f"make setup PYTHON=python{least}")


def picture_finding(asked: Ask) -> tuple[Finding, ...]:
    """Say whether a picture is drawn off screen, and by what."""
    if importlib.util.find_spec("pyvista") is None:
        said = "not tried: PyVista is not installed"
        return (Finding("pictures", Verdict.PROBLEM, said, "pip install 'linewright[gui]'"),)
    reply = asked(PICTURE_PROBE)
    trouble = reply.trouble or _empty(reply.answer)
    if not trouble:
        return _drawn(reply.answer), renderer_finding(reply.answer)
    said = f"{trouble}: {reply.said}" if reply.said else trouble
    return (Finding("pictures", Verdict.PROBLEM, said, _way_out(asked)),)


def _empty(answer: Mapping[str, Any]) -> str:
    share = float(answer.get("drawn", 0.0))
    return "" if share >= LEAST_DRAWN else "the picture is empty: the driver draws nothing"


def _drawn(answer: Mapping[str, Any]) -> Finding:
    found = f"drawn without a display by {answer['window']}, {answer['frame_ms']:g} ms a frame of 640x360"
    return Finding("pictures", Verdict.OK, found)


def renderer_finding(answer: Mapping[str, Any]) -> Finding:
    """Say what draws: a graphics card, or the processor."""
    names = [str(answer[key]) for key in ("renderer", "vendor", "version") if answer.get(key)]
    found = ", ".join(names) or "not told by the driver"
    software = any(word in found.lower() for word in SOFTWARE)
    return Finding("renderer", Verdict.OK, found + (": software, no graphics card" if software else ""))


def _way_out(asked: Ask) -> str:
    """Settings with which a picture is drawn, found by trying."""
    for settings in ATTEMPTS:
        reply = asked(PICTURE_PROBE, settings)
        if reply.came and not _empty(reply.answer):
            return f"it works with  export {' '.join(f'{name}={value}' for name, value in settings.items())}"
    return "install OpenGL with its software renderer: sudo apt-get install libegl1 libgl1 libgl1-mesa-dri"


def window_finding(environment: Mapping[str, str], asked: Ask) -> Finding:
    """Say whether Qt opens on the display, and what would draw there."""
    if importlib.util.find_spec("PySide6") is None:
        said = "not tried: PySide6 is not installed"
        return Finding("window", Verdict.WARNING, said, "pip install 'linewright[gui]'")
    if not has_display(environment):
        return Finding("window", Verdict.WARNING, "not tried: there is no display")
    reply = asked(WINDOW_PROBE)
    if not reply.came:
        said = f"Qt does not open: {reply.trouble}" + (f": {reply.said}" if reply.said else "")
        return Finding("window", Verdict.PROBLEM, said, "see display and libraries above: does that display exist?")
    if not reply.answer.get("renderer"):
        said = f"Qt opens on {reply.answer['platform']}, but finds no OpenGL"
        return Finding("window", Verdict.PROBLEM, said, "sudo apt-get install libgl1 libgl1-mesa-dri (Debian, Ubuntu)")
    renderer = renderer_finding(reply.answer).found
    return Finding("window", Verdict.OK, f"Qt opens on {reply.answer['platform']}; {renderer}")
