"""Process plans are read from CSV files and workbooks; whatever is wrong is said all at once, with sheet and cell."""

import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from layouts.distributions import Constant, Erlang, Exponential, Triangular
from layouts.plans.headings import Column, Heading, headings_of
from layouts.plans.mapping import ColumnMap, Mapped, read_map
from layouts.plans.plan import Operation, PlanError
from layouts.plans.reading import read_plan
from layouts.plans.sheet import MOST_ROWS, Address
from tests.layouts.plans.forty import HEAD, ROUTES, STATIONS, csv_file, rows, workbook

GERMAN = """\
Produkt;Arbeitsgang;Maschine;Handzeit [s];Maschinenzeit (min);Rüstzeit [min];MTBF (h);MTTR [Min.];Bedarf [Stk/Tag]
P12;Drehen;Presse 1;6;0,5;12;20;8;900
P12;Prüfen;Prüfplatz;triangular 20,5 23 30 s;;;;;
"""


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def said(path: Path, columns: ColumnMap | None = None) -> list[str]:
    with pytest.raises(PlanError) as caught:
        read_plan(path, columns)
    return [str(problem).removeprefix(f"{path}, ") for problem in caught.value.problems]


def test_a_csv_file_is_read(tmp_path: Path) -> None:
    plan = read_plan(csv_file(tmp_path / "plan.csv"))
    assert len(plan.operations) == 40
    assert list(plan.products) == ["P12", "P24", "P48"]
    assert {product: plan.route(product) for product in plan.products} == ROUTES
    assert tuple(plan.stations) == STATIONS
    assert plan.operations[0] == Operation("P12", "op10", "Step 1", None, Constant(value=30.0))
    assert plan.operations[2].manual == Triangular(min=22.0, mode=40.0, max=50.0)
    assert plan.stations["op10"].changeover == 600.0
    assert plan.stations["op10"].mtbf == Exponential(mu=8 * 3600.0)
    assert plan.stations["op10"].mttr == Erlang(mu=720.0, k=2.0)
    assert plan.products["P12"] == 600 / 86_400


