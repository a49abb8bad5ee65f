"""Dynamic clearance: planted near misses are found at their time and distance, and nothing else is."""

import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from geometry.checks.body import body_in_hall
from geometry.checks.encounter import Kind
from geometry.scene import scene_of
from layouts import Layout, loads
from layouts.examples import example, examples
from layouts.reading import load
from linewright import main
from replay.playback import Playback
from replay.recorder import TraceRecorder
from replay.states import State
from sim import Simulation
from sim.recording import header_of
from studies.clearance import encounters_in
from tests.geometry.exchange.runs import limbs

Floats = NDArray[np.float64]
LINE = """\
linewright: 1
products: {box: {size: 400 x 300 x 250 mm}}
equipment:
  infeed: {kind: source, at: [1, 8], every: 20 s}
  c1: {kind: conveyor, speed: 12 m/min}
  out: {kind: sink, at: [12, 8]}
POST
flow: [infeed -> c1 -> out]
"""
CORNER = LINE.replace("speed: 12 m/min", "speed: 12 m/min, via: [[6, 8], [6, 3], [10, 3]], radius: 600 mm").replace(
    "out: {kind: sink, at: [12, 8]}", "out: {kind: sink, at: [12, 3]}"
)
MEETING = """\
linewright: 1
products: {a: {size: 400 x 700 x 250 mm}, b: {size: 400 x 700 x 250 mm}}
equipment:
  in1: {kind: source, product: a, at: [1, 8], every: 600 s, first: 10 s}
  c1: {kind: conveyor, speed: 12 m/min}
  out1: {kind: sink, at: [12, 8]}
  in2: {kind: source, product: b, at: [12, 9.5], turn: 180, every: 600 s, first: FIRST}
  c2: {kind: conveyor, speed: 12 m/min, via: [[9, 9.5], [8.5, 8.9], [4.5, 8.9], [4, 9.5]], radius: 200 mm}
  out2: {kind: sink, at: [1, 9.5], turn: 180}
flow: [in1 -> c1 -> out1, in2 -> c2 -> out2]
"""
END = 120.0


def _with(post: str, line: str = LINE) -> Layout:
    return loads(line.replace("POST", f"  post: {{kind: object, model: crate, {post}}}"))


@pytest.mark.parametrize(
    ("post", "distance", "t", "times"),
    [
        # The box enters at x = 1.6 m and 20 s, at 0.2 m/s; its front is at the post 4.2 m further on.
        ("at: [6, 8.6], size: 0.4 x 0.5 x 1.5 m", 0.2, 41.0, 4),
        ("at: [6, 8.5], size: 0.4 x 0.5 x 1.5 m", 0.1, 41.0, 4),
        ("at: [3, 7.4], size: 0.4 x 0.5 x 1.5 m", 0.2, 26.0, 5),
        ("at: [6, 8, 1.25], size: 0.4 x 0.5 x 0.5 m", 0.15, 41.0, 4),
    ],
)
def test_a_planted_near_miss_is_found_at_its_time_and_distance(
    post: str, distance: float, t: float, times: int
) -> None:
    (found,) = encounters_in(_with(post), END, 0.3)
    assert (found.mover, found.product, found.other, found.times) == ("c1", "box", "post", times)
    assert abs(found.distance - distance) < 0.002
    assert abs(found.t - t) < 0.05


@pytest.mark.parametrize(
    "post", ["at: [6, 8.75], size: 0.4 x 0.6 x 1.5 m", "at: [6, 8.3], size: 0.4 x 0.5 x 0.5 m", "at: [6, 5]"]
)
def test_what_stays_far_enough_away_is_not_told(post: str) -> None:
    assert encounters_in(_with(post), END, 0.3) == ()


def test_a_part_that_has_not_come_so_far_when_the_run_ends_is_not_told() -> None:
    post = "at: [6, 8.6], size: 0.4 x 0.5 x 1.5 m"
    assert encounters_in(_with(post), 40.5, 0.3) == ()
    assert len(encounters_in(_with(post), 41.5, 0.3)) == 1


def test_two_that_meet_are_found_and_two_that_pass_at_other_times_are_not() -> None:
    """Both are in the stretch beside each other from when the sum of their ways closes the gap between their fronts."""
    (found,) = encounters_in(loads(MEETING.replace("FIRST", "10 s")), 500.0, 0.25)
    assert (found.mover, found.other, found.times) == ("c1", "b on c2", 1)
    assert abs(found.distance - 0.2) < 0.002
    assert encounters_in(loads(MEETING.replace("FIRST", "200 s")), 500.0, 0.25) == ()


