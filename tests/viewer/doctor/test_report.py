import importlib.util
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from linewright import main
from viewer.doctor.films import version_finding
from viewer.doctor.finding import Finding, Verdict
from viewer.doctor.probe import Reply
from viewer.doctor.report import (
    ATTEMPTS,
    PICTURE_PROBE,
    WINDOW_PROBE,
    Report,
    examine,
    picture_finding,
    python_finding,
    renderer_finding,
    window_finding,
)
from viewer.render.probe import driver

DRAWN = {
    "window": "vtkEGLRenderWindow",
    "drawn": 0.2,
    "frame_ms": 12.5,
    "renderer": "llvmpipe (LLVM 15)",
    "vendor": "Mesa",
}
SCREEN = {"DISPLAY": ":0"}
OPENED = {"platform": "xcb", "renderer": "NVIDIA H200", "vendor": "NVIDIA", "version": "4.6"}
CRASH = Reply(trouble="it crashed (SIGSEGV)", said="libGL error: failed to load driver")


class Oracle:
    """Answers for processes, by module and by settings."""

    def __init__(self, answers: Mapping[str, Reply], helping: Mapping[str, str] | None = None) -> None:
        self.answers, self.helping = answers, helping
        self.asked: list[tuple[str, Mapping[str, str]]] = []

    def __call__(self, module: str, settings: Mapping[str, str] | None = None) -> Reply:
        self.asked.append((module, settings or {}))
        return Reply(DRAWN) if settings is not None and settings == self.helping else self.answers[module]


def test_a_picture_that_is_drawn_is_told_with_what_drew_it() -> None:
    assert picture_finding(Oracle({PICTURE_PROBE: Reply(DRAWN)})) == (
        Finding("pictures", Verdict.OK, "drawn without a display by vtkEGLRenderWindow, 12.5 ms a frame of 640x360"),
        Finding("renderer", Verdict.OK, "llvmpipe (LLVM 15), Mesa: software, no graphics card"),
    )


@pytest.mark.parametrize("settings", ATTEMPTS, ids=str)
def test_where_the_driver_crashes_a_setting_that_helps_is_found_by_trying(settings: Mapping[str, str]) -> None:
    (finding,) = picture_finding(Oracle({PICTURE_PROBE: CRASH}, settings))
    assert finding.verdict is Verdict.PROBLEM
    assert finding.found == "it crashed (SIGSEGV): libGL error: failed to load driver"
    ((name, value),) = settings.items()
    assert finding.remedy == f"it works with  export {name}={value}"


def test_where_nothing_helps_the_libraries_are_named() -> None:
    oracle = Oracle({PICTURE_PROBE: CRASH})
    (finding,) = picture_finding(oracle)
    assert "libgl1-mesa-dri" in finding.remedy
    assert [settings for _, settings in oracle.asked] == [{}, *ATTEMPTS]


def test_an_empty_picture_is_a_problem() -> None:
    (finding,) = picture_finding(Oracle({PICTURE_PROBE: Reply({**DRAWN, "drawn": 0.001})}))
    assert finding.verdict is Verdict.PROBLEM
    assert finding.found == "the picture is empty: the driver draws nothing"


@pytest.mark.parametrize(
    ("reply", "verdict", "found"),
    [
        (Reply(OPENED), Verdict.OK, "Qt opens on xcb; NVIDIA H200, NVIDIA, 4.6"),
        (Reply({"platform": "xcb"}), Verdict.PROBLEM, "Qt opens on xcb, but finds no OpenGL"),
        (CRASH, Verdict.PROBLEM, "Qt does not open: it crashed (SIGSEGV): libGL error: failed to load driver"),
    ],
)
def test_the_window_is_tried_on_the_display(reply: Reply, verdict: Verdict, found: str) -> None:
    finding = window_finding(SCREEN, Oracle({WINDOW_PROBE: reply}))
    assert (finding.verdict, finding.found) == (verdict, found)
    assert bool(finding.remedy) is (verdict is not Verdict.OK)


