from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from geometry.models import OWN_MODELS
from geometry.models.catalogue import Entry, Group
from geometry.models.specimens import WAY, size_of, specimen
from geometry.palette import DARK, LIGHT, Role, Theme
from layouts.kinds import Machine, Workplace
from viewer.pages import contact_sheet as sheets
from viewer.pages.contact_sheet import CAPTION, CELL, COLUMNS, GAP, TITLE, cell_of, contact_sheet, main, pieces_of
from viewer.render.options import Take
from viewer.render.surfaces import rgb

PAGE = Path(__file__).parents[3] / "docs" / "models.md"


@pytest.mark.parametrize("name", OWN_MODELS)
def test_every_model_is_shown_by_its_own_specimen(name: str) -> None:
    equipment = specimen(name)
    assert (equipment.model or equipment.default_model) == name
    model = pieces_of(name)[0].model
    assert model.triangles or model.words


def test_kinds_come_before_looks() -> None:
    assert isinstance(specimen("workplace"), Workplace)
    assert isinstance(specimen("press"), Machine)


def test_goods_stand_in_the_places() -> None:
    _, goods = pieces_of("assembly")
    assert goods.model.bounds[0].z == pytest.approx(0.85, abs=1e-6)


def test_goods_ride_on_the_belt() -> None:
    belt, goods = pieces_of("belt")
    assert belt.model.bounds[0].z == 0
    assert goods.model.bounds[0].z == pytest.approx(WAY.points[0].z, abs=1e-6)


def test_captions_say_how_large_things_are() -> None:
    assert size_of("oven") == "3 × 2 × 2.4 m"
    assert size_of("floor") == "2 × 2 m"
    assert size_of("fence") == "along its path"


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_cell_shows_the_model_with_a_lit_lamp_and_no_grid(theme: Theme) -> None:
    picture = cell_of("workplace", Take(size=CELL, theme=theme)).astype(np.int64)
    assert picture.shape == (CELL.height, CELL.width, 3)
    edge = np.concatenate([picture[:4].reshape(-1, 3), picture[-4:].reshape(-1, 3)])
    assert np.abs(edge - np.array(rgb(theme[Role.FLOOR]))).max() < 14
    green = (picture[..., 1] > 150) & (picture[..., 1] > 1.7 * picture[..., 0])
    assert green.sum() > 4


def test_the_sheet_has_a_title_for_each_group_and_a_card_for_each_model() -> None:
    groups = (Group("Doors", (Entry("door", ""), Entry("gate", ""))), Group("Totes", (Entry("tote", ""),)))
    sheet = contact_sheet(LIGHT, groups)
    row = TITLE + CELL.height + CAPTION + GAP
    assert sheet.size == (COLUMNS * (CELL.width + GAP) + GAP, 2 * row + GAP)
    empty = np.asarray(sheet.crop((sheet.width // 2, 0, sheet.width, sheet.height)))
    assert len(np.unique(empty.reshape(-1, 3), axis=0)) == 1


def test_the_sheet_is_written_to_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "contact_sheet", lambda theme: Image.new("RGB", (8, 8), theme[Role.BACKGROUND]))
    main(["-o", str(tmp_path / "sheet.png"), "--theme", "dark"])
    assert Image.open(tmp_path / "sheet.png").getpixel((0, 0)) == rgb(DARK[Role.BACKGROUND])


def test_the_page_names_every_model() -> None:
    text = PAGE.read_text(encoding="utf-8")
    missing = [name for name in OWN_MODELS if f"| `{name}` |" not in text]
    assert not missing
