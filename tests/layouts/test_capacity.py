"""The static capacity: worked out by hand, against the simulation, and as text and JSON."""

import json
from pathlib import Path

import pytest

import linewright
from layouts import UserError, loads
from layouts.capacity import StationLoad, capacity_of
from layouts.capacity_report import text_of
from layouts.examples import example
from layouts.reading import load
from sim import simulate

MIX = """linewright: 1
name: Trial
products:
  A: {demand: 900/d, size: 300 x 200 x 200 mm}
  B: {demand: 600/d, size: 300 x 200 x 200 mm}
equipment:
  inA: {kind: source, product: A, at: [0, 0]}
  inB: {kind: source, product: B, at: [0, 3]}
  m1: {kind: machine, at: [4, 0], cycle: {A: 20 s, B: 25 s}, exchange: 4 s, failures: [{mtbf: 98 min, mttr: 2 min}]}
  c1: {kind: conveyor, speed: 12 m/min, gap: 50 mm, rule: share 70 / 30}
  m2: {kind: machine, at: [9, 0], cycle: 50 s, nests: 2}
  m3: {kind: machine, at: [9, 4], cycle: 180 s, failures: [{mtbf: 9 h, mttr: 1 h, ages: calendar}]}
  out: {kind: sink, at: [14, 0]}
flow:
  - inA | inB -> m1 -> c1 -> m2 | m3 -> out
"""


def test_takt_pace_and_loads_by_hand() -> None:
    found = capacity_of(loads(MIX))
    takt = 86_400 / 1_500
    assert found.takt == pytest.approx(takt)
    m1, m2, m3 = found.stations
    assert (m1.cycle, m1.exchange, m1.visits) == pytest.approx((22.0, 4.0, 1.0))
    assert m1.visit == pytest.approx(26.0 * (1 + 2 / 98))
    assert m1.load == pytest.approx(26.0 * (1 + 2 / 98) / takt)
    assert (m2.visits, m2.visit, m2.load) == pytest.approx((0.7, 25.0, 0.7 * 25 / takt))
    assert m3.visit == pytest.approx(180 / 0.9)
    assert m3.load == pytest.approx(0.3 * 200 / takt)
    assert m3.nests_needed == 2
    assert found.constraint == "m3"
    assert found.pace == pytest.approx(0.3 * 200)
    assert found.feasible is False


def test_belts_carry_what_speed_and_gaps_allow() -> None:
    (belt,) = capacity_of(loads(MIX)).belts
    assert belt.carries == pytest.approx(3600 * 0.2 / 0.35)
    assert belt.needs == pytest.approx(62.5)
    assert belt.places == 9


def test_loads_are_the_utilisation_of_a_deterministic_line() -> None:
    layout = load(example("packaging_line"))
    found, results = capacity_of(layout), simulate(layout)
    assert found.pace == pytest.approx(1 / results.throughput, rel=1e-9)
    for station in found.stations:
        states = results.equipment[station.equipment].states
        assert states is not None
        assert station.load == pytest.approx(next(iter(states.elapsed.values())), rel=1e-9)


def test_text_marks_what_cannot_be_done() -> None:
    layout = loads(MIX)
    lines = text_of(layout, capacity_of(layout)).splitlines()
    assert lines[1] == "Takt  57.6 s a part, 62.5 an hour asked for"
    assert next(line for line in lines if line.startswith("m3")).endswith("104.2 %  over")
    assert any(line.startswith("Not feasible") for line in lines)
    assert max(map(len, lines)) <= 100


def test_without_a_demand_loads_are_against_the_pace() -> None:
    layout = load(example("packaging_line"))
    text = text_of(layout, capacity_of(layout), in_color=True)
    assert "Pace  8.0 s a part, 450.0 an hour at best: Labelling" in text
    assert "load of pace" in text
    assert "tight" not in text


def test_a_line_in_which_nothing_is_made_says_so() -> None:
    layout = loads("linewright: 1\nequipment:\n  a: {kind: machine, at: [0, 0], cycle: 5 s}\n")
    with pytest.raises(UserError, match="no machine is reached from a source"):
        capacity_of(layout)


