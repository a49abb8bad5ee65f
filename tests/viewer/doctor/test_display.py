from collections.abc import Mapping

import pytest

from viewer.doctor.display import DEBIAN, display_finding, has_display, library_findings, missing_finding
from viewer.doctor.finding import Finding, Verdict

LINKED = """\
\tlinux-vdso.so.1 (0x00007f0c4f232000)
\tlibQt6Gui.so.6 => /venv/Qt/lib/libQt6Gui.so.6 (0x00007f0c4e600000)
\tlibxcb-cursor.so.0 => not found
\tlibxkbcommon-x11.so.0 => not found
\tlibxcb-cursor.so.0 => not found
"""


@pytest.mark.parametrize(
    ("environment", "verdict", "word"),
    [
        ({"DISPLAY": ":0"}, Verdict.OK, "DISPLAY=:0"),
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ""}, Verdict.OK, "WAYLAND_DISPLAY=wayland-0"),
        ({}, Verdict.WARNING, "none"),
        ({"DISPLAY": ""}, Verdict.WARNING, "none"),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, Verdict.WARNING, "cannot draw there"),
    ],
)
def test_a_display_is_found_where_the_environment_names_one(
    environment: Mapping[str, str], verdict: Verdict, word: str
) -> None:
    finding = display_finding(environment, "linux")
    assert finding.verdict is verdict
    assert word in finding.found
    assert bool(finding.remedy) is (verdict is not Verdict.OK)
    assert has_display(environment, "linux") is (verdict is Verdict.OK)


def test_elsewhere_the_desktop_is_the_display() -> None:
    assert has_display({}, "win32")
    assert [*library_findings("darwin")] == []


def test_missing_libraries_are_named_with_the_packages_that_bring_them() -> None:
    assert missing_finding(LINKED) == Finding(
        "libraries",
        Verdict.PROBLEM,
        "Qt lacks libxcb-cursor.so.0, libxkbcommon-x11.so.0",
        "sudo apt-get install libxcb-cursor0 libxkbcommon-x11-0 (Debian, Ubuntu)",
    )


def test_a_library_that_nobody_knows_is_named_all_the_same() -> None:
    remedy = missing_finding("  libodd.so.3 => not found\n libEGL.so.1 => not found\n").remedy
    assert remedy == "sudo apt-get install libegl1 (Debian, Ubuntu); install the package that brings libodd.so.3"


def test_nothing_is_missing_where_everything_is_found() -> None:
    assert missing_finding(LINKED.replace("not found", "/usr/lib/x.so")).verdict is Verdict.OK
    assert all(name.endswith(".so") for name in DEBIAN)
