"""The word `import-cad` as a whole: child, cache, receipt, messages."""

import json
import threading
from pathlib import Path

import pytest
import trimesh

import linewright
from geometry.cad.importing import import_cad
from geometry.cad.process import Child
from geometry.models.imported import levels_in
from layouts.errors import UserError
from layouts.model_files import container, model_file
from tests.geometry.cad import shapes

WISHES = {"units": None, "up": None, "budget": 300}
ENDLESS = "tests.geometry.cad.endless"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def _run(*words: object) -> int:
    return linewright.main(["import-cad", *map(str, words)])


def test_a_file_becomes_a_model_with_a_receipt(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = shapes.write_stl(tmp_path / "ball.stl", shapes.sphere(12), 1000)
    out = tmp_path / "ball.glb"
    assert _run(path, "-o", out, "--budget", 300, "--json") == 0
    receipt = json.loads(capsys.readouterr().out)
    assert receipt["units"] == "mm"
    assert receipt["triangles_read"] == 528
    assert receipt["levels"][0]["triangles"] <= 300
    assert receipt["bytes_written"] == out.stat().st_size
    scene = trimesh.load_scene(out)
    assert sorted(round(float(side), 2) for side in scene.extents) == [2.0, 2.0, 2.0]
    levels = levels_in(container(out.read_bytes()))
    assert [sum(len(surface.mesh.triangles) for surface in level) for level in levels] == [
        level["triangles"] for level in receipt["levels"]
    ]
    assert model_file("ball.glb", tmp_path).size.measures == pytest.approx((2.0, 2.0, 2.0), abs=1e-3)

    path.rename(tmp_path / "other.stl")  # the same bytes are read once, whatever they are called
    assert _run(tmp_path / "other.stl", "-o", tmp_path / "again.glb", "--budget", 300) == 0
    assert (tmp_path / "again.glb").read_bytes() == out.read_bytes()
    assert "other.stl: STL, 26,484 bytes" in capsys.readouterr().out


def test_the_cache_saves_the_child_and_other_wishes_do_not_meet_it(tmp_path: Path) -> None:
    path, out = shapes.write_stl(tmp_path / "box.stl", shapes.box((0, 0, 0), (1, 1, 1))), tmp_path / "box.glb"
    first = import_cad(path, out, WISHES)
    assert import_cad(path, out, WISHES, Child("no.such.module")) == first
    with pytest.raises(UserError, match="ended with status 1"):
        import_cad(path, out, {**WISHES, "units": "mm"}, Child("no.such.module"))


def test_a_broken_file_leaves_what_was_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, broken = tmp_path / "model.glb", tmp_path / "broken.ply"
    out.write_bytes(b"as before")
    broken.write_text("ply\nformat ascii 1.0\nelement vertex 99\nproperty float x\nend_header\n1 2\n")
    assert _run(broken, "-o", out) == 1
    said = capsys.readouterr()
    assert said.err.startswith(f"linewright: {broken}: damaged, or of a kind that is not understood")
    assert len(said.err.splitlines()) == 1
    assert out.read_bytes() == b"as before"
    assert {entry.name for entry in tmp_path.iterdir()} <= {"model.glb", "broken.ply", "cache"}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.dwg", b"AC1032", "a DWG drawing is not read: in AutoCAD, BricsCAD or the free ODA File Converter"),
        ("a.stl", b"AC1032" + b"\0" * 100, "a DWG drawing is not read"),
        ("a.jt", b"Version 9.5 JT  DM 6.4.1.0", "a JT file is not read: open it in the CAD program"),
        ("a.igs", b" " * 72 + b"S      1\n", "an IGES file is not read: open it in FreeCAD"),
        ("a.sldprt", b"x", ".sldprt files are not read: open it in SolidWorks and save it as STEP AP214"),
        ("a.catpart", b"x", ".catpart files are not read: open it in CATIA and save it as STEP"),
        ("a.x_t", b"x", ".x_t files are not read: open it in the CAD program that wrote it"),
        ("a.fbx", b"Kaydara FBX Binary", "an FBX file is not read: open it in Blender"),
        ("a.rvt", b"x", ".rvt files are not read: open it in Revit"),
        ("a.zip", b"PK\3\4", "archives are not read: unpack it"),
        ("a.stl", b"\x1f\x8b\x08", "archives are not read: unpack it"),
        ("a.3mf", b"PK\3\4 and nothing", "no 3MF file, or a damaged one"),
        ("a.obj", b"", "the file is empty"),
        ("a.txt", b"hello", "the ending .txt tells no format; expected .step .stp"),
        ("a", b"hello", "without an ending the format is not told"),
        ("a.stl", b"glTF" + b"\0" * 200, "no STL file, or a damaged one: it announces 0 triangles and has room for 2"),
        ("a.step", b"glTF" + b"\0" * 200, "this is no STEP file as its ending says; it holds GLB: rename it"),
        ("a.ply", b"\x89PNG", "this is no PLY file as its ending says; it holds something else, or is damaged"),
    ],
)
def test_what_is_not_read_is_told_with_the_way_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, message: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert _run(path, "-o", tmp_path / "out.glb") == 1
    assert capsys.readouterr().err.startswith(f"linewright: {path}: {message}")
    assert not (tmp_path / "out.glb").exists()


def test_a_missing_file_a_folder_and_a_missing_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(tmp_path / "no.stl", "-o", tmp_path / "out.glb") == 1
    assert _run(tmp_path, "-o", tmp_path / "out.glb") == 1
    path = shapes.write_stl(tmp_path / "box.stl", shapes.box((0, 0, 0), (1, 1, 1)))
    assert _run(path, "-o", tmp_path / "no" / "out.glb") == 1
    said = capsys.readouterr().err.splitlines()
    assert [line.rpartition(": ")[2] for line in said] == [
        "there is no such file",
        "not a file",
        f"there is no folder {tmp_path / 'no'}",
    ]


def test_a_child_that_does_not_come_back_is_ended(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"the import took longer than 0\.2 s and was ended"):
        Child(ENDLESS, wall=0.2).answer({}, tmp_path / "a.stl")


def test_an_import_can_be_cancelled(tmp_path: Path) -> None:
    child = Child(ENDLESS)
    timer = threading.Timer(0.3, child.cancel)
    timer.start()
    with pytest.raises(UserError, match="the import was cancelled"):
        child.answer({}, tmp_path / "a.stl")
    timer.join()
    with pytest.raises(UserError, match="the import was cancelled"):
        child.answer({}, tmp_path / "a.stl")
