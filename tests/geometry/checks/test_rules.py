"""Each rule about space: what it finds, what it does not find, and what the layout changes about it."""

import pytest

from geometry.checks.findings import CHECKS
from layouts.problems import Severity
from layouts.rulebook import RULES
from tests.geometry.checks.layouts import LINE, found_in, told

FORKLIFT_AISLE = "aisles: {main: {path: [[0, 2], [14, 2]], vehicle: forklift}}\n"


def test_every_rule_has_what_finds_its_breaches() -> None:
    assert CHECKS.keys() == RULES.keys()


def test_a_line_as_it_should_be_has_no_findings() -> None:
    assert not found_in()


def test_overlap_names_both_pieces_the_place_and_the_line_of_the_file() -> None:
    cabinet = "  cabinet: {kind: object, at: [7.1, 9], size: 1 x 1 x 1 m}"
    problem = found_in(cabinet)[0]
    assert str(problem) == (
        "line.yaml:5:3: warning: equipment.press: press and cabinet overlap at [6.70, 8.60, 0.49], "
        "over 0.20 x 0.19 x 0.98 m; expected room between them, or one that touches the other"
    )
    assert (problem.severity, problem.pieces) == (Severity.WARNING, ("press", "cabinet"))


def test_a_belt_through_a_machine_overlaps_but_not_where_it_hands_over() -> None:
    line = LINE.replace(
        "c2:     {kind: conveyor, ", "c2:     {kind: conveyor, via: [[8, 8], [8, 8.3], [5, 8.3], [5, 10], [8, 10]], "
    )
    assert [text.partition(" at ")[0] for text in told(line=line)][:1] == ["overlap: press and c2 overlap"]


def test_a_door_in_its_wall_and_paint_on_the_floor_are_no_overlap() -> None:
    more = "  wall: {kind: wall, path: [[0, 12], [14, 12]]}\n  door: {kind: door, at: [4, 12]}\n"
    assert not told(
        f"{more}  area: {{kind: floor, at: [6, 8], size: 6 x 4 m}}\n  words: {{kind: text, at: [6, 8], text: A}}"
    )


@pytest.mark.parametrize(("y", "free"), [(6.8, False), (6.2, True)])
def test_the_floor_on_which_somebody_works_is_free(y: float, free: bool) -> None:
    found = told(f"  crate: {{kind: object, at: [6, {y - 0.4}], size: 0.8 x 0.6 x 0.6 m}}")
    expected = "work_space: crate stands in the floor on which somebody works at press"
    assert [text.partition(", at")[0] for text in found] == ([] if free else [expected])


def test_two_who_work_back_to_back_need_floor_of_their_own() -> None:
    more = "  bench: {kind: workplace, at: [6, 6], turn: 180, size: 1.2 x 1.2 x 2 m, manual: 20 s}\n"
    line = LINE.replace("cycle: 10 s", "cycle: 10 s, manual: 4 s").replace("at: [6, 8]", "at: [6, 7.5]")
    line = line.replace("[2, 8]", "[2, 7.5]").replace("[10, 8]", "[10, 7.5]")
    (text,) = [text for text in told(more, line=line) if "same floor" in text]
    assert text.startswith("work_space: at press and bench people work on the same floor")


def test_service_needs_the_rear() -> None:
    found = told("  crate: {kind: object, at: [6, 9.2], size: 0.8 x 0.6 x 0.6 m}")
    assert found == ["service: crate stands in the floor from which press is served, at [6.00, 9.15]"]


def test_a_door_opens_fully_and_not_into_another() -> None:
    more = "  door: {kind: door, at: [3, 4]}\n  crate: {kind: object, at: [3, 3.3], size: 0.6 x 0.6 x 0.6 m}\n"
    assert [text.partition(", at")[0] for text in told(more)] == ["door_swing: crate stands in the swing of door"]
    doors = "  door: {kind: door, at: [3, 4]}\n  other: {kind: door, at: [3, 2.8], turn: 180}\n"
    assert [text.partition(" at ")[0] for text in told(doors)] == ["door_swing: the leaves of door and other meet"]


def test_what_hands_over_does_so_at_one_height() -> None:
    line = LINE.replace("out:    {kind: sink, at: [10, 8]}", "out:    {kind: sink, at: [10, 8], height: 600 mm}")
    line = line.replace("c2:     {kind: conveyor,", "c2:     {kind: conveyor, height: 850 mm,")
    assert told(line=line) == ["port_height: c2.out is at 850 mm, out.in at 600 mm"]
    assert not told(line=line, sections="checks: {numbers: {port_step: 300 mm}}\n")


