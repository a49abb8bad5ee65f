"""Rules of failures by parts, maintenance, tools, what follows a changeover, and zones."""

import pytest

from layouts import loads
from layouts.problems import Severity
from layouts.reading import read_text

LINE = """linewright: 1
products: {A: {}, B: {}}
equipment:
  infeed: {kind: source, at: [0, 0], product: A}
  belt: {kind: conveyor, speed: 0.5 m/s BELT}
  press: {kind: machine, at: [5, 0], cycle: 4 s EXTRA}
  out: {kind: sink, at: [6.3, 0]}
flow: [infeed -> belt -> press -> out]
"""
PEOPLE = "people: {T1: {repairs: all, sets_up: all}}\n"


def found(extra: str, sections: str = "", belt: str = "") -> list[str]:
    """Return what is wrong, as it is printed, without the place in the file."""
    text = LINE.replace(" EXTRA", extra and f", {extra}").replace(" BELT", belt and f", {belt}") + sections
    return [f"{problem.severity.value}: {problem.message}" for problem in read_text(text).problems]


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        (
            "failures: [{every: 2 h, mttr: 5 s}]",
            "error: equipment.press.failures[0].every: found 2 h, expected a number of parts; "
            "a time is `mtbf: constant 2 h`",
        ),
        (
            "failures: [{every: 20 parts, mtbf: 5 min, mttr: 5 s}]",
            "error: equipment.press.failures[0]: found both mtbf and every, expected one of them",
        ),
        (
            "failures: [{mttr: 5 s}]",
            "error: equipment.press.failures[0].mtbf: `mtbf` is missing, expected `mtbf: 2 h`, `availability: 95 %` "
            "or `every: 200 parts`",
        ),
        (
            "maintenance: [{every: 2 h, takes: 0 s}]",
            "error: equipment.press.maintenance[0].takes: found 0 s, expected a time greater than 0",
        ),
        (
            "maintenance: [{takes: 5 s}]",
            "error: equipment.press.maintenance[0].every: `every` is missing, expected `every: ...`",
        ),
        (
            "tools: [{every: 9 parts, takes: 5 s, ages: calendar}]",
            "warning: equipment.press.tools[0].ages: `ages` has no meaning here, expected a time in `every`: "
            "9 parts needs no clock",
        ),
        (
            "tools: [{every: 9 parts, takes: 5 s, by: T1}]",
            "error: equipment.press.tools[0].by: there is no `T1`, expected a section `people`",
        ),
        (
            "first_off: 6 min",
            "warning: equipment.press.first_off: `first_off` has no meaning here, expected `changeover` beside it",
        ),
        (
            "scrap_first: 5",
            "warning: equipment.press.scrap_first: `scrap_first` has no meaning here, expected `changeover` beside it",
        ),
        (
            "nests: 2, changeover: 5 min, prepare: 9 min",
            "error: equipment.press.prepare: found prepare at 2 nests, expected a station with one nest",
        ),
    ],
)
def test_what_is_wrong_at_a_station(extra: str, said: str) -> None:
    assert found(extra) == [said]


@pytest.mark.parametrize(
    "extra",
    [
        "failures: [{every: 20 parts, mttr: 5 s}]",
        "maintenance: [{every: 8 h, takes: 20 min, ages: calendar}]",
        "tools: [{every: 40 min, takes: triangular 1 2 3 min}]",
        "start_up: {after: 2 h, takes: 10 min}, scrap_first: 3",
        "changeover: 5 min, first_off: 6 min, scrap_first: 5, prepare: 20 min",
    ],
)
def test_what_is_right(extra: str) -> None:
    assert found(extra) == []


def test_a_belt_counts_no_parts() -> None:
    sections = "failures: {worn: {every: 9 parts, mttr: 5 s}}\n"
    assert found("", sections, "failures: [worn]") == [
        "error: equipment.belt.failures[0]: found every: 9 parts at belt, expected a station, which counts its parts"
    ]


@pytest.mark.parametrize(
    ("zones", "said"),
    [
        (
            "{cell: [press, robot]}",
            "error: zones.cell[1]: there is no `robot`, expected one of infeed, belt, press, out",
        ),
        (
            "{cell: [press, out]}",
            "error: zones.cell[1]: found out, a sink, expected a station or a conveyor, which can stop",
        ),
        (
            "{cell: [press], other: [belt, press]}",
            "error: zones.other[1]: found press, which is in the zone cell, expected every piece once, in one zone",
        ),
        (
            "{press: [press]}",
            "error: zones.press: found press, which means something else already, expected another id for this zone",
        ),
        ("{cell: {members: [press], restart: 20}}", "error: zones.cell: found '20', expected a time such as 45 s"),
        ("{cell: press}", "error: zones.cell: found press, expected ids of equipment such as [r1, r2, table]"),
        ("{cell: []}", "error: zones.cell: found [], expected ids of equipment such as [r1, r2, table]"),
    ],
)
def test_what_is_wrong_with_a_zone(zones: str, said: str) -> None:
    (problem,) = found("", f"zones: {zones}\n")
    assert problem.startswith(said)


def test_zones_are_read_in_both_forms() -> None:
    text = LINE.replace(" EXTRA", "").replace(" BELT", "")
    layout = loads(text + "zones: {a: [press], b: {members: [belt], restart: 20 s}}\n")
    assert [(zone.members, zone.restart) for zone in layout.zones.values()] == [(("press",), 0.0), (("belt",), 20.0)]


@pytest.mark.parametrize("measured", ["mttr: {value: 5 min, status: measured}", "mttr: 5 min, status: measured"])
def test_a_measured_repair_time_with_a_crew_contains_the_waiting_twice(measured: str) -> None:
    said = (
        "warning: equipment.press.failures[0].mttr: found a measured mttr, repaired by T1, expected hands-on time: "
        "waiting for whoever repairs is simulated, and must not be in it"
    )
    assert found(f"failures: [{{mtbf: 2 h, {measured}}}]", PEOPLE) == [said]
    assert found(f"failures: [{{mtbf: 2 h, repair_by: nobody, {measured}}}]", PEOPLE) == []
    assert found(f"failures: [{{mtbf: 2 h, {measured}}}]") == []
    by_id = found("failures: [jam]", f"failures: {{jam: {{mtbf: 2 h, {measured}}}}}\n{PEOPLE}")
    assert by_id == [said.replace("equipment.press.failures[0]", "failures.jam")]


def test_whoever_only_maintains_is_asked_for() -> None:
    assert found("maintenance: [{every: 2 h, takes: 5 min, by: T2}]", "people: {T2: {}}\n") == []
    assert all(problem.startswith(Severity.WARNING.value) for problem in found("", "people: {T2: {}}\n"))


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        (
            "{cell: [press, robot]}",
            "error: groups.cell[1]: there is no `robot`, expected one of infeed, belt, press, out",
        ),
        (
            "{cell: [press], other: [press]}",
            "error: groups.other[0]: found press, which is in the group cell, expected every piece in one group",
        ),
        ("{cell: press}", "error: groups.cell: found press, expected ids of equipment such as [r1, r2, table]"),
        ("{cell: []}", "error: groups.cell: found [], expected ids of equipment such as [r1, r2, table]"),
    ],
)
def test_what_is_wrong_with_a_group(groups: str, said: str) -> None:
    (problem,) = found("", f"groups: {groups}\n")
    assert said in problem
