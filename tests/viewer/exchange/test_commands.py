import re
from pathlib import Path

import pytest

from linewright import main
from tests.geometry.exchange.gltf_file import GltfFile
from viewer.exchange.formats import FORMATS
from viewer.exchange.writers import WRITERS


def test_every_format_has_a_writer() -> None:
    assert [*FORMATS] == [*WRITERS]


def test_a_scene_is_written(packaging_line: Path, tmp_path: Path) -> None:
    for ending in (".glb", ".obj", ".csv"):
        assert main(["export", str(packaging_line), "-o", str(tmp_path / f"line{ending}")]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["line.csv", "line.glb", "line.mtl", "line.obj"]


def test_a_run_is_written_from_where_it_is_asked_for(packaging_line: Path, tmp_path: Path) -> None:
    words = ["export", str(packaging_line), "-o", str(tmp_path / "run.glb"), "--run", "20s", "--at", "1min"]
    assert main(words) == 0
    file = GltfFile.read((tmp_path / "run.glb").read_bytes())
    file.check()
    (animation,) = file.json["animations"]
    ends = [file.numbers(sampler["input"]).max() for sampler in animation["samplers"]]
    assert max(ends) == 20.0


def test_the_same_command_writes_the_same_bytes(packaging_line: Path, tmp_path: Path) -> None:
    for name in ("a.glb", "b.glb"):
        assert main(["export", str(packaging_line), "--at", "40s", "-o", str(tmp_path / name)]) == 0
    assert (tmp_path / "a.glb").read_bytes() == (tmp_path / "b.glb").read_bytes()


def test_the_first_moment_is_one_too(packaging_line: Path, tmp_path: Path) -> None:
    assert main(["export", str(packaging_line), "--at", "0s", "-o", str(tmp_path / "a.glb")]) == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["-o", "x.doc"], "expected a file that ends in .glb"),
        (["-o", "x"], "found 'x', expected a file that ends in"),
        (["-o", "no/such/folder/x.glb"], "there is no folder no/such/folder"),
        (["-o", "x.csv", "--run", "1min"], "--run: a .csv file has no run"),
        (["-o", "x.csv", "--at", "1min"], "--at: a .csv file shows no moment"),
        (["-o", "x.glb", "--scale", "1:100"], "--scale: a .glb file is no plan"),
        (["-o", "x.glb", "--run", "0s"], "expected a time greater than 0"),
        (["-o", "x.glb", "--at", "soon"], "expected a time such as 45 s"),
    ],
)
def test_wrong_usage_is_said(
    words: list[str], message: str, packaging_line: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(packaging_line), *words]) == 2
    assert message in re.sub(r"\s+", " ", capsys.readouterr().err)


def test_a_half_drawn_line_stands_but_does_not_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "half.yaml"
    path.write_text("linewright: 1\nequipment:\n  m1: {kind: machine, at: [1, 1]}\n")
    assert main(["export", str(path), "-o", str(tmp_path / "x.glb")]) == 0
    assert main(["export", str(path), "-o", str(tmp_path / "y.glb"), "--run", "1s"]) == 1
    assert not (tmp_path / "y.glb").exists()
    assert "m1" in capsys.readouterr().err


def test_plans_are_written_to_scale(packaging_line: Path, tmp_path: Path) -> None:
    words = ["--scale", "1:100", "--paper", "A3", "--revision", "B"]
    for ending in (".dxf", ".svg", ".pdf"):
        assert main(["export", str(packaging_line), "-o", str(tmp_path / f"plan{ending}"), *words]) == 0
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")
    assert ">1:100<" in (tmp_path / "plan.svg").read_text(encoding="utf-8")


def test_sheets_in_svg_are_files_of_their_own(packaging_line: Path, tmp_path: Path) -> None:
    words = ["--scale", "1:50", "--paper", "A4", "-o", str(tmp_path / "plan.svg")]
    assert main(["export", str(packaging_line), *words]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [*(f"plan-{n}.svg" for n in (2, 3, 4, 5)), "plan.svg"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--scale", "100"], "--scale: found '100', expected a scale such as 1:100"),
        (["--paper", "B4"], "--paper: found 'B4', expected A4"),
        (["--layers", "walls"], "--layers: found 'walls', expected some of"),
    ],
)
def test_wrong_values_are_one_message(
    words: list[str], message: str, packaging_line: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(packaging_line), "-o", str(tmp_path / "x.svg"), *words]) == 1
    said = capsys.readouterr().err
    assert message in said
    assert len(said.splitlines()) == 1
