"""The figures as a text: what a reader sees, to the letter."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts import Layout, load, loads
from layouts.columns import WIDTH, aligned
from replay.states import State
from sim import Results, simulate
from sim.report import TIE, digits, percent, report, span
from sim.results import Share

DEMO = """\
Textbook packaging line
8 h after a warm-up of 1 h; started empty; first part out after 1.2 min; one run, no interval.

Output         450 pieces an hour, 3,600 a shift of 8 h, 8 s per part
Lead time      3.05 min on average, half within 3.05 min, 95 % within 3.05 min
Inside (WIP)   22.9 parts on average, 23 at most
Parts          4,065 in, 4,042 good, 23 inside; counted from time 0
Constraint     Labelling: neither starved nor blocked for 100.0 % of the time
Line OEE       100.0 %

Stations   working  blocked  starved  failed  pieces      OEE    alone
Filling     81.2 %   18.8 %        –       –   3,600   81.2 %  100.0 %
Capping     62.5 %   37.5 %        –       –   3,600   62.5 %  100.0 %
Labelling  100.0 %        –        –       –   3,600  100.0 %  100.0 %
Sealing     62.5 %        –   37.5 %       –   3,600   62.5 %  100.0 %
Packing     75.0 %        –   25.0 %       –   3,600   75.0 %  100.0 %
OEE counts blocked and starved time against a station (ISO 22400-2); alone: without that time.

Belts and buffers  parts  most  places     full  empty  min of buffer
belt_1               8.0     8       8  100.0 %      –           1.07
belt_2               8.0     8       8  100.0 %      –           1.07
belt_3               1.3     2       8        –      –           0.17
belt_4               1.2     2       8        –      –           0.17"""

EVERYTHING = """
linewright: 1
name: A line with everything, whose name is so long that it does not fit on one line of a report of a hundred columns
products:
  a: {label: Pump A, demand: 500/h}
  b: {label: Pump B, size: 400 x 300 x 200 mm}
failures:
  jam: {mtbf: 40 min, mttr: 2 min}
equipment:
  orders_a:  {kind: source, at: [1, 8], product: a, every: exponential 20 s}
  orders_b:  {kind: source, at: [1, 12], product: b, every: 15 s, if_full: lose}
  filling:   {kind: machine, at: [6, 8], cycle: 6.5 s, exchange: 1 s, failures: [jam]}
  belt:      {kind: conveyor, speed: 24 m/min, gap: 20 mm, via: [[12, 8], [12, 11]]}
  store:     {kind: buffer, capacity: 20, at: [13, 11]}
  yard:      {kind: buffer, capacity: unlimited, at: [14, 11]}
  labelling:
    kind: machine
    at: [15, 11]
    label: Labelling, with a name longer than a column
    cycle: 8 s
    failures: [jam, {mtbf: 2 h, mttr: 6 min, part: scrapped}]
  shipping:  {kind: sink, at: [20, 11]}
flow:
  - orders_a -> filling -> belt -> yard -> store -> labelling -> shipping
  - orders_b -> filling
run: {for: 24 h}
"""

QUIET = """
linewright: 1
equipment:
  infeed: {kind: source, at: [1, 1], every: 10 h}
  press: {kind: machine, at: [4, 1], cycle: 8 s}
  out: {kind: sink, at: [7, 1]}
