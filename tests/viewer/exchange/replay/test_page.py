import re
from html.parser import HTMLParser

import numpy as np
import pytest

from geometry.crew import Posts
from geometry.rigs import stance_of
from geometry.scene import scene_of
from layouts import load
from replay.playback import Playback
from tests.geometry.exchange.runs import EXAMPLES, example, named, peopled
from tests.viewer.exchange.replay.page_file import PageFile
from tests.viewer.exchange.replay.shows import shown

START, DURATION = 120.0, 90.0
HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "\u2028\u2029' + alert(1) + '",
    '"><img src=x onerror=alert(1)>',
    "@SCRIPT@ @DATA@ @NUMBERS@ @STYLE@",
    "javascript:alert(1)",
    "a\x00b",
]


@pytest.fixture(scope="module")
def run() -> tuple[PageFile, Playback]:
    content, playback = shown(example(), START, DURATION)
    return PageFile.read(content), playback


@pytest.mark.parametrize("t", [0.0, 31.7, 62.345, 90.0])
def test_it_shows_the_positions_of_the_playback(run: tuple[PageFile, Playback], t: float) -> None:
    page, playback = run
    moment, found = playback.at(START + t), page.positions(t)
    assert sorted(found) == sorted(moment.items.tolist())
    for item, position in zip(moment.items.tolist(), moment.positions, strict=True):
        np.testing.assert_allclose(found[item], position, atol=0.001)


def test_states_are_those_of_the_playback(run: tuple[PageFile, Playback]) -> None:
    page, playback = run
    names = playback.trace.header.equipment
    for t in (0.773, 40.261, 88.937):
        states = playback.at(START + t).states
        for station in page.data["stations"]:
            since, state = page.array(station["since"]), page.array(station["states"])
            row = int(np.searchsorted(since, t, side="right")) - 1
            now = page.data["starved"] if row < 0 else state[row]
            assert now == states[names.index(station["id"])]


def test_joints_follow_the_states_of_the_playback(run: tuple[PageFile, Playback]) -> None:
    """The page works out how far joints are from these; a browser is asked for that in the slow tests."""
    page, playback = run
    names, rigs = playback.trace.header.equipment, page.data["rigs"]["each"]
    assert {rig["id"] for rig in rigs} >= {"filling", "labelling"}
    for t in (0.0, 0.773, 40.261, 88.937):
        stance = stance_of(playback.at(START + t))
        for rig in rigs:
            number, since, states = names.index(rig["id"]), page.array(rig["since"]), page.array(rig["states"])
            row = int(np.searchsorted(since, t, side="right")) - 1
            assert states[row] == stance.states[number]
            assert t - since[row] == pytest.approx(stance.ages[number], abs=1e-3)
            assert states[max(row - 1, 0)] == stance.before[number]
            assert since[row] - (since[row - 1] if row else -np.inf) == pytest.approx(stance.lasted[number], abs=1e-3)


def test_people_are_where_the_window_shows_them() -> None:
    layout, _ = peopled()
    content, playback = shown(layout, START, DURATION)
    page = PageFile.read(content)
    for t in (0.3, 17.4, 55.2, 89.9):
        people, found = playback.at(START + t).people, page.people(t)
        expected = Posts(scene_of(layout)).seen(people.positions, people.ways).feet
        for name, foot in zip(playback.trace.header.people, expected, strict=True):
            np.testing.assert_allclose(found[name], foot, atol=0.001)


def test_belts_have_run_as_far_as_in_the_playback(run: tuple[PageFile, Playback]) -> None:
    page, playback = run
    frames = {frame.id: number for number, frame in enumerate(playback.trace.header.frames)}
    belts = [name for name in frames if name.startswith("belt")]
    for t in (3.0, 55.5):
        odometers = playback.at(START + t).odometers
        for name, belt in zip(belts, page.data["belts"], strict=True):
            row = max(int(np.searchsorted(belt["times"], t, side="right")) - 1, 0)
            run_so_far = belt["read"][row] + belt["speeds"][row] * (t - belt["times"][row])
            assert run_so_far == pytest.approx(odometers[frames[name]], abs=0.001)


def test_parts_out_are_counted_as_the_engine_does(run: tuple[PageFile, Playback]) -> None:
    page, _ = run
    assert page.data["countsOut"]
    assert str(page.data["out"][2]) == page.data["figures"]["good"]


def test_shapes_are_within_a_step_of_their_meshes(run: tuple[PageFile, Playback]) -> None:
    page, _ = run
    for shape in page.data["shapes"]:
        points, corners = page.array(shape["points"]).reshape(-1, 4), page.array(shape["corners"])
        assert corners.max() < len(points)
        assert shape["solid"][1] + shape["clear"][1] == len(corners)
        assert max(shape["step"]) / 65_535 < 0.001
        tones = page.array(shape["normals"]).reshape(-1, 4)[:, 3]
        assert 0 <= tones.min() <= tones.max() < len(page.data["palette"]) <= 120


def test_ten_minutes_of_the_example_are_less_than_two_megabytes() -> None:
    content, _ = shown(load(EXAMPLES / "assembly_cell.yaml"), 0.0, 600.0)
    assert len(content) < 2_000_000


def test_nothing_is_fetched(run: tuple[PageFile, Playback]) -> None:
    page, _ = run
    assert "default-src 'none'" in page.text
    assert not re.search(r"https?:|\bsrc=|\bhref=|@import|url\(|\bfetch\(|XMLHttpRequest|import\(", page.text)


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_text_and_nothing_else(name: str) -> None:
    content, _ = shown(named(name), 0.0, 5.0)
    plain, _ = shown(named("x"), 0.0, 5.0)
    assert _tags(content) == _tags(plain)
    page = PageFile.read(content)
    assert page.data["title"] == name
    assert {station["label"] for station in page.data["stations"]} == {name}


def _tags(content: bytes) -> list[tuple[str, list[tuple[str, str | None]]]]:
    """All elements of a page with their attributes."""

    class Reader(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.found: list[tuple[str, list[tuple[str, str | None]]]] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.found.append((tag, attrs))

    reader = Reader()
    reader.feed(content.decode("utf-8"))
    return reader.found
