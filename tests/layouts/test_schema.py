"""The JSON Schema describes what the decoder reads."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from layouts.examples import example, examples
from layouts.model import Layout
from layouts.schema import COMMITTED, schema, schema_text
from layouts.starter import starter
from layouts.writing import Words, settled, written
from tests.layouts.strategies import layouts

VALIDATOR = Draft202012Validator(schema())


def _errors(data: object) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in VALIDATOR.iter_errors(data)]


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


def test_the_committed_copy_is_fresh() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == schema_text(), "linewright schema > layouts/…"


@pytest.mark.parametrize("path", [*map(example, examples())], ids=lambda path: Path(path).stem)
def test_examples_validate(path: Path) -> None:
    assert _errors(yaml.safe_load(path.read_text(encoding="utf-8"))) == []


def test_the_starter_validates() -> None:
    assert _errors(yaml.safe_load(starter())) == []


def _as_json(tree: object) -> object:
    """A tree as a reader of YAML 1.2 gives it: bare numbers and flags are no texts."""
    if isinstance(tree, dict):
        return {key: _as_json(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_as_json(item) for item in tree]
    if tree is None or isinstance(tree, Words):
        return tree if tree is None else str(tree)
    try:
        return json.loads(str(tree))
    except ValueError:
        return tree


@given(layouts())
@settings(max_examples=100)
def test_what_is_written_validates(layout: Layout) -> None:
    tree = written(settled(layout))
    known = {key: piece for key, piece in tree.get("equipment", {}).items() if piece["kind"] != "odd-kind"}
    assert _errors(_as_json({**tree, "equipment": known})) == []


@pytest.mark.parametrize(
    ("piece", "wrong"),
    [
        ({"kind": "machine", "cyle": "8 s"}, "cyle"),
        ({"kind": "mashine"}, "mashine"),
        ({"kind": "machine", "nests": 0}, "0"),
        ({"kind": "conveyor", "at": [1, 2]}, "at"),
        ({"kind": "conveyor", "accumulates": "zones"}, "zones"),
        ({"at": [1, 2]}, "kind"),
    ],
)
def test_mistakes_are_found_by_an_editor_too(piece: dict[str, Any], wrong: str) -> None:
    assert any(wrong in error for error in _errors({"linewright": 1, "equipment": {"x": piece}}))


def test_completion_knows_the_fields_of_a_kind_with_meaning_and_default() -> None:
    exchange = schema()["$defs"]["kind_machine"]["properties"]["exchange"]
    assert exchange["default"] == "0 s"
    assert exchange["description"].startswith("part out to next part in position")
