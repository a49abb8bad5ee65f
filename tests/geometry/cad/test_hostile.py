"""Hostile and broken files: one sentence each, exit status 1, nothing written, and nothing of it in our own process."""

import resource
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

import linewright
from tests.geometry.cad.hostile import MAKERS, hostile

ALL = 300
SAMPLE = (6, 8, 10, 12, 13, 5)
"""Seeds that are always tried, beside those that need no child: each costs a process."""
LIMIT = 75.0
"""Seconds after which a refusal has hung: a child computes for 20 at most, and one for plans is ended after 60."""
SWOLLEN = 64 * 1024
"""Kilobytes by which our own process may grow."""


def _refused(seed: int, folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Try the file of a seed; return what is wrong with the refusal, or nothing."""
    name, data = hostile(seed)
    path = folder / f"{seed}_{name}"
    path.write_bytes(data)
    output = folder / "out.glb"
    begun = time.monotonic()
    status = linewright.main(_words(path, output))
    took = time.monotonic() - begun
    said = capsys.readouterr()
    lines = said.err.splitlines()
    path.unlink()
    wrong = {
        f"exit status {status}": status != 1,
        f"{len(lines)} lines": len(lines) != 1 or not lines[0].startswith(f"linewright: {path}"),
        "a traceback": "Traceback" in said.err,
        "something on standard output": bool(said.out),
        "something written": output.exists(),
        f"{took:.0f} s": took > LIMIT,
    }
    output.unlink(missing_ok=True)
    return ", ".join(what for what, is_so in wrong.items() if is_so)


def _words(path: Path, output: Path) -> list[str]:
    if path.suffix == ".dxf":
        return ["import-plan", str(path)]
    return ["import-cad", str(path), "-o", str(output), "--units", "m"]


def _swelling(seeds: list[int], folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[dict[int, str], int]:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = {seed: wrong for seed in seeds if (wrong := _refused(seed, folder, capsys))}
    return found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_a_sample_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found, _ = _swelling([*SAMPLE], tmp_path, capsys)
    assert not found


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_three_hundred_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _refused(0, tmp_path, capsys)  # what is loaded once counts once
    begun = time.monotonic()
    found, grown = _swelling([*range(ALL)], tmp_path, capsys)
    kinds = Counter(MAKERS[seed % len(MAKERS)].__name__ for seed in range(ALL))
    summary = [
        f"{ALL} files of {len(kinds)} kinds in {time.monotonic() - begun:.0f} s, {len(found)} not refused well,",
        f"our own process grew by {grown / 1024:.1f} MiB",
        *(f"  seed {seed}, {hostile(seed).name}: {wrong}" for seed, wrong in found.items()),
    ]
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(summary) + "\n")
    assert not found
    assert grown < SWOLLEN
