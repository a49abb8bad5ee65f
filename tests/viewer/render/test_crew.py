"""People in the picture: where they are drawn, where they look, what they push, and who sits at the benches."""

import numpy as np
import pytest
import pyvista as pv
from vtkmodules.vtkCommonDataModel import vtkPolyData

from geometry.models.workplace import WorkplaceShape
from geometry.palette import LIGHT
from geometry.scene import scene_of
from layouts import load, loads
from layouts.examples import example
from layouts.space import Size
from replay.frames import Look
from replay.playback import Standing
from viewer.render.crew import Crew
from viewer.render.offscreen import prepare_off_screen

BENCH = """linewright: 1
equipment:
  bench: {kind: workplace, at: [4, 4], manual: 8 s}
  out: {kind: sink, at: [9, 4]}
flow: [bench -> out]
people: {A: {works: all}}
"""


@pytest.fixture
def crew() -> Crew:
    prepare_off_screen()
    drawn = Crew(pv.Plotter(off_screen=True).renderer, LIGHT)
    drawn.lay(scene_of(loads(BENCH)))
    return drawn


def points(places: vtkPolyData) -> list[list[float]]:
    found = np.array([places.GetPoint(number) for number in range(places.GetNumberOfPoints())])
    return [[round(float(value), 3) for value in point] for point in found]


def test_who_stands_before_a_bench_is_drawn_at_it_and_at_work(crew: Crew) -> None:
    crew.put(Standing(np.array([[4.0, 2.85]]), np.zeros((1, 2)), np.array([-1], np.int16)), ())
    assert not any(actor.GetVisibility() for actor in crew.idle.actors)
    assert all(actor.GetVisibility() for actor in crew.busy.actors)
    (foot,) = points(crew.busy.places)
    assert foot[1] > 3.25


def test_who_walks_looks_along_his_way_and_carries_before_him(crew: Crew) -> None:
    looks = (Look("trolley", Size(0.8, 0.5, 0.9), None), Look("pump", Size(0.2, 0.1, 0.1), None))
    feet, ways = np.array([[1.0, 1.0], [6.0, 1.0]]), np.array([[1.0, 0.0], [0.0, 1.0]])
    people = Standing(feet, ways, np.array([0, 1], np.int16))
    crew.put(people, looks)
    assert points(crew.idle.places) == [[1.0, 1.0, 0.0], [6.0, 1.0, 0.0]]
    assert points(crew.loads.families[0].places) == [[1.82, 1.0, 0.0]]
    assert points(crew.loads.families[1].places) == [[6.0, 1.52, 0.95]]


def test_nobody_is_drawn_twice_where_people_come_and_go() -> None:
    shapes = [piece.shape for piece in scene_of(load(example("pump_line"))).pieces.values()]
    benches = [shape for shape in shapes if isinstance(shape, WorkplaceShape)]
    assert len(benches) == 3
    assert not any(bench.occupied for bench in benches)