def test_without_a_display_no_window_is_tried() -> None:
    oracle = Oracle({})
    assert window_finding({}, oracle) == Finding("window", Verdict.WARNING, "not tried: there is no display")
    assert oracle.asked == []


def test_without_pyvista_and_qt_nothing_is_tried_and_the_remedy_is_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    oracle = Oracle({})
    report = examine(SCREEN, oracle)
    found = {finding.subject: finding for finding in report.findings}
    assert (report.pictures, report.window, report.mp4) == (False, False, False)
    assert found["pictures"].found == "not tried: PyVista is not installed"
    assert found["window"].found == "not tried: PySide6 is not installed"
    assert found["pictures"].remedy == found["window"].remedy == "pip install 'linewright[gui]'"
    assert oracle.asked == []


def test_an_old_python_is_a_problem() -> None:
    assert python_finding((3, 13, 0)).verdict is Verdict.OK
    finding = python_finding((3, 10, 4))
    assert finding.verdict is Verdict.PROBLEM
    assert finding.found.endswith("expected 3.11 or newer")


@pytest.mark.parametrize(
    ("pictures", "window", "mp4", "summary"),
    [
        (True, True, True, "Pictures and films work; the window opens."),
        (True, False, True, "Pictures and films work; the window does not open."),
        (True, False, False, "Pictures and films as WebP work, films as MP4 do not; the window does not open."),
        (False, False, False, "Pictures, films and the window do not work here."),
    ],
)
def test_the_last_line_says_what_works(pictures: bool, window: bool, mp4: bool, summary: str) -> None:
    assert Report((), pictures, window, mp4).summary() == summary


def test_what_to_do_stands_below_what_was_found() -> None:
    findings = (Finding("Python", Verdict.OK, "3.13"), Finding("MP4", Verdict.WARNING, "none", "do this"))
    assert Report(findings, True, True, False).text().splitlines()[:3] == [
        "ok       Python  3.13",
        "warning  MP4     none",
        "                 -> do this",
    ]


def test_hardware_is_not_taken_for_software() -> None:
    assert (
        renderer_finding({"renderer": "NVIDIA H200/PCIe/SSE2", "vendor": "NVIDIA"}).found
        == "NVIDIA H200/PCIe/SSE2, NVIDIA"
    )
    assert renderer_finding({}).found == "not told by the driver"


def test_the_driver_is_read_from_what_vtk_reports() -> None:
    lines = ("EGL vendor string:  Mesa Project", "OpenGL vendor string:  Mesa", "OpenGL renderer string:  llvmpipe")
    said = "\n".join((*lines, "OpenGL version string:  4.5", "OpenGL extensions:"))
    assert driver(said) == {"vendor": "Mesa", "renderer": "llvmpipe", "version": "4.5"}


def test_a_program_that_is_no_ffmpeg_is_a_warning(tmp_path: Path) -> None:
    assert version_finding(str(tmp_path / "no")).verdict is Verdict.WARNING
    assert version_finding("/bin/true").found == "/bin/true is no ffmpeg that works"


def test_this_machine_is_examined(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--json"]) == 0
    report: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert (report["format"], report["pictures"], report["mp4"]) == (1, True, True)
    found = {finding["subject"]: finding for finding in report["findings"]}
    assert {
        "Python",
        "packages",
        "extra gui",
        "extra video",
        "display",
        "pictures",
        "renderer",
        "window",
        "MP4",
    } <= set(found)
    assert found["pictures"]["verdict"] == "ok"
    assert [finding for finding in found.values() if finding["verdict"] == "problem"] == []


def test_the_exit_status_says_whether_pictures_work(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for works in (True, False):
        monkeypatch.setattr("viewer.doctor.report.examine", lambda works=works: Report((), works, False, works))
        assert main(["doctor"]) == (0 if works else 1)
    assert capsys.readouterr().out.splitlines()[-1] == "Pictures, films and the window do not work here."
