import pytest

from layouts import Document, loads
from layouts.editing import FieldError, with_field, without_field
from layouts.editing.fields import field_text
from layouts.kinds import Machine
from tests.layouts.editing.lines import LINE, line


def test_what_is_typed_is_read_as_in_a_file_and_saved_as_typed() -> None:
    document = Document(line(), LINE)
    document.edit("cycle of op10", lambda layout: with_field(layout, "op10", "cycle", " 90 s "))
    assert document.text == LINE.replace("cycle: 8 s", "cycle: 90 s")
    machine = document.value.equipment["op10"]
    assert isinstance(machine, Machine)
    assert machine.cycle is not None
    assert field_text(document.value, "op10", "cycle") == "90 s"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("cycle", "triangular 20 23 30 s"),
        ("cycle", "{default: 8 s, P12: 9 s}"),
        ("failures", "[{mtbf: 2 h, mttr: 6 min}]"),
        ("at", "[3.5, 2.25]"),
        ("turn", "45"),
        ("mirror", "true"),
        ("label", "Fill: 50 %, then cap"),
        ("label", "true"),
        ("size", "2.5 x 1.2 x 2 m"),
    ],
)
def test_any_field_can_be_set_and_is_shown_as_it_was_typed(field: str, typed: str) -> None:
    after = with_field(line(), "op10", field, typed)
    shown = field_text(after, "op10", field)
    assert shown.strip("'") == typed
    assert with_field(after, "op10", field, shown.strip("'")) is after


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("cycle", "8", r"found '8', expected a time such as 45 s .*; did you mean 8 s\?"),
        ("cycle", "fast", "found 'fast', expected"),
        ("turn", "left", "expected"),
        ("cycel", "8 s", "cycel"),
        ("cycle", "8 s, turn: 90", "expected one value"),
        ("cycle", "8 s}", "expected"),
        ("at", "[1, ", "expected"),
    ],
)
def test_a_mistake_is_said_and_nothing_changes(field: str, typed: str, message: str) -> None:
    with pytest.raises(FieldError, match=message):
        with_field(line(), "op10", field, typed)


def test_a_field_that_is_given_up_has_its_default() -> None:
    document = Document(line(), LINE)
    document.edit("size of op10", lambda layout: without_field(layout, "op10", "size"))
    assert document.text == LINE.replace("cycle: 8 s, size: 2 x 1 x 2 m", "cycle: 8 s", 1)
    document.edit("turn of op20", lambda layout: with_field(layout, "op20", "turn", ""))
    assert document.value.equipment["op20"].turn == 0.0


def test_the_defaults_of_a_kind_count_and_are_not_written_again() -> None:
    text = LINE.replace("equipment:", "defaults:\n  machine: {exchange: 4 s}\nequipment:")
    document = Document(loads(text), text)
    document.edit("cycle of op20", lambda layout: with_field(layout, "op20", "cycle", "7 s"))
    assert document.text == text.replace("cycle: 6 s", "cycle: 7 s")
    machine = document.value.equipment["op20"]
    assert isinstance(machine, Machine)
    assert machine.exchange == 4.0
