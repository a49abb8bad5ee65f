import numpy as np
import pytest

from geometry.palette import DARK, LIGHT, Symbol, Theme
from viewer.render.lettering import label, letters, pack, pin, soft_disc
from viewer.render.signs import Eye, Signs, _clear


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
    lower = np.array([(0.0, 0.0), (5.0, 5.0), (100.0, 0.0)])
    sizes = np.full((3, 2), 10.0)
    assert _clear(lower, sizes, np.array([2.0, 1.0, 9.0])).tolist() == [False, True, True]


def test_a_pixel_spans_more_the_further_it_is() -> None:
    eye = Eye(np.zeros(3), np.eye(3), 0.1, None, 0.5, 200)
    assert eye.metres(np.array([1.0, 2.0])).tolist() == [0.005, 0.01]
    flat = eye._replace(parallel=10.0)
    assert flat.metres(np.array([1.0, 2.0])).tolist() == [0.1, 0.1]


def test_signs_count_themselves() -> None:
    signs = Signs.at(np.zeros((4, 3)), np.zeros(4, np.int64), pivot=(0.5, 0.5), height=1.0)
    assert len(signs) == 4
