"""The history of a document: undo gives the same object back, and the text with its comments."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from layouts.distributions import decode
from layouts.document import MERGE, Document
from layouts.errors import UserError
from layouts.kinds import Machine
from layouts.merging import Side
from layouts.model import Layout
from layouts.problems import LayoutError
from layouts.space import Point

TEXT = """\
linewright: 1
equipment:
  infeed: {kind: source, at: [1, 8], every: 10 s}
  # bought in 2011, noisy
  press:  {kind: machine, at: [2.4, 8], cycle: 6.5 s}   # the press
  ship:   {kind: sink, at: [3.8, 8]}
flow:
  - infeed -> press -> ship
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "line.yaml"
    path.write_bytes(TEXT.encode())
    return path


def _moved(x: float, key: str = "press") -> Callable[[Layout], Layout]:
    """Move a piece to another x."""

    def move(layout: Layout) -> Layout:
        piece = replace(layout.equipment[key], at=Point(x, 8.0))
        return replace(layout, equipment=layout.equipment.with_item(key, piece))

    return move


def _delete(layout: Layout) -> Layout:
    return replace(layout, equipment=layout.equipment.without("press"))


def test_undo_and_redo_give_the_same_objects_back(path: Path) -> None:
    document = Document.open(path)
    values = [document.value]
    for x in (3, 4, 5):
        document.edit("move", _moved(x))
        values.append(document.value)
    assert document.undo_name == "move"
    for value in reversed(values[:-1]):
        assert document.undo()
        assert document.value is value
    assert not document.undo()
    assert document.text == TEXT
    for value in values[1:]:
        assert document.redo()
        assert document.value is value
    assert not document.redo()


def test_an_edit_after_undo_forgets_what_was_undone(path: Path) -> None:
    document = Document.open(path)
    document.edit("move", _moved(3))
    document.undo()
    document.edit("move", _moved(4))
    assert document.redo_name is None
    assert not document.redo()


def test_undoing_a_saved_deletion_brings_the_comments_back(path: Path) -> None:
    document = Document.open(path)
    document.edit("delete", _delete)
    assert not document.is_saved
    document.save()
    assert path.read_text(encoding="utf-8") == "".join(TEXT.splitlines(True)[:3] + TEXT.splitlines(True)[5:])
    document.undo()
    document.save()
    assert path.read_text(encoding="utf-8") == TEXT


def test_a_step_between_two_saved_ones_is_spliced_from_the_one_before(path: Path) -> None:
    document = Document.open(path)
    document.edit("move", _moved(3))
    document.edit("delete", _delete)
    document.save()
    document.undo()
    document.save()
    assert path.read_text(encoding="utf-8") == TEXT.replace("[2.4, 8]", "[3, 8]")


def test_the_signal_tells_old_and_new_and_only_of_changes(path: Path) -> None:
    document = Document.open(path)
    told: list[tuple[Layout, Layout]] = []
    document.changed.append(lambda old, new: told.append((old, new)))
    start = document.value
    document.edit("nothing", lambda layout: layout)
    document.edit("the same", _moved(2.4))
    assert told == []
    document.edit("move", _moved(3))
    moved = document.value
    document.undo()
    document.redo()
    assert told == [(start, moved), (moved, start), (start, moved)]


def test_a_gesture_is_one_step(path: Path) -> None:
    document = Document.open(path)
    start = document.value
    told: list[float] = []
    document.changed.append(lambda old, new: told.append(getattr(new.equipment["press"].at, "x", 0.0)))
    document.begin()
    for x in (3, 4, 5):
        document.edit("drag", _moved(x))
    document.commit("drag")
    assert told == [3, 4, 5]
    assert document.undo_name == "drag"
    document.undo()
    assert document.value is start


def _drag_to_nowhere(document: Document) -> None:
    with document.gesture("drag"):
        document.edit("drag", _moved(3))
        document.edit("drag", _moved(4, "nobody"))


def test_an_aborted_gesture_leaves_nothing(path: Path) -> None:
    document = Document.open(path)
    start = document.value
    with pytest.raises(KeyError):
        _drag_to_nowhere(document)
    assert document.value is start
    assert document.undo_name is None
    document.begin()
    with pytest.raises(RuntimeError, match="begun and not ended"):
        document.undo()
    document.commit("nothing")
    assert document.is_saved


