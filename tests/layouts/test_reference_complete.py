"""Every word of the language has its entry: meaning, unit, default, states, source, and an example that a test reads.

The declarations are walked, so a field that somebody adds is asked for all of it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

import pytest

from layouts import load
from layouts.catalogue import FieldEntry, entries_of
from layouts.conditions import CONDITIONS
from layouts.distributions import DISTRIBUTIONS, Distribution, decode
from layouts.equipment import Equipment, Role
from layouts.examples import example, example_of, examples
from layouts.flow import Choice
from layouts.merges import Turn
from layouts.model import Layout
from layouts.quantities import EXAMPLES, UNITS, Dimension, parse
from layouts.reading import read_text
from layouts.reference import EXACTLY, INNER, SECTIONS, pages, said
from layouts.reference_words import BRANCHES, MERGES, TIMES
from layouts.registry import OWN_KINDS
from replay.states import State
from sim import simulate
from sim.recording import header_of
from tests.docs.pages import ROOT, blocks_in

KINDS = list(OWN_KINDS.values())
ITEMS = [cls for cls, _ in SECTIONS.values() if cls is not None]
INNER_ITEMS = [cls for inner in INNER.values() for _, cls in inner]
OF_ALL = ("label", "source", "status")
"""Fields of which a text says all: a name, and where a value comes from."""


def declarations() -> Iterator[tuple[type, FieldEntry]]:
    """Go through the fields of all kinds and all items of sections."""
    for kind in KINDS:
        yield from ((kind, entry) for entry in entries_of(kind, kind.required))
    for item in dict.fromkeys([*ITEMS, *INNER_ITEMS]):
        yield from ((item, entry) for entry in entries_of(item))


FIELDS = [pytest.param(cls, entry, id=f"{cls.__name__}.{entry.name}") for cls, entry in declarations()]


@pytest.mark.parametrize(("cls", "entry"), FIELDS)
def test_a_field_has_meaning_form_and_default(cls: type, entry: FieldEntry) -> None:
    meaning, default = said(entry)
    assert len(meaning.split()) >= 2, f"say what {entry.name} means"
    assert default, f"say what holds where {entry.name} is not given"
    assert entry.form, f"say what a value of {entry.name} looks like: `layouts.catalogue`"
    for dimension in Dimension:
        if entry.form.startswith(f"{dimension.value},"):
            units = (unit for unit in UNITS[dimension] if unit)
            shows = EXAMPLES[dimension] in entry.form or any(re.search(rf"\d ?{unit}\b", entry.form) for unit in units)
            assert shows, "an example shows the unit"


# examples


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> frozenset[tuple[type, str]]:
    """Every field that an example gives, by each class that has it."""
    folder = tmp_path_factory.mktemp("pages")
    for block in blocks_in("csv"):
        (folder / block.mark).write_text(block.text, encoding="utf-8")
    found: set[tuple[type, str]] = set()
    for text, beside in dict.fromkeys(_texts(folder)):
        layout = read_text(text, beside, "line.yaml").layout
        if layout is not None:
            _collect(layout, found)
    return frozenset(found)


def _texts(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in (*map(example, examples()), *(example_of(kind) for kind in OWN_KINDS)):
        yield Path(path).read_text(encoding="utf-8"), Path(path).parent
    for block in blocks_in("yaml"):
        if block.mark != "broken":
            yield ("linewright: 1\n" if block.mark == "fragment" else "") + block.text, folder


def _collect(value: object, found: set[tuple[type, str]]) -> None:
    if isinstance(value, Mapping):
        for item in value.values():
            _collect(item, found)
    elif isinstance(value, tuple):
        for item in value:
            _collect(item, found)
    elif is_dataclass(value) and hasattr(value, "__pydantic_fields__"):
        _collect_fields(value, found)


def _collect_fields(value: object, found: set[tuple[type, str]]) -> None:
    declared: dict[str, Any] = vars(type(value))["__pydantic_fields__"]
    for name, field in declared.items():
        here = getattr(value, name)
        if field.is_required() or here != field.default:
            owners = (cls for cls in type(value).__mro__ if name in getattr(cls, "__pydantic_fields__", ()))
            found.update((cls, name) for cls in owners)
            _collect(here, found)


def owner(cls: type, name: str) -> type:
    """Return the class that declares a field first: what all stations have needs one example, not one for each kind."""
    return [each for each in cls.__mro__ if name in getattr(each, "__pydantic_fields__", ())][-1]


def _written() -> Iterator[tuple[type, str]]:
    for cls, _ in declarations():
        for name in vars(cls)["__pydantic_fields__"]:
            if name not in OF_ALL and name not in getattr(cls, "meaningless", ()):
                yield owner(cls, name), name


@pytest.mark.parametrize(
    ("cls", "name"), [pytest.param(cls, name, id=f"{cls.__name__}.{name}") for cls, name in dict.fromkeys(_written())]
)
def test_a_field_is_in_an_example_that_a_test_reads(cls: type, name: str, given: frozenset[tuple[type, str]]) -> None:
    """The examples of the program and of each kind are simulated, those of the pages are checked (`tests/docs`)."""
    assert (cls, name) in given, "give it in layouts/examples/kinds, or in an example on a page"


# kinds


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_kind_has_states_and_a_place_where_it_is_described_exactly(kind: type[Equipment]) -> None:
    if kind.role is Role.SCENERY:
        assert not kind.states
        return
    assert kind.kind in EXACTLY
    title, anchor = EXACTLY[kind.kind]
    heads = re.findall(r"^#+ (.*)$", (ROOT / "docs" / "simulation.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert anchor in {head.lower().replace(" ", "-") for head in heads}
    assert f"[{title}](../../simulation.md#{anchor})" in pages()[f"kinds/{kind.kind}.md"]
    if kind.role in (Role.STATION, Role.BOUNDARY) and kind.kind != "sink":
        assert kind.states


def test_states_are_those_of_a_trace() -> None:
    assert list(CONDITIONS) == [state.word for state in State]


@pytest.mark.parametrize("path", sorted({example_of(kind) for kind in OWN_KINDS}), ids=lambda path: Path(path).stem)
def test_equipment_is_in_the_states_of_its_kind_and_in_no_other(path: Path) -> None:
    layout = load(path)
    results = simulate(layout)
    for name, figures in results.equipment.items():
        seen = {state.word for state, share in figures.states.elapsed.items() if share} if figures.states else set()
        assert seen <= set(layout.equipment[name].states), name
    assert header_of(layout).equipment


# words


def test_every_word_of_a_value_is_on_the_page_of_words() -> None:
    page = pages()["words/values.md"]
    assert TIMES.keys() == DISTRIBUTIONS.keys()
    assert BRANCHES.keys() == set(Choice)
    assert MERGES.keys() == set(Turn)
    for dimension, units in UNITS.items():
        assert all(unit in page for unit in units)
        assert parse(EXAMPLES[dimension], dimension) >= 0
    assert all(f"`{word}`" in page for word in CONDITIONS)


@pytest.mark.parametrize("name", DISTRIBUTIONS)
def test_a_distribution_is_written_as_its_entry_says(name: str) -> None:
    read = decode(TIMES[name])
    assert isinstance(read, Distribution)
    assert read.name == name


def test_every_section_of_a_layout_has_a_page_or_is_in_the_head() -> None:
    fields = set(vars(Layout)["__pydantic_fields__"]) - {"folder", "version"}
    named = {*SECTIONS, "name", "description", "where", "coordinates"}
    assert fields == named, "add the section to layouts.reference"
