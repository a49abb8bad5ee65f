import csv
import io

import pytest

from geometry.exchange.table import COLUMNS, harmless, table_of
from geometry.scene import scene_of
from layouts.model import Layout
from tests.geometry.exchange.runs import example, named


def rows(layout: Layout) -> list[dict[str, str]]:
    content = table_of(layout, scene_of(layout)).decode("utf-8-sig")
    return [*csv.DictReader(io.StringIO(content, newline=""))]


def test_every_piece_of_equipment_has_a_row() -> None:
    found = rows(example())
    assert [row["id"] for row in found] == [*example().equipment]
    assert [*found[0]] == [*COLUMNS]


def test_a_row_says_what_where_and_how_fast() -> None:
    (filling,) = [row for row in rows(example()) if row["id"] == "filling"]
    told = {name: filling[name] for name in ("kind", "x_m", "y_m", "turn_deg", "length_m", "height_m", "cycle")}
    assert told == {
        "kind": "machine",
        "x_m": "3.6",
        "y_m": "8",
        "turn_deg": "0",
        "length_m": "2",
        "height_m": "2.4",
        "cycle": "6.5 s",
    }


def test_a_spreadsheet_finds_utf8_and_every_sign_of_a_name() -> None:
    name = 'Füller "A"; 1,5 l\nzweite Zeile'
    assert table_of(named(name), scene_of(named(name))).startswith(b"\xef\xbb\xbf")
    assert {row["label"] for row in rows(named(name))} == {name}


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("x")'])
def test_names_are_never_formulas(name: str) -> None:
    assert harmless(name) == f"'{name}"
    assert {row["label"] for row in rows(named(name))} == {f"'{name}"}
    assert {row["tag"] for row in rows(named(name)) if row["id"] == "press"} == {f"'{name}"}


def test_numbers_below_zero_stay_numbers() -> None:
    assert harmless("filling") == "filling"
    layout = named("x")
    assert {float(row["turn_deg"]) for row in rows(layout) if row["id"] == "press"} == {90.0}
