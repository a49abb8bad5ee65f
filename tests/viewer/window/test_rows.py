"""The rows of the list: who is in it, what it does now, and what it did so far."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from layouts import Layout, load, loads
from replay.playback import Moment
from replay.states import State
from replay.trace import Header
from viewer.window.figures import Figures, Shares
from viewer.window.rows import Row, Standing, rows, word


@pytest.fixture
def line(packaging_line: Path) -> Layout:
    return load(packaging_line)


def _header(*equipment: str) -> Header:
    return Header("", 1, (), (), equipment)


def _moment(states: list[State], since: list[float], causes: list[int]) -> Moment:
    empty = np.empty(0)
    return Moment(
        t=60.0,
        items=empty.astype(np.int64),
        looks=empty.astype(np.int16),
        positions=np.empty((0, 3)),
        directions=np.empty((0, 3)),
        along=empty,
        frames=empty.astype(np.int32),
        states=np.array(states, np.uint8),
        causes=np.array(causes, np.int32),
        since=np.array(since),
        odometers=empty,
    )


def test_what_takes_no_part_in_the_flow_is_not_listed(line: Layout) -> None:
    names = [row.id for row in rows(line, None, None)]
    assert names == [name for name in line.equipment if name not in ("aisle", "title")]


def test_before_the_first_moment_only_names_are_known(line: Layout) -> None:
    assert rows(line, None, None)[1] == Row("filling", "Filling", "machine")


def test_a_row_says_what_the_equipment_does_and_whose_fault_it_is(line: Layout) -> None:
    header = _header("labelling", "capping")
    moment = _moment([State.WORKING, State.BLOCKED], [8.0, 42.0], [-1, 0])
    standing = {row.id: row.standing for row in rows(line, header, moment)}
    assert standing["labelling"] == Standing(State.WORKING, 8.0, None)
    assert standing["capping"] == Standing(State.BLOCKED, 42.0, "Labelling")
    assert standing["filling"] is None


def test_a_standing_is_told_in_a_sentence() -> None:
    assert Standing(State.BLOCKED, 42.0, "Labelling").text(46.2) == "blocked since 0:00:42 (4.2 s), by Labelling"
    assert Standing(State.WAITING_REPAIR, 3600.0, None).text(3720.0) == "waits for repair since 1:00:00 (2 min)"


def test_the_constraint_and_the_parts_come_from_the_figures(line: Layout) -> None:
    shares = Shares(1_050, ((State.WORKING, 1.0),))
    figures = Figures(t=9.0, since=3600.0, warm_up=3600.0, constraint="labelling", equipment={"labelling": shares})
    found = {row.id: row for row in rows(line, None, None, figures)}
    assert found["labelling"].constraint
    assert found["labelling"].parts == "1,050 parts since 1:00:00"
    assert [row.id for row in found.values() if row.constraint] == ["labelling"]


def test_equipment_without_states_has_none_now_either(line: Layout) -> None:
    figures = Figures(t=9.0, since=0.0, warm_up=0.0, equipment={"shipping": Shares(7, ())})
    (row,) = (
        row
        for row in rows(line, _header("shipping"), _moment([State.STARVED], [0.0], [-1]), figures)
        if row.id == "shipping"
    )
    assert row.standing is None
    assert replace(row, shares=None).parts == ""


def test_a_buffer_says_how_many_parts_it_holds() -> None:
    layout = loads(
        """
        linewright: 1
        equipment:
          rack: {kind: buffer, at: [1, 2], capacity: 30}
          yard: {kind: buffer, at: [5, 2], capacity: unlimited}
          press: {kind: machine, at: [9, 2], cycle: 3 s}
        """
    )
    figures = Figures(t=9.0, since=0.0, warm_up=0.0, equipment={"rack": Shares(1, ())})
    rack, yard, press = rows(layout, None, None, figures, {"rack": 12, "yard": 1200, "press": 1})
    assert (rack.now, rack.so_far) == ("12 of 30 inside", "12 of 30 inside, 1 part since 0:00:00")
    assert (yard.now, yard.so_far) == ("1,200 inside", "1,200 inside")
    assert (press.now, press.so_far) == ("", "")


@pytest.mark.parametrize("state", State)
def test_every_state_has_words(state: State) -> None:
    assert word(state).replace(" ", "").isalpha()
