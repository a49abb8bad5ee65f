"""The reference pages say what the declarations say, and every kind and section has one."""

from pathlib import Path

import pytest

from layouts import load
from layouts.equipment import Equipment
from layouts.examples import example_of
from layouts.reference import pages, write
from layouts.registry import OWN_KINDS
from layouts.station import Station

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "reference"


@pytest.mark.parametrize("path", pages())
def test_the_committed_pages_are_those_of_the_declarations(path: str) -> None:
    assert (FOLDER / path).read_text(encoding="utf-8") == pages()[path], "run `make docs`"


def test_no_page_is_left_over() -> None:
    assert {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.md")} == set(pages())


@pytest.mark.parametrize("kind", OWN_KINDS.values(), ids=str)
def test_every_field_of_a_kind_is_on_its_page_with_a_meaning(kind: type[Equipment]) -> None:
    page = pages()[f"kinds/{kind.kind}.md"]
    fields = set(vars(kind)["__pydantic_fields__"]) - kind.meaningless
    page = page.partition("## States")[0]
    rows = {line.split("`")[1]: line for line in page.splitlines() if line.startswith("| `")}
    assert fields == set(rows)
    assert all(len(line.split("|")[2].strip()) > 5 for line in rows.values())


@pytest.mark.parametrize("kind", OWN_KINDS.values(), ids=str)
def test_the_example_of_a_kind_has_one(kind: type[Equipment]) -> None:
    layout = load(example_of(kind.kind))
    assert any(item.kind == kind.kind for item in layout.equipment.values())


def test_a_station_tells_its_own_fields_apart_from_those_of_all_stations() -> None:
    page = pages()["kinds/oven.md"]
    own, shared = page.index("## Fields\n"), page.index("## Fields of every station")
    assert own < page.index("| `batch` |") < shared < page.index("| `exchange` |")
    assert issubclass(OWN_KINDS["oven"], Station)


def test_pages_without_a_declaration_are_removed(tmp_path: Path) -> None:
    (tmp_path / "kinds").mkdir()
    (tmp_path / "kinds" / "loom.md").write_text("old", encoding="utf-8")
    write(tmp_path)
    assert not (tmp_path / "kinds" / "loom.md").exists()
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == pages()["README.md"]