def test_another_unit_is_an_edit_too(path: Path) -> None:
    document = Document.open(path)
    press = document.value.equipment["press"]
    assert isinstance(press, Machine)
    press = replace(press, cycle=decode("6500 ms"))
    document.edit("unit", lambda layout: replace(layout, equipment=layout.equipment.with_item("press", press)))
    assert document.text == TEXT.replace("6.5 s", "6500 ms")


def test_computed_positions_are_those_that_are_saved(path: Path) -> None:
    document = Document.open(path)
    document.edit("move", _moved(1 / 3))
    assert document.value.equipment["press"].at == Point(0.333, 8.0)
    document.save()
    assert Document.open(path).value == document.value


def _rewritten(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


def test_reload_takes_over_what_someone_else_wrote_and_can_be_undone(path: Path) -> None:
    document = Document.open(path)
    assert not document.reload()
    _rewritten(path, "6.5 s", "7 s")
    assert document.reload()
    assert document.is_saved
    assert document.text == TEXT.replace("6.5 s", "7 s")
    document.undo()
    document.save()
    assert path.read_text(encoding="utf-8") == TEXT


def test_edits_stay_on_top_of_what_someone_else_wrote_meanwhile(path: Path) -> None:
    document = Document.open(path)
    document.edit("move", _moved(3))
    mine = document.value
    _rewritten(path, "6.5 s}   # the press", "7 s}   # the press, slower now")
    with pytest.raises(UserError, match="was changed by someone else"):
        document.save()
    assert document.reload()
    assert not document.is_saved
    assert document.conflicts == ()
    document.save()
    both = TEXT.replace("6.5 s}   # the press", "7 s}   # the press, slower now").replace("[2.4, 8]", "[3, 8]")
    assert path.read_text(encoding="utf-8") == both
    assert document.steps == ("open", "move", "change of the file", MERGE)
    document.undo()
    assert document.text == both.replace("[3, 8]", "[2.4, 8]")
    document.undo()
    assert document.value is mine


@pytest.mark.parametrize(("side", "x"), [(Side.MINE, "3"), (Side.THEIRS, "5")])
def test_where_both_want_something_else_one_is_chosen_before_it_is_saved(path: Path, side: Side, x: str) -> None:
    document = Document.open(path)
    document.edit("move", _moved(3))
    _rewritten(path, "[2.4, 8]", "[5, 8]")
    _rewritten(path, "6.5 s", "7 s")
    document.reload()
    (conflict,) = document.conflicts
    assert conflict.place == "press.at"
    with pytest.raises(UserError, match=r"in the same places \(press\.at\): choose mine or theirs first"):
        document.save()
    document.choose(conflict, side)
    document.save()
    assert path.read_text(encoding="utf-8") == TEXT.replace("[2.4, 8]", f"[{x}, 8]").replace("6.5 s", "7 s")


def test_a_conflict_stays_one_when_the_file_changes_once_more(path: Path) -> None:
    document = Document.open(path)
    document.edit("move", _moved(3))
    for old, new in (("[2.4, 8]", "[5, 8]"), ("6.5 s", "7 s")):
        _rewritten(path, old, new)
        document.reload()
        assert [conflict.place for conflict in document.conflicts] == ["press.at"]
    while not document.is_saved:
        document.undo()
    assert document.conflicts == ()


def test_any_step_can_be_gone_to(path: Path) -> None:
    document = Document.open(path)
    values = [document.value]
    for x in (3, 4, 5):
        document.edit(f"to {x}", _moved(x))
        values.append(document.value)
    assert document.steps == ("open", "to 3", "to 4", "to 5")
    for number in (1, 3, 0, 2):
        assert document.go_to(number)
        assert document.value is values[number]
    assert not document.go_to(document.at)
    assert not document.go_to(4)


def test_a_broken_file_is_not_taken_over(path: Path) -> None:
    document = Document.open(path)
    path.write_text("{", encoding="utf-8")
    with pytest.raises(LayoutError):
        document.reload()
    assert document.text == TEXT
    with pytest.raises(LayoutError):
        Document.open(path)


def test_a_new_document_needs_a_path(tmp_path: Path) -> None:
    document = Document(Layout(name="New"))
    with pytest.raises(UserError, match="no file yet"):
        document.save()
    document.save(tmp_path / "new.yaml")
    assert document.is_saved
    assert Document.open(tmp_path / "new.yaml").value == Layout(name="New")
