"""Belts agree with a plain reference, part by part, in entries, exits and positions."""

from collections import Counter
from itertools import pairwise

import pytest

from layouts import loads
from replay.frames import PathFrame
from replay.playback import Playback
from tests.sim.belt_cases import PRODUCTS, Case, Shape, case
from tests.sim.plain_belts import PlainBelts, Script, Spans, Visit
from tests.sim.scripted import fronts, scripted, trace_recorder, visits_of

EXACT = 1e-9
"""Metres and seconds."""

Fronts = dict[str, list[tuple[int, float]]]


def assert_same_fronts(found: Fronts, expected: Fronts) -> None:
    numbers = {name: [number for number, _ in parts] for name, parts in expected.items()}
    assert {name: [number for number, _ in parts] for name, parts in found.items()} == numbers
    for name, parts in expected.items():
        assert [front for _, front in found[name]] == pytest.approx([front for _, front in parts], abs=EXACT), name


def assert_same_visits(found: list[Visit], expected: list[Visit]) -> None:
    assert [visit[:2] for visit in found] == [visit[:2] for visit in expected]
    assert [visit.came for visit in found] == pytest.approx([visit.came for visit in expected], abs=EXACT)
    assert [visit.left for visit in found] == pytest.approx([visit.left for visit in expected], abs=EXACT)


def assert_fits(plain: PlainBelts, fronts: Fronts) -> None:
    """A belt holds no more than fits, nobody is beyond its end, and where it accumulates nobody overlaps."""
    for name, belt in plain.belts.items():
        inside = fronts[name]
        lengths = {part.number: part.length for part in belt.parts}
        standing = sum(lengths[number] + belt.queue_gap for number, _ in inside)
        assert len(inside) <= 1 or standing <= belt.length + EXACT
        assert all(front <= belt.length + EXACT for _, front in inside)
        for (ahead, front), (_, behind) in pairwise(inside):
            assert front - behind >= lengths[ahead] + min(belt.gap, belt.queue_gap) - EXACT


def seen(playback: Playback, t: float) -> Fronts:
    """Return the fronts that a playback shows; every belt runs along x."""
    moment, header = playback.at(t), playback.trace.header
    found: Fronts = {frame.id: [] for frame in header.frames if isinstance(frame, PathFrame)}
    for item, look, number, position in zip(moment.items, moment.looks, moment.frames, moment.positions, strict=True):
        frame = header.frames[number]
        assert isinstance(frame, PathFrame)
        start = frame.path.points[0]
        assert position[1:] == pytest.approx(start[1:])
        found[frame.id].append((int(item), float(position[0] - start.x + header.looks[look].size.length / 2)))
    return found


def run(case: Case, monkeypatch: pytest.MonkeyPatch) -> int:
    """Compare a case with its reference; return how many stays on belts there were."""
    plain = PlainBelts(case.layout, case.script)
    recorder = trace_recorder(case.layout, case.rows_per_chunk)
    simulation = scripted(monkeypatch, case.layout, case.script, recorder)
    expected = {}
    for number, t in enumerate(case.looks):
        plain.run(t)
        expected[t] = plain.fronts()
        assert_fits(plain, expected[t])
        if number % 2:
            simulation.run(t)
            assert_same_fronts(fronts(simulation), expected[t])
    plain.run(case.until)
    simulation.run(case.until)
    assert_same_visits(visits_of(recorder.trace), plain.all_visits())
    playback = Playback(recorder.trace)
    for t, parts in expected.items():
        assert_same_fronts(seen(playback, t), parts)
    return len(plain.all_visits())


NUMBERS = {
    Shape.ALONE: 100,
    Shape.FED_TWICE: 60,
    Shape.TWO: 60,
    Shape.THREE: 60,
    Shape.MERGE: 60,
    Shape.BRANCH: 60,
}
"""400 random cases."""


