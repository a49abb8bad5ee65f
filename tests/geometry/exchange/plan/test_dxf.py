import sys
from pathlib import Path

import pytest
from ezdxf import recover
from ezdxf.document import Drawing
from ezdxf.entities.insert import Insert
from ezdxf.entities.lwpolyline import LWPolyline
from ezdxf.filemanagement import readfile

from geometry.exchange.plan.dxf import dxf_of
from geometry.exchange.plan.paper import PAPERS
from geometry.exchange.plan.sheets import Wish
from geometry.scene import scene_of
from layouts.errors import UserError
from layouts.model import Layout
from tests.geometry.exchange.plan.halls import hall
from tests.geometry.exchange.runs import drawn_upon, named


def drawing(layout: Layout, folder: Path, wish: Wish | None = None) -> Drawing:
    path = folder / "plan.dxf"
    path.write_bytes(dxf_of(layout, scene_of(layout), wish or Wish(PAPERS["A3"])))
    return readfile(path)


def test_the_audit_finds_nothing(tmp_path: Path) -> None:
    auditor = drawing(hall(), tmp_path).audit()
    assert (auditor.errors, auditor.fixes) == ([], [])
    _, recovered = recover.readfile(tmp_path / "plan.dxf")
    assert (recovered.errors, recovered.fixes) == ([], [])


def test_the_hall_has_its_true_size_in_millimetres(tmp_path: Path) -> None:
    plan = drawing(hall(10.0, 8.0), tmp_path)
    assert plan.header["$INSUNITS"] == 4
    lines = [each for each in plan.modelspace() if isinstance(each, LWPolyline)]
    outline = [line for line in lines if line.dxf.lineweight == 70]
    assert [tuple(point[:2]) for point in outline[0].get_points()] == [(0, 0), (10000, 0), (10000, 8000), (0, 8000)]


def test_equipment_is_blocks_with_attributes_at_their_places(tmp_path: Path) -> None:
    plan = drawing(hall(), tmp_path)
    blocks = {each.get_attrib_text("ID"): each for each in plan.modelspace() if isinstance(each, Insert)}
    assert set(blocks) == {"infeed", "press", "mill", "shipping"}
    press = blocks["press"]
    assert (press.dxf.insert.x, press.dxf.insert.y, press.dxf.rotation, press.dxf.yscale) == (4000, 2000, 30, -1)
    assert (press.get_attrib_text("LABEL"), press.get_attrib_text("KIND")) == ("Press", "machine")
    assert blocks["press"].dxf.name == blocks["mill"].dxf.name


def test_the_drawing_on_the_floor_is_a_layer_of_its_own(tmp_path: Path) -> None:
    layout, path = hall(), tmp_path / "plan.dxf"
    path.write_bytes(dxf_of(layout, drawn_upon(layout), Wish(PAPERS["A3"])))
    lines = [each for each in readfile(path).modelspace() if each.dxf.layer == "LW-DRAWING"]
    assert [[tuple(p[:2]) for p in line.get_points()] for line in lines if isinstance(line, LWPolyline)] == [
        [(1000, 1000), (5000, 1000), (5000, 4000)],
        [(7000, 2000), (8000, 3000)],
    ]


def test_sheets_are_paper_layouts_with_a_window_to_scale(tmp_path: Path) -> None:
    plan = drawing(hall(30.0, 15.0), tmp_path, Wish(PAPERS["A4"], 50))
    names = [name for name in plan.layouts.names_in_taborder() if name != "Model"]
    assert names[0] == "A4 1"
    windows = [port for name in names[1:] for port in plan.paperspace(name).query("VIEWPORT") if port.dxf.id > 1]
    assert {round(port.dxf.view_height / port.dxf.height, 9) for port in windows} == {50}


@pytest.mark.parametrize("name", ["Füller №1 漢字", "%%c %%u {\\H3;x}", "a\nb\x00c", "x" * 5000])
def test_hostile_names_leave_a_sound_file(name: str, tmp_path: Path) -> None:
    auditor = drawing(named(name), tmp_path).audit()
    assert (auditor.errors, auditor.fixes) == ([], [])


def test_the_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ezdxf.filemanagement", None)
    with pytest.raises(UserError, match=r"pip install 'linewright\[drawings\]'"):
        dxf_of(hall(), scene_of(hall()), Wish(PAPERS["A3"]))
