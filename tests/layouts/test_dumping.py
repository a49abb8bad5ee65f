"""A layout that is written says the same when it is read again."""

import json
import pickle
from dataclasses import replace

from hypothesis import given, settings

from layouts.distributions import Constant, Exponential
from layouts.dumping import SCHEMA_LINE, digest, dump
from layouts.failures import Failure
from layouts.kinds import Conveyor, Machine
from layouts.model import Layout, Run
from layouts.provenance import Provenance, Status
from layouts.quantities import Quantity
from layouts.reading import loads, read_text
from layouts.space import Point
from layouts.table import Table
from layouts.writing import settled, written
from tests.layouts.strategies import layouts


@given(layouts())
@settings(max_examples=200)
def test_what_is_dumped_is_loaded_again(layout: Layout) -> None:
    layout = settled(layout)
    text = dump(layout)
    reading = read_text(text)
    assert reading.layout == layout, [str(problem) for problem in reading.problems]
    assert json.dumps(written(reading.layout)) == json.dumps(written(layout))
    assert dump(reading.layout) == text
    assert digest(reading.layout) == digest(layout)
    assert pickle.loads(pickle.dumps(layout)) == layout


def test_a_dump_is_the_file_that_a_person_would_write() -> None:
    layout = Layout(
        name="Trial",
        defaults=Table({"conveyor": Conveyor(speed=0.2)}),
        equipment=Table(
            {
                "m": Machine(at=Point(6, 8), cycle=Constant(value=6.5), label="No 1: on"),
                "b": Conveyor(speed=0.2, via=(Point(12.0004, 8.1236),)),
            }
        ),
        run=Run(duration=28_800.0),
    )
    assert dump(layout).splitlines() == [
        SCHEMA_LINE,
        "linewright: 1",
        "name: Trial",
        "",
        "defaults:",
        "  conveyor: {speed: 0.2 m/s}",
        "",
        "equipment:",
        "  m: {kind: machine, label: 'No 1: on', at: [6, 8], cycle: 6.5 s}",
        "  b: {kind: conveyor, via: [[12, 8.124]]}",
        "",
        "run: {for: 8 h}",
    ]


def test_what_was_typed_stays_typed_and_keeps_its_source() -> None:
    text = (
        "linewright: 1\nequipment:\n"
        "  m: {kind: machine, at: [6.00, 8.12345], turn: 45.25,\n"
        "      cycle: {value: 90 s, source: stop watch, status: measured},"
        " exchange: {value: 4000 ms, status: estimated}}\n"
    )
    layout = read_text(text).layout
    assert layout is not None
    machine = layout.equipment["m"]
    assert isinstance(machine, Machine)
    assert isinstance(machine.cycle, Constant)
    assert machine.cycle.provenance == Provenance("stop watch", Status.MEASURED)
    assert isinstance(machine.exchange, Quantity)
    assert machine.exchange.provenance == Provenance(None, Status.ESTIMATED)
    assert machine == Machine(at=Point(6, 8.12345), turn=45.25, cycle=Constant(value=90), exchange=4)
    assert dump(layout).splitlines()[-6:] == [
        "  m:",
        "    kind: machine",
        "    at: [6.00, 8.12345]",
        "    turn: 45.25",
        "    cycle: {value: 90 s, source: stop watch, status: measured}",
        "    exchange: {value: 4000 ms, status: estimated}",
    ]
    assert read_text(dump(layout)).layout == layout


def test_a_value_is_written_so_that_its_own_field_reads_it() -> None:
    constant = Failure(mtbf=Constant(value=3600), mttr=Constant(value=60, text="1 min"))
    tree = written(Layout(failures=Table({"f": constant})))
    assert tree["failures"]["f"] == {"mtbf": "constant 1 h", "mttr": "constant 1 min"}
    moved = Machine(at=Point(0, 0), cycle=Exponential(mu=7200, text="2 h"))
    assert written(Layout(equipment=Table({"m": moved})))["equipment"]["m"]["cycle"] == "exponential 7200 s"


def test_a_default_that_is_taken_back_is_written_as_null() -> None:
    layout = Layout(
        defaults=Table({"machine": Machine(label="M")}),
        equipment=Table({"a": Machine(at=Point(0, 0), label="M"), "b": Machine(at=Point(1, 1))}),
    )
    tree = written(layout)["equipment"]
    assert "label" not in tree["a"]
    assert tree["b"]["label"] is None
    assert read_text(dump(layout)).layout == layout


def test_computed_coordinates_are_rounded_to_what_is_saved() -> None:
    layout = Layout(equipment=Table({"m": Machine(at=Point(1 / 3, -0.0001), turn=33.333)}))
    rounded = settled(layout)
    assert rounded.equipment["m"].at == Point(0.333, 0.0)
    assert rounded.equipment["m"].turn == 33.3
    assert settled(rounded) is rounded
    assert read_text(dump(layout)).layout == rounded


def test_the_digest_follows_the_value_not_the_text() -> None:
    one = loads("linewright: 1\nequipment: {m: {kind: machine, at: [6, 8], cycle: 60 s}}\nrun: {for: 1 h}")
    same = loads("run:   {for: 60 min}\nlinewright: 1\nequipment: {m: {at: [6.0, 8], cycle: 1 min, kind: machine}}")
    assert same == one
    assert digest(same) == digest(one)
    assert digest(replace(one, name="other")) != digest(one)
