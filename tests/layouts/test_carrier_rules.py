"""Rules of carriers, plan and supply; what they mean for presence and capacity."""

from pathlib import Path

import pytest

from layouts import loads
from layouts.beginnings import interleaved, starting_points
from layouts.capacity import capacity_of
from layouts.dumping import dump
from layouts.errors import Code
from layouts.flow import Port
from layouts.presence import Thing, presence
from layouts.problems import Severity
from layouts.reading import read_text

LOOP = """linewright: 1
products: {A: {size: 200 x 100 x 100 mm, demand: 60/h}, B: {demand: 40/h}}
parts: {bolt: {}}
carriers: {tray: {count: 3, size: 300 x 200 x 50 mm, initially: back}}
plan: {sequence: [3 A, 2 B]}
supply: {load.bolt: {container: 6 per box}}
equipment:
  load: {kind: machine, at: [2, 2], cycle: 10 s, uses: {tray: 1, bolt: 2}}
  belt: {kind: conveyor, path: [[2.8, 2], [6.2, 2]], speed: 0.5 m/s}
  test: {kind: machine, at: [7, 2], cycle: {A: 20 s, B: 30 s}, scrap: 10 %}
  unload: {kind: machine, at: [8.6, 2], cycle: 10 s, frees: {tray: 1}}
  out: {kind: sink, at: [9.9, 2]}
  back: {kind: conveyor, path: [[9.4, 2], [9.4, 5], [1.2, 5], [1.2, 2]], speed: 0.5 m/s, queue_gap: 50 mm}
flow: [load -> belt -> test -> unload -> out, unload.tray -> back -> load.tray]
"""


def test_a_closed_loop_has_no_problems_and_is_written_as_it_was_read() -> None:
    reading = read_text(LOOP)
    assert reading.problems == ()
    layout = loads(LOOP)
    assert loads(dump(layout)) == layout
    assert starting_points(layout) == {"load": ("A", "B")}


@pytest.mark.parametrize(
    ("before", "after", "where", "found"),
    [
        ("initially: back", "initially: bac", "carriers.tray.initially", "bac"),
        ("initially: back", "initially: test", "carriers.tray.initially", "test, a machine"),
        (", initially: back", "", "carriers.tray.initially", "initially"),
        ("parts: {bolt", "parts: {tray: {}, bolt", "carriers.tray", "tray, which is a product or part already"),
        ("uses: {tray: 1,", "uses: {tray: 2,", "equipment.load.uses.tray", "2"),
        ("frees: {tray: 1}", "frees: {box: 1}", "equipment.unload.frees.box", "box"),
        ("frees: {tray: 1}", "frees: {tray: 2}", "equipment.unload.frees.tray", "2"),
        ("-> back -> load.tray]", "-> back -> test]", "equipment.load.uses.tray", "a way back of tray to load"),
        (
            "test -> unload -> out",
            "test -> unload -> out, test -> out",
            "equipment.out",
            "what stands on tray at out.in",
        ),
        ("plan: {sequence: [3 A, 2 B]}", "plan: {}", "plan", "a plan"),
        ("2 B]", "2 C]", "plan.sequence[1]", "C"),
        ("2 B]", "2 B], heijunka: [1 A]", "plan.heijunka", "both `sequence` and `heijunka`"),
        ("2 B]", "2]", "plan.sequence[1]", "2"),
        ("load.bolt:", "test.bolt:", "supply.test.bolt", "test.bolt"),
        ("{container: 6 per box}", "{stock: 2}", "supply.load.bolt.container", "container"),
        ("6 per box", "1 per box, stock: 1", "supply.load.bolt.stock", "1 x 1 per box, of which 1 may be there"),
        ("6 per box", "6 per box, by: L", "supply.load.bolt.by", "L"),
    ],
)
def test_what_is_wrong_is_named(before: str, after: str, where: str, found: str) -> None:
    text = LOOP.replace(before, after)
    assert text != LOOP
    told = [(problem.place.dotted, problem.found) for problem in read_text(text).errors]
    assert any(place == where and found in said for place, said in told), told


