"""Plans of halls: lines and blocks of DXF files, pictures, and blocks turned into a layout."""

import struct
from collections.abc import Callable
from pathlib import Path

import ezdxf
import numpy as np
import pytest
from ezdxf.graphicsfactory import CreatorInterface as GraphicsFactory

import linewright
from geometry.plans import reading
from geometry.plans.plan import plan_in
from geometry.plans.reading import read_plan
from geometry.plans.underlay import underlay_of
from geometry.scene import scene_of
from layouts import load, read
from layouts.dumping import dump
from layouts.errors import UserError
from layouts.reading import loads
from layouts.usual_sizes import USUAL_SIZES

TABLE = """\
block;kind;model;size;cycle
CNC-500;machine;machining_centre;;40 s
column;column;;0.4 x 0.4 x 5 m;
"""


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def _rectangle(where: GraphicsFactory, low: tuple[float, float], high: tuple[float, float], layer: str = "0") -> None:
    (a, b), (c, d) = low, high
    where.add_lwpolyline([(a, b), (c, b), (c, d), (a, d)], close=True, dxfattribs={"layer": layer})


@pytest.fixture
def hall(tmp_path: Path) -> Path:
    """A hall of 24 x 12 m in millimetres, its corner at (12500, 8000), with two machines and a column."""
    document = ezdxf.new("R2010")  # type: ignore[attr-defined] # the package lists it for other readers only
    document.header["$INSUNITS"] = 4
    for layer in ("WALLS", "MACHINES", "NOTES"):
        document.layers.add(layer)
    document.layers.get("NOTES").off()
    space = document.modelspace()
    _rectangle(space, (12500, 8000), (36500, 20000), "WALLS")
    space.add_circle((20000, 15000), 1000, dxfattribs={"layer": "WALLS"})
    space.add_line((0, 0), (1, 1), dxfattribs={"layer": "NOTES"})
    machine = document.blocks.new("CNC-500")
    _rectangle(machine, (0, 0), (2800, 1900))
    column = document.blocks.new("Column")
    _rectangle(column, (-200, -200), (200, 200))
    document.blocks.new("Bolt").add_circle((0, 0), 10)
    space.add_blockref("CNC-500", (15000, 16000), dxfattribs={"layer": "MACHINES"})
    space.add_blockref("CNC-500", (30000, 10000), dxfattribs={"layer": "MACHINES", "rotation": 90})
    space.add_blockref("Column", (18500, 14000), dxfattribs={"layer": "MACHINES"})
    space.add_blockref("Bolt", (18500, 14000), dxfattribs={"layer": "MACHINES"})
    path = tmp_path / "hall7.dxf"
    document.saveas(path)
    return path


def _layout(folder: Path, drawing: str) -> Path:
    path = folder / "line.yaml"
    path.write_text(f"linewright: 1\ndrawing: {{{drawing}}}\nequipment:\n  a: {{kind: column, at: [1, 2]}}\n")
    return path


def _warnings(path: Path) -> list[str]:
    found = [problem for problem in read(path).problems if "drawing" in problem.place.path]
    return [str(problem).removeprefix(f"{path}:") for problem in found]


def test_lines_layers_blocks_and_the_unit(hall: Path) -> None:
    plan = read_plan(hall)
    assert plan.unit == "mm"
    assert plan.layers == ["WALLS", "MACHINES"]
    assert [insert.name for insert in plan.inserts] == ["CNC-500", "CNC-500", "Column", "Bolt"]
    circle = [line for line in plan.lines[4:] if abs(np.hypot(*(line[0] - (20000, 15000))) - 1000) < 1e-6]
    middles = np.mean(circle, axis=1) - (20000, 15000)
    assert np.hypot(*middles.T).min() > 990  # sag of a hundredth at most
    again = plan_in(hall)
    assert np.array_equal(again.lines, plan.lines)
    assert again.inserts == plan.inserts
    assert plan_in(hall).inserts == plan.inserts  # from the cache


