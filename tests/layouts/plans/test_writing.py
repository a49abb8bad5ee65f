"""A plan is written back: as a new table, or into an old one, where only the cells that differ change."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.styles import PatternFill

from layouts import Layout, loads
from layouts.distributions import Constant, Exponential, Triangular
from layouts.failures import DOWN_TIME, UP_TIME
from layouts.plans.extraction import plan_of
from layouts.plans.headings import Column
from layouts.plans.line import layout_of
from layouts.plans.mapping import ColumnMap, Mapped
from layouts.plans.plan import Figures, Operation, Plan, PlanError
from layouts.plans.quantities import Value
from layouts.plans.reading import read_plan
from layouts.plans.writing import change_plan, write_plan, written
from layouts.table import Table
from tests.layouts.plans.forty import csv_file, workbook

GERMAN = """\
Produkt;Arbeitsgang;Station;Handzeit [s];Maschinenzeit (min);MTBF (h);MTTR [min];Bedarf [Stk/Tag];Bemerkung
P12;"Drehen; grob";op10;6;0,5;20;8;900;"sagt ""ja"" dazu"
P12;Prüfen;op20;triangular 20,5 23 30 s;;;;900;
P24;Drehen;op10;6;0,5;20;;400;
"""

Change = Callable[[Operation], Operation]


def changed(plan: Plan, product: str, station: str, change: Change) -> Plan:
    """A plan with one operation changed."""
    return replace(
        plan,
        operations=tuple(
            change(each) if (each.product, each.station) == (product, station) else each for each in plan.operations
        ),
    )


def slower(seconds: float) -> Change:
    return lambda operation: replace(operation, machine=Constant(value=seconds))


def test_a_new_table_says_each_thing_once(tmp_path: Path) -> None:
    plan = read_plan(csv_file(tmp_path / "old.csv"))
    write_plan(plan, tmp_path / "new.csv")
    lines = (tmp_path / "new.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 41
    assert (
        lines[0] == "product,operation,station,manual [s],machine [s],changeover [min],MTBF [h],MTTR [min],demand [/d]"
    )
    assert lines[1:4] == [
        "P12,Step 1,op10,,30,10,8,12,600",
        "P12,Step 2,op20,,31,,,,",
        "P12,Step 3,op30,triangular 22 40 50 s,,,,,",
    ]
    assert read_plan(tmp_path / "new.csv") == plan


def test_a_new_workbook_holds_numbers_and_stays_readable(tmp_path: Path) -> None:
    write_plan(read_plan(csv_file(tmp_path / "old.csv")), tmp_path / "new.xlsx")
    sheet = load_workbook(tmp_path / "new.xlsx")["Plan"]
    assert [cell.value for cell in sheet[2]] == ["P12", "Step 1", "op10", None, 30, 10, 8, 12, 600]
    assert (sheet["A1"].font.bold, sheet["A2"].font.bold, sheet.freeze_panes) == (True, False, "A2")


def test_a_name_is_never_a_formula(tmp_path: Path) -> None:
    operation = Operation("P", "a", "=1+1", None, Constant(value=1.0))
    plan = Plan(Table({"P": None}), Table({"a": Figures()}), (operation,))
    write_plan(plan, tmp_path / "plan.xlsx")
    assert read_plan(tmp_path / "plan.xlsx") == plan


@pytest.mark.parametrize(
    ("value", "column", "unit", "expected"),
    [
        (Constant(value=25.5), Column.MACHINE, "s", 25.5),
        (Constant(value=25.0), Column.MACHINE, "min", "25 s"),
        (Constant(value=90.0, text="1.5 min"), Column.MACHINE, "s", 90.0),
        (Constant(value=25.0), Column.MACHINE, None, "25 s"),
        (Triangular(min=1, mode=2, max=3), Column.MANUAL, "s", "triangular 1 2 3 s"),
        (UP_TIME.decode("2 h"), Column.MTBF, "h", 2.0),
        (UP_TIME.decode("2 h"), Column.MTBF, None, "2 h"),
        (Constant(value=60.0), Column.MTBF, "min", "constant 1 min"),
        (Exponential(mu=60.0), Column.MTTR, "min", "exponential 60 s"),
        (DOWN_TIME.decode("8 min"), Column.MTTR, "min", 8.0),
        (540.0, Column.CHANGEOVER, "min", 9.0),
        (900 / 86_400, Column.DEMAND, "/d", 900.0),
        (900 / 86_400, Column.DEMAND, None, "900/d"),
        (None, Column.DEMAND, "/d", ""),
    ],
)
def test_values_are_numbers_where_those_say_them(
    value: Value | None, column: Column, unit: str | None, expected: str | float
) -> None:
    assert written(value, column, unit) == expected


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_only_the_cells_that_differ_change_in_a_csv_file(tmp_path: Path, newline: str, encoding: str) -> None:
    path = tmp_path / "plan.csv"
    path.write_bytes(GERMAN.replace("\n", newline).encode(encoding))
    plan = changed(read_plan(path), "P24", "op10", slower(40.5))
    stations = plan.stations.with_item("op10", replace(plan.stations["op10"], mtbf=UP_TIME.decode("12.5 h")))
    products = plan.products.with_item("P12", 1000 / 86_400)
    assert change_plan(replace(plan, stations=stations, products=products), path, ColumnMap()) == 5
    expected = GERMAN.replace("P24;Drehen;op10;6;0,5", "P24;Drehen;op10;6;0,675").replace(";20;", ";12,5;")
    assert path.read_bytes() == expected.replace(";900;", ";1000;").replace("\n", newline).encode(encoding)


def test_only_the_cells_that_differ_change_in_a_workbook(tmp_path: Path) -> None:
    path = workbook(tmp_path / "plan.xlsx")
    book = load_workbook(path)
    book["Plan"]["J3"], book["Plan"]["J4"] = "remark", "=E4*2"
    book["Plan"]["E4"].fill = PatternFill("solid", fgColor="FFFF00")
    book.save(path)
    before = {cell.coordinate: cell.value for row in load_workbook(path)["Plan"].iter_rows() for cell in row}
    plan = changed(read_plan(path), "P12", "op10", slower(33.5))
    assert change_plan(plan, path, ColumnMap()) == 1
    sheet = load_workbook(path)["Plan"]
    after = {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row}
    assert {key: value for key, value in after.items() if value != before[key]} == {"E4": 33.5}
    assert sheet["E4"].fill.fgColor.rgb == "00FFFF00"
    assert load_workbook(path)["Notes"]["A1"].value == "Plan of the pump line, week 12"
    assert read_plan(path) == plan


def test_nothing_is_written_where_nothing_differs(tmp_path: Path) -> None:
    path = workbook(tmp_path / "plan.xlsx")
    before = path.read_bytes()
    assert change_plan(read_plan(path), path, ColumnMap()) == 0
    assert path.read_bytes() == before


def test_a_value_that_is_gone_leaves_an_empty_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path / "plan.xlsx")
    plan = read_plan(path)
    plan = replace(plan, stations=plan.stations.with_item("op10", Figures()))
    assert change_plan(plan, path, ColumnMap()) == 3
    assert [load_workbook(path)["Plan"].cell(4, column).value for column in (6, 7, 8)] == [None] * 3
    assert read_plan(path) == plan


def test_a_text_with_a_unit_keeps_a_unit(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("station,machine\nop10,0.5 min\nop20,7 s\n", encoding="utf-8")
    assert change_plan(changed(read_plan(path), "product", "op10", slower(45.0)), path, ColumnMap()) == 1
    assert path.read_text(encoding="utf-8") == "station,machine\nop10,45 s\nop20,7 s\n"


def test_columns_of_a_map_are_written_too(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("Ort,t\nop10,30\n", encoding="utf-8")
    columns = ColumnMap("", None, {Column.STATION: Mapped("Ort"), Column.MACHINE: Mapped("t", "s")})
    assert change_plan(changed(read_plan(path, columns), "product", "op10", slower(45.0)), path, columns) == 1
    assert path.read_text(encoding="utf-8") == "Ort,t\nop10,45\n"


def refused(plan: Plan, path: Path) -> list[str]:
    """Why a plan cannot be written into a file, which stays as it was."""
    before = path.read_bytes()
    with pytest.raises(PlanError) as caught:
        change_plan(plan, path, ColumnMap())
    assert path.read_bytes() == before
    return [str(problem).removeprefix(str(path)) for problem in caught.value.problems]


def test_a_table_that_cannot_say_it_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("station,machine [s]\na,1\na,2\nb,4\n", encoding="utf-8")
    plan = changed(read_plan(path), "product", "a", slower(9.0))
    plan = replace(plan, stations=plan.stations.with_item("b", Figures(60.0)))
    operations = (*plan.operations[:1], replace(plan.operations[1], station="c"))
    assert refused(plan, path) == [
        ", cell B2: error: found 2 rows for product at a, expected one, in which the new machine time 9 s could stand",
        ": error: found no column for changeover, expected one: changeover [min], to say 1 min",
    ]
    assert refused(replace(plan, operations=operations, stations=Table({"a": Figures(), "c": Figures()})), path)[
        :2
    ] == [
        ", cell A4: error: found product at b, expected no row, as the layout has no such operation",
        ": error: found no row for product at c, expected one, as the layout has that operation",
    ]


def test_a_formula_is_not_overwritten(tmp_path: Path) -> None:
    path = workbook(tmp_path / "plan.xlsx")
    plan = read_plan(path)
    with_formula(path, "E4", "=15*2", 30)
    assert read_plan(path) == plan
    assert change_plan(plan, path, ColumnMap()) == 0
    assert refused(changed(plan, "P12", "op10", slower(33.5)), path) == [
        ", sheet Plan, cell E4: error: found the formula =15*2, expected a value: the layout says 33.5"
    ]


def with_formula(path: Path, cell: str, formula: str, value: float) -> None:
    """Put a formula into the plan of a workbook as a spreadsheet program saves it: with its value."""
    book = load_workbook(path)
    book["Plan"][cell] = formula
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    sheet = contents["xl/worksheets/sheet2.xml"].decode("utf-8")
    computed = sheet.replace(f"<f>{formula[1:]}</f><v></v>", f"<f>{formula[1:]}</f><v>{value}</v>")
    computed = computed.replace(f"<f>{formula[1:]}</f><v />", f"<f>{formula[1:]}</f><v>{value}</v>")
    assert computed != sheet
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, computed.encode("utf-8") if name == "xl/worksheets/sheet2.xml" else content)


def line(equipment: str, flow: str, rest: str = "") -> Layout:
    """A layout of a few stations."""
    text = f"""\
