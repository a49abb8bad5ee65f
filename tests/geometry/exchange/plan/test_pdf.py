import sys

import numpy as np
import pytest

from geometry.exchange.plan.paper import PAPERS
from geometry.exchange.plan.pdf import pdf_of
from geometry.exchange.plan.sheets import Wish, sheets_of
from geometry.scene import scene_of
from layouts.errors import UserError
from layouts.model import Layout
from tests.geometry.exchange.plan.halls import hall
from tests.geometry.exchange.plan.pdf_file import Floats, Line, pages_of
from tests.geometry.exchange.runs import named


def pages(layout: Layout, wish: Wish) -> list[tuple[Floats, list[Line]]]:
    return pages_of(pdf_of(sheets_of(layout, scene_of(layout), wish), "plan"))


def outline(page: tuple[Floats, list[Line]]) -> Floats:
    """Width and height of the hall's outline: of the two rectangles of heavy lines, the one that is not the frame."""
    size, lines = page
    heavy: list[Floats] = [
        np.ptp(line.points, axis=0) for line in lines if abs(line.width - 0.7) < 0.01 and len(line.points) == 4
    ]
    (found,) = [each for each in heavy if abs(each - (size - (30, 20))).max() > 0.1]
    return found


@pytest.mark.parametrize(("scale", "paper"), [(100, "A4"), (100, "A1"), (50, "A3"), (200, "A0")])
def test_ten_metres_are_a_tenth_of_a_metre_at_one_to_a_hundred(scale: int, paper: str) -> None:
    """Measured on the lines of the file itself; 0.1 mm is asked for."""
    (page,) = pages(hall(10.0, 8.0), Wish(PAPERS[paper], scale))
    np.testing.assert_allclose(page[0], PAPERS[paper][1:], atol=0.01)
    np.testing.assert_allclose(outline(page), [10_000 / scale, 8_000 / scale], atol=0.02)


def test_without_a_scale_the_largest_that_fits_is_taken() -> None:
    (page,) = pages(hall(10.0, 8.0), Wish(PAPERS["A4"]))
    np.testing.assert_allclose(outline(page), [100.0, 80.0], atol=0.02)
    (page,) = pages(hall(10.0, 8.0), Wish(PAPERS["A3"]))
    np.testing.assert_allclose(outline(page), [200.0, 160.0], atol=0.02)


def test_a_large_hall_takes_several_pages_and_all_are_to_scale() -> None:
    found = pages(hall(30.0, 15.0), Wish(PAPERS["A4"], 50))
    assert len(found) > 4
    for page in found[1:]:
        np.testing.assert_allclose(outline(page), [600.0, 300.0], atol=0.05)


def test_the_same_plan_has_the_same_bytes() -> None:
    first, second = (pdf_of(sheets_of(hall(), scene_of(hall()), Wish(PAPERS["A3"])), "plan") for _ in range(2))
    assert first == second


@pytest.mark.parametrize("name", ["Füller №1", "(a) \\ b) ( c", "漢字", "\u202eevil", "a\x00b\x1b[31m"])
def test_names_of_any_letters_are_drawn(name: str) -> None:
    content = pdf_of(sheets_of(named(name), scene_of(named(name)), Wish(PAPERS["A4"])), name)
    assert len(pages_of(content)) == 1


def test_the_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "reportlab.pdfgen.canvas", None)
    with pytest.raises(UserError, match=r"pip install 'linewright\[drawings\]'"):
        pdf_of([], "x")