WALK = """\
linewright: 1
products: {pump: {size: 300 x 200 x 150 mm}}
equipment:
  infeed: {kind: source, at: [1, 8]}
  c1: {kind: conveyor, speed: 12 m/min}
  lathe: {kind: machine, at: [6, 8], size: 1.6 x 1.4 x 2 m, cycle: 9 s, manual: 4 s}
  c2: {kind: conveyor, speed: 12 m/min}
  mill: {kind: machine, at: [12, 8], size: 1.6 x 1.4 x 2 m, cycle: 9 s, manual: 6 s}
  out: {kind: sink, at: [16, 8]}
POST
flow: [infeed -> c1 -> lathe -> c2 -> mill -> out]
people: {A: {works: [lathe, mill]}}
"""
ARM = """\
linewright: 1
products: {box: {size: 400 x 300 x 250 mm}}
equipment:
  infeed: {kind: source, at: [1, 8], every: 30 s}
  c1: {kind: conveyor, speed: 12 m/min}
  arm: {kind: machine, model: robot, at: [6, 8], cycle: 9.5 s}
  c2: {kind: conveyor, speed: 12 m/min}
  out: {kind: sink, at: [12, 8]}
POST
flow: [infeed -> c1 -> arm -> c2 -> out]
"""
BESIDE_ARM = ARM.replace(
    "POST",
    "  a: {kind: machine, at: [3, 11], size: 1.6 x 1.4 x 2 m, cycle: 2 s, manual: 2 s}\n"
    "  b: {kind: machine, at: [9, 11], size: 1.6 x 1.4 x 2 m, cycle: 2 s, manual: 2 s}\n"
    "  more: {kind: source, at: [1, 11]}\n  away: {kind: sink, at: [11, 11]}",
).replace("c2 -> out]", "c2 -> out, more -> a -> b -> away]\npeople: {A: {works: [a, b]}}")


@pytest.mark.parametrize(("y", "distance"), [(6.2, 0.15), (6.25, 0.1), (6.3, 0.05)])
def test_somebody_who_walks_by_is_found_at_his_time_and_distance(y: float, distance: float) -> None:
    """He walks along y = 6.9 m and takes up 0.3 m to each side; the post is 0.5 m deep, its near edge at x = 8.8 m."""
    layout = _with(f"at: [9, {y}], size: 0.4 x 0.5 x 1.5 m", WALK)
    playback = _run(layout, END)
    first = next(t for t in np.arange(0, END, 0.01) if playback.at(float(t)).people.positions[0, 0] >= 8.8)
    (found,) = encounters_in(layout, END, 0.2)
    assert (found.kind, found.mover, found.product, found.other) == (Kind.PERSON, "A:1", "", "post")
    assert abs(found.distance - distance) < 0.002
    assert abs(found.t - first) < 0.05


def test_the_side_from_which_somebody_comes_does_not_matter_but_his_own_machine_does() -> None:
    assert encounters_in(_with("at: [9, 5.9], size: 0.4 x 0.5 x 1.5 m", WALK), END, 0.2) == ()


def test_an_arm_that_swings_near_a_wall_is_found_at_its_time_and_distance() -> None:
    """The wall is plane, so the point of the arm that comes nearest is a corner of one of its triangles."""
    layout = loads(ARM.replace("POST", "  wall: {kind: object, at: [6, 9.6], size: 3 x 1 x 3 m}"))
    playback, scene = _run(layout, 100.0), scene_of(layout)
    series = playback.trace.states_of("arm")
    starts = series.t[series.state == State.WORKING]
    times = starts[0] + np.arange(0, 9.5, 0.01)
    least = [9.1 - max(points[:, 1].max() for _, points, _ in limbs(scene, playback, float(t))) for t in times]
    (found,) = encounters_in(layout, 100.0, 0.3)
    assert (found.kind, found.mover, found.other, found.times) == (Kind.JOINTS, "arm", "wall", len(starts))
    assert abs(found.distance - min(least)) < 0.002
    first = float(times[np.argmax(np.array(least) < min(least) + 0.001)])
    assert abs(found.t - first) < 0.05
    far = loads(ARM.replace("POST", "  wall: {kind: object, at: [6, 9.9], size: 3 x 1 x 3 m}"))
    assert encounters_in(far, 100.0, 0.3) == ()


