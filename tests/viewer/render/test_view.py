"""The view on a plotter: what is touched, which arrays move, and who is at which pixel."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkCommonDataModel import vtkPolyData

from geometry.models.stack_light import GAP, PITCH
from geometry.palette import LIGHT, THEMES, Role, Segment, Theme
from geometry.scene import Scene, scene_of
from layouts import load
from layouts.editing import moved as shifted
from layouts.flow import Chain
from layouts.kinds import Conveyor, Machine, Source
from layouts.model import Layout
from layouts.space import Point, Vector
from layouts.table import Table
from replay.states import State
from tests.viewer.render.golden import PLAIN, ROOT, header, moment, moved, scene
from viewer.render.inscriptions import LEAST_PIN, PIN_LIMITS
from viewer.render.lamps import collars
from viewer.render.lots import DETAILS, PIECES, Layer
from viewer.render.options import Pixels, Quality
from viewer.render.pictures import Studio
from viewer.render.stations import stack_of
from viewer.render.surfaces import rgb
from viewer.render.view import SceneView

MANY = 2 * PIECES + 5


@pytest.fixture(scope="module")
def studio() -> Iterator[Studio]:
    with Studio(scene(), PLAIN) as opened:
        yield opened


@pytest.fixture
def view(studio: Studio) -> SceneView:
    studio.view.sync(None, scene())
    studio.view.show(moment(scene()), header(scene()))
    return studio.view


def many() -> Scene:
    machines = {f"m{number}": Machine(at=Point(3 * number, 0)) for number in range(MANY)}
    return scene_of(Layout(equipment=Table(machines)))


def drawn(view: SceneView) -> list[object]:
    """All actors, in the order of drawing."""
    actors = view.renderer.GetActors()
    return [actors.GetItemAsObject(number) for number in range(actors.GetNumberOfItems())]


def points_of(data: vtkPolyData) -> NDArray[np.float32]:
    points: NDArray[np.float32] = vtk_to_numpy(data.GetPoints().GetData())  # type: ignore[no-untyped-call] # VTK ships no types for it
    return points


# what is touched


def test_of_many_pieces_a_move_makes_the_mesh_of_one_and_no_actor() -> None:
    with Studio(many(), PLAIN) as studio:
        view, name = studio.view, f"m{PIECES}"
        view.sync(many(), moved(many(), name, 0.5))
        actors = drawn(view)
        change = view.sync(moved(many(), name, 0.5), moved(many(), name, 0.6))
        assert drawn(view) == actors
        assert change.drawn == {name}
        assert view.made == [name]
        assert [len(lot.pieces) for lot in view.lots.lots] == [PIECES, PIECES, 5]


def test_a_drag_touches_the_piece_and_the_belts_at_it() -> None:
    layout = load(ROOT / "layouts" / "examples" / "packaging_line.yaml")
    before = scene_of(layout)
    with Studio(before, PLAIN) as studio:
        studio.view.sync(before, scene_of(shifted(layout, ["capping"], Vector(0.2, 0.1)), before))
        assert set(studio.view.made) == {"capping", "belt_1", "belt_2"}


def test_what_was_in_hand_is_back_in_its_lot_once_all_stands_still() -> None:
    with Studio(many(), PLAIN) as studio:
        view, name = studio.view, "m3"
        view.sync(many(), moved(many(), name, 0.5))
        held = view.sight()
        view.settle()
        assert not view.lots.hand.pieces
        assert np.array_equal(view.sight().numbers, held.numbers)
        assert name in held.seen()


def test_nothing_is_touched_by_an_equal_scene(view: SceneView) -> None:
    actors = drawn(view)
    assert not view.sync(scene(), scene())
    assert drawn(view) == actors


def test_a_piece_that_went_is_not_drawn_any_more(studio: Studio, view: SceneView) -> None:
    less = replace(scene(), pieces=scene().pieces.without("packing"))
    change = view.sync(scene(), less)
    assert change.gone == {"packing"}
    assert "packing" not in view.sight().seen()
    assert "sealing" in view.sight().seen()


def test_ten_thousand_parts_are_two_actors(view: SceneView) -> None:
    actors = len(drawn(view))
    few = moment(scene())
    places = np.random.default_rng(1).uniform(0, 10, (10_000, 3))
    crowd = replace(
        few,
        items=np.arange(10_000),
        looks=np.zeros(10_000, np.int16),
        positions=places,
        directions=np.tile([0.0, 1.0, 0.0], (10_000, 1)),
        frames=np.zeros(10_000, np.int32),
    )
    view.show(crowd, view.header)
    assert len(drawn(view)) == actors
    assert len(view.parts.actors()) == 2
    assert np.array_equal(points_of(view.parts.families[0].places), places.astype(np.float32))


# what a moment shows


def test_parts_are_where_the_moment_says(view: SceneView) -> None:
    assert np.array_equal(points_of(view.parts.families[0].places), moment(scene()).positions.astype(np.float32))


def test_the_lit_segment_tells_the_state(view: SceneView) -> None:
    pieces = scene().pieces
    lit = {
        "filling": Segment.YELLOW,
        "capping": Segment.BLUE,
        "labelling": Segment.GREEN,
        "sealing": Segment.WHITE,
        "packing": Segment.RED,
    }
    stacks = [stack_of(pieces[name]) for name in lit]
    expected = [(s.x, s.y, s.z + PITCH * segment) for s, segment in zip(stacks, lit.values(), strict=True) if s]
    assert np.allclose(points_of(view.lamps.segments.places), expected, atol=1e-5)
    ring = points_of(view.lamps.rings.places)
    assert np.allclose(ring[:, :2], [stacks[1][:2]] if stacks[1] else [])


def test_symbols_float_above_all_that_do_not_work(view: SceneView) -> None:
    told = view.stations.shown(moment(scene())) if view.stations else None
    assert told is not None
    names = [State(state) for state in told.states if State(state) is not State.WORKING]
    assert names == [State.BLOCKED, State.CHANGEOVER, State.STARVED, State.FAILED]


def test_movers_show_trouble_only() -> None:
    line = Layout(
        equipment=Table({"in": Source(at=Point(0, 0)), "c": Conveyor(speed=0.3), "m": Machine(at=Point(5, 0))}),
        flow=(Chain.decode("in -> c -> m"),),
    )
    everything = scene_of(line)
    with Studio(everything, PLAIN) as studio:
        quiet = replace(moment(everything), states=np.full(3, State.BLOCKED, np.uint8))
        studio.view.show(quiet, header(everything))
        assert studio.view.stations is not None
        assert len(studio.view.stations.shown(quiet).states) == 1
        failed = replace(quiet, states=np.full(3, State.FAILED, np.uint8))
        assert len(studio.view.stations.shown(failed).states) == 3


def test_a_lit_segment_stands_between_dark_collars(view: SceneView) -> None:
    assert np.array_equal(points_of(view.lamps.collars.places), points_of(view.lamps.segments.places))
    low, high = (round(float(end), 3) for end in (collars().points[:, 2].min(), collars().points[:, 2].max()))
    assert low < 0 < PITCH - GAP < high


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_a_white_lamp_is_told_from_a_dark_one(theme: Theme) -> None:
    lit, dark = (np.mean(rgb(color)) for color in (theme.lamps[Segment.WHITE], theme[Role.LAMP]))
    assert lit - dark > 120


def named(columns: int) -> Scene:
    """Machines in a row, so close together that their names hardly have room."""
    machines = {f"machine_{n}": Machine(at=Point(2.0 * n, 0), label=f"Workstation {n}") for n in range(columns)}
    return scene_of(Layout(equipment=Table(machines)))


def test_where_names_have_no_room_letters_are_smaller() -> None:
    for count, large in ((3, True), (24, False)):
        with Studio(named(count), replace(PLAIN, texts=True, size=Pixels(900, 500))) as studio:
            studio.picture()
            names = studio.view.inscriptions.names
            shown = [np.ptp(points_of(letters.labels.data), axis=0).max() > 0 for letters in (names.large, names.small)]
            assert shown == [large, not large]


def test_the_name_of_what_is_selected_finds_room_first() -> None:
    scene_ = named(60)
    with Studio(scene_, replace(PLAIN, texts=True, size=Pixels(900, 300))) as studio:
        hidden = next(n for n, shown in enumerate(_names_shown(studio)) if not shown)
        studio.view.highlight(f"machine_{hidden}")
        assert _names_shown(studio)[hidden]
        studio.view.highlight()
        assert not _names_shown(studio)[hidden]


def _names_shown(studio: Studio) -> list[bool]:
    studio.picture()
    corners = points_of(studio.view.inscriptions.names.small.labels.data).reshape(-1, 4, 3)
    return [bool(shown) for shown in np.ptp(corners, axis=1).max(axis=1) > 0]


def test_names_stay_where_they_are_while_states_change(view: SceneView) -> None:
    with Studio(scene(), replace(PLAIN, texts=True)) as studio:
        names = studio.view.inscriptions.names
        studio.picture()
        before = [points_of(board.data).copy() for board in names.boards]
        for state in State:
            now = replace(moment(scene()), states=np.full(len(scene().pieces), state, np.uint8))
            studio.picture(now, header(scene()))
            assert all(np.array_equal(points_of(board.data), b) for board, b in zip(names.boards, before, strict=True))


def test_without_a_moment_the_line_is_at_rest(view: SceneView) -> None:
    view.show(None, None)
    assert not any(actor.GetVisibility() for actor in (*view.parts.actors(), *view.lamps.actors()))


def test_lamps_have_the_colours_of_the_theme() -> None:
    assert {rgb(LIGHT.lamps[segment]) for segment in Segment} == {rgb(color) for color in LIGHT.lamps.values()}
    assert len(set(LIGHT.lamps.values())) == len(Segment)


# who is where


def test_every_piece_and_every_part_is_at_its_pixel(studio: Studio, view: SceneView) -> None:
    view.set_camera("top")
    sight = view.sight()
    assert sight.numbers.shape == (PLAIN.size.height, PLAIN.size.width)
    for name, piece in scene().pieces.items():
        if piece.model.stack:
            low, high = np.array(piece.corners)[[0, -1]]
            assert sight.equipment(*pixel_of(view, (low + high) / 2)) == name
    rows = {sight.part(*pixel_of(view, place)) for place in moment(scene()).positions[:5]}
    assert rows == {0, 1, 2, 3, 4}
    assert sight.equipment(0, 0) is None
    assert sight.part(0, 0) is None
    assert sight.equipment(-1, 10_000) is None


def test_looking_for_who_is_where_leaves_the_picture_as_it_was(studio: Studio, view: SceneView) -> None:
    picture = studio.picture(moment(scene()), header(scene()))
    view.highlight("filling")
    view.highlight()
    view.sight()
    assert np.array_equal(studio.picture(moment(scene()), header(scene())), picture)


def test_smoother_edges_change_the_picture_but_not_who_is_where(studio: Studio, view: SceneView) -> None:
    rough, numbers = studio.picture(moment(scene()), header(scene())), view.sight().numbers
    view.set_quality(Quality.FINE)
    smooth, same = studio.picture(moment(scene()), header(scene())), view.sight().numbers
    view.set_quality(Quality.FAST)
    assert np.any(rough != smooth)
    assert np.array_equal(numbers, same)
    assert np.array_equal(studio.picture(moment(scene()), header(scene())), rough)


def test_picking_counts_from_the_lower_left(view: SceneView) -> None:
    view.set_camera("top")
    above = np.array(scene().pieces["labelling"].pose.position) + np.array((0.0, 0.0, 2.0))
    x, y = pixel_of(view, above)
    assert view.pick(x, PLAIN.size.height - 1 - y) == "labelling"
    assert view.pick(0, 0) is None


def test_what_is_selected_is_outlined(view: SceneView) -> None:
    view.highlight("packing")
    assert all(actor.GetVisibility() for actor in view.outline.actors())
    frame = points_of(view.outline.frame)
    low, high = np.array(scene().pieces["packing"].corners)[:, :2].min(axis=0), frame[:, :2].max(axis=0)
    assert np.all(frame[:, :2].min(axis=0) < low)
    assert np.all(high > low)
    view.highlight("nobody")
    assert not any(actor.GetVisibility() for actor in view.outline.actors())


def pixel_of(view: SceneView, point: NDArray[np.float64]) -> tuple[int, int]:
    """The pixel of a point in the hall, counted from the upper left."""
    view.renderer.SetWorldPoint([*point.tolist(), 1.0])
    view.renderer.WorldToDisplay()
    x, y, _ = view.renderer.GetDisplayPoint()
    return int(x), int(view.renderer.GetSize()[1] - 1 - y)


def test_small_pictures_have_smaller_letters() -> None:
    with Studio(scene(), replace(PLAIN, texts=True, size=Pixels(320, 200))) as studio:
        large, small = studio.view.inscriptions.names.large.labels, studio.view.inscriptions.names.small.labels
        assert large.signs is not None
        assert len(large.signs) == 7
        assert 9 <= small.sizes[:, 1].min() <= large.sizes[:, 1].min() <= 20


def test_details_are_drawn_where_they_can_be_seen() -> None:
    with Studio(many(), PLAIN) as studio:
        studio.picture()
        far = [actor.GetVisibility() for actor in studio.view.lots.actors(Layer.DETAIL)]
        camera = studio.view.renderer.GetActiveCamera()
        camera.SetFocalPoint(1.5, 0, 1)
        camera.SetPosition(1.5, -8, 3)
        studio.picture()
        near = [actor.GetVisibility() for actor in studio.view.lots.actors(Layer.DETAIL)]
    assert (len(far), any(far)) == (3, False)
    assert near == [1, 0, 0]


def test_details_belong_to_their_piece(studio: Studio, view: SceneView) -> None:
    everything = {surface.role for piece in scene().pieces.values() for surface in piece.model.surfaces}
    assert everything > DETAILS
    studio.picture(moment(scene()), header(scene()))
    assert all(actor.GetVisibility() for actor in view.lots.actors(Layer.DETAIL))
    assert view.sight().seen() == frozenset(name for name in scene().pieces if name != "title")


def test_hundreds_of_symbols_are_smaller() -> None:
    with Studio(scene(), replace(PLAIN, texts=True)) as studio:
        few, crowd = (studio.view.inscriptions._pins(np.zeros((n, 3)), np.full(n, State.FAILED)) for n in (9, 900))
    assert few.limits[0].tolist() == [n * studio.view.inscriptions.ratio for n in PIN_LIMITS]
    assert crowd.limits[0, 0] == LEAST_PIN * studio.view.inscriptions.ratio
