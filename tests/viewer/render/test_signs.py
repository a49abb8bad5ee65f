import numpy as np
import pytest

from geometry.palette import DARK, LIGHT, Symbol, Theme
from viewer.render.lettering import LONGEST_LINE, label, letters, lines, pack, pin, soft_disc
from viewer.render.signs import NO_OBSTACLES, Eye, Placed, Signs, _inside

EYE = Eye(np.zeros(3), np.eye(3), 0.1, None, 0.5, 320, 200)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_labels_are_legible(theme: Theme) -> None:
    plate = label("Labelling", 14, theme)
    assert plate.shape[0] >= 18
    opaque = plate[plate[..., 3] > 200]
    tones = opaque[:, :3].mean(axis=1)
    assert np.ptp(tones) > 120
    assert np.all(plate[0, 0] == 0) or plate[0, 0, 3] < 60


def test_letters_are_wide_enough_for_the_text() -> None:
    assert letters("Füllstraße Ω", 40, "#000000").shape[1] > 5 * 40
    assert letters("abc", 40, "#000000").shape[1] > letters("ab", 40, "#000000").shape[1]


def test_every_symbol_has_another_picture() -> None:
    pictures = [pin(symbol, "#3f7fe0", LIGHT, 48) for symbol in Symbol]
    assert len({picture.tobytes() for picture in pictures}) == len(Symbol)
    assert {picture.shape for picture in pictures} == {(55, 48, 4)}


def test_an_atlas_holds_every_picture_at_its_place() -> None:
    rng = np.random.default_rng(2)
    shapes = [(20, 700), (31, 900), (9, 800), (40, 40), (17, 1999)]
    pictures = [rng.integers(0, 256, (high, wide, 4)).astype(np.uint8) for high, wide in shapes]
    atlas, places = pack(pictures)
    high, wide = atlas.shape[:2]
    for picture, (left, low, right, top) in zip(pictures, places, strict=True):
        rows = slice(round((1 - top) * high), round((1 - low) * high))
        assert np.array_equal(atlas[rows, round(left * wide) : round(right * wide)], picture)


def test_a_glow_fades_to_nothing_at_its_edge() -> None:
    disc = soft_disc(64)[..., 3]
    assert disc[0].max() == 0
    assert disc[31, 31] > 230


def test_of_two_signs_that_overlap_the_nearer_is_shown() -> None:
    lower = np.array([(-5.0, -5.0), (0.0, 0.0), (60.0, 0.0)])
    placed = Placed(lower, np.full((3, 2), 30.0), np.array([2.0, 1.0, 9.0])).sparse(EYE, NO_OBSTACLES)
    assert placed.crowded == 1
    assert placed.sizes.tolist() == [[0, 0], [30, 30], [30, 30]]
    assert placed.rectangles().tolist() == [[0, 0, 30, 30], [60, 0, 90, 30]]


def test_a_sign_moves_aside_where_that_makes_room() -> None:
    lower, sizes = np.array([(0.0, 0.0), (20.0, 5.0)]), np.array([(30.0, 10.0), (40.0, 10.0)])
    placed = Placed(lower, sizes, np.array([1.0, 2.0])).sparse(EYE, NO_OBSTACLES)
    assert placed.crowded == 0
    assert placed.lower.tolist() == [[0, 0], [36, 5]]


def test_a_sign_rather_covers_an_obstacle_than_vanishes() -> None:
    everywhere = np.array([(-1000.0, -1000.0, 1000.0, 1000.0)])
    alone = Placed(np.array([(3.0, 4.0)]), np.full((1, 2), 10.0), np.ones(1))
    assert alone.sparse(EYE, everywhere).rectangles().tolist() == [[3, 4, 13, 14]]


def test_signs_out_of_the_picture_take_no_room_and_are_not_missed() -> None:
    lower = np.array([(500.0, 0.0), (500.0, 0.0), (0.0, 0.0)])
    placed = Placed(lower, np.full((3, 2), 10.0), np.ones(3)).sparse(EYE, NO_OBSTACLES)
    assert placed.crowded == 0
    assert placed.rectangles().tolist() == [[0, 0, 10, 10]]


def test_a_sign_that_would_stick_out_is_drawn_further_in() -> None:
    sizes = np.full((3, 2), 40.0)
    moved = _inside(np.array([(150.0, 0.0), (-170.0, -110.0), (900.0, 0.0)]), sizes, EYE)
    assert moved.tolist() == [[116, 0], [-156, -96], [900, 0]]


def test_long_names_take_two_lines_and_no_more() -> None:
    assert lines("Labelling") == "Labelling"
    assert lines("Press-fit of the bearings, manual") == "Press-fit of the\nbearings, manual"
    broken = lines("Deburring – cell 2, automatic with manual loading and unloading of castings").split("\n")
    assert len(broken) == 2
    assert broken[1].endswith("…")
    assert all(len(line) <= LONGEST_LINE for line in broken)
    assert lines("x" * 30) == "x" * 24 + "\n" + "x" * 6
    one, two = (label(text, 14, LIGHT).shape[0] for text in ("a", "a\nb"))
    assert two == pytest.approx(2 * one, abs=5)


def test_a_pixel_spans_more_the_further_it_is() -> None:
    eye = EYE
    assert eye.metres(np.array([1.0, 2.0])).tolist() == [0.005, 0.01]
    flat = eye._replace(parallel=10.0)
    assert flat.metres(np.array([1.0, 2.0])).tolist() == [0.1, 0.1]


def test_letters_stand_on_whole_pixels_also_where_the_middle_does_not() -> None:
    odd = EYE._replace(wide=321, tall=200)
    assert odd.on_pixels(np.array([(0.2, 0.2), (-3.9, 7.6)])).tolist() == [[0.5, 0.0], [-3.5, 8.0]]


def test_signs_count_themselves() -> None:
    signs = Signs.at(np.zeros((4, 3)), np.zeros(4, np.int64), pivot=(0.5, 0.5), heights=1.0)
    assert len(signs) == 4