def test_somebody_who_passes_an_arm_is_found_as_by_looking_often() -> None:
    layout = loads(BESIDE_ARM)
    playback, scene = _run(layout, 130.0), scene_of(layout)
    least, when = np.inf, 0.0
    for t in np.arange(45.0, 130.0, 0.05):
        x, y = playback.at(float(t)).people.positions[0]
        of_arm = (some for name, some, _ in limbs(scene, playback, float(t)) if name.startswith("arm."))
        points = np.concatenate([*of_arm])
        beside = np.maximum(points[:, 2] - 1.45, 0.0)
        distance = float(np.sqrt((points[:, 0] - x) ** 2 + (points[:, 1] - y) ** 2 + beside**2).min()) - 0.3
        if distance < least - 0.002:
            least, when = distance, float(t)
    found = [e for e in encounters_in(layout, 130.0, 0.75) if e.kind is Kind.PERSON]
    assert [(e.mover, e.other) for e in found] == [("A:1", "moving parts of arm")]
    assert abs(found[0].distance - least) < 0.02
    assert abs(found[0].t - when) < 0.2


@pytest.mark.parametrize("name", sorted(set(examples()) - {"pump_line"}))
def test_the_examples_keep_their_distance(name: str) -> None:
    assert encounters_in(load(example(name)), 1800.0, 0.25) == ()


# against looking often


def _run(layout: Layout, end: float) -> Playback:
    recorder = TraceRecorder(header_of(layout, 1))
    Simulation(layout, 1, recorder).run(end)
    recorder.cut(end)
    return Playback(recorder.trace)


def _points(triangles: Floats) -> Floats:
    """Points some centimetres apart on triangles."""
    random = np.random.default_rng(5)
    areas = np.linalg.norm(np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]), axis=1) / 2
    rows = np.repeat(np.arange(len(triangles)), np.ceil(areas / 2.5e-4).astype(int))
    u, v = random.uniform(size=(2, len(rows)))
    u, v = np.where(u + v > 1, 1 - u, u), np.where(u + v > 1, 1 - v, v)
    a, b, c = (triangles[rows, corner] for corner in range(3))
    return np.concatenate([triangles.reshape(-1, 3), a + u[:, None] * (b - a) + v[:, None] * (c - a)])


def _from_box(points: Floats, at: Floats, ahead: Floats) -> float:
    """How near points come to a box of 0.4 x 0.3 x 0.25 m."""
    left = np.array([-ahead[1], ahead[0], 0.0])
    local = np.stack([(points - at) @ ahead, (points - at) @ left, (points - at)[:, 2] - 0.125], axis=1)
    return float(np.linalg.norm(np.maximum(np.abs(local) - (0.2, 0.15, 0.125), 0.0), axis=1).min())


@pytest.mark.parametrize("seed", range(4))
def test_looking_ten_times_a_second_sees_the_same(seed: int) -> None:
    """Posts at random beside a belt with two bends; the box is closed, so that the nearest point is on a surface."""
    random = np.random.default_rng(seed)
    x, y, turn = random.uniform(4.5, 7.5), random.uniform(1.8, 9.2), random.uniform(0, 90)
    layout = _with(f"at: [{x:.3f}, {y:.3f}], turn: {turn:.1f}, size: 0.3 x 0.3 x 1.6 m", CORNER)
    scene, playback, end = scene_of(layout), _run(layout, 100.0), 100.0
    points = _points(body_in_hall(scene.pieces["post"]).triangles)
    least, when = np.inf, 0.0
    for t in np.arange(0.0, end, 0.1):
        moment = playback.at(float(t))
        for at, ahead in zip(moment.positions, moment.directions, strict=True):
            if np.linalg.norm(at[:2] - (x, y)) > 1.3:
                continue
            distance = _from_box(points, at, ahead)
            if distance < least - 0.004:
                least, when = distance, float(t)
    found = [encounter for encounter in encounters_in(layout, end, 0.6) if encounter.other == "post"]
    if not found:
        assert least > 0.59
        return
    assert abs(found[0].distance - least) < 0.01
    assert found[0].distance < 1e-3 or abs(found[0].t - when) < 1.0


def test_the_command_says_when_where_and_how_near(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "line.yaml"
    file.write_text(
        LINE.replace("POST", "  post: {kind: object, model: crate, at: [6, 8.6], size: 0.4 x 0.5 x 1.5 m}"), "utf-8"
    )
    assert main(["clearance", str(file), "--for", "2min", "--below", "0.3m"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "00:00:41.0  box on c1 came within 200 mm of post at [5.80, 8.25, 0.85], 4 times",
        "in 00:02:00.0: 1 nearer than 0.3 m",
    ]
    assert main(["clearance", str(file), "--for", "2min", "--below", "150 mm", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"format": 1, "time_s": 120, "below_m": 0.15, "encounters": []}
    assert main(["clearance", str(file), "--below", "3"]) == 2
    assert main(["clearance", str(tmp_path / "missing.yaml"), "--for", "1h"]) == 1
