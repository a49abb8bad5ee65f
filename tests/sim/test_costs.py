"""Energy and costs, worked out by hand: by state, by price over the day, by hour, part and person."""

import pytest

from layouts import loads
from layouts.reading import read_text
from replay.states import State
from sim import Checkpoint, Simulation, simulate
from sim.report import report

LINE = """
linewright: 1
products: {P: {cost: 2.5}}
equipment:
  infeed: {kind: source, at: [0, 0], every: 10 s, first: 0 s}
  press:
    kind: machine
    at: [5, 0]
    cycle: 6 s
    power: {working: 12 kW, starved: 3 kW, other: 1 kW}
    cost_per_hour: 36
    cost_per_part: 0.25
  saw: {kind: machine, at: [10, 0], cycle: 5 s, power: 7.2 kW}
  out: {kind: sink, at: [15, 0]}
flow: [infeed -> press -> saw -> out]
costs: {currency: EUR, energy: 0.2, per_hour: 18}
"""


def test_energy_and_costs_are_those_of_the_hand_calculation() -> None:
    """In an hour 360 parts: the press works 2160 s at 12 kW and is starved for 1440 s at 3 kW."""
    results = simulate(loads(LINE), 3600.0)
    press = results.equipment["press"].energy
    assert press is not None
    assert press[State.WORKING] == pytest.approx(12 * 2160 / 3600)
    assert press[State.STARVED] == pytest.approx(3 * 1440 / 3600)
    energy, costs = results.energy, results.costs
    assert energy is not None
    assert costs is not None
    saw = 7.2 * (359 * 5 + 4) / 3600  # the last part comes to the saw 4 s before the end
    assert energy.equipment == pytest.approx({"press": 8.4, "saw": saw})
    assert energy.total == pytest.approx(8.4 + saw)
    assert energy.per_part == pytest.approx((8.4 + saw) / 359)
    ((price, used),) = energy.by_price
    assert (price, used) == pytest.approx((0.2, 8.4 + saw))
    wanted = {
        "equipment": 36.0,
        "operations": 0.25 * 360,
        "people": 0.0,
        "material": 2.5 * 360,
        "energy": 0.2 * (8.4 + saw),
        "overheads": 18.0,
    }
    assert costs.sorts() == pytest.approx(wanted)
    assert costs.total == pytest.approx(sum(wanted.values()))
    assert costs.per_part == pytest.approx(costs.total / 359)
    assert costs.per_hour == pytest.approx(costs.total)
    assert costs.currency == "EUR"


def test_a_price_that_changes_over_the_day_holds_from_its_time_on() -> None:
    """From 05:30 on: half an hour at 0.1, sixteen hours at 0.3, and so on round the day, of a machine of 10 kW."""
    layout = loads(
        """
linewright: 1
calendar: {starts: 2026-03-02 05:30 Europe/Berlin, shifts: {all: {days: Mon-Sun, hours: 00:00-24:00}}}
equipment:
  infeed: {kind: source, at: [0, 0]}
  press: {kind: machine, at: [5, 0], cycle: 7 s, power: 10 kW}
  out: {kind: sink, at: [10, 0]}
flow: [infeed -> press -> out]
costs: {energy: {0 h: 0.1, 6 h: 0.3, 22 h: 0.1}}
"""
    )
    energy = simulate(layout, 86_400.0).energy
    assert energy is not None
    assert [(price, round(used, 6)) for price, used in energy.by_price] == [(0.1, 60.0), (0.3, 160.0), (0.1, 20.0)]
    costs = simulate(layout, 3600.0).costs
    assert costs is not None
    assert costs.energy == pytest.approx(0.5 * 10 * 0.1 + 0.5 * 10 * 0.3)


def test_people_are_paid_while_they_are_there() -> None:
    layout = loads(
        """
linewright: 1
calendar:
  starts: 2026-03-02 06:00 Europe/Berlin
  shifts: {early: {days: Mon-Fri, hours: 06:00-14:00, breaks: [09:00-10:00]}}
equipment:
  infeed: {kind: source, at: [0, 0]}
  bench: {kind: workplace, at: [5, 0], manual: 1 min, cost_per_hour: 5}
  out: {kind: sink, at: [10, 0]}
flow: [infeed -> bench -> out]
people: {A: {works: all, count: 2, cost_per_hour: 40}}
costs: {per_hour: 10}
"""
    )
    costs = simulate(layout, 86_400.0).costs
    assert costs is not None
    assert (costs.people, costs.equipment, costs.overheads) == pytest.approx((2 * 7 * 40, 7 * 5, 7 * 10))
    assert costs.energy == 0.0


def test_figures_after_a_warm_up_and_of_a_fork_are_the_same() -> None:
    layout = loads(LINE.replace("energy: 0.2", "energy: {0 h: 0.1, 1 h: 0.5, 2 h: 0.25}"))
    original, fork = Simulation(layout), Simulation(layout)
    original.run(1800.0)
    original.end_warm_up()
    original.run(5000.0)
    text = original.checkpoint().to_json()
    original.run(9000.0)
    fork.restore(Checkpoint.from_json(text)).run(9000.0)
    assert fork.results() == original.results()
    energy = original.results().energy
    assert energy is not None
    assert sum(used for _, used in energy.by_price) == pytest.approx(energy.total)
    assert all(used > 0 for _, used in energy.by_price)


def test_the_report_says_what_was_used_and_spent() -> None:
    layout = loads(LINE)
    text = report(simulate(layout, 3600.0), layout)
    assert "Energy   kWh  while working\npress   8.40         85.7 %\n" in text
    assert "In all 12 kWh, 0.033 kWh a good piece." in text
    assert "Costs, EUR  amount   share" in text
    assert "material    900.00" in text


def test_without_power_and_prices_nothing_is_said() -> None:
    text = "\n".join(line for line in LINE.splitlines() if not line.startswith("costs"))
    text = text.replace("P: {cost: 2.5}", "P: {}").replace("cost_per_hour: 36", "").replace("cost_per_part: 0.25", "")
    results = simulate(loads(text), 60.0)
    assert results.costs is None
    assert results.to_json_object()["costs"] is None
    assert results.energy is not None
    assert results.energy.by_price == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("power: 7.2 kW", "power: 7.2", "found '7.2', expected a power such as 12 kW (units: W, kW, MW)"),
        ("starved: 3 kW", "starving: 3 kW", "found 'starving', expected states: working,"),
        ("energy: 0.2", "energy: 0.2 EUR", "found '0.2 EUR', expected a price such as 0.28, without a unit"),
        ("energy: 0.2", "energy: {6 h: 0.2, 0 h: 0.1}", "found 6 h, 0 h, expected times of the day in order"),
        ("per_hour: 18", "per_hour: -1", "expected a price of at least 0"),
    ],
)
def test_what_is_wrong_with_prices(old: str, new: str, said: str) -> None:
    problems = [problem.message for problem in read_text(LINE.replace(old, new)).problems]
    assert any(said in message for message in problems), problems
