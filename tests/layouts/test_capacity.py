"""The static capacity: worked out by hand, against the simulation, and as text and JSON."""

import json
from pathlib import Path

import pytest

import linewright
from layouts import UserError, loads
from layouts.capacity import capacity_of
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
