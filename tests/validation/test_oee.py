"""OEE of cases whose shares of time are exact: the packaging line, a machine that fails by either clock, a shift."""

import pytest

from replay.states import State
from sim import Results
from tests.validation.calendars import DAY
from tests.validation.case import Line
from tests.validation.lines import L21
from tests.validation.serial import serial

EXACT = 1e-12


def results(line: Line) -> Results:
    return line.run(1).results


def test_the_packaging_line() -> None:
    """L21: filling works 6.5 of 8 s; labelling is the constraint, and so is the OEE of the line."""
    (line,) = L21.models
    assert isinstance(line, Line)
    found = results(line)
    filling, labelling = found.equipment["m1"].oee, found.equipment["m3"].oee
    assert filling is not None
    assert labelling is not None
    assert (filling.availability, filling.oee, filling.stand_alone) == pytest.approx((0.8125, 0.8125, 1.0), abs=1e-9)
    assert (labelling.availability, labelling.oee, found.oee) == pytest.approx((1.0, 1.0, 1.0), abs=1e-9)
    assert found.constraint is not None
    assert found.constraint.equipment == "m3"


@pytest.mark.parametrize("ages", ["working", "busy", "scheduled", "calendar"])
def test_a_machine_that_fails_is_as_available_by_any_clock(ages: str) -> None:
    """F01 without chance: 90 min up, 10 min down, over whole periods."""
    failure = f"{{mtbf: constant 90 min, mttr: constant 10 min, ages: {ages}}}"
    text = serial([f"cycle: 1 min, failures: [{failure}]"])
    found = results(Line(text=text, measures=(), warm_up=200.0, duration=1000.0)).equipment["m1"]
    assert found.oee is not None
    assert found.states is not None
    assert found.oee.availability == pytest.approx(0.9, abs=EXACT)
    assert found.oee.oee == pytest.approx(0.9, abs=EXACT)
    assert found.states.elapsed[State.FAILED] == pytest.approx(0.1, abs=EXACT)


def test_planned_busy_time_of_a_shift() -> None:
    """D11: 8 h less 45 min; 237 parts of 110 s."""
    found = results(Line(text=DAY.format(at_break="suspend"), measures=(), duration=480.0))
    oee = found.equipment["m1"].oee
    assert found.planned_time == 26_100.0
    assert oee is not None
    assert oee.oee == pytest.approx(237 * 110 / 26_100, abs=EXACT)