def test_the_command_prints_one_object(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "line.yaml").write_text(MIX)
    assert linewright.main(["capacity", str(tmp_path / "line.yaml"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["stations"]["m2"]["load"] == pytest.approx(0.7 * 25 / 57.6)
    assert found["feasible"] is False


def test_a_branch_by_product_sends_each_product_its_way() -> None:
    found = capacity_of(loads(MIX.replace("share 70 / 30", "by product A / *")))
    assert [station.visits for station in found.stations] == pytest.approx([1.0, 0.6, 0.4])
    assert not any("c1" in assumption for assumption in found.assumptions)


HEAD = """linewright: 1
products: {A: {demand: 40/h}, B: {demand: 20/h}}
parts: {rotor: {}, bolt: {}}
changeovers: {tool: {to: [A, B], A: [0 s, 60 s], B: [30 s, 0 s]}}
equipment:
  a: {kind: source, product: A, at: [0, 0]}
  b: {kind: source, product: B, at: [0, 3]}
  in: {kind: buffer, at: [1, 0], capacity: 20, order: any}
  out: {kind: sink, at: [20, 0]}
"""


def _loads(equipment: str, flow: str, more: str = "") -> dict[str, StationLoad]:
    layout = loads(f"{HEAD}{equipment}\nflow:\n  - a | b -> in\n{flow}\n{more}")
    return {load.equipment: load for load in capacity_of(layout).stations}


def test_changeovers_at_random_are_as_often_as_two_neighbours_differ() -> None:
    load = _loads("  m: {kind: machine, at: [2, 0], cycle: 10 s, changeover: tool}", "  - in -> m -> out")["m"]
    assert load.changeover == pytest.approx(2 / 3 * 1 / 3 * (60 + 30))
    assert load.load == pytest.approx((10 + 20) / 60)


def test_the_parts_of_a_failure_that_ages_while_busy_and_of_one_that_ages_while_working() -> None:
    failing = "failures: [{{mtbf: 100 s, mttr: 10 s, ages: {}}}]"
    text = f"  m: {{{{kind: machine, at: [2, 0], cycle: 10 s, changeover: tool, {failing}}}}}"
    failures = [_loads(text.format(ages), "  - in -> m -> out")["m"].failures for ages in ("working", "busy")]
    assert failures == pytest.approx([1.0, 3.0])


@pytest.mark.parametrize("passes", [1, 2, 5, None])
def test_rework_is_a_geometric_series_up_to_its_last_pass(passes: int | None) -> None:
    limit = "unlimited" if passes is None else str(passes)
    found = _loads(
        f"  t: {{kind: machine, at: [2, 0], cycle: 10 s, fail: 20 %, passes: {limit}}}\n"
        "  r: {kind: workplace, at: [2, 4], manual: 1 min}",
        "  - in -> t -> out\n  - t.fail -> r -> in",
    )
    tests = 1 / (1 - 0.2) if passes is None else (1 - 0.2 ** (passes + 1)) / (1 - 0.2)
    good = 1.0 if passes is None else 1 - 0.2 ** (passes + 1)
    assert found["t"].visits == pytest.approx(tests / good)
    assert found["r"].visits == pytest.approx((tests - 1) / good)


def test_a_limit_at_the_bench_counts_what_was_repaired_there() -> None:
    found = _loads(
        "  t: {kind: machine, at: [2, 0], cycle: 10 s, fail: 20 %}\n"
        "  r: {kind: workplace, at: [2, 4], manual: 1 min, passes: 2, scrap: 50 %}",
        "  - in -> t -> out\n  - t.fail -> r -> in",
    )
    again = 0.2 * 0.5
    tests = 1 + again + again**2
    assert found["t"].visits == pytest.approx(tests / (0.8 * tests))
    assert found["r"].visits == pytest.approx((0.2 + 0.2 * again) / (0.8 * tests))


def test_a_retest_is_done_in_place() -> None:
    load = _loads(
        "  t: {kind: machine, at: [2, 0], cycle: 10 s, exchange: 2 s, fail: 20 %, retest: 2, scrap: 10 %}",
        "  - in -> t -> out\n  - t.fail -> out",
    )["t"]
    assert load.cycle == pytest.approx(10 * (1 + 0.9 * (0.2 + 0.04)))
    assert (load.exchange, load.visits) == pytest.approx((2.0, 1 / 0.9))


def test_an_oven_takes_as_long_as_the_slowest_product_of_its_batch() -> None:
    oven = "  o: {{kind: oven, at: [2, 0], batch: 3, exchange: 6 s, cycle: {{A: 60 s, B: 90 s}}{}}}"
    mixed = _loads(oven.format(""), "  - in -> o -> out")["o"]
    assert (mixed.cycle, mixed.exchange) == pytest.approx(((60 * 8 / 27 + 90 * 19 / 27) / 3, 2.0))
    apart = _loads(oven.format(", changeover: tool"), "  - in -> o -> out")["o"]
    assert (apart.cycle, apart.changeover) == pytest.approx((70 / 3, 20 / 3))


def test_containers_behind_a_packer_and_pieces_of_a_crate() -> None:
    layout = loads(
        HEAD.replace("A: {demand: 40/h}", "A: {demand: 40/h, of: 10}")
        + "  p: {kind: packer, at: [2, 0], pack: 4 per box, exchange: 3 s, cycle: 8 s}\n"
        "  c: {kind: conveyor, speed: 0.1 m/s, gap: 100 mm}\n"
        "  wrap: {kind: machine, at: [9, 0], cycle: 20 s}\n"
        "flow: [a | b -> in -> p -> c -> wrap -> out]\n"
    )
    found = capacity_of(layout)
    packer, wrap = found.stations
    items = (2 / 3) / 10 + 1 / 3
    assert found.takt == pytest.approx(60.0)
    assert (packer.visits, packer.cycle, packer.exchange) == pytest.approx((items, 2.0, 3.0))
    assert wrap.visits == pytest.approx(items / 4)
    assert found.belts[0].needs == pytest.approx(60 * items / 4)


def test_parts_that_are_built_in_are_made_as_often_as_they_are_used() -> None:
    found = _loads(
        "  m: {kind: assembly, at: [2, 0], manual: 10 s, uses: {rotor: 2, bolt: 3}, fail: 50 %, passes: unlimited}\n"
        "  r: {kind: source, product: rotor, at: [0, 8]}\n"
        "  turn: {kind: machine, at: [2, 8], cycle: 5 s, scrap: 20 %}",
        "  - in -> m -> out\n  - m.fail -> in\n  - r -> turn -> m.rotor",
    )
    assert found["m"].visits == pytest.approx(2.0)
    assert found["turn"].visits == pytest.approx(2 * 2 / 0.8)


def test_routings_send_each_product_to_its_stations_and_share_alternatives() -> None:
    found = _loads(
        "  m: {kind: machine, at: [2, 0], cycle: {default: 9 s, again: 3 s}}\n"
        "  x: {kind: machine, at: [4, 0], cycle: 9 s}\n"
        "  y: {kind: machine, at: [4, 4], cycle: 9 s}",
        "  - in -> m -> x | y | out\n  - x | y -> in\n",
        "routing: {A: [m], B: [m, x | y, 'm:again']}",
    )
    assert {key: load.visits for key, load in found.items()} == pytest.approx({"m": 4 / 3, "x": 1 / 6, "y": 1 / 6})
    assert found["m"].cycle == pytest.approx((9 + 3 / 3) / (4 / 3))


def test_a_schedule_says_how_often_products_change() -> None:
    layout = loads("""linewright: 1
products: {A: {}, B: {}}
equipment:
  a:
    kind: source
    at: [0, 0]
    schedule: [{at: 0 s, parts: 6, product: A}, {at: 1 min, parts: 4, product: B}]
    repeats: 100 s
  m: {kind: machine, at: [2, 0], cycle: 4 s, changeover: 20 s}
  out: {kind: sink, at: [4, 0]}
flow: [a -> m -> out]
""")
    found = capacity_of(layout)
    assert found.takt == pytest.approx(10.0)
    assert found.stations[0].changeover == pytest.approx(40 / 10)
    assert not any("at random" in assumption for assumption in found.assumptions)
    assert any("no product has a demand" in assumption for assumption in found.assumptions)


def test_what_is_assumed_is_said() -> None:
    text = HEAD + (
        "  m: {kind: assembly, at: [2, 0], manual: 10 s, uses: {bolt: 3}, changeover: tool}\n"
        "  o: {kind: oven, at: [4, 0], batch: 3, cycle: 60 s}\n"
        "  spin: {kind: rotary, at: [6, 0], rate: 120/h, transit: 1 min}\n"
        "flow: [a | b -> in -> m -> o -> spin -> out]\n"
    )
    layout = loads(text)
    found = capacity_of(layout)
    assert found.assumptions[2:] == (
        "somebody is always there at m",
        "parts are never short at m.bolt: no flow brings them",
        "products come one by one at random at m: lots need fewer changeovers",
        "every batch is full at o",
    )
    lines = text_of(layout, found).splitlines()
    assert "manual" in lines[4]
    assert "changeover" in lines[4]
    assert max(map(len, lines)) <= 100
    spin = next(load for load in found.stations if load.equipment == "spin")
    assert (spin.cycle, spin.nests_needed, spin.load) == pytest.approx((30.0, 1, 0.5))


def test_with_shifts_the_load_is_of_the_net_time_of_a_day() -> None:
    """2 x (8 h - 45 min) for 1,500 pieces: takt 34.8 s, of which 30 s are 86.2 %."""
    layout = loads(
        "linewright: 1\ncalendar:\n  starts: 2026-03-02 06:00 Europe/Berlin\n  shifts:\n"
        "    early: {hours: 06:00-14:00, breaks: [09:00-09:15, 11:30-12:00]}\n"
        "    late: {hours: 14:00-22:00, breaks: [17:00-17:15, 19:30-20:00]}\n"
        "products: {P: {demand: 1500/d}}\nequipment:\n  a: {kind: source, at: [1, 1]}\n"
        "  b: {kind: machine, at: [3, 1], cycle: 30 s}\n  c: {kind: sink, at: [5, 1]}\nflow: [a -> b -> c]\n"
    )
    capacity = capacity_of(layout)
    assert capacity.takt == pytest.approx(34.8)
    assert capacity.net_time == 52_200
    assert capacity.stations[0].load == pytest.approx(30 / 34.8)
    text = text_of(layout, capacity)
    assert "Time  2 shifts x (8 h - 45 min) = 14.5 h; 1,500/d -> takt 34.8 s" in text.splitlines()
    assert "no calendar" not in text
