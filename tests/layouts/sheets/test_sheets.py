"""Sections as tables: what a table shows is what the layout says, and what is typed is said by the layout."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from layouts import Document, Layout, load, loads, problems
from layouts.calendar import Calendar
from layouts.examples import example, examples
from layouts.sheets import Cell, Rows, Sheet, SheetError, cell_at, new_matrix, sheets, with_rows
from layouts.writing import written
from tests.layouts.editing.lines import LINE
from tests.layouts.strategies import layouts

SHOP = (
    LINE.replace("kind: source,", "kind: source, product: A,")
    + """
products: {A: {family: big}, B: {}}
"""
)


def sheet(layout: Layout, title: str) -> Sheet:
    return next(each for each in sheets(layout) if each.title == title)


def typed(title: str, *rows: tuple[str, ...], text: str = SHOP) -> dict[str, object]:
    """What a file says after rows have been typed into a table."""
    layout = loads(text) if text == SHOP else load(example(text))
    return written(with_rows(layout, sheet(layout, title), rows))


@pytest.mark.parametrize("name", examples())
def test_what_a_table_shows_is_what_the_layout_says(name: str) -> None:
    layout = load(example(name))
    for each in sheets(layout):
        after = with_rows(layout, each, each.rows(layout))
        assert (after, written(after)) == (layout, written(layout)), each.title


@settings(max_examples=30, deadline=None)
@given(layouts())
def test_tables_show_any_layout(layout: Layout) -> None:
    for each in sheets(layout):
        rows = each.rows(layout)
        assert all(len(row) <= len(each.columns(layout)) for row in rows)
        assert not rows or all(each.path(Cell(row, 0), rows) for row in range(len(rows)))


def test_routings_close_up_and_take_alternatives() -> None:
    said = typed("Routings", ("A", "op10", "", "op10 | op20", ""), ("", ""), ("B", "op20"))
    assert said["routing"] == {"A": ["op10", "op10 | op20"], "B": ["op20"]}
    assert "routing" not in typed("Routings")


def test_a_matrix_keeps_its_times_as_typed() -> None:
    rows = (("", "A", "B"), ("A", "0 s", "12 min"), ("B", "0.15 h", "0 s"))
    said = typed("Changeover changeover", *rows)["changeovers"]
    assert said == {"changeover": {"to": ["A", "B"], "A": ["0 s", "12 min"], "B": ["0.15 h", "0 s"]}}


def test_shifts_overtime_holidays_and_when_they_begin() -> None:
    layout = loads(SHOP)
    for title, rows in (
        (
            "Calendar",
            (("starts", "2026-03-02 06:00 Europe/Berlin"), ("at_break", "finish"), ("empty_before", "30 min")),
        ),
        ("Shifts", (("early", "Mon, Wed", "06:00-14:00", "09:00-09:15; 12:00-12:30"), ("late", "", "14:00-22:00"))),
        ("Overtime", (("2026-03-07", "early"), ("2026-03-08", "", "06:00-12:00"))),
        ("Holidays", (("2026-05-01",),)),
    ):
        layout = with_rows(layout, sheet(layout, title), rows)
    assert written(layout)["calendar"] == {
        "starts": "2026-03-02 06:00 Europe/Berlin",
        "shifts": {
            "early": {"days": ["Mon", "Wed"], "hours": "06:00-14:00", "breaks": ["09:00-09:15", "12:00-12:30"]},
            "late": {"hours": "14:00-22:00"},
        },
        "holidays": ["2026-05-01"],
        "overtime": [{"day": "2026-03-07", "shift": "early"}, {"day": "2026-03-08", "hours": "06:00-12:00"}],
        "at_break": "finish",
        "empty_before": "30 min",
    }


def test_a_calendar_that_says_nothing_is_none() -> None:
    layout = replace(loads(SHOP), calendar=Calendar())
    assert with_rows(layout, sheet(layout, "Shifts"), ()).calendar is None


def test_the_plan_as_lots_and_as_orders() -> None:
    assert typed("Sequence", ("300", "A"), ("200", "B"))["plan"] == {"sequence": ["300 A", "200 B"]}
    assert typed("Levelled mix", ("3", "A"))["plan"] == {"heijunka": ["3 A"]}
    said = typed("Orders", ("A", "300", "", "8 h"), ("B", "5", "90 min"))
    assert said["plan"] == {
        "orders": [
            {"part": "A", "quantity": "300", "release": "0 s", "due": "8 h"},
            {"part": "B", "quantity": "5", "release": "90 min"},
        ]
    }


WRONG: dict[str, tuple[str, Rows, dict[Cell, str]]] = {
    "an operation": ("Routings", (("A", "1st"),), {Cell(0, 1): "found '1st', expected an operation"}),
    "two of a name": ("Routings", (("A", "op10"), ("A", "op20")), {Cell(1, 0): "found `A`, expected every name once"}),
    "no operation": ("Routings", (("A",),), {Cell(0, 1): "`operation` is missing"}),
    "no name": ("Routings", (("", "op10"),), {Cell(0, 0): "`product` is missing"}),
    "a time without unit": (
        "Changeover changeover",
        (("", "A", "B"), ("A", "0 s", "12"), ("B", "", "0 s")),
        {Cell(1, 2): "found '12', expected a time such as 45 s", Cell(2, 1): "`time` is missing"},
    ),
    "a time under nothing": (
        "Changeover changeover",
        (("", "A"), ("A", "0 s", "4 s")),
        {Cell(1, 2): "found a time, expected a product above it"},
    ),
    "hours": ("Shifts", (("early", "Mo-Fr", "6-14"),), {Cell(0, 1): "days of the week", Cell(0, 2): "hours from one"}),
    "no hours": ("Shifts", (("early",),), {Cell(0, 2): "`hours` is missing"}),
    "neither": ("Overtime", (("2026-03-07",),), {Cell(0, 1): "a shift, or hours of its own"}),
    "a word": ("Calendar", (("starts", ""), ("at_break", "go")), {Cell(1, 1): "one of suspend, finish, run_on"}),
    "a number": ("Sequence", (("x", "A"),), {Cell(0, 0): "quantity: a whole number from 1"}),
    "an order": ("Orders", (("A", "2.5", "later"),), {Cell(0, 1): "a whole number", Cell(0, 2): "found 'later'"}),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_mistake_is_told_at_its_cell(case: str) -> None:
    title, rows, expected = WRONG[case]
    with pytest.raises(SheetError) as caught:
        typed(title, *rows)
    found = {cell: problem.message for cell, problem in caught.value.mistakes.items()}
    assert found.keys() == expected.keys()
    assert all(expected[cell] in message for cell, message in found.items())


def test_a_broken_rule_stands_at_a_cell() -> None:
    layout = loads(SHOP)
    routings, matrix = sheet(layout, "Routings"), sheet(layout, "Changeover changeover")
    layout = with_rows(layout, routings, (("A", "op10", "op99"), ("C", "op10")))
    layout = with_rows(layout, matrix, (("", "A", "X"), ("A", "0 s", "3 min")))
    at = {cell_at(routings, layout, each.place.path): each.found for each in problems(layout)}
    assert at[Cell(0, 2)] == "op99"
    assert at[Cell(1, 0)] == "C"
    assert cell_at(matrix, layout, ("changeovers", "changeover", "to", 1)) == Cell(0, 2)
    assert cell_at(matrix, layout, ("changeovers", "changeover", "A", "X")) == Cell(1, 2)
    assert cell_at(matrix, layout, ("equipment", "op10")) is None


def test_orders_of_a_file_come_into_the_layout_when_one_is_changed() -> None:
    layout = loads(SHOP)
    orders = sheet(layout, "Orders")
    layout = with_rows(layout, orders, (("A", "3", "0 s", ""),))
    assert layout.plan is not None
    assert layout.plan.orders is not None
    from_file = replace(layout, plan=replace(layout.plan, orders=replace(layout.plan.orders, file="week.csv")))
    assert "week.csv" in orders.note(from_file)
    assert with_rows(from_file, orders, orders.rows(from_file)) is from_file
    after = with_rows(from_file, orders, (("A", "4", "0 s", ""),))
    assert after.plan is not None
    assert str(after.plan.orders) == "1 orders"


def test_every_edit_is_one_step_and_other_lines_stay() -> None:
    document = Document(loads(SHOP), SHOP)
    routings = sheet(document.value, "Routings")
    document.edit("Routings", lambda layout: with_rows(layout, routings, (("A", "op10", "op20"),)))
    before, after = SHOP.splitlines(), document.text.splitlines()
    assert [line for line in after if line not in before] == ["routing: {A: [op10, op20]}"]
    assert [line for line in after if line in before] == before
    document.undo()
    assert document.text == SHOP


def test_a_new_matrix_has_an_id_of_its_own() -> None:
    layout = loads(SHOP)
    layout = with_rows(layout, sheet(layout, "Changeover changeover"), (("", "A"), ("A", "0 s")))
    assert new_matrix(layout) == "changeover_2"
    assert [each.title for each in sheets(layout) if each.title.startswith("Ch")] == ["Changeover changeover"]


def test_an_empty_table_begins_with_what_is_known() -> None:
    layout = loads(SHOP)
    assert sheet(layout, "Routings").first(layout) == (("A",), ("B",))
    assert sheet(layout, "Changeover changeover").first(layout) == (("", "A", "B"), ("A", "0 s", ""), ("B", "", "0 s"))
    shifts = sheet(layout, "Shifts")
    after = with_rows(layout, shifts, shifts.first(layout))
    assert after.calendar is not None
    assert [*after.calendar.shifts] == ["early"]