@pytest.mark.parametrize(
    ("shape", "seed"), [(shape, seed) for shape, number in NUMBERS.items() for seed in range(number)]
)
def test_random_belts_agree_with_the_reference(shape: Shape, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    run(case(shape, seed), monkeypatch)


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("shape", [Shape.ALONE, Shape.TWO, Shape.THREE])
def test_belts_agree_where_much_happens_at_the_same_instant(
    shape: Shape, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(case(shape, seed, step=0.125), monkeypatch)


@pytest.mark.slow
@pytest.mark.parametrize("shape", Shape)
def test_many_more_random_belts_agree_with_the_reference(shape: Shape, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sum(run(case(shape, seed), monkeypatch) for seed in range(1000, 1400)) > 10_000


def test_the_random_belts_are_worth_the_trouble() -> None:
    """Among them are full belts, queues, blocked belts that stand, and parts held half over a joint."""
    seen: Counter[str] = Counter()
    for shape in (Shape.ALONE, Shape.THREE):
        for seed in range(30):
            seen += happenings(case(shape, seed))
    assert {name: number for name, number in seen.items() if number < 20} == {}
    assert len(seen) == 6


def happenings(case: Case) -> Counter[str]:
    """Count at all looks what is rare enough to be missed."""
    plain, seen = PlainBelts(case.layout, case.script), Counter[str]()
    for t in case.looks:
        plain.run(t)
        plain.set_paces()
        for belt in plain.belts.values():
            seen["stopped"] += belt.pace == 0 and belt.accumulates
            seen["blocked"] += belt.pace == 0 and not belt.accumulates
            seen["queue"] += belt.pace > 0 and sum(part.pace == 0 for part in belt.parts) > 1
            seen["full"] += belt.length - sum(map(belt.pitch, belt.parts)) < min(PRODUCTS.values())
            gone = belt.gone
            straddles = gone is not None and gone.belt in plain.belts and gone.front < belt.pitch(gone)
            seen["straddling"] += straddles
            seen["held over the joint"] += straddles and gone is not None and gone.pace < belt.pace
    return seen


ONE_BELT = """
linewright: 1
products: {part: {size: 500 x 100 x 100 mm}}
equipment:
  feeder: {kind: source, at: [0, 0]}
  belt_1: {kind: conveyor, path: [[0, 0], [4, 0]], speed: 1 m/s, gap: 0.5 m, queue_gap: 0 m, accumulates: together}
  gate: {kind: sink, at: [5, 0]}
flow: [feeder -> belt_1 -> gate]
"""


def one_belt(
    monkeypatch: pytest.MonkeyPatch,
    opens: Spans,
    stops: Spans = (),
    parts: int = 3,
    text: str = ONE_BELT,
    until: float = 100.0,
) -> list[Visit]:
    """Feed parts at time 0 to a belt of 4 m at 1 m/s; return the visits."""
    layout = loads(text)
    script = Script({"feeder": [(0.0, "part")] * parts}, {"gate": opens}, {"belt_1": stops})
    recorder = trace_recorder(layout)
    simulation = scripted(monkeypatch, layout, script, recorder)
    simulation.run(until)
    return visits_of(recorder.trace)


def test_parts_keep_the_running_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    visits = one_belt(monkeypatch, opens=[(0.0, 100.0)])
    assert visits == [Visit("belt_1", 1, 0.0, 4.0), Visit("belt_1", 2, 1.0, 5.0), Visit("belt_1", 3, 2.0, 6.0)]


def test_a_queue_leaves_at_the_running_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    visits = one_belt(monkeypatch, opens=[(20.0, 100.0)])
    assert [visit.left for visit in visits] == [20.0, 21.0, 22.0]


def test_a_blocked_belt_is_full_when_the_standing_parts_fit_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    visits = one_belt(monkeypatch, opens=[(50.0, 100.0)], parts=12)
    assert [visit.came for visit in visits] == [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 50.5, 51.5, 52.5, 53.5]


def test_a_part_at_the_end_of_a_stopped_belt_can_be_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    visits = one_belt(monkeypatch, opens=[(10.0, 100.0)], stops=[(7.0, 30.0)])
    assert [visit.left for visit in visits] == [10.0, 31.0, 32.0]


def test_a_stop_while_the_entry_gets_clear_does_not_forget_who_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    visits = one_belt(monkeypatch, opens=[(0.0, 100.0)], stops=[(1.0, 3.0)])
    assert [visit.came for visit in visits] == [0.0, 1.0, 4.0]


def test_a_belt_that_does_not_accumulate_stands_while_its_first_part_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    visits = one_belt(
        monkeypatch, opens=[(10.0, 10.5), (12.0, 100.0)], parts=5, text=ONE_BELT.replace("together", '"no"')
    )
    assert [visit.came for visit in visits] == [0.0, 1.0, 2.0, 3.0, 4.0]
    assert [visit.left for visit in visits] == [10.0, 12.0, 13.0, 14.0, 15.0]


def test_parts_never_run_closer_than_they_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    """A standing gap alone is the running gap too: closer parts would have to jump apart in the queue."""
    visits = one_belt(
        monkeypatch, opens=[(0, 100)], text=ONE_BELT.replace("gap: 0.5 m, queue_gap: 0 m", "queue_gap: 750 mm")
    )
    assert [visit.came for visit in visits] == [0.0, 1.25, 2.5]
