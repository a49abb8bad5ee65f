"""The value itself: frozen, comparable, picklable, open for kinds from outside."""

import pickle
from dataclasses import FrozenInstanceError, replace
from importlib.metadata import EntryPoint
from pathlib import Path
from types import SimpleNamespace

import pytest
from pydantic import ValidationError

from layouts import registry
from layouts.catalogue import catalogue
from layouts.emitting import entry, flow, scalar
from layouts.errors import Code
from layouts.kinds import Machine
from layouts.model import Layout
from layouts.reading import read_text
from layouts.registry import OWN_KINDS, discover
from layouts.space import Point
from layouts.table import Table
from layouts.writing import Words


def test_values_are_frozen() -> None:
    machine = Machine(at=Point(1, 2))
    with pytest.raises(FrozenInstanceError):
        machine.turn = 90.0  # type: ignore[misc] # that is the point
    assert replace(machine, turn=90.0).turn == 90.0
    with pytest.raises(ValidationError):
        replace(machine, turn=-1.0)


def test_the_folder_is_no_part_of_the_value() -> None:
    assert Layout(folder=Path("a")) == Layout(folder=Path("b"))
    assert hash(Layout(folder=Path("a"))) == hash(Layout())


def test_tables_keep_their_order_and_count_it() -> None:
    table = Table({"a": 1, "b": 2})
    assert table != Table({"b": 2, "a": 1})
    assert table.with_item("a", 3) == Table({"a": 3, "b": 2})
    assert table.without("a") == Table({"b": 2})
    assert pickle.loads(pickle.dumps(table)) == table
    with pytest.raises(KeyError):
        table.without("c")


def test_a_broken_plugin_does_not_stop_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [
        EntryPoint("press", "layouts.kinds:Machine", "linewright.kinds"),
        EntryPoint("gone", "no_such_package:Kind", "linewright.kinds"),
    ]
    monkeypatch.setattr(registry, "entry_points", lambda group: points)
    found = discover("linewright.kinds", OWN_KINDS)
    assert found.found["press"] is Machine
    assert found.broken == {"gone": "no_such_package:Kind: No module named 'no_such_package'"}


def test_a_kind_from_a_broken_plugin_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = SimpleNamespace(found=OWN_KINDS, broken={"laser": "acme:Laser: no module"})
    monkeypatch.setattr("layouts.decoding.kinds", lambda: broken)
    (error,) = read_text("linewright: 1\nequipment: {x: {kind: laser}}\n").errors
    assert error.code is Code.PLUGIN
    assert error.message.endswith("kind `laser` comes from a plugin that cannot be loaded: acme:Laser: no module")


def test_every_field_of_every_kind_says_what_it_means() -> None:
    for kind in catalogue():
        assert kind.description
        for field in kind.fields:
            assert field.description, (kind.kind, field.name)
            assert field.form, (kind.kind, field.name)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain", "plain"),
        ("8 s", "8 s"),
        ("-3", "-3"),
        ("", "''"),
        ("null", "'null'"),
        ("a: b", "'a: b'"),
        ("it's", "it's"),
        ("'it", "'''it'"),
        ("a\nb", '"a\\nb"'),
        ("\u2028", '"\\u2028"'),
        (None, "null"),
    ],
)
def test_scalars_get_quotes_where_they_need_them(text: str | None, written: str) -> None:
    assert scalar(text) == written


@pytest.mark.parametrize("text", ["no", "On", "14:00", "1e3", "0x1f", "2026-01-01", "007", "1_000", ".inf", "~"])
def test_free_text_that_another_reader_would_take_for_a_number_is_quoted(text: str) -> None:
    assert scalar(Words(text)) == f"'{text}'"


def test_long_entries_are_broken_into_lines() -> None:
    assert entry("m", {"at": ["1", "2"], "label": Words("a, b")}) == ["m: {at: [1, 2], label: 'a, b'}"]
    long = Words("x" * 140)
    assert entry("m", {"at": ["1", "2"], "label": long}, 2) == ["  m:", "    at: [1, 2]", f"    label: {long}"]
    assert flow({}) == "{}"