flow: [infeed -> press -> out]
run: {for: 90 min}
"""


@pytest.fixture(scope="module")
def everything() -> tuple[Results, Layout]:
    layout = loads(EVERYTHING)
    return simulate(layout), layout


def _line(text: str, beginning: str) -> str:
    return next(line for line in text.splitlines() if line.startswith(beginning))


def test_the_demo_reads_like_this(packaging_line: Path) -> None:
    layout = load(packaging_line)
    assert report(simulate(layout), layout) == DEMO


def test_nothing_is_wider_than_a_hundred_columns(everything: tuple[Results, Layout]) -> None:
    lines = report(*everything).splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert [line for line in lines if line != line.rstrip()] == []


def test_a_long_name_is_broken_not_clipped(everything: tuple[Results, Layout]) -> None:
    text = report(*everything)
    assert "A line with everything, whose name is so long" in text
    assert " ".join(text.split("\n24 h")[0].split()) == everything[1].name
    assert "\nLabelling, with a name longer than a column\n  " in text


def test_each_failure_has_a_line(everything: tuple[Results, Layout]) -> None:
    results, layout = everything
    stops, down = results.equipment["filling"].failures["jam"]
    cells = _line(report(results, layout), "filling: jam").split()
    assert cells[2:5] == [str(stops), f"{down / 60:.1f}", f"{down / stops / 60:.1f}"]


def test_the_technical_availability_is_working_over_working_and_failed(everything: tuple[Results, Layout]) -> None:
    states = everything[0].equipment["filling"].states
    assert states is not None
    working, failed = states.elapsed[State.WORKING], states.elapsed[State.FAILED]
    assert _line(report(*everything), "filling: jam").endswith(f"{100 * working / (working + failed):.1f} %")


def test_minutes_of_buffer_are_content_over_throughput(everything: tuple[Results, Layout]) -> None:
    results, layout = everything
    minutes = results.buffers["store"].mean / results.throughput / 60
    assert _line(report(results, layout), "store").split()[-1] == f"{minutes:.2f}"


def test_belts_for_parts_of_several_lengths_hold_more_of_the_shorter(everything: tuple[Results, Layout]) -> None:
    # 9.17 m: 9.6 m from port to port over the corner, less 0.43 m that the curve saves; 0.42 m and 0.32 m a part.
    assert "21–28" in _line(report(*everything), "belt  ")


def test_a_buffer_without_a_limit_has_no_number_of_places(everything: tuple[Results, Layout]) -> None:
    assert _line(report(*everything), "yard").split()[3] == "–"


def test_sources_tell_how_long_there_was_no_room(everything: tuple[Results, Layout]) -> None:
    results, layout = everything
    states = results.equipment["orders_a"].states
    assert states is not None
    shown = _line(report(results, layout), "orders_a").split(maxsplit=2)
    blocked = 100 * states.elapsed[State.BLOCKED]
    assert shown[1:] == [f"{results.equipment['orders_a'].completed:,}", f"{blocked:.1f} %      –"]


def test_products_are_told_apart_by_their_labels(everything: tuple[Results, Layout]) -> None:
    results, layout = everything
    text = report(results, layout)
    assert _line(text, "Pump A").split()[2] == f"{results.products['a'].came_in:,}"
    assert _line(text, "Pump B").split()[3] == f"{results.products['b'].good:,}"


def test_what_was_lost_and_scrapped_is_said(everything: tuple[Results, Layout]) -> None:
    parts = everything[0].parts
    assert parts.lost > 0
    assert f"{parts.scrapped:,} scrapped, {parts.lost:,} lost; counted from time 0" in report(*everything)


def test_a_demand_is_met_or_to_which_part(everything: tuple[Results, Layout]) -> None:
    results, layout = everything
    share = f"{100 * results.throughput * 3600 / 500:.1f}"
    assert _line(report(results, layout), "Demand").split("Demand")[1].strip() == (
        f"met to {share} %: takt 7.2 s, 500 pieces an hour wanted"
    )
    rich = replace(results, takt=60.0)
    assert "Demand         met: takt 60 s, 60 pieces an hour wanted" in report(rich, layout)


def test_a_run_in_which_nothing_came_out_says_so() -> None:
    layout = loads(QUIET)
    text = report(simulate(layout), layout)
    assert text.startswith(
        "1.5 h from the start, no warm-up; started empty; no part came out; one run, no interval.\n\n"
        "Output         nothing\n"
        "Lead time      no part has gone through\n"
        "Inside (WIP)   0 parts on average, 0 at most\n"
        "Parts          0 in, 0 good, 0 inside; counted from time 0\n"
    )
    assert _line(text, "press").split() == ["press", "–", "–", "100.0", "%", "–", "–", "–", "–"]


def test_states_that_occur_have_a_column_each(everything: tuple[Results, Layout]) -> None:
    results, layout = everything
    shares = {**dict.fromkeys(State, 0.0), State.WORKING: 0.5, State.BREAK: 0.2, State.CHANGEOVER: 0.3}
    filling = replace(results.equipment["filling"], states=Share(shares, shares))
    text = report(replace(results, equipment={**results.equipment, "filling": filling}), layout)
    assert _line(text, "Stations").split() == [
        *("Stations", "working", "changeover", "blocked", "starved", "failed", "break", "pieces", "OEE", "alone")
    ]
    assert _line(text, "filling  ").split()[:10] == ["filling", "50.0", "%", "30.0", "%", "–", "–", "–", "20.0", "%"]
    assert max(map(len, text.splitlines())) <= WIDTH


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(28800, "8 h"), (5400, "1.5 h"), (900, "15 min"), (70.5, "1.18 min"), (51.24, "51.2 s"), (0.25, "0.25 s")],
)
def test_spans_are_in_the_unit_that_suits_them(seconds: float, text: str) -> None:
    assert span(seconds).replace(TIE, " ") == text


@pytest.mark.parametrize(("seconds", "text"), [(172800, "2 d"), (90000, "25 h"), (0, "0 s")])
def test_days_begin_with_the_second(seconds: float, text: str) -> None:
    assert span(seconds).replace(TIE, " ") == text


@pytest.mark.parametrize(
    ("number", "text"),
    [(3600.4, "3,600"), (1234567.0, "1,234,567"), (119.58, "120"), (22.875, "22.9"), (8.0, "8"), (0.1234, "0.12")],
)
def test_numbers_have_the_digits_that_say_something(number: float, text: str) -> None:
    assert digits(number) == text


@given(st.floats(min_value=1.0, max_value=1e12))
def test_digits_are_right_to_half_a_per_cent(number: float) -> None:
    assert float(digits(number).replace(",", "")) == pytest.approx(number, rel=0.00501)


def test_zero_and_unknown_are_a_dash() -> None:
    assert [percent(0.0), percent(None), percent(1.0)] == ["–", "–", f"100.0{TIE}%"]


def test_figures_stand_under_their_heading() -> None:
    assert aligned([["Name", "n"], ["a", "10,000"], ["a name that needs a line to itself", "2"]]) == [
        "Name       n",
        "a     10,000",
        "a name that needs a line to itself",
        "           2",
    ]


def test_a_belt_has_places_for_what_comes_there() -> None:
    """Trays of 200 mm behind pallets of 500 mm with 100 mm between, on belts of 3 m."""
    layout = loads(
        """
linewright: 1
products: {box: {size: 200 x 100 x 100 mm}}
carriers: {pallet: {count: 3, size: 500 x 300 x 60 mm, initially: back}}
equipment:
  infeed: {kind: source, at: [0, 0]}
  first: {kind: conveyor, path: [[0, 0], [3, 0]], speed: 1 m/s, gap: 100 mm}
  load: {kind: machine, at: [4, 0], cycle: 9 s, uses: {pallet: 1}}
  second: {kind: conveyor, path: [[5, 0], [8, 0]], speed: 1 m/s, gap: 100 mm}
  unload: {kind: machine, at: [9, 0], cycle: 9 s, frees: {pallet: 1}}
  back: {kind: conveyor, path: [[9, 2], [4, 2]], speed: 1 m/s, gap: 100 mm}
  out: {kind: sink, at: [12, 0]}
flow: [infeed -> first -> load -> second -> unload -> out, unload.pallet -> back -> load.pallet]
"""
    )
    lines = report(simulate(layout, 100.0), layout).splitlines()
    places = {
        line.split()[0]: line.split()[3] for line in lines if line.split()[:1] in (["first"], ["second"], ["back"])
    }
    assert places == {"first": "10", "second": "5", "back": "8"}
