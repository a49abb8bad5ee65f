import json
import pickle
import struct
from pathlib import Path

import pytest

from geometry.cad.writing import glb_of
from geometry.models.imported import ImportedShape
from geometry.models.scenery import PlaceholderShape
from geometry.scene import scene_of
from layouts import read
from layouts.model_files import ModelFile
from tests.geometry.cad import shapes

LINE = """\
linewright: 1
equipment:
  in: {kind: source, at: [0, 0]}
  filler: {kind: machine, at: [4, 0], model: MODEL, cycle: 5 s}
  out: {kind: sink, at: [8, 0]}
flow:
  - in -> filler -> out
"""


def _layout(folder: Path, model: str = "models/filler.glb", more: str = "") -> Path:
    path = folder / "line.yaml"
    path.write_text(LINE.replace("MODEL", model + more))
    return path


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """An imported model of 1.8 x 1 x 2 m."""
    path = tmp_path / "models" / "filler.glb"
    path.parent.mkdir()
    whole = shapes.alone(shapes.box((0, 0, 0), (1.8, 1.0, 2.0))).centred()
    path.write_bytes(glb_of([whole], {"format": 1, "size": [1.8, 1.0, 2.0]}))
    return path


def _errors(path: Path) -> list[str]:
    return [str(problem).removeprefix(f"{path}:") for problem in read(path).errors]


def test_a_model_gives_its_size_and_its_look(tmp_path: Path, model: Path) -> None:
    layout = read(_layout(tmp_path)).trusted()
    filler = layout.equipment["filler"]
    assert filler.footprint.measures == (1.8, 1.0, 2.0)
    assert filler.ports()["out"].offset.x == 0.9
    piece = scene_of(layout).pieces["filler"]
    assert isinstance(piece.shape, ImportedShape)
    assert [round(side, 6) for end in piece.model.bounds for side in end] == [-0.9, -0.5, 0, 0.9, 0.5, 2]
    again = pickle.loads(pickle.dumps(layout)).equipment["filler"]
    assert isinstance(again.model, ModelFile)
    assert again.footprint == filler.footprint


def test_a_declared_size_that_is_another_is_told(tmp_path: Path, model: Path) -> None:
    assert not read(_layout(tmp_path, more=", size: 1.805 x 1 x 2 m")).problems[0].code.value.startswith("model")
    (first, *_) = read(_layout(tmp_path, more=", size: 2.5 x 1 m")).problems
    assert first.message == (
        "equipment.filler.size: the size is 2.5 x 1 m, expected that of models/filler.glb, 1800 x 1000 x 2000 mm: "
        "the model is drawn as large as it is"
    )


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("models/nothing.glb", "No such file or directory"),
        ("models/text.glb", "it is no GLB"),
        ("models/cut.glb", "it is damaged"),
        ("models/changed.glb", "it was changed or damaged after it was imported"),
        ("models/foreign.glb", "it was not imported, so that its unit and its up axis are not known"),
        ("models", "Is a directory"),
    ],
)
def test_a_model_that_cannot_be_had_is_one_problem_and_a_block(
    tmp_path: Path, model: Path, name: str, reason: str
) -> None:
    data = model.read_bytes()
    (model.parent / "text.glb").write_text("hello")
    (model.parent / "cut.glb").write_bytes(data[:-7])
    (model.parent / "changed.glb").write_bytes(data[:-7] + bytes(7))
    (model.parent / "foreign.glb").write_bytes(data.replace(b"linewright", b"otherthing"))
    path = _layout(tmp_path, f"./{name}")
    assert _errors(path) == [
        f"4:46: error: equipment.filler.model: the model ./{name}: {reason}; "
        "expected a model that `linewright import-cad` wrote"
    ]
    layout = read(path).layout
    assert layout is not None
    assert isinstance(scene_of(layout).pieces["filler"].shape, PlaceholderShape)


def test_a_model_outside_the_folder_is_refused(tmp_path: Path, model: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    for name in ("../models/filler.glb", str(model)):
        (error,) = _errors(_layout(inner, name))
        assert f"the model {name} outside the folder of the layout; expected a file in that folder" in error


def test_what_has_a_path_has_no_such_model(tmp_path: Path, model: Path) -> None:
    text = LINE.replace("kind: machine, at: [4, 0]", "kind: conveyor, speed: 1 m/s").replace("cycle: 5 s", "gap: 1 cm")
    (tmp_path / "line.yaml").write_text(text.replace("MODEL", "models/filler.glb"))
    (error,) = _errors(tmp_path / "line.yaml")
    assert error.endswith("`model` has no meaning here, expected a conveyor without a file: its path makes its shape")


def test_a_model_that_breaks_after_it_was_read_becomes_a_block(tmp_path: Path, model: Path) -> None:
    layout = read(_layout(tmp_path)).trusted()
    data = bytearray(model.read_bytes())
    size = struct.unpack_from("<I", data, 12)[0]
    tree = json.loads(data[20 : 20 + size])
    tree["accessors"][0]["count"] = 4_000_000_000
    text = json.dumps(tree, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    whole = data[:8] + struct.pack("<I", len(data) - size + len(text)) + struct.pack("<I4s", len(text), b"JSON")
    model.write_bytes(whole + text + data[20 + size :])
    built = scene_of(layout).pieces["filler"].shape.model()
    assert built.triangles == PlaceholderShape(layout.equipment["filler"].footprint).model().triangles