def test_a_plan_lies_on_the_floor_in_metres(tmp_path: Path, hall: Path) -> None:
    layout = load(_layout(tmp_path, "file: hall7.dxf, unit: mm, origin: [12500, 8000], layers: [WALLS]"))
    underlay = underlay_of(layout)
    assert underlay is not None
    assert underlay.lines.reshape(-1, 2).min(axis=0) == pytest.approx([0, 0])
    assert underlay.lines.reshape(-1, 2).max(axis=0) == pytest.approx([24, 12])
    assert scene_of(layout).underlay is underlay_of(layout)
    assert scene_of(layout).extent[:4] == (-2.0, -2.0, 26.0, 14.0)


def test_a_plan_can_be_turned_about_its_origin(tmp_path: Path, hall: Path) -> None:
    layout = load(_layout(tmp_path, "file: hall7.dxf, origin: [12500, 8000], turn: 90, layers: [WALLS]"))
    underlay = underlay_of(layout)
    assert underlay is not None
    assert underlay.lines.reshape(-1, 2).min(axis=0) == pytest.approx([-12, 0])
    assert underlay.lines.reshape(-1, 2).max(axis=0) == pytest.approx([0, 24])


def test_a_drawing_is_written_as_it_was_read(tmp_path: Path, hall: Path) -> None:
    layout = load(_layout(tmp_path, "file: hall7.dxf, unit: mm, origin: [12500, 8000], turn: 90, layers: [WALLS]"))
    assert loads(dump(layout), tmp_path) == layout


def test_a_layer_or_a_unit_that_is_missing_is_told(tmp_path: Path, hall: Path) -> None:
    underlay = underlay_of(load(_layout(tmp_path, "file: hall7.dxf, layers: [WALL]")))
    assert underlay is not None
    assert underlay.trouble == f"{hall}: there is no layer 'WALL'; it has 'WALLS', 'MACHINES'"
    document = ezdxf.readfile(hall)  # type: ignore[attr-defined] # as above
    document.header["$INSUNITS"] = 0
    document.saveas(hall)
    underlay = underlay_of(load(_layout(tmp_path, "file: hall7.dxf")))
    assert underlay is not None
    assert underlay.trouble == f"{hall}: the plan does not say its unit: give it in the layout, as `unit: mm`"


@pytest.mark.parametrize(
    ("drawing", "message"),
    [
        ("file: no.dxf", "2:17: warning: drawing.file: the drawing no.dxf is not there; expected a DXF plan, or"),
        (
            "file: a.dwg",
            "the drawing a.dwg is a DWG: save it as DXF in AutoCAD, BricsCAD or the free ODA",
        ),
        ("file: a.pdf", "the drawing a.pdf is neither DXF nor PNG nor JPG"),
        ("file: ../a.dxf", "the drawing ../a.dxf is outside the folder of the layout"),
        ("file: a.png", "drawing.scale: `scale` is missing, expected what one pixel measures, such as `scale: 12 mm`"),
        ("file: a.png, scale: 12 mm, unit: mm", "drawing.unit: `unit` has no meaning here"),
        ("file: hall7.dxf, scale: 12 mm", "drawing.scale: `scale` has no meaning here"),
    ],
)
def test_problems_of_drawings(tmp_path: Path, hall: Path, drawing: str, message: str) -> None:
    (tmp_path / "a.png").write_bytes(b"x")
    path = _layout(tmp_path, drawing)
    assert not read(path).errors
    (found,) = _warnings(path)
    assert message in found
    assert scene_of(load(path)).underlay is None