def test_ports_that_nearly_touch_are_told() -> None:
    line = LINE.replace(
        "c2:     {kind: conveyor,", "c2:     {kind: conveyor, width: 100 mm, path: [[6.95, 8], [9.4, 8]],"
    )
    assert told(line=line) == ["port_gap: 150 mm between press.out and c2.in at [6.80, 8.00]"]
    assert not told(line=line.replace("100 mm", "200 mm"))  # its middle is so far away where it is loaded from the side


def test_everything_is_lower_than_the_hall() -> None:
    sections = "hall: {size: 20 x 20 x 1.5 m}\n"
    line = LINE.replace("1.6 x 1.4 x 1.2 m", "1.6 x 1.4 x 1.8 m")
    assert told(line=line, sections=sections) == ["hall_height: press reaches up to 2.48 m"]
    assert not told(sections="hall: {size: 20 x 20 x 3 m}\n")


@pytest.mark.parametrize(
    ("traffic", "width"),
    [
        ("vehicle: forklift", 1.2 + 2 * 0.5),
        ("vehicle: forklift, two_way: true", 2 * 1.2 + 2 * 0.5 + 0.4),
        ("vehicle: forklift, pedestrians: true", 1.2 + 2 * 0.75),
        ("vehicle: forklift, load: 1.2 x 2.4 x 1 m", 2.4 + 2 * 0.5),
        ("vehicle: agv", 0.9 + 2 * 0.5),
        ("vehicle: amr, two_way: true", 2 * 0.65 + 2 * 0.5 + 0.4),
        ("pedestrians: true", 1.0),
    ],
)
def test_an_aisle_is_as_wide_as_its_traffic_needs(traffic: str, width: float) -> None:
    def sections(marked: float) -> str:
        return f"aisles: {{main: {{path: [[0, 2], [14, 2]], {traffic}, width: {marked:.3f} m}}}}\n"

    assert not told(sections=sections(width))
    (problem,) = found_in(sections=sections(width - 0.01))
    assert problem.found == f"main is {width - 0.01:.2f} m wide"
    assert problem.expected.startswith(f"at least {width:.2f} m: ")
    assert problem.source
    assert problem.place.path == ("aisles", "main", "width")
    assert problem.place.line == 12


@pytest.mark.parametrize(("rear", "free"), [(0.85, True), (0.95, False)])
def test_nothing_stands_in_an_aisle(rear: float, free: bool) -> None:
    crate = f"  crate: {{kind: object, at: [5, {rear - 0.3}], size: 0.8 x 0.6 x 0.6 m}}"
    found = told(crate, FORKLIFT_AISLE)
    assert found == (
        [] if free else [f"aisle_width: crate stands {2 - rear:.2f} m beside the middle of main at [5.40, 0.95]"]
    )


def test_an_aisle_that_is_blocked_says_so() -> None:
    found = told("  crate: {kind: object, at: [5, 2], size: 0.8 x 0.6 x 0.6 m}", FORKLIFT_AISLE)
    assert found[0].startswith("aisle_width: crate stands on the middle of main at [")


def test_what_hangs_over_an_aisle_leaves_height() -> None:
    crate = "  crate: {{kind: object, at: [5, 2, {}], size: 0.8 x 0.6 x 0.6 m}}"
    walkway = "aisles: {walk: {path: [[0, 2], [14, 2]]}}\n"
    (text,) = told(crate.format(1.9), walkway)
    assert text.startswith("headroom: crate leaves 1.90 m of height over walk at [")
    assert not told(crate.format(2.11), walkway)
    assert told(crate.format(2.11), f"{walkway}checks: {{numbers: {{headroom: 2.3 m}}}}\n")
    (text,) = told(crate.format(2.3), FORKLIFT_AISLE)
    assert text.startswith("headroom: crate leaves 2.30 m of height over main")


def test_a_vehicle_turns_without_touching_anything() -> None:
    aisle = "aisles: {main: {path: [[1, 2], [12, 2], [12, 14]], vehicle: forklift, radius: 1.5 m}}\n"
    outer = (1.5 + 0.6) ** 2 + 1.5**2
    reach = outer**0.5 + 0.2  # from (10.5, 3.5), about which it turns
    at = 10.5 + reach * 0.5**0.5, 3.5 - reach * 0.5**0.5

    def crate(beyond: float) -> str:
        x, y = at[0] + (beyond + 0.4) * 0.5**0.5, at[1] - (beyond + 0.4) * 0.5**0.5
        return f"  crate: {{kind: object, at: [{x:.4f}, {y:.4f}], turn: 45, size: 0.8 x 0.8 x 0.8 m}}"

    assert not told(crate(0.03), aisle)
    assert [text.partition(" at ")[0] for text in told(crate(-0.05), aisle)] == ["turning: crate stands"]


