import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.doctor.finding import Finding, Verdict
from viewer.doctor.packages import Requirement, package_findings, requirements, version_of

PYSIDE = Requirement("PySide6-Essentials", (("!=", "6.12.0"), (">=", "6.10")), "gui")
NUMPY = Requirement("numpy", ((">=", "2.2"),), "")
IMAGEIO = Requirement("imageio", ((">=", "2.37"),), "video")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("numpy>=2.2", NUMPY),
        ('PySide6-Essentials!=6.12.0,>=6.10; extra == "gui"', PYSIDE),
        ("imageio >= 2.37 ; extra == 'video'", IMAGEIO),
        ("imageio (>=2.37); extra == 'video'", IMAGEIO),
        ('types-PyYAML; extra == "dev"', Requirement("types-PyYAML", (), "dev")),
        ('linewright[gui,test]; extra == "dev"', None),
        ('pywin32>=300; sys_platform == "win32"', None),
    ],
)
def test_requirements_are_read(line: str, expected: Requirement | None) -> None:
    assert Requirement.parse(line) == expected


def test_versions_are_compared_as_numbers() -> None:
    assert NUMPY.fits("2.10.0")
    assert NUMPY.fits("2.2")
    assert not NUMPY.fits("2.1.9")
    assert [PYSIDE.fits(version) for version in ("6.9.3", "6.10", "6.11.3", "6.12.0", "6.12.1")] == [
        False,
        True,
        True,
        False,
        True,
    ]
    assert version_of("3.0.0rc1") == (3, 0, 0)
    assert version_of("unknown") == ()


@given(st.lists(st.integers(0, 40), min_size=1, max_size=4), st.integers(0, 2))
def test_trailing_zeros_mean_nothing(numbers: list[int], zeros: int) -> None:
    version = ".".join(map(str, numbers))
    longer = version + ".0" * zeros
    assert Requirement("x", (("==", version), (">=", longer)), "").fits(longer)
    assert not Requirement("x", (("!=", version),), "").fits(longer)


def test_what_is_installed_and_fits_is_one_line_a_group() -> None:
    versions = {"numpy": "2.4.6", "PySide6-Essentials": "6.11.3", "imageio": "2.38"}
    assert [*package_findings((IMAGEIO, NUMPY, PYSIDE), versions.get)] == [
        Finding("packages", Verdict.OK, "numpy 2.4.6"),
        Finding("extra gui", Verdict.OK, "PySide6-Essentials 6.11.3"),
        Finding("extra video", Verdict.OK, "imageio 2.38"),
    ]


def test_the_release_that_loses_references_is_a_problem_with_its_reason() -> None:
    (finding,) = package_findings((PYSIDE,), lambda name: "6.12.0")
    assert finding.verdict is Verdict.PROBLEM
    assert finding.found.startswith("PySide6-Essentials 6.12.0, expected >=6.10, !=6.12.0: it loses references")
    assert finding.remedy == "pip install 'PySide6-Essentials!=6.12.0,>=6.10'"


def test_what_is_missing_comes_with_the_line_that_installs_it() -> None:
    other = Requirement("openpyxl", ((">=", "3.1"),), "excel")
    found = {
        finding.subject: finding for finding in package_findings((NUMPY, PYSIDE, IMAGEIO, other), lambda name: None)
    }
    assert {subject: (finding.verdict, finding.remedy) for subject, finding in found.items()} == {
        "packages": (Verdict.PROBLEM, "pip install linewright"),
        "extra gui": (Verdict.PROBLEM, "pip install 'linewright[gui]'"),
        "extra video": (Verdict.WARNING, "pip install 'linewright[video]'"),
        "extra excel": (Verdict.OK, "pip install 'linewright[excel]'"),
    }
    assert found["extra video"].found == "not installed: imageio; it is for films as MP4 (WebP needs nothing)"


def test_a_program_that_is_not_installed_as_a_package_says_so() -> None:
    (finding,) = package_findings((), lambda name: None)
    assert (finding.verdict, finding.remedy) == (Verdict.WARNING, "pip install -e .")


def test_the_distribution_asks_for_what_the_program_imports() -> None:
    asked = {(one.name, one.extra) for one in requirements()}
    assert {
        ("numpy", ""),
        ("simpy", ""),
        ("pyvista", "gui"),
        ("PySide6-Essentials", "gui"),
        ("imageio-ffmpeg", "video"),
    } <= asked
    assert not {extra for _, extra in asked} & {"test", "dev"}