def test_a_carrier_that_nobody_frees_or_uses_is_told() -> None:
    unfreed = read_text(LOOP.replace(", frees: {tray: 1}", "").replace("unload.tray", "unload")).errors
    assert "a station that frees tray" in [problem.found for problem in unfreed]
    unused = read_text(LOOP.replace("tray: 1, bolt", "bolt").replace("-> load.tray", "-> load")).errors
    assert "a station that uses tray" in [problem.found for problem in unused]


def test_where_not_all_find_room_that_is_a_warning() -> None:
    (problem,) = read_text(LOOP.replace("count: 3", "count: 90")).problems
    assert (problem.code, problem.severity) == (Code.RANGE, Severity.WARNING)
    assert problem.found == "90 tray in back"


def test_several_products_that_begin_somewhere_need_a_plan_or_a_demand() -> None:
    plain = LOOP.replace("plan: {sequence: [3 A, 2 B]}\n", "")
    assert read_text(plain).problems == ()
    (problem,) = read_text(plain.replace(", demand: 60/h", "")).errors
    assert problem.found == "a plan for A, B"


def test_what_stands_on_a_carrier_is_known_everywhere() -> None:
    layout = loads(LOOP)
    coming = presence(layout)
    assert coming[Port("belt", "in")] == (Thing("A", None, "tray"), Thing("B", None, "tray"))
    assert coming[Port("unload", "in")] == (Thing("A", None, "tray"), Thing("B", None, "tray"), Thing("tray"))
    assert coming[Port("out", "in")] == (Thing("A"), Thing("B"))
    assert coming[Port("load", "tray")] == (Thing("tray"),)


def test_capacity_begins_with_the_plan_and_carries_carriers() -> None:
    """Of 10 in 9 leave; the mix is 3 : 2 by plan as by demand; a belt carries trays of 300 mm."""
    capacity = capacity_of(loads(LOOP))
    loads_of = {load.equipment: load for load in capacity.stations}
    assert capacity.takt == pytest.approx(36.0)
    assert loads_of["load"].visits == pytest.approx(1 / 0.9)
    assert loads_of["test"].visit == pytest.approx(24.0)
    assert loads_of["unload"].visits == pytest.approx(1.0)
    belts = {belt.equipment: belt for belt in capacity.belts}
    assert belts["belt"].carries == pytest.approx(3600 * 0.5 / 0.3)
    assert belts["back"].visits == pytest.approx(1 / 0.9)
    assert "containers always come in time at load.bolt" in capacity.assumptions


def test_a_levelled_round_is_evenly_interleaved() -> None:
    assert "".join(interleaved({"A": 3, "B": 2})) == "ABABA"
    assert "".join(interleaved({"A": 1, "B": 4})) == "BBABB"


def test_changeovers_are_counted_as_the_plan_has_them() -> None:
    text = LOOP.replace("scrap: 10 %", "scrap: 10 %, changeover: 50 s")
    (test,) = [load for load in capacity_of(loads(text)).stations if load.equipment == "test"]
    assert test.changeover == pytest.approx(2 * 50 / 5)
    (mixed,) = [
        load
        for load in capacity_of(loads(text.replace("sequence: [3 A, 2 B]", "heijunka: [3 A, 2 B]"))).stations
        if load.equipment == "test"
    ]
    assert mixed.changeover == pytest.approx(4 * 50 / 5)


def test_orders_of_a_plan_are_read_and_checked(tmp_path: Path) -> None:
    (tmp_path / "week.csv").write_text("part,quantity,release,due\nA,5,0 s,1 h\nC,5,0 s,1 h\n")
    text = LOOP.replace("sequence: [3 A, 2 B]", "orders: week.csv")
    problems = read_text(text, tmp_path).errors
    assert [(problem.found, problem.place.line) for problem in problems] == [("C", 3)]