def test_a_workbook_says_the_same_below_a_title_on_its_second_sheet(tmp_path: Path) -> None:
    assert read_plan(workbook(tmp_path / "plan.xlsx")) == read_plan(csv_file(tmp_path / "plan.csv"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_german_table_with_semicolons_and_decimal_commas(tmp_path: Path, encoding: str, newline: str) -> None:
    plan = read_plan(written(tmp_path / "plan.csv", GERMAN.replace("\n", newline), encoding))
    assert plan.operations == (
        Operation("P12", "Presse 1", "Drehen", Constant(value=6.0), Constant(value=30.0)),
        Operation("P12", "Prüfplatz", "Prüfen", Triangular(min=20.5, mode=23.0, max=30.0), None),
    )
    assert plan.products["P12"] == 900 / 86_400


def test_tabs_separate_cells_too(tmp_path: Path) -> None:
    text = "station\tmachine [s]\nop10\t2.5\n"
    plan = read_plan(written(tmp_path / "plan.txt", text))
    assert plan.operations == (Operation("product", "op10", None, None, Constant(value=2.5)),)


@pytest.mark.parametrize(
    ("text", "column", "unit"),
    [
        ("manual [s]", Column.MANUAL, "s"),
        ("Machine time (s)", Column.MACHINE, "s"),
        ("machine s", Column.MACHINE, "s"),
        ("MTBF (h)", Column.MTBF, "h"),
        ("  MTTR in min ", Column.MTTR, "min"),
        ("set-up_time", Column.CHANGEOVER, None),
        ("Demand per day", Column.DEMAND, "per day"),
        ("Bedarf/Tag", Column.DEMAND, "/tag"),
        ("Bedarf [Stück pro Tag]", Column.DEMAND, "stück pro tag"),
        ("Station [Nr]", None, None),
        ("operator", None, None),
    ],
)
def test_headings_are_understood(text: str, column: Column | None, unit: str | None) -> None:
    assert headings_of({1: text}) == {1: Heading(column, unit)}


def test_the_machine_is_a_station_unless_there_is_another() -> None:
    assert headings_of({1: "Maschine"})[1].column is Column.STATION
    assert headings_of({1: "Maschine", 2: "Station"})[1].column is Column.MACHINE


def test_the_problems_of_all_cells_at_once(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Plan"
    for row in [
        HEAD,
        ("P12", "Turn", "op10", "abc", 20, None, None, None, 900),
        ("P12", "Mill", None, None, -4, "12 kg", None, None, None),
        ("P12", "Wash", "op30", None, None, None, 8, None, 800),
        ("P12", "Turn again", "op10", 5, None, None, None, None, None),
        ("P24", "Pack", "op40", "triangular 20 30", None, None, None, None, None),
    ]:
        sheet.append(row)
    book.save(tmp_path / "plan.xlsx")
    assert said(tmp_path / "plan.xlsx") == [
        "sheet Plan, cell D2: error: found 'abc', expected a number of seconds",
        "sheet Plan, cell C3: error: `station` is missing, expected the station of this row",
        "sheet Plan, cell E3: error: found '-4', expected a number of seconds of at least 0",
        "sheet Plan, cell F3: error: found '12 kg', expected a number of minutes",
        "sheet Plan, cell E4: error: `time` is missing, expected a manual or a machine time above 0",
        "sheet Plan, cell I4: error: found '800', expected 900 as in cell I2: one demand for P12",
        "sheet Plan, cell D6: error: found 'triangular 20 30', expected numbers and a unit of time after 'triangular' "
        "(constant 1, uniform 2, triangular 3, normal 2, lognormal 2, exponential 1, erlang 1 k=…, "
        "weibull scale=… shape=…)",
        "sheet Plan, cell C5: error: found op10 again, expected another station: parts of P12 are past it (row 2) "
        "and do not come back",
        "sheet Plan, cell G4: error: `MTTR` is missing, expected MTTR of op30 beside its MTBF",
        "sheet Plan, cell I6: error: `demand` is missing, expected the demand of P24, as other products have one",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "station,machine\nop10,25\n",
            "cell B2: error: found '25', expected a unit: `machine [s]` as the heading in cell B1, or `25 s` here",
        ),
        (
            "station;machine [s]\nop10;1.200\n",
            "cell B2: error: found '1.200', expected a number without points between its thousands",
        ),
        (
            "station,machine [kg]\nop10,25\n",
            "cell B1: error: found 'kg', expected a unit of machine: ms, s, min, h, d, w",
        ),
        (
            "station,machine [s],cycle [s]\nop10,25,25\n",
            "cell C1: error: found 'cycle [s]', expected another heading: cell B1 says 'machine [s]' already",
        ),
        ("station,machine [s]\n", "cell A1: error: found no operations, expected a row for each operation below the "),
        ("station,remark\nop10,fine\n", "cell A1: error: found no row of headings, but 'station', expected headings "),
        (
            "product,station,remark\nA,op10,fine\n",
            "cell A1: error: found no column manual or machine, expected headings such as product, operation, station",
        ),
        (
            "product,station,machine [s]\nA,a,1\nA,b,1\nB,b,1\nB,a,1\n",
            "cell B5: error: found b before a for B, expected the order of the other products: the line runs in one "
            "direction",
        ),
        (
            "station,machine [s]\na,uniform 1 2 s\na,3\n",
            "cell B3: error: found '3', expected one row for a: only times that are always the same add up",
        ),
        (
            "station,machine [s],MTBF,MTTR [min]\na,3,0 s,4\n",
            "cell C2: error: found '0 s', expected a time greater than 0",
        ),
        (
            "station,machine [s],demand [/d]\na,3,0\n",
            "cell C2: error: found '0', expected a number of parts a day greater than 0",
        ),
    ],
)
def test_each_problem_names_its_cell(tmp_path: Path, text: str, problem: str) -> None:
    (found,) = said(written(tmp_path / "plan.csv", text))
    assert found.startswith(problem)


def test_rows_of_one_stay_add_up(tmp_path: Path) -> None:
    text = "operation,station,manual [s],machine [s]\nload,op10,4,\npress,op10,,20\nunload,op10,3,\ntest,op20,,9\n"
    plan = read_plan(written(tmp_path / "plan.csv", text))
    stay = Operation("product", "op10", "load + press + unload", Constant(value=7.0), Constant(value=20.0))
    assert plan.operations[0] == stay


def test_the_orders_of_products_are_merged(tmp_path: Path) -> None:
    text = "product,station,machine [s]\nA,a,1\nA,c,1\nA,e,1\nB,b,1\nB,c,1\nB,d,1\nB,e,1\n"
    assert tuple(read_plan(written(tmp_path / "plan.csv", text)).stations) == ("a", "b", "c", "d", "e")


def test_a_map_names_columns_and_units(tmp_path: Path) -> None:
    table = written(tmp_path / "plan.csv", "Ort,t_hand,t_auto\nop10,2,\nop20,,0.5\n")
    text = "station: Ort\nmanual: {column: t hand, unit: s}\nmachine: {column: T_AUTO, unit: Min.}\n"
    columns = read_map(written(tmp_path / "map.yaml", text))
    assert columns.columns[Column.MACHINE] == Mapped("T_AUTO", "min")
    plan = read_plan(table, columns)
    assert [(each.manual, each.machine) for each in plan.operations] == [
        (Constant(value=2.0), None),
        (None, Constant(value=30.0)),
    ]


def test_a_map_chooses_the_sheet(tmp_path: Path) -> None:
    path = workbook(tmp_path / "plan.xlsx")
    assert len(read_plan(path, ColumnMap(sheet="Plan")).operations) == 40
    (problem,) = said(path, ColumnMap(sheet="Plann"))
    assert problem == f"{path}: error: there is no `Plann`, expected one of the sheets Notes, Plan"


def test_what_is_wrong_with_a_map(tmp_path: Path) -> None:
    path = written(
        tmp_path / "map.yaml",
        "manuel: t_hand\nmachine: {column: t, unit: kg, colour: red}\nstation: {unit: s}\nproduct: [a]\n",
    )
    with pytest.raises(PlanError) as caught:
        read_map(path)
    assert [str(problem).removeprefix(f"{path}:") for problem in caught.value.problems] == [
        "1:9: error: manuel: unknown field `manuel`, expected one of sheet, product, operation, station, manual, "
        "machine, changeover, mtbf, mttr, demand; did you mean manual?",
        "2:40: error: machine.colour: unknown field `colour`, expected column or unit",
        "2:28: error: machine.unit: found 'kg', expected a unit of machine: ms, s, min, h, d, w",
        "3:1: error: station.column: found nothing, expected the heading of a column",
        "3:17: error: station.unit: `unit` has no meaning here, expected station as a text",
        "4:1: error: product: found ['a'], expected a heading, or {column: heading, unit: s}",
    ]


def test_a_heading_of_the_map_must_be_there(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "plan.csv")
    columns = ColumnMap("map.yaml", None, {Column.CHANGEOVER: Mapped("setup h")})
    assert said(path, columns) == [
        "cell A1: error: found no heading 'setup h', expected the one that map.yaml names for changeover"
    ]


def test_joined_cells_say_the_same(tmp_path: Path) -> None:
    path = workbook(tmp_path / "plan.xlsx")
    book = load_workbook(path)
    sheet = book["Plan"]
    for row in range(5, 19):
        sheet.cell(row, 1).value = None
    sheet.merge_cells("A4:A18")
    book.save(path)
    assert read_plan(path).route("P12") == ROUTES["P12"]


def test_formulas_count_by_the_value_that_was_computed_last(tmp_path: Path) -> None:
    path = workbook(tmp_path / "plan.xlsx")
    book = load_workbook(path)
    book["Plan"]["E4"] = "=15*2"
    book.save(path)
    assert said(path) == [
        "sheet Plan, cell E4: error: found the formula =15*2 without a value, expected a value: open the file in a "
        "spreadsheet program, which computes it, and save it"
    ]


def test_durations_of_a_workbook_need_no_unit(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["station", "machine"])
    book.worksheets[0].append(["op10", timedelta(minutes=1, seconds=30)])
    book.worksheets[0].append(["op20", True])
    book.save(tmp_path / "plan.xlsx")
    assert said(tmp_path / "plan.xlsx") == [
        "sheet Sheet, cell B3: error: found 'TRUE', expected one of constant, uniform, triangular, normal, lognormal, "
        "exponential, erlang, weibull, empirical"
    ]
    book.worksheets[0]["B3"] = "2 min"
    book.save(tmp_path / "plan.xlsx")
    plan = read_plan(tmp_path / "plan.xlsx")
    assert [each.machine for each in plan.operations] == [Constant(value=90.0), Constant(value=120.0)]


@pytest.mark.parametrize("name", ["plan.xls", "plan.ods", "plan"])
def test_other_files_are_refused_with_the_way_out(tmp_path: Path, name: str) -> None:
    (problem,) = said(written(tmp_path / name, "x"))
    assert problem.endswith(
        "expected a .csv or .xlsx file; a spreadsheet program saves others as one of these (Save As)"
    )


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no archive", b"\xd0\xcf\x11\xe0 with a password"])
def test_a_file_that_is_no_workbook_is_one_problem(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(content)
    (problem,) = said(path)
    assert problem == (
        f"{path}: error: no Excel workbook, or one with a password; expected a workbook saved as .xlsx, or a CSV file"
    )


def test_an_archive_that_is_no_workbook_is_one_problem(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("letter.txt", "Dear all")
    (problem,) = said(path)
    assert problem.startswith(f"{path}: error: a workbook that cannot be read: ")


def test_bytes_that_are_no_text_are_one_problem(tmp_path: Path) -> None:
    (problem,) = said(written(tmp_path / "plan.csv", GERMAN, "latin-1"))
    assert problem.endswith("a byte 0xfc that is no UTF-8; expected a CSV file saved as UTF-8")


def test_too_many_rows_are_refused(tmp_path: Path) -> None:
    (problem,) = said(written(tmp_path / "plan.csv", "station,machine [s]\n" + "op10,1\n" * MOST_ROWS))
    assert problem.endswith("10,001 rows is too much; expected at most 10,000 of 256 cells")


def test_an_empty_file_has_no_headings(tmp_path: Path) -> None:
    (problem,) = said(written(tmp_path / "plan.csv", ""))
    assert ": error: found no row of headings, expected headings such as product" in problem


@pytest.mark.parametrize(("address", "text"), [((7, 4), "D7"), ((1, 26), "Z1"), ((1, 27), "AA1"), ((9, 703), "AAA9")])
def test_addresses_are_those_of_spreadsheets(address: tuple[int, int], text: str) -> None:
    assert str(Address(*address)) == text


def test_the_plan_of_the_tests_has_forty_operations() -> None:
    assert len(rows()) == 40
