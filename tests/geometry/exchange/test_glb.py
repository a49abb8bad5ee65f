from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pytest

from geometry.crew import Posts
from geometry.exchange.glb import glb_of
from geometry.exchange.motion import Motion, motion_of
from geometry.palette import LIGHT, SIGNALS
from geometry.scene import scene_of
from layouts.space import Vector
from tests.geometry.exchange.gltf_file import Floats, GltfFile
from tests.geometry.exchange.runs import DURATION, START, drawn_upon, example, limbs, named, peopled, playback


def y_up(point: Iterable[float]) -> Floats:
    x, y, z = point
    return np.array([x, z, -y], np.float64)


@pytest.fixture(scope="module")
def motion() -> Motion:
    return motion_of(playback(), START, DURATION)


@pytest.fixture(scope="module")
def moving(motion: Motion) -> GltfFile:
    return GltfFile.read(glb_of(example(), scene_of(example()), LIGHT, motion))


def test_the_file_keeps_the_rules_of_the_format(moving: GltfFile) -> None:
    moving.check()


def test_everything_stands_where_the_scene_has_it_with_y_up() -> None:
    layout = named("Presse Ä")
    scene = scene_of(layout)
    file = GltfFile.read(glb_of(layout, scene, LIGHT))
    file.check()
    for name, piece in scene.pieces.items():
        if piece.model.surfaces:
            expected = np.concatenate([s.mesh.placed(piece.pose).points for s in piece.model.surfaces if not s.joint])
            np.testing.assert_allclose(file.points(file.node(name)), [*map(y_up, expected)], atol=1e-5)


def test_equal_shapes_share_a_mesh_and_nodes_name_what_they_are() -> None:
    layout = named("Presse Ä")
    file = GltfFile.read(glb_of(layout, scene_of(layout), LIGHT))
    press, twin = (file.json["nodes"][file.node(name)] for name in ("press", "twin"))
    assert press["mesh"] == twin["mesh"]
    assert press["extras"]["linewright"] == {"id": "press", "kind": "machine", "model": "machine", "label": "Presse Ä"}


def test_parts_move_as_in_the_playback(moving: GltfFile) -> None:
    """Looked at away from jumps, which take a millisecond in the file."""
    (animation,) = moving.json["animations"]
    ways: dict[str, dict[int, tuple[Floats, Floats]]] = {"translation": {}, "rotation": {}, "scale": {}}
    for channel in animation["channels"]:
        ways[channel["target"]["path"]][channel["target"]["node"]] = moving.keyframes(animation, channel)
    for t in np.random.default_rng(2).uniform(0, DURATION, 25):
        moment = playback().at(START + t)
        expected = dict(zip(moment.items.tolist(), moment.positions, strict=True))
        for number, node in enumerate(moving.json["nodes"]):
            item = node.get("extras", {}).get("linewright", {}).get("item")
            if item is None:
                continue
            shown = _stepwise(ways["scale"].get(number), t)
            assert shown == (item in expected)
            if shown:
                times, places = ways["translation"].get(number, (np.zeros(1), np.array([node["translation"]])))
                at = [np.interp(t, times, column) for column in places.T]
                np.testing.assert_allclose(at, expected[item], atol=0.001)


def _stepwise(keyframes: tuple[Floats, Floats] | None, t: float) -> bool:
    if keyframes is None:
        return True
    times, scales = keyframes
    row = max(int(np.searchsorted(times, t, side="right")) - 1, 0)
    return bool(scales[row, 0])


def test_one_lamp_of_each_station_is_lit_as_its_state_says(moving: GltfFile) -> None:
    (animation,) = moving.json["animations"]
    scales = {
        channel["target"]["node"]: moving.keyframes(animation, channel)
        for channel in animation["channels"]
        if channel["target"]["path"] == "scale"
    }
    for t in (0.5, 20.25, 41.75):
        moment = playback().at(START + t)
        for number, name in enumerate(playback().trace.header.equipment):
            lit = {
                node["name"].split()[1]
                for row, node in enumerate(moving.json["nodes"])
                if node["name"].startswith(f"{name} ") and _stepwise(scales.get(row), t)
            }
            segment = SIGNALS[moment.states[number]].segment
            if name in ("filling", "capping"):
                assert lit == ({segment.name.lower()} if segment is not None else set())


@pytest.mark.parametrize("t", [0.0, 3.3, 17.05, 41.75, 59.9])
def test_joints_move_as_in_the_window(moving: GltfFile, t: float) -> None:
    file, found = moving.posed(t), 0
    for name, points, stray in limbs(scene_of(example()), playback(), START + t):
        if len(points):
            np.testing.assert_allclose(file.points(file.node(name)), [*map(y_up, points)], atol=stray)
            found += 1
    assert found > 3


def test_people_walk_carry_and_work_as_in_the_window() -> None:
    layout, played = peopled()
    scene = scene_of(layout)
    whole = GltfFile.read(glb_of(layout, scene, LIGHT, motion_of(played, START, DURATION)))
    whole.check()
    seen, carrying = set(), set()
    for t in np.random.default_rng(3).uniform(0, DURATION, 40):
        people, file = played.at(START + t).people, whole.posed(t)
        shown = Posts(scene).seen(people.positions, people.ways)
        for number, name in enumerate(played.trace.header.people):
            matrix = file.matrix(file.node(name))
            np.testing.assert_allclose(matrix[:3, 3], y_up(shown.feet[number]), atol=0.002)
            np.testing.assert_allclose(matrix[:3, :3] @ [1, 0, 0], y_up(shown.ways[number]), atol=0.001)
            there = {
                n["name"].split()[1] for n in file.json["nodes"] if n["name"].startswith(f"{name} ") and _is_there(n)
            }
            word, look = "working" if shown.at_work[number] else "standing", people.looks[number]
            load = {played.trace.header.looks[look].product} if look >= 0 else set()
            assert there == {word, *load}
            seen.add(word)
            carrying |= load
    assert (seen, carrying) == ({"standing", "working"}, {"pump"})


def _is_there(node: Mapping[str, Any]) -> bool:
    return bool(node.get("scale", [1])[0])


def test_the_drawing_on_the_floor_is_there_as_lines() -> None:
    scene = drawn_upon(example())
    assert scene.underlay is not None
    file = GltfFile.read(glb_of(example(), scene, LIGHT))
    node = file.node("Drawing")
    (primitive,) = file.json["meshes"][file.json["nodes"][node]["mesh"]]["primitives"]
    assert primitive["mode"] == 1
    expected = [y_up((x, y, 0.0)) for x, y in scene.underlay.lines.reshape(-1, 2)]
    np.testing.assert_allclose(file.points(node), expected, atol=1e-6)


def test_a_moment_has_parts_and_lamps_but_no_animation() -> None:
    file = GltfFile.read(glb_of(example(), scene_of(example()), LIGHT, motion_of(playback(), 90.0, 0.0)))
    file.check()
    assert "animations" not in file.json
    moment = playback().at(90.0)
    parts = [n for n in range(len(file.json["nodes"])) if "item" in str(file.json["nodes"][n].get("extras"))]
    items = [file.json["nodes"][n]["extras"]["linewright"]["item"] for n in parts]
    assert sorted(items) == sorted(moment.items.tolist())
    for node, item in zip(parts, items, strict=True):
        position = moment.positions[moment.index_of(item)]
        np.testing.assert_allclose(file.matrix(node)[:3, 3], y_up(Vector(*position)), atol=1e-6)
