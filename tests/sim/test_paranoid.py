"""The invariants: a sound line breaks none and runs as ever, and each tells what has been tampered with."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

import linewright
from layouts import loads
from layouts.examples import example
from replay.states import State
from sim import Simulation, Violation, simulate
from sim.behaviours.belt import BeltBehaviour
from sim.behaviours.machine import MachineBehaviour
from sim.behaviours.passage import PassageBehaviour
from sim.clock import Call, Order
from sim.line import Line
from sim.paranoid import INVARIANTS, Inspector

LINE = """
linewright: 1
products: {box: {size: 400 x 300 x 200 mm}, can: {}}
carriers: {tray: {count: 2, size: 500 x 300 x 50 mm, initially: trays}}
equipment:
  infeed: {kind: source, at: [0, 0], product: box, every: 2 s, if_full: queue}
  cans: {kind: source, at: [0, 9], product: can}
  row: {kind: moving_line, at: [8, 9], takt: 4 s, stations: {open: 3 s, close: 4 s}}
  lane: {kind: buffer, at: [2, 0], capacity: 5}
  press: {kind: machine, at: [4, 0], cycle: 3 s}
  belt: {kind: conveyor, path: [[5, 0], [9, 0]], speed: 0.2 m/s, gap: 100 mm}
  load: {kind: workplace, at: [10, 0], manual: 2 s, uses: {tray: 1}}
  unload: {kind: machine, at: [13, 0], cycle: 1 s, frees: {tray: 1}}
  trays: {kind: buffer, at: [12, 4], capacity: 4}
  out: {kind: sink, at: [16, 0]}
  away: {kind: sink, at: [16, 9]}
people: {anne: {works: all}}
flow: [infeed -> lane -> press -> belt -> load -> unload -> out, unload.tray -> trays -> load.tray,
       cans -> row -> away]
"""


def running() -> Simulation:
    """A line in the middle of a run: two boxes on the belt, a queue before the press."""
    simulation = Simulation(loads(LINE))
    simulation.run(40.5)
    return simulation


def machine(line: Line) -> MachineBehaviour:
    return cast("MachineBehaviour", line.components["press"])


def belt(line: Line) -> BeltBehaviour:
    return cast("BeltBehaviour", line.components["belt"])


# what somebody may get wrong, and what is told of it


def _forget_a_call(line: Line) -> None:
    machine(line).nests[0].finish.sequence += 1_000_000


def _double_a_part(line: Line) -> None:
    lane = line.components["lane"]
    lane.content.append(lane.content[0])  # type: ignore[attr-defined]  # a buffer's


def _lose_a_part(line: Line) -> None:
    line.components["lane"].content.pop()  # type: ignore[attr-defined]  # a buffer's


def _lose_a_carrier(line: Line) -> None:
    line.carriers.numbers["tray"] += 1


def _fill_beyond_the_brim(line: Line) -> None:
    level = line.components["lane"].level
    assert level is not None
    level.capacity = 0


def _push_one_into_the_next(line: Line) -> None:
    riders = belt(line).riders
    riders[1].entry = riders[0].entry + 0.1


def _show_the_wrong_state(line: Line) -> None:
    nest = machine(line).nests[0]
    nest.enter(State.BLOCKED, line.clock.now)


def _overtake(line: Line) -> None:
    cast("PassageBehaviour", line.components["row"]).riders.rotate()


def _lose_time(line: Line) -> None:
    machine(line).nests[0].totals[State.WORKING] -= 0.5


def _count_twice(line: Line) -> None:
    line.inside.area += 3.0


def _take_back(line: Line) -> None:
    line.lost -= 1


def _walk_for_ever(line: Line) -> None:
    assert line.people is not None
    line.people.persons["anne"][0].there = False


def _wait_with_nothing(line: Line) -> None:
    line.components["press"].waiting[line.components["unload"].outlets["tray"]] = None


TAMPERED: dict[Callable[[Line], None], str] = {
    _forget_a_call: "press: 'finish:0' is asked for at",
    _double_a_part: "is in lane and in lane",
    _lose_a_part: "box: 18 came in or were made, 5 are gone, 12 are inside",
    _lose_a_carrier: "tray: 2 are there of 3",
    _fill_beyond_the_brim: "lane holds 5 parts, and has 0 places",
    _push_one_into_the_next: "belt: part",
    _show_the_wrong_state: "press: nest 0 shows blocked, and is working",
    _overtake: "row: part 27 has overtaken part 30",
    _lose_time: "press: its states add up to",
    _count_twice: "part-seconds are counted in the line",
    _take_back: "lost: -1 are counted after 0",
    _walk_for_ever: "anne:1 is on the way and never arrives",
    _wait_with_nothing: "unload waits at press, to which it does not lead",
}


@pytest.mark.parametrize("tamper", TAMPERED, ids=lambda tamper: tamper.__name__.strip("_"))
def test_what_has_been_tampered_with_is_told(tamper: Callable[[Line], None]) -> None:
    simulation = running()
    inspector = Inspector(simulation.line)
    inspector.look()
    if tamper is _fill_beyond_the_brim:  # what was inside before may stay
        inspector._noted.loads["lane"] = 0  # type: ignore[union-attr]  # it has looked
    tamper(simulation.line)
    with pytest.raises(Violation, match=r"invariant broken at 40\.5 s") as told:
        inspector.look()
    assert TAMPERED[tamper] in told.value.broken


def test_there_is_something_to_tell_of_every_invariant() -> None:
    assert len(TAMPERED) == len(INVARIANTS)


def test_the_event_before_is_named() -> None:
    simulation = Simulation(loads(LINE), paranoid=True)
    simulation.run(10.0)
    spoil = Call("spoil", lambda: _take_back(simulation.line), Order.WATCH)
    simulation.line.components["press"].add_call(spoil)
    simulation.clock.call_at(spoil, 20.25)
    with pytest.raises(Violation, match=r"at 20\.25 s \(t = 20\.25 s\), after press 'spoil': lost: -1 are counted"):
        simulation.run(30.0)


# a run that is looked at is the same run


@pytest.mark.parametrize("name", ["assembly_cell", "packaging_line", "paint_shop", "small_factory"])
def test_an_example_breaks_none_and_runs_as_ever(name: str) -> None:
    text = example(name).read_text(encoding="utf-8")
    layout = loads(text, folder=example(name).parent)
    plain, paranoid = (simulate(layout, 900.0, warm_up=300.0, paranoid=paranoid) for paranoid in (False, True))
    assert paranoid == plain


# on the command line


def test_paranoid_prints_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "line.yaml"
    path.write_text(LINE, encoding="utf-8")
    assert linewright.main(["simulate", str(path), "--for", "2 min", "--json"]) == 0
    plain = capsys.readouterr().out
    assert linewright.main(["simulate", str(path), "--for", "2 min", "--json", "--paranoid"]) == 0
    assert capsys.readouterr().out == plain


def test_a_violation_ends_the_command_with_4(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "line.yaml"
    path.write_text(LINE, encoding="utf-8")
    monkeypatch.setattr(BeltBehaviour, "load", lambda self: len(self.riders) + 1)
    assert linewright.main(["simulate", str(path), "--for", "2 min", "--paranoid"]) == 4
    error = capsys.readouterr().err
    assert error.splitlines()[-1].startswith("linewright: invariant broken at")
    assert "belt: at most 1 were inside, and 2 are" in error
