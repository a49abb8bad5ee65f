"""Orders from a file beside the layout."""

import pickle
from pathlib import Path

import pytest

from layouts import Layout, digest, dump, loads, read, read_text, splice
from layouts.kinds import Source
from layouts.orders import Order, OrderFile

LINE = """linewright: 1
products: {red: {}, blue: {}}
equipment:
  infeed: {kind: source, at: [0, 0], orders: week10.csv}
  press:  {kind: machine, at: [1.1, 0], cycle: 5 s}
  out:    {kind: sink, at: [2.5, 0]}
flow: [infeed -> press -> out]
"""
TIME = "expected a time such as 45 s (units: ms, s, min, h, d, w)"
EXPECTED = (Order("red", 3, 10.0, 60.0), Order("blue", 1, 7200.0, None))


def written(folder: Path, content: str) -> Path:
    """Write a layout and its orders; return the path of the layout."""
    (folder / "week10.csv").write_text(content, encoding="utf-8")
    (folder / "line.yaml").write_text(LINE, encoding="utf-8")
    return folder / "line.yaml"


def orders_of(layout: Layout | None) -> tuple[Order, ...]:
    assert layout is not None
    source = layout.equipment["infeed"]
    assert isinstance(source, Source)
    assert source.orders is not None
    return source.orders.orders


@pytest.mark.parametrize(
    "content",
    [
        "part,quantity,release,due\nred,3,10 s,1 min\nblue,1,2 h,\n",
        "Due;Part;Customer;Quantity;Release\n1 min;red;A;3;10 s\n\n;blue;;1;120 min\n",
        "\ufeffpart\tquantity\trelease\tdue\r\nred\t3\t10 s\t60s\r\nblue\t1\t2 h\r\n",
        '"part", "quantity", "release", "due"\n"red", "3", "10 s", "1 min"\n blue , 1 , 2 h ,  \n',
    ],
)
def test_columns_are_known_by_their_names(content: str, tmp_path: Path) -> None:
    reading = read(written(tmp_path, content))
    assert reading.problems == ()
    assert orders_of(reading.layout) == EXPECTED


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        (
            "part;quantity;release;due\nred;0;10 s;\nblue;2;15;1 mim\n;1;-2 s;\nred\n",
            [
                "2:5: error: equipment.infeed.orders: found '0', expected quantity: a whole number from 1",
                f"3:8: error: equipment.infeed.orders: found '15', {TIME}; did you mean 15 s?",
                f"3:11: error: equipment.infeed.orders: found '1 mim', {TIME}",
                "4:1: error: equipment.infeed.orders: `part` is missing, expected the id of a product or part",
                "4:4: error: equipment.infeed.orders: found '-2 s', expected a time of at least 0",
                "5:4: error: equipment.infeed.orders: found '', expected quantity: a whole number from 1",
                f"5:4: error: equipment.infeed.orders: found '', {TIME}",
            ],
        ),
        (
            "part,quantity,release,part,du\n",
            [
                "1:1: error: equipment.infeed.orders: `due` is missing, expected a first line with the columns part, "
                "quantity, release, due; did you mean du?",
                "1:23: error: equipment.infeed.orders: found the column part twice, expected it once",
            ],
        ),
        (
            "part,quantity,release,due\n",
            [
                "1:1: error: equipment.infeed.orders: `orders` is missing, "
                "expected a line for each order below the columns"
            ],
        ),
        (
            "part,quantity,release,due\nred,1,0 s,\ngreen,1,0 s,\nbleu,1,0 s,\ngreen,1,0 s,\n",
            [
                "3:1: error: equipment.infeed.orders: there is no `green`, expected one of the products red, blue",
                "4:1: error: equipment.infeed.orders: there is no `bleu`, expected one of the products red, blue; did "
                "you mean blue?",
            ],
        ),
    ],
)
def test_problems_have_file_line_and_column(content: str, problems: list[str], tmp_path: Path) -> None:
    found = [str(problem) for problem in read(written(tmp_path, content)).problems]
    assert found == [f"{tmp_path / 'week10.csv'}:{problem}" for problem in problems]


def test_an_empty_file_lacks_its_columns(tmp_path: Path) -> None:
    found = [problem.found for problem in read(written(tmp_path, "")).problems]
    assert found == ["part", "quantity", "release", "due"]


def test_problems_of_the_layout_come_first(tmp_path: Path) -> None:
    path = written(tmp_path, "part,quantity,release,due\nred,x,0 s,\n")
    path.write_text(LINE.replace("cycle: 5 s", "cycle: 5"), encoding="utf-8")
    assert [Path(str(p.place.file)).name for p in read(path).problems] == ["line.yaml", "week10.csv"]


def test_a_missing_file_is_a_problem_of_the_layout(tmp_path: Path) -> None:
    (problem,) = read_text(LINE, tmp_path, "line.yaml").problems
    assert str(problem) == (
        "line.yaml:4:46: error: equipment.infeed.orders: "
        "the file week10.csv: No such file or directory; expected a CSV file beside the layout"
    )


def test_a_layout_made_without_reading_its_file_cannot_be_simulated() -> None:
    (problem,) = read_text(LINE).problems
    assert "expected a layout that is a file itself" in problem.message


def test_the_layout_holds_the_orders_and_says_the_name_of_the_file(tmp_path: Path) -> None:
    layout = read(written(tmp_path, "part,quantity,release,due\nred,3,10 s,1 min\nblue,1,2 h,\n")).trusted()
    (tmp_path / "week10.csv").unlink()
    assert orders_of(pickle.loads(pickle.dumps(layout))) == EXPECTED
    assert "orders: week10.csv" in dump(layout)


def test_other_orders_are_another_layout(tmp_path: Path) -> None:
    one = read(written(tmp_path, "part,quantity,release,due\nred,3,10 s,1 min\n")).trusted()
    same = read(written(tmp_path, "release,part,due,quantity\n\n10 s,red,60 s,3\n")).trusted()
    other = read(written(tmp_path, "part,quantity,release,due\nred,4,10 s,1 min\n")).trusted()
    assert (digest(one), one) == (digest(same), same)
    assert digest(one) != digest(other)
    assert one != other


def test_an_edit_changes_the_name_of_the_file(tmp_path: Path) -> None:
    before = read(written(tmp_path, "part,quantity,release,due\nred,3,10 s,1 min\n")).trusted()
    (tmp_path / "week 11: b.csv").write_text("part,quantity,release,due\nred,9,0 s,\n", encoding="utf-8")
    text = LINE.replace("week10.csv", "'week 11: b.csv'")
    assert splice(LINE, before, loads(text, tmp_path)) == text


def test_orders_released_together_are_in_the_order_of_the_file() -> None:
    orders = (Order("a", 1, 5.0), Order("b", 1, 0.0), Order("c", 1, 5.0))
    assert [order.part for order in OrderFile("a.csv", orders).by_release] == ["b", "a", "c"]
