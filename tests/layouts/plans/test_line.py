"""A plan becomes a layout that is clean, runs, and says the plan again."""

from itertools import combinations, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from geometry.scene import scene_of
from layouts import Layout, read_text
from layouts.kinds import Conveyor, Machine, Source, Workplace
from layouts.merges import Merge, Turn
from layouts.placement import Placement
from layouts.plans.arrangement import Arrangement
from layouts.plans.extraction import plan_of
from layouts.plans.line import layout_of
from layouts.plans.listing import listing
from layouts.plans.mapping import ColumnMap
from layouts.plans.names import id_of, ids_of, name_of
from layouts.plans.plan import Figures, Operation, Plan
from layouts.plans.reading import read_plan
from layouts.plans.writing import change_plan, write_plan
from layouts.space import Polyline
from layouts.station import Station
from layouts.table import Table
from sim.simulation import Simulation
from tests.layouts.plans.forty import workbook
from tests.layouts.plans.strategies import constant, pairs, plans

DAY = 86_400.0


def plain(stations: int, products: int = 1, demand: float | None = None, changeover: float | None = None) -> Plan:
    """A plan in which every product has the same operations."""
    names = [f"op{10 * number}" for number in range(1, stations + 1)]
    made = [f"P{number}" for number in range(1, products + 1)]
    return Plan(
        Table(dict.fromkeys(made, demand)),
        Table({name: Figures(changeover) for name in names}),
        tuple(Operation(product, name, None, None, constant(20.0)) for product in made for name in names),
    )


def line(plan: Plan) -> Layout:
    """The layout of a plan as its file says it; there must be no problem."""
    reading = read_text(listing(layout_of(plan, "Line"), "a test"))
    assert reading.problems == ()
    return reading.trusted()


def set_of(plan: Plan) -> tuple[object, ...]:
    """A plan without the order of its stations: where products do not say it, the file does."""
    return plan.products, dict(plan.stations), plan.operations


