"""The Python packages that the distribution asks for, against those that are installed."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from itertools import groupby
from types import MappingProxyType
from typing import Self

from viewer.doctor.finding import Finding, Verdict

DISTRIBUTION = "linewright"
FOR_OTHERS = ("test", "dev")
"""Extras for those who work on the program."""

USES: Mapping[str, str] = MappingProxyType(
    {"gui": "pictures, films and the window", "video": "films as MP4 (WebP needs nothing)"}
)
"""What an extra is for; others bring something that has nothing to do with pictures."""

NEEDED = ("", "gui")
"""Without these there are no pictures."""

TRAPS: Mapping[tuple[str, str], str] = MappingProxyType(
    {("PySide6-Essentials", "6.12.0"): "it loses references on Python 3.11 and ends the window after some 600 signals"}
)
"""Why a version that is excluded is excluded."""

Version = tuple[int, ...]
VersionOf = Callable[[str], str | None]
"""The installed version of a package; None where it is not installed."""


@dataclass(frozen=True)
class Requirement:
    """A package, the versions that are asked for, and the extra that asks (empty: the program itself)."""

    name: str
    bounds: tuple[tuple[str, str], ...]
    extra: str

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read a line of a distribution's metadata; None where it is about something else than versions."""
        found = re.fullmatch(
            r"([\w.-]+)\s*\(?([^;()\[\]]*)\)?\s*(?:;\s*extra\s*==\s*['\"]([\w-]+)['\"])?", text.strip()
        )
        if found is None:
            return None
        bounds = re.findall(r"(>=|!=|==|<=|<|>)\s*([\w.]+)", found[2])
        return cls(found[1], tuple(bounds), found[3] or "")

    @property
    def wanted(self) -> str:
        """The versions that are asked for, as people write them."""
        return ", ".join(
            f"{sign}{version}" for sign, version in sorted(self.bounds, key=lambda bound: bound[0] != ">=")
        )

    def fits(self, version: str) -> bool:
        """Tell whether a version is one that is asked for."""
        return all(_holds(version_of(version), sign, version_of(bound)) for sign, bound in self.bounds)


def version_of(text: str) -> Version:
    """Return the numbers of a version; what follows them (`rc1`, `+local`) does not count."""
    numbers = re.match(r"\d+(?:\.\d+)*", text)
    return tuple(map(int, numbers[0].split("."))) if numbers else ()


def _holds(found: Version, sign: str, bound: Version) -> bool:
    length = max(len(found), len(bound))
    a, b = (version + (0,) * (length - len(version)) for version in (found, bound))
    return {">=": a >= b, "<=": a <= b, "==": a == b, "!=": a != b, "<": a < b, ">": a > b}[sign]


def requirements() -> tuple[Requirement, ...]:
    """Return what the installed distribution asks of its users; nothing where it is not installed as one."""
    try:
        lines = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        return ()
    found = (Requirement.parse(line) for line in lines)
    return tuple(one for one in found if one and one.extra not in FOR_OTHERS)


def installed(name: str) -> str | None:
    """Return the version of a package; None where it is not installed."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def package_findings(wanted: Sequence[Requirement], version: VersionOf) -> Iterator[Finding]:
    """Say of the program and of each extra whether its packages are there."""
    if not wanted:
        here = "pip install -e ."
        yield Finding("packages", Verdict.WARNING, "not installed as a package, versions are not known", here)
    for extra, group in groupby(sorted(wanted, key=lambda one: one.extra), key=lambda one: one.extra):
        yield _finding(extra, [*group], version)


def _finding(extra: str, group: Sequence[Requirement], version: VersionOf) -> Finding:
    subject = f"extra {extra}" if extra else "packages"
    missing = [one.name for one in group if version(one.name) is None]
    wrong = [(one, found) for one in group if (found := version(one.name)) is not None and not one.fits(found)]
    bad = Verdict.PROBLEM if extra in NEEDED else Verdict.WARNING
    if missing:
        use = f"; it is for {USES[extra]}" if extra in USES else ""
        verdict = bad if extra in USES or not extra else Verdict.OK
        return Finding(subject, verdict, f"not installed: {', '.join(missing)}{use}", _install(extra))
    if wrong:
        return Finding(subject, bad, "; ".join(_mismatch(*pair) for pair in wrong), _upgrade(wrong))
    return Finding(subject, Verdict.OK, ", ".join(f"{one.name} {version(one.name)}" for one in group))


def _install(extra: str) -> str:
    return f"pip install '{DISTRIBUTION}[{extra}]'" if extra else f"pip install {DISTRIBUTION}"


def _upgrade(wrong: Sequence[tuple[Requirement, str]]) -> str:
    asked = (f"'{one.name}{','.join(sign + version for sign, version in one.bounds)}'" for one, _ in wrong)
    return f"pip install {' '.join(asked)}"


def _mismatch(one: Requirement, found: str) -> str:
    why = TRAPS.get((one.name, found))
    return f"{one.name} {found}, expected {one.wanted}" + (f": {why}" if why else "")