def test_blocks_become_a_layout_as_one_would_write_it(
    tmp_path: Path, hall: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, line = tmp_path / "blocks.csv", tmp_path / "line.yaml"
    table.write_text(TABLE)
    words = ["import-plan", str(hall), "--map", str(table), "-o", str(line), "--origin", "12500,8000"]
    assert linewright.main(words) == 0
    said = capsys.readouterr().out.splitlines()
    assert said == [
        f"{line}: written: 2 x CNC-500, 1 x column; say in `flow` where parts can go",
        "Blocks that the table does not name: Bolt",
    ]
    high = f"{USUAL_SIZES['machining_centre'].height:g}"
    assert line.read_text() == (
        "linewright: 1\n"
        "name: hall7\n"
        "drawing: {file: hall7.dxf, unit: mm, origin: [12500, 8000]}\n"
        "equipment:\n"
        f"  cnc-500_1: {{kind: machine, at: [3.9, 8.95], size: 2.8 x 1.9 x {high} m, "
        "model: machining_centre, cycle: 40 s}\n"
        f"  cnc-500_2: {{kind: machine, at: [16.55, 3.4], turn: 90, size: 2.8 x 1.9 x {high} m, "
        "model: machining_centre, cycle: 40 s}\n"
        "  column_1:  {kind: column, at: [6, 6], size: 0.4 x 0.4 x 5 m}\n"
    )
    assert not read(line).errors
    assert linewright.main(words) == 1
    assert capsys.readouterr().err == f"linewright: {line}: exists already; name another file\n"


def test_what_is_placed_covers_its_block(tmp_path: Path, hall: Path) -> None:
    table, line = tmp_path / "blocks.csv", tmp_path / "line.yaml"
    table.write_text("block,kind,cycle\ncnc-500,machine,40 s\n")
    assert linewright.main(["import-plan", str(hall), "--map", str(table), "-o", str(line), "--turn", "30"]) == 0
    layout = load(line)
    underlay = underlay_of(layout)
    assert underlay is not None
    for name, at in (("cnc-500_1", slice(0, 4)), ("cnc-500_2", slice(4, 8))):
        corners = [(corner.x, corner.y) for corner in scene_of(layout).pieces[name].corners]
        low, high = np.min(corners, axis=0), np.max(corners, axis=0)
        block = underlay.lines[len(underlay.lines) - _after_machines(hall) :][at].reshape(-1, 2)
        assert low == pytest.approx(block.min(axis=0), abs=0.06)
        assert high == pytest.approx(block.max(axis=0), abs=0.06)


def _after_machines(hall: Path) -> int:
    """Lines from those of the first machine to the end of the plan."""
    plan = read_plan(hall)
    return int((plan.numbers == plan.layers.index("MACHINES")).sum())


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("name,kind\nA,machine\n", "blocks.csv:1: there is no column 'block'"),
        ("block,kind\nCNC-500,\n", "blocks.csv:2: the kind of 'CNC-500' is missing"),
        ("block,kind\nCNC-500,machine\ncnc-500,machine\n", "blocks.csv:3: the block 'cnc-500' is there twice"),
        ("block,kind\nCNC500,machine\n", "there is no block 'CNC500' in the plan; did you mean 'CNC-500'?"),
        (
            "block,kind\nColumn,colum\n",
            "the layout would be wrong: equipment.column_1.kind: unknown kind",
        ),
    ],
)
def test_problems_of_tables(
    tmp_path: Path, hall: Path, capsys: pytest.CaptureFixture[str], table: str, message: str
) -> None:
    (tmp_path / "blocks.csv").write_text(table)
    words = ["import-plan", str(hall), "--map", str(tmp_path / "blocks.csv"), "-o", str(tmp_path / "x.yaml")]
    assert linewright.main(words) == 1
    assert message in capsys.readouterr().err
    assert not (tmp_path / "x.yaml").exists()


def _nested(levels: int, copies: int) -> Callable[[Path], None]:
    def save(path: Path) -> None:
        document = ezdxf.new()  # type: ignore[attr-defined] # as above
        for level in range(levels):
            block = document.blocks.new(f"B{level}")
            for number in range(copies if level + 1 < levels else 0):
                block.add_blockref(f"B{level + 1}", (number, 0))
            block.add_line((0, 0), (1, 1))
        document.modelspace().add_blockref("B0", (0, 0))
        document.saveas(path)

    return save


@pytest.mark.parametrize(
    ("save", "message"),
    [(_nested(20, 1), "more than 12 levels deep"), (_nested(6, 12), "expand to more than 500 entities")],
)
def test_blocks_within_blocks_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, save: Callable[[Path], None], message: str
) -> None:
    monkeypatch.setattr(reading, "MOST_ENTITIES", 500)
    save(tmp_path / "a.dxf")
    with pytest.raises(UserError, match=message):
        read_plan(tmp_path / "a.dxf")


def test_a_picture_lies_where_its_pixels_say(tmp_path: Path) -> None:
    (tmp_path / "hall.png").write_bytes(b"\x89PNG" + struct.pack(">II", 200, 100))
    underlay = underlay_of(load(_layout(tmp_path, "file: hall.png, scale: 5 cm, origin: [20, 40]")))
    assert underlay is not None
    assert underlay.corners(200, 100).tolist() == [[-1, -2], [9, -2], [9, 3], [-1, 3]]
