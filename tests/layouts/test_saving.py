"""A file is replaced whole or not at all."""

import os
from pathlib import Path

import pytest

from layouts.errors import UserError
from layouts.saving import save


def test_text_is_written_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    save(path, "é\r\nb\n")
    assert path.read_bytes() == "é\r\nb\n".encode()
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.yaml"]


def test_permissions_stay_and_new_files_get_the_usual_ones(tmp_path: Path) -> None:
    path, usual = tmp_path / "a.yaml", tmp_path / "usual"
    usual.touch()
    save(path, "a")
    assert path.stat().st_mode == usual.stat().st_mode
    path.chmod(0o640)
    save(path, "b")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_keeps_pointing_at_the_file(tmp_path: Path) -> None:
    path, link = tmp_path / "a.yaml", tmp_path / "link.yaml"
    save(path, "a")
    link.symlink_to(path)
    save(link, "b")
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == "b"


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    save(path, "old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="cannot be saved: No space left on device"):
        save(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.yaml"]


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be saved: No such file or directory"):
        save(tmp_path / "no" / "a.yaml", "x")