@given(plans())
@settings(max_examples=60)
def test_a_layout_says_the_plan_that_it_was_made_of(plan: Plan) -> None:
    extract = plan_of(line(plan))
    assert extract.plan == plan
    assert extract.left_out == ()


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@given(plan=plans())
@settings(max_examples=40)
def test_a_table_says_the_plan_that_it_was_written_from(plan: Plan, suffix: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"plan{suffix}"
        write_plan(plan, path)
        assert set_of(read_plan(path)) == set_of(plan)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@given(pair=pairs())
@settings(max_examples=40)
def test_a_table_is_changed_into_any_plan_of_its_operations(pair: tuple[Plan, Plan], suffix: str) -> None:
    old, new = pair
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"plan{suffix}"
        write_plan(old, path)
        changed = change_plan(new, path, ColumnMap())
        assert set_of(read_plan(path)) == set_of(new)
        assert (changed == 0) == (set_of(old) == set_of(new))


def test_one_product_runs_through_a_row_of_stations() -> None:
    layout = line(plain(4))
    assert list(layout.equipment) == [
        *("infeed", "belt_1", "op10", "belt_2", "op20", "belt_3", "op30", "belt_4", "op40", "belt_5", "shipping")
    ]
    assert layout.routing == Table()
    places = [item.at for item in layout.equipment.values() if isinstance(item, Station)]
    assert [place.x for place in places if place] == [6, 9.6, 13.2, 16.8]
    assert [path.length for path in paths(layout)] == pytest.approx([2.0] * 5)


def paths(layout: Layout) -> list[Polyline]:
    """The paths of all belts."""
    placement = Placement(layout)
    found = (placement.path(key) for key, item in layout.equipment.items() if isinstance(item, Conveyor))
    return [path for path in found if path is not None]


def test_a_long_line_turns_back() -> None:
    layout = line(plain(24))
    turns = [item.turn for item in layout.equipment.values() if isinstance(item, Station)]
    assert turns == [0.0] * 8 + [180.0] * 8 + [0.0] * 8
    assert layout.hall is not None
    assert layout.hall.size.length < 40
    for path in paths(layout):
        assert path.length == pytest.approx(2.0) or path.length > 6.5


@pytest.mark.parametrize("count", range(1, 45))
def test_stations_stand_apart_and_within_the_hall(count: int) -> None:
    places = Arrangement(count, 3)
    spots = [places.station(number).at for number in range(count)] + [places.sink().at]
    spots += [places.source(number).at for number in range(3)]
    assert all(max(abs(a.x - b.x) - 1.6, abs(a.y - b.y) - 1.5) >= 0 for a, b in combinations(spots, 2))
    assert all(0.8 < spot.x < places.hall.length - 0.8 and 0.75 < spot.y < places.hall.width - 0.75 for spot in spots)
    assert (count - 1) * 3.6 < 36 or places.a_row <= 10


def test_products_come_at_their_demand() -> None:
    layout = line(plain(3, products=3, demand=400 / DAY))
    sources = [item for item in layout.equipment.values() if isinstance(item, Source)]
    assert [(source.product, source.rate) for source in sources] == [(f"P{n}", 400 / DAY) for n in (1, 2, 3)]
    assert [str(chain) for chain in layout.flow[:3]] == [
        "infeed_P1 -> belt_1",
        "infeed_P2 -> feeder_1 -> belt_1",
        "infeed_P3 -> feeder_2 -> feeder_1",
    ]


def test_products_without_demand_take_turns() -> None:
    belts = [line(plain(3, products=2, changeover=time)).equipment["belt_1"] for time in (None, 600.0)]
    assert [belt.merge for belt in belts if isinstance(belt, Conveyor)] == [Merge(Turn.ZIPPER), Merge(Turn.BATCH, 300)]


def test_products_come_in_lots_where_stations_change_over() -> None:
    layout = line(plain(3, products=3, demand=400 / DAY, changeover=600.0))
    (source,) = [item for item in layout.equipment.values() if isinstance(item, Source)]
    assert source.repeats == 6 * 3600.0
    assert [(lot.at, lot.parts, lot.product) for lot in source.schedule or ()] == [
        (0.0, 100, "P1"),
        (7200.0, 100, "P2"),
        (14400.0, 100, "P3"),
    ]
    assert source.mean_rate() == pytest.approx(1200 / DAY)


def test_a_product_passes_through_where_it_has_no_operation() -> None:
    plan = Plan(
        Table({"A": None, "B": None}),
        Table({"a": Figures(), "b": Figures()}),
        (
            Operation("A", "a", "Turn", None, constant(30.0)),
            Operation("A", "b", "Pack", constant(5.0), None),
            Operation("B", "b", "Pack", constant(6.0), constant(1.0)),
        ),
    )
    layout = line(plan)
    assert {key: [str(step) for step in route] for key, route in layout.routing.items()} == {
        "A": ["a", "b"],
        "B": ["b"],
    }
    a, b = layout.equipment["a"], layout.equipment["b"]
    assert isinstance(a, Machine)
    assert isinstance(b, Machine)
    assert (a.drive_through, b.drive_through) == (True, False)
    assert b.manual == Table({"A": constant(5.0), "B": constant(6.0)})
    assert b.cycle == Table({"A": constant(0.0), "B": constant(1.0)})


def test_work_by_hand_alone_is_done_at_a_workplace() -> None:
    plan = Plan(Table({"A": None}), Table({"a": Figures()}), (Operation("A", "a", None, constant(5.0), None),))
    assert isinstance(line(plan).equipment["a"], Workplace)


def test_belts_are_as_fast_as_the_line_needs() -> None:
    def speed(seconds: float) -> float | None:
        plan = Plan(Table({"A": None}), Table({"a": Figures()}), (Operation("A", "a", None, None, constant(seconds)),))
        belt = line(plan).equipment["belt_1"]
        return belt.speed if isinstance(belt, Conveyor) else None

    assert [speed(seconds) for seconds in (30.0, 2.0, 1.0, 0.1)] == [0.2, pytest.approx(0.3), pytest.approx(0.5), 1.0]


def test_nobody_else_has_the_name_of_a_station() -> None:
    names = ("infeed", "belt_1", "shipping", "aisle_1")
    plan = Plan(
        Table({"A": None}),
        Table({name: Figures() for name in names}),
        tuple(Operation("A", name, None, None, constant(9.0)) for name in names),
    )
    assert plan_of(line(plan)).plan == plan


@pytest.mark.parametrize(
    ("name", "id_"),
    [("op10", "op10"), ("10", "op10"), ("Presse 1", "Presse_1"), ("Größe/2", "Groesse_2"), ("é", "e"), ("工位", "x")],
)
def test_names_become_ids(name: str, id_: str) -> None:
    assert id_of(name, "op") == id_
    assert name_of(id_, name, "op") == name


def test_ids_differ_and_lead_back_to_their_names() -> None:
    ids = ids_of(["a b", "a.b", "a_b", "default"], "p")
    assert list(ids.values()) == ["a_b", "a_b_2", "a_b_3", "pdefault"]
    assert [name_of(id_, name, "p") for name, id_ in ids.items()] == list(ids)
    assert name_of("P12", "Pump 12 V", "p") == "P12"


def test_forty_operations_run_and_are_seen(tmp_path: Path) -> None:
    plan = read_plan(workbook(tmp_path / "plan.xlsx"))
    layout = line(plan)
    assert scene_of(layout).pieces.keys() >= {*plan.stations, "infeed", "shipping"}
    simulation = Simulation(layout)
    simulation.run(3600.0)
    assert simulation.results().parts.good > 0


def test_chains_follow_each_other() -> None:
    layout = line(plain(24))
    along = [chain for chain in layout.flow if len(chain.steps) > 2]
    assert all(before.steps[-1] == after.steps[0] for before, after in pairwise(along))
    assert max(len(str(chain)) for chain in layout.flow) < 120
