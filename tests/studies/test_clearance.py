"""Dynamic clearance: planted near misses are found at their time and distance, and nothing else is."""

import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from geometry.checks.body import body_in_hall
from geometry.scene import scene_of
from layouts import Layout, loads
from layouts.examples import example, examples
from layouts.reading import load
from linewright import main
from replay.playback import Playback
from replay.recorder import TraceRecorder
from sim import Simulation
from sim.recording import header_of
from studies.clearance import encounters_in

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
