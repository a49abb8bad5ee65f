import numpy as np
import pytest

from geometry.exchange.plan.axes import letters, stations
from geometry.exchange.plan.ink import Anchor, Layer, Word, layers_of
from geometry.exchange.plan.lettering import shortened, width_of
from geometry.exchange.plan.paper import PAPERS, paper_of, scale_of
from geometry.exchange.plan.sheets import OVERLAP, Sheet, Wish, sheets_of
from geometry.scene import scene_of
from layouts.errors import UserError
from tests.geometry.exchange.plan.halls import crowd, hall


def rectangles(sheet: Sheet) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Left, low, right and high of all names on a sheet."""
    words = [mark for mark in sheet.view if isinstance(mark, Word) and mark.layer is Layer.NAMES]
    found = []
    for word in words:
        length = width_of(word.text, word.height, bold=word.bold)
        left = word.at[0] - word.anchor.value * length
        found.append((left, word.at[1], left + length, word.at[1] + word.height))
    return np.array(found)


@pytest.mark.parametrize("seed", range(5))
def test_names_never_overlap_however_crowded_it_is(seed: int) -> None:
    layout = crowd(seed)
    (sheet,) = sheets_of(layout, scene_of(layout), Wish(PAPERS["A3"], 100))
    boxes = rectangles(sheet)
    assert len(boxes) > 40
    for number, box in enumerate(boxes):
        others = np.delete(boxes, number, axis=0)
        assert not np.any(np.all((others[:, :2] < box[2:]) & (box[:2] < others[:, 2:]), axis=1))


def test_names_stay_on_the_sheet() -> None:
    layout = crowd(1)
    (sheet,) = sheets_of(layout, scene_of(layout), Wish(PAPERS["A3"], 100))
    left, low, right, high = sheet.window
    boxes = rectangles(sheet)
    assert np.all(boxes[:, :2] >= (left, low))
    assert np.all(boxes[:, 2:] <= (right, high))


def test_sheets_cover_the_hall_and_overlap() -> None:
    layout = hall(40.0, 25.0)
    overview, *sheets = sheets_of(layout, scene_of(layout), Wish(PAPERS["A3"], 50))
    assert overview.scale > 50
    lows = np.array([(np.array(sheet.window[:2]) - sheet.shift) / sheet.metre for sheet in sheets])
    highs = np.array([(np.array(sheet.window[2:]) - sheet.shift) / sheet.metre for sheet in sheets])
    for point in np.random.default_rng(1).uniform((0, 0), (40, 25), (500, 2)):
        assert np.any(np.all((lows <= point) & (point <= highs), axis=1))
    columns = np.unique(np.round(lows[:, 0], 6))
    assert np.diff(columns) == pytest.approx((highs - lows)[0, 0] - OVERLAP * 0.05)


def test_sheets_say_which_of_how_many_they_are() -> None:
    layout = hall(40.0, 25.0)
    sheets = sheets_of(layout, scene_of(layout), Wish(PAPERS["A3"], 50))
    for number, sheet in enumerate(sheets, start=1):
        assert f"{number} / {len(sheets)}" in {mark.text for mark in sheet.frame if isinstance(mark, Word)}


def test_a_scale_that_takes_hundreds_of_sheets_is_refused() -> None:
    with pytest.raises(UserError, match=r"--scale: found 1:1, which takes \d+ sheets of A4, expected"):
        sheets_of(hall(), scene_of(hall()), Wish(PAPERS["A4"], 1))


@pytest.mark.parametrize("text", ["100", "1:0", "2:100", "1:1e9", "1:99999", ""])
def test_other_scales_are_refused(text: str) -> None:
    with pytest.raises(UserError, match="--scale: found"):
        scale_of(text)


def test_scales_paper_and_layers_are_read() -> None:
    assert scale_of("1 : 50") == 50
    assert paper_of("a2") == PAPERS["A2"]
    assert layers_of("names,HALL") == {Layer.NAMES, Layer.HALL}
    with pytest.raises(UserError, match="--paper: found 'B5', expected A4, A3, A2, A1, A0"):
        paper_of("B5")
    with pytest.raises(UserError, match="--layers: found 'walls', expected some of drawing, areas"):
        layers_of("walls")


def test_axes_are_named_as_on_drawings() -> None:
    assert [letters(n) for n in (0, 7, 8, 13, 14, 23, 24, 25)] == ["A", "H", "J", "P", "Q", "Z", "AA", "AB"]
    assert stations(10.0, 4.0) == [0.0, 4.0, 8.0, 10.0]
    assert stations(8.0, 4.0) == [0.0, 4.0, 8.0]


def test_words_are_as_long_as_their_letters() -> None:
    assert width_of("AV", 0.718) == pytest.approx(0.667 * 2)
    assert width_of("Ä", 1.0) == width_of("A", 1.0)
    assert shortened("Assembly", 2.0, 100.0) == "Assembly"
    short = shortened("Assembly of gearboxes", 2.0, 20.0)
    assert short.endswith("…")
    assert width_of(short, 2.0) <= 20.0
    assert Anchor.MIDDLE.value == 0.5
