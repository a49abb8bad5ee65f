"""Small lines, event by event, and serial lines against the textbook's recursion."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replay.states import State
from tests.sim.logbook import Logbook, simulated

TWO_MACHINES = """
equipment:
  infeed: {kind: source, at: [0, 0], limit: 3}
  first: {kind: machine, at: [5, 0], cycle: 2 s}
  store: {kind: buffer, at: [10, 0], capacity: 1}
  second: {kind: machine, at: [15, 0], cycle: 5 s, exchange: 1 s}
  out: {kind: sink, at: [20, 0]}
flow: [infeed -> first -> store -> second -> out]
"""


def test_a_line_event_by_event() -> None:
    _, log = simulated(TWO_MACHINES, 100.0)
    assert log.steps == [
        (0.0, 1, "first"),
        (2.0, 1, "second"),
        (2.0, 2, "first"),
        (4.0, 2, "store"),
        (4.0, 3, "first"),
        (8.0, 1, ""),
        (8.0, 2, "second"),
        (8.0, 3, "store"),
        (14.0, 2, ""),
        (14.0, 3, "second"),
        (20.0, 3, ""),
    ]


def test_states_event_by_event() -> None:
    _, log = simulated(TWO_MACHINES, 100.0)
    assert log.states("first") == [(0.0, State.WORKING), (6.0, State.BLOCKED), (8.0, State.STARVED)]
    assert log.states("second") == [(0.0, State.STARVED), (2.0, State.WORKING), (20.0, State.STARVED)]
    assert log.states("infeed") == [(0.0, State.WORKING)]


def test_nests_work_independently_of_one_another() -> None:
    _, log = simulated(
        """
equipment:
  infeed: {kind: source, at: [0, 0], every: 1 s, first: 0 s, limit: 4}
  oven: {kind: machine, at: [5, 0], cycle: 4 s, nests: 2}
  out: {kind: sink, at: [10, 0]}
flow: [infeed -> oven -> out]
""",
        100.0,
    )
    assert log.entries("oven") == [(0.0, 1), (1.0, 2), (4.0, 3), (5.0, 4)]
    assert log.entries("") == [(4.0, 1), (5.0, 2), (8.0, 3), (9.0, 4)]


def test_a_part_passes_belt_and_machine() -> None:
    _, log = simulated(
        """
products: {part: {size: 500 x 100 x 100 mm}}
equipment:
  infeed: {kind: source, at: [0, 0], limit: 3}
  belt: {kind: conveyor, path: [[0, 0], [2, 0]], speed: 0.5 m/s, gap: 250 mm}
  press: {kind: machine, at: [5, 0], cycle: 3 s}
  out: {kind: sink, at: [10, 0]}
flow: [infeed -> belt -> press -> out]
""",
        100.0,
    )
    assert log.entries("belt") == [(0.0, 1), (1.5, 2), (4.0, 3)]
    assert log.entries("press") == [(4.0, 1), (7.0, 2), (10.0, 3)]
    assert log.entries("") == [(7.0, 1), (10.0, 2), (13.0, 3)]


# sources

SOURCE = """
equipment:
  infeed: {{kind: source, at: [0, 0], every: 2 s, {}}}
  press: {{kind: machine, at: [5, 0], cycle: 5 s}}
  out: {{kind: sink, at: [10, 0]}}
flow: [infeed -> press -> out]
"""


@pytest.mark.parametrize(
    ("fields", "entries", "lost"),
    [
        ("if_full: wait", [2.0, 7.0, 12.0, 17.0], 0),
        ("if_full: queue", [2.0, 7.0, 12.0, 17.0], 0),
        ("if_full: lose", [2.0, 8.0, 14.0], 6),
        ("if_full: wait, first: 0 s", [0.0, 5.0, 10.0, 15.0], 0),
        ("if_full: wait, first: 0 s, limit: 2", [0.0, 5.0], 0),
        ("if_full: queue, first: 3 s, limit: 3", [3.0, 8.0, 13.0], 0),
        ("if_full: lose, first: 0 s, limit: 4", [0.0, 6.0], 2),
        ("if_full: wait, limit: 0", [], 0),
        ("if_full: queue, limit: 0, first: 0 s", [], 0),
    ],
)
def test_a_source_brings_parts(fields: str, entries: list[float], lost: int) -> None:
    simulation, log = simulated(SOURCE.format(fields), 19.0)
    assert [t for t, _ in log.entries("press")] == entries
    assert simulation.results().parts.lost == lost


def test_the_clock_of_a_source_that_waits_stands() -> None:
    """Part 2 comes 2 s after part 1 has gone in at 2 s, waits until 7 s, and part 3 comes 2 s later."""
    _, log = simulated(SOURCE.format("if_full: wait"), 19.0)
    assert log.states("infeed") == [
        (0.0, State.WORKING),
        *((t, s) for k in (4.0, 9.0, 14.0) for t, s in ((k, State.BLOCKED), (k + 3, State.WORKING))),
    ]


def test_lead_times_count_from_coming_in() -> None:
    waiting, _ = simulated(SOURCE.format("if_full: wait"), 19.0)
    assert waiting.results().lead_time.mean == pytest.approx(5.0, abs=1e-12)


# merges


def test_a_merge_is_first_come_first_served_one_part_each() -> None:
    _, log = simulated(
        """
products: {a: {}, b: {}}
equipment:
  left: {kind: source, at: [0, 0], product: a}
  right: {kind: source, at: [0, 5], product: b}
  press: {kind: machine, at: [5, 0], cycle: 1 s}
  out: {kind: sink, at: [10, 0]}
