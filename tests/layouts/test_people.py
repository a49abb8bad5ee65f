"""The section `people`: what is read, what is written, what is said of mistakes, and the work content against takt."""

import pytest

from layouts import loads, read_text
from layouts.capacity import capacity_of
from layouts.capacity_report import text_of, to_json_object
from layouts.dumping import dump
from layouts.duties import repairers, rework_stations, setters, workers
from layouts.intervals import Interval
from layouts.people_loads import Sort

LINE = """linewright: 1
products: {p: {demand: 90/h}}
equipment:
  infeed: {kind: source, at: [0, 0]}
  saw: {kind: machine, at: [2, 0], manual: 6 s, cycle: 18 s, exchange: 4 s, failures: [jam, crash], changeover: 5 min}
  test: {kind: machine, at: [5, 0], cycle: 20 s, fail: 10 %, failures: [jam]}
  bench: {kind: workplace, at: [5, -4], manual: 60 s, crew: 2, passes: 1}
  pack: {kind: workplace, at: [8, 0], manual: 20 s}
  out: {kind: sink, at: [11, 0]}
flow: [infeed -> saw -> test -> pack -> out, test.fail -> bench -> test]
failures:
  jam: {mtbf: 1 h, mttr: 1 min, repair_by: nobody}
  crash: {mtbf: 90 min, mttr: 3 min}
people:
  A: {works: [saw, pack], allowance: 10 %, walk: at once}
  B:
    works: [bench]
    count: 2
    tasks: [{at: saw, every: 100 parts, takes: 4 min}, {at: pack, every: 1 h, takes: 9 min}]
  T: {repairs: [saw], sets_up: all, home: [1, 2]}
"""


def test_it_is_read_and_written_as_it_stands() -> None:
    layout = loads(LINE)
    assert loads(dump(layout)) == layout
    assert layout.people["B"].tasks[0].every == Interval(parts=100)
    assert layout.people["B"].tasks[1].every == Interval(time=3600.0)
    assert "walk: at once" in dump(layout)


def test_who_does_what() -> None:
    layout = loads(LINE)
    assert workers(layout, "saw") == ("A",)
    assert setters(layout, "saw") == ("T",)
    assert repairers(layout, "saw", layout.failures["crash"]) == ("T",)
    assert repairers(layout, "saw", layout.failures["jam"]) == ()
    assert repairers(layout, "pack", layout.failures["crash"]) == ()
    assert rework_stations(layout) == {"bench"}


@pytest.mark.parametrize(
    ("right", "wrong", "place", "said"),
    [
        ("[saw, pack]", "[saw, pck]", "people.A.works[1]", "did you mean pack?"),
        ("[saw, pack]", "[saw, out]", "people.A.works[1]", "found out, a sink, expected a station"),
        ("[saw, pack]", "[saw]", "equipment.pack.manual", "expected a person with `works: [pack]`, or `all`"),
        ("[saw, pack]", "saw", "people.A.works", "expected all, or a list of stations"),
        ("crew: 2", "crew: 3", "equipment.bench.crew", "found 3, expected at most 2"),
        ("at: saw, every", "at: sow, every", "people.B.tasks[0].at", "did you mean saw?"),
        ("at: saw, every", "at: out, every", "people.B.tasks[0].every", "a station (it counts its parts), or a time"),
        ("takes: 4 min", "takes: 0 s", "people.B.tasks[0].takes", "a time greater than 0"),
        ("every: 100 parts", "every: 100", "people.B.tasks[0].every", "a number of parts or a time"),
        ("by: nobody", "by: Tom", "failures.jam.repair_by", "there is no `Tom`, expected nobody, or one of A, B, T"),
        ("count: 2", "count: 0", "people.B.count", "how many people, from 1 to 1000"),
        ("count: 2", "count: {early: 2}", "people.B.count", "a section `calendar` with these shifts"),
        ("  T: {", "  test: {", "people.test", "another id for these people"),
    ],
)
def test_mistakes_are_told_at_their_place(right: str, wrong: str, place: str, said: str) -> None:
    assert right in LINE
    found = {problem.place.dotted: problem.message for problem in read_text(LINE.replace(right, wrong)).errors}
    assert said in found[place], found


def test_counts_by_shift_name_shifts_of_the_calendar() -> None:
    calendar = "calendar:\n  starts: 2026-03-02 06:00 Europe/Berlin\n  shifts: {early: {hours: 06:00-14:00}}\n"
    text = LINE.replace("count: 2", "count: {erly: 2}").replace("90/h", "700/d") + calendar
    (problem,) = read_text(text).errors
    assert (problem.place.dotted, problem.suggestion) == ("people.B.count.erly", "early")
    assert loads(text.replace("erly", "early")).people["B"].on_duty("early") == 2


@pytest.mark.parametrize(
    ("right", "wrong", "place"),
    [
        ("works: [saw, pack]", "works: [saw, pack, test]", "people.A.works[2]"),
        ("repairs: [saw], sets_up: all, ", "", "people.T"),
        ("cycle: 20 s", "cycle: 20 s, crew: 2", "equipment.test.crew"),
    ],
)
def test_what_changes_nothing_is_told(right: str, wrong: str, place: str) -> None:
    found = [problem.place.dotted for problem in read_text(LINE.replace(right, wrong)).problems]
    assert place in found


def test_without_the_section_somebody_is_always_there() -> None:
    text, _, _ = LINE.partition("people:")
    assert dict(loads(text).people) == {}


def test_work_content_by_hand() -> None:
    """Visits a good part: test 1.11.., the bench 0.11.. or fewer with one pass; 40 s takt."""
    capacity = capacity_of(loads(LINE))
    visits = {load.equipment: load.visits for load in capacity.stations}
    a, b, t = capacity.people
    assert {(each.equipment, each.work): each.seconds for each in a.contents} == {
        ("saw", Sort.RUN): pytest.approx(6.6 * visits["saw"]),
        ("pack", Sort.RUN): pytest.approx(22.0),
    }
    assert a.load == pytest.approx((6.6 * visits["saw"] + 22) / 40)
    assert {(each.equipment, each.work): each.seconds for each in b.contents} == {
        ("bench", Sort.REWORK): pytest.approx(60 * visits["bench"]),  # two people for each part, two share it
        ("saw", Sort.IRREGULAR): pytest.approx(2.4 / 2 * visits["saw"]),
        ("pack", Sort.IRREGULAR): pytest.approx(0.15 * 40 / 2),
    }
    assert {(each.equipment, each.work): each.seconds for each in t.contents} == {
        ("saw", Sort.REPAIR): pytest.approx((6.6 + 18 + 4) * visits["saw"] * 3 / 90)
    }
    assert to_json_object(capacity)["people"]["A"]["load"] == a.load
    assert "pack run 22.0 s" in text_of(loads(LINE), capacity)