def test_pallets_can_be_reached() -> None:
    rack = "  rack: {kind: object, at: [5, 4.4], size: 2 x 1 x 2 m}\n"
    aisle = "aisles: {{main: {{path: [[0, 2], [14, 2]], vehicle: {}, width: {} m, serves: [rack]}}}}\n"
    assert not told(rack, aisle.format("forklift", 3.6))
    assert told(rack, aisle.format("forklift", 3.0)) == [
        "pallet_access: rack is 0.40 m away from main, which serves it",
        "pallet_access: main is 3.00 m wide at rack",
    ]
    assert told(rack, aisle.format("tugger", 3.6)) == [
        "pallet_access: main serves rack, but nothing that lifts pallets drives there"
    ]


def test_the_largest_machine_fits_through_a_door() -> None:
    door = "  gate: {{kind: door, at: [3, 3], size: {} x 0.2 x 2.5 m, exit: true}}\n"
    assert not told(door.format(1.8))
    (text,) = told(door.format(1.6))
    assert text.startswith("largest_door: press of 1.6 x 1.4 x 1.2 m fits through no door")
    assert not told(door.format(1.6).replace(", exit: true", ""))
    assert not told(door.format(1.6) + "  dock: {kind: dock, at: [3, 16], turn: 180}\n")


def test_from_every_workplace_an_exit_is_near() -> None:
    more = "  bench: {kind: workplace, at: [6, 3], manual: 20 s}\n  gate: {kind: door, at: [41.2, 2.5], exit: true}\n"
    sections = "checks: {off: {largest_door: small}}\n"
    (text,) = told(more, sections)
    assert text == "escape: from bench it is 35.2 m to gate, the nearest exit"
    assert not told(more.replace("41.2", "40.9"), sections)
    assert not told(more.replace(", exit: true", ""), sections)


def test_what_is_worked_on_by_hand_is_within_reach() -> None:
    bench = "  bench: {{kind: workplace, at: [6, 3], size: 1.2 x {} x 2 m, manual: 20 s}}\n"
    assert not told(bench.format(1.2))
    sections = "checks: {numbers: {reach: 100 mm}}\n"
    assert told(bench.format(1.2), sections)[0].startswith("operator_reach: port in of bench is 0.1")


def test_a_robot_reaches_nobody() -> None:
    cell = "  cell: {kind: machine, model: robot_cell, at: [6, 3], size: 3 x 3 x 2.4 m, cycle: 20 s}\n"
    walkway = "aisles: {{walk: {{path: [[0, {}], [14, {}]]}}}}\n"
    assert not told(cell, walkway.format(0.9, 0.9))
    found = [text for text in told(cell, walkway.format(1.2, 1.2)) if text.startswith("robot_envelope")]
    assert found == ["robot_envelope: cell reaches walk at [6.00, 1.20]"]


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("{min_distance: 0.8 m, between: [press, crate]}", ["own_rule: press and crate are 0.70 m apart"]),
        ("{min_distance: 0.6 m, between: [press, crate]}", []),
        ("{min_distance: 0.8 m, between: [machine, object]}", ["own_rule: press and crate are 0.70 m apart"]),
        ("{min_distance: 0.4 m, between: [crate, main]}", ["own_rule: crate and main are 0.30 m apart"]),
        ("{min_distance: 0.2 m, between: [crate, main]}", []),
        ("{max_distance: 0.6 m, between: [crate, press]}", ["own_rule: crate and press are 0.70 m apart"]),
        ("{max_distance: 2 m, between: [crate, press]}", []),
        ("{max_distance: 5 m, between: [main, walk]}", ["own_rule: main and walk are 6.00 m apart"]),
    ],
)
def test_a_layouts_own_rules(rule: str, found: list[str]) -> None:
    crate = "  crate: {kind: object, at: [6, 9.7], size: 1 x 0.6 x 0.6 m}\n"
    aisles = "aisles:\n  main: {path: [[0, 10.8], [14, 10.8]], width: 1 m}\n"
    aisles += "  walk: {path: [[0, 17.8], [14, 17.8]], width: 1 m}\n"
    sections = f"{aisles}checks: {{off: {{service: tried}}, rules: [{rule}]}}\n"
    assert [text.partition(" at ")[0] for text in told(crate, sections)] == found


def test_a_rule_that_is_switched_off_and_a_pack_that_is_not_chosen_find_nothing() -> None:
    crate = "  crate: {kind: object, at: [5, 2], size: 0.8 x 0.6 x 0.6 m}"
    assert not told(crate, f"{FORKLIFT_AISLE}checks: {{off: {{aisle_width: rented}}}}\n")
    assert not told(crate, f"{FORKLIFT_AISLE}checks: {{packs: [workplaces]}}\n")
    assert told(crate, f"{FORKLIFT_AISLE}checks: {{packs: [traffic]}}\n")