linewright: 1
products:
  A: {{demand: 60/h}}
  B: {{label: Beta}}
{rest}
equipment:
  in_a: {{kind: source, at: [1, 5], product: A}}
  in_b: {{kind: source, at: [1, 5], product: B}}
{equipment}
  out: {{kind: sink, at: [20, 5]}}
flow:
{flow}
"""
    return loads(text)


def test_operations_follow_the_flow_where_there_is_no_routing() -> None:
    layout = line(
        """\
  last:  {kind: machine, at: [9, 5], cycle: 9 s}
  test:  {kind: machine, at: [5, 5], cycle: 5 s, fail: 5 %}
  first: {kind: machine, at: [3, 5], cycle: {A: 3 s, B: 4 s}, label: Turn}
  mend:  {kind: machine, at: [7, 9], cycle: 60 s, passes: 2}
""",
        """\
  - in_a -> first
  - in_b -> first -> test -> last -> out
  - test.fail -> mend -> test
""",
    )
    plan, left_out = plan_of(layout).plan, plan_of(layout).left_out
    assert plan.route("A") == ("first", "test", "last")
    assert left_out == ("mend: no operation on the way of a product",)
    assert [(each.product, each.name, each.machine) for each in plan.at("first")] == [
        ("A", "Turn", Constant(value=3.0)),
        ("B", "Turn", Constant(value=4.0)),
    ]
    assert dict(plan.products) == {"A": 60 / 3600, "B": None}


def test_what_a_table_has_no_room_for_is_said() -> None:
    layout = line(
        """\
  one: {kind: machine, at: [3, 5], cycle: {default: 3 s, hot: 2 s}, changeover: tools}
  two: {kind: machine, at: [5, 5], cycle: 5 s, failures: [{mtbf: 2 h, mttr: 6 min}, {availability: 99 %, mttr: 1 h}]}
  tri: {kind: machine, at: [5, 7], cycle: 5 s}
  alt: {kind: machine, at: [5, 9], cycle: 6 s}
""",
        """\
  - in_a -> one
  - in_b -> one -> two | tri | alt
  - two | tri -> one
  - alt -> out
""",
        "routing:\n  A: [one, two | tri, one:hot, alt]\n  B: [one, alt]\n"
        "changeovers:\n  tools: {to: [A, B], A: [0 s, 1 min], B: [2 min, 0 s]}",
    )
    extract = plan_of(layout)
    assert extract.left_out == (
        "two | tri: only the first alternative of A",
        "one: the second visit of A",
        "one: its changeovers by the matrix tools",
        "two: a failure behind the first",
        "tri: no operation on the way of a product",
    )
    assert extract.plan.stations["two"] == Figures(None, UP_TIME.decode("2 h"), DOWN_TIME.decode("6 min"))


def test_a_plan_of_the_file_and_that_of_its_layout_are_the_same(tmp_path: Path) -> None:
    path = workbook(tmp_path / "plan.xlsx")
    plan = plan_of(layout_of(read_plan(path), "Line")).plan
    assert change_plan(plan, path, ColumnMap()) == 0
