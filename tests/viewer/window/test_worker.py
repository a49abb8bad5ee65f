"""The worker: answers requests with stretches that follow one another, and knows neither Qt nor VTK."""

import io
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from layouts import Layout, load, loads
from replay.states import State
from viewer.window.messages import Ahead, Inbox, Ready, Refused, Reply, Request, Start, Stretch, Stuck, packed
from viewer.window.recording import Recording
from viewer.window.worker import serve

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def line(packaging_line: Path) -> Layout:
    return load(packaging_line)


def _replies(*requests: Request) -> Sequence[Reply]:
    replies = io.BytesIO()
    serve(io.BytesIO(b"".join(map(packed, requests))), replies)
    return list(Inbox().take(replies.getvalue()))


def _recorded(*requests: Request) -> Recording:
    ready, *stretches = _replies(*requests)
    assert isinstance(ready, Ready)
    recording = Recording(ready.header)
    for stretch in stretches:
        assert isinstance(stretch, Stretch)
        recording.add(stretch)
    return recording


def test_it_simulates_exactly_as_far_as_it_is_asked_to(line: Layout) -> None:
    ready, *stretches = _replies(Start(line, None), Ahead(100.0), Ahead(7_200.0), Ahead(50.0))
    assert isinstance(ready, Ready)
    ends = [stretch.end for stretch in stretches if isinstance(stretch, Stretch)]
    assert ends[0] == 100.0
    assert ends[-1] == 7_200.0
    assert all(before < after for before, after in pairwise(ends))


def test_the_figures_are_those_of_the_line_and_count_from_the_end_of_the_warm_up(line: Layout) -> None:
    recording = _recorded(Start(line, None), Ahead(7_200.0))
    warm, counted = recording.figures(3_599.0), recording.figures(7_200.0)
    assert (warm.since, counted.since, counted.warm_up) == (0.0, 3_600.0, 3_600.0)
    assert counted.per_hour == pytest.approx(450)
    assert counted.constraint == "labelling"
    assert counted.equipment["capping"].of(State.BLOCKED) == pytest.approx(0.375)
    assert counted.equipment["packing"].of(State.STARVED) == pytest.approx(0.25)


def test_cutting_into_stretches_changes_nothing(line: Layout) -> None:
    whole = _recorded(Start(line, None), Ahead(900.0))
    pieces = _recorded(Start(line, None), *(Ahead(37.0 * number) for number in range(1, 25)), Ahead(900.0))
    for t in (0.0, 36.9, 37.0, 500.0, 899.0):
        one, other = whole.moment(t), pieces.moment(t)
        assert one is not None
        assert other is not None
        assert one.items.tolist() == other.items.tolist()
        assert one.positions == pytest.approx(other.positions)
        assert whole.inside(t) == pieces.inside(t)
        assert whole.contents(t) == pieces.contents(t)


def test_the_contents_of_all_equipment_are_the_parts_in_the_line(line: Layout) -> None:
    recording = _recorded(Start(line, None), Ahead(900.0))
    contents = recording.contents(450.0)
    assert sum(contents.values()) == recording.inside(450.0)


def test_a_layout_that_cannot_be_simulated_is_refused_in_one_message(line: Layout) -> None:
    (refused,) = _replies(Start(replace(line, flow=()), None), Ahead(10.0))
    assert isinstance(refused, Refused)
    assert "belt_1" in refused.reason


def test_without_a_request_it_ends() -> None:
    assert _replies() == []


def test_it_loads_neither_qt_nor_vtk() -> None:
    program = "import viewer.window.worker, sys; print(*sorted({'PySide6', 'vtkmodules', 'pyvista'} & {*sys.modules}))"
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout == "\n"


CROSSING = """
linewright: 1
products: {p: {}, q: {}}
routing: {p: [one, two], q: [two, one]}
equipment:
  ps: {kind: source, at: [0, 0], product: p, every: 2 s}
  qs: {kind: source, at: [0, 4], product: q, every: 2 s}
  one: {kind: machine, at: [4, 0], cycle: 3 s}
  two: {kind: machine, at: [4, 4], cycle: 3 s}
  out: {kind: sink, at: [8, 0]}
flow: [ps -> one -> two | out, qs -> two -> one | out]
"""


def test_a_deadlock_is_told_once_and_what_follows_shows_the_line_standing() -> None:
    _, *replies = _replies(Start(loads(CROSSING), None), Ahead(60.0), Ahead(120.0))
    (stuck,) = [reply for reply in replies if isinstance(reply, Stuck)]
    assert stuck.reason.startswith("deadlock at 5 s: one holds part 1 (p)")
    assert [reply.end for reply in replies if isinstance(reply, Stretch)][-1] == 120.0