flow: [left | right -> press -> out]
""",
        6.5,
    )
    assert [t for t, _ in log.entries("press")] == [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0]
    looks = [move[3] for move in log._moves if move[1] >= 0]
    assert looks == [0, 0, 1, 0, 1, 0, 1]  # the first source has already offered its second part when the other comes


# serial lines: blocking after service


def departures(
    services: Sequence[Sequence[float]], places: Sequence[int], releases: Sequence[float]
) -> list[list[float]]:
    """Return by station when each part leaves it (Buzacott, Shanthikumar, 1993, section 5.2: production blocking).

    `services[i][j]` is the time of part j at station i, `places[i]` the places between stations i and i + 1.
    """
    stations, parts = len(services), len(releases)
    left = [[0.0] * parts for _ in services]
    for j in range(parts):
        for i in range(stations):
            came = left[i - 1][j] if i else releases[j]
            free = left[i][j - 1] if j else 0.0
            done = max(came, free) + services[i][j]
            freeing = j - places[i] - 1 if i < stations - 1 else -1
            left[i][j] = max(done, left[i + 1][freeing]) if freeing >= 0 else done
    return left


def serial_line(
    services: Sequence[Sequence[float]], places: Sequence[int], releases: Sequence[float], until: float = 1e6
) -> list[list[float]]:
    """Simulate it: each part is a product with a source of its own."""
    stations, parts = range(len(services)), range(len(releases))
    lines = ["products:", *(f"  p{j}: {{}}" for j in parts), "equipment:"]
    lines += [
        f"  s{j}: {{kind: source, at: [0, {j}], product: p{j}, every: 1 s, first: {releases[j]!r} s, limit: 1}}"
        for j in parts
    ]
    chain = ["store", "m0"]
    lines.append("  store: {kind: buffer, at: [3, 0], capacity: unlimited}")
    for i in stations:
        cycle = ", ".join(f"p{j}: {services[i][j]!r} s" for j in parts)
        lines.append(f"  m{i}: {{kind: machine, at: [{10 * i + 9}, 0], cycle: {{{cycle}}}}}")
        if i and places[i - 1]:
            lines.append(f"  b{i}: {{kind: buffer, at: [{10 * i + 5}, 0], capacity: {places[i - 1]}}}")
            chain.append(f"b{i}")
        chain += [f"m{i}"] if i else []
    lines += ["  out: {kind: sink, at: [200, 0]}", "flow:"]
    lines.append(f"  - {' | '.join(f's{j}' for j in parts)} -> {' -> '.join(chain)} -> out")
    _, log = simulated("\n".join(lines), until)
    return [[t for t, _ in log.exits(f"m{i}")] for i in stations]


D_SERVICES = [
    [3.6, 2.2, 6.2, 1.6, 5.3, 3.9, 1.5, 5.1, 1.3, 4.5],
    [1.6, 1.7, 4.4, 7.6, 2.0, 2.8, 6.0, 8.6, 5.6, 4.2],
    [8.8, 1.4, 7.9, 3.3, 2.2, 1.9, 3.5, 7.5, 2.4, 5.7],
    [6.1, 4.0, 5.4, 1.5, 1.5, 2.6, 6.4, 4.4, 3.5, 5.7],
]


def test_case_d01() -> None:
    """Four stations, 1, 0 and 2 places between them, all parts there at the start."""
    found = serial_line(D_SERVICES, [1, 0, 2], [0.0] * 10)
    assert found[0] == pytest.approx([3.6, 5.8, 12.0, 14.0, 19.3, 26.3, 29.6, 34.7, 38.4, 47.0], abs=1e-9)
    assert found[3] == pytest.approx([20.1, 24.1, 31.7, 33.2, 34.7, 37.3, 48.3, 58.9, 62.4, 70.1], abs=1e-9)


def test_case_d04() -> None:
    """The same without limits of the places, parts released over time."""
    found = serial_line(D_SERVICES, [99, 99, 99], [0.0, 3.0, 3.0, 7.5, 20.0, 21.0, 22.0, 22.0, 40.0, 41.0])
    assert found[3] == pytest.approx([20.1, 24.1, 29.7, 31.2, 32.7, 36.5, 47.9, 58.5, 62.0, 67.9], abs=1e-9)


@st.composite
def serial_lines(draw: st.DrawFn) -> tuple[list[list[float]], list[int], list[float]]:
    stations, parts = draw(st.integers(1, 5)), draw(st.integers(1, 12))
    time = st.one_of(st.integers(1, 6).map(float), st.floats(0.1, 9.0).map(lambda t: round(t, 3)))
    row = st.lists(time, min_size=parts, max_size=parts)
    services = draw(st.lists(row, min_size=stations, max_size=stations))
    places = draw(st.lists(st.integers(0, 3), min_size=stations - 1, max_size=stations - 1))
    gaps = draw(st.lists(st.sampled_from([0.0, 0.0, 1.0, 2.5]), min_size=parts, max_size=parts))
    return services, places, [sum(gaps[: j + 1]) for j in range(parts)]


@settings(max_examples=60)
@given(serial_lines())
def test_serial_lines_follow_the_recursion(drawn: tuple[list[list[float]], list[int], list[float]]) -> None:
    for found, expected in zip(serial_line(*drawn), departures(*drawn), strict=True):
        assert found == pytest.approx(expected, abs=1e-9)


def test_a_logbook_pairs_entries_and_exits() -> None:
    _, log = simulated(TWO_MACHINES, 100.0)
    assert isinstance(log, Logbook)
    assert log.exits("store") == [(8.0, 2), (14.0, 3)]
