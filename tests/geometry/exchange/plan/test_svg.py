from xml.etree import ElementTree

import numpy as np
import pytest

from geometry.exchange.plan.paper import PAPERS
from geometry.exchange.plan.sheets import Wish, sheets_of
from geometry.exchange.plan.svg import svg_of
from geometry.scene import scene_of
from layouts.model import Layout
from tests.geometry.exchange.plan.halls import hall
from tests.geometry.exchange.runs import drawn_upon, named

SVG = "{http://www.w3.org/2000/svg}"


def drawn(layout: Layout, wish: Wish) -> ElementTree.Element:
    return ElementTree.fromstring(svg_of(sheets_of(layout, scene_of(layout), wish)[0]))


def test_user_units_are_millimetres_and_the_hall_is_to_scale() -> None:
    root = drawn(hall(10.0, 8.0), Wish(PAPERS["A3"], 100))
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("420mm", "297mm", "0 0 420 297")
    heavy = [path.get("d", "") for path in root.iter(f"{SVG}path") if path.get("stroke-width") == "0.7"]
    sizes = [np.ptp([[*map(float, p.split(","))] for p in d.strip("MZ").split("L")], axis=0) for d in heavy]
    np.testing.assert_allclose(min(sizes, key=lambda size: float(size[0])), [100.0, 80.0], atol=1e-3)


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "]]>&amp;'\"", "a\x00\x0b\ud800b", "\ufffe"])
def test_names_are_text_and_nothing_else(name: str) -> None:
    root = drawn(named(name), Wish(PAPERS["A4"]))
    assert not [*root.iter(f"{SVG}script")]
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        *("svg", "title", "rect", "clipPath", "g", "path", "text"),
    }


def test_layers_can_be_chosen() -> None:
    from geometry.exchange.plan.ink import Layer, layers_of  # noqa: PLC0415 # beside the only test that needs them

    root = drawn(hall(), Wish(PAPERS["A3"], layers=layers_of("hall, Equipment")))
    groups = {group.get("class") for group in root.iter(f"{SVG}g")} - {None}
    assert groups == {Layer.HALL.value, Layer.EQUIPMENT.value}


def test_the_drawing_on_the_floor_is_a_layer_below_all_others() -> None:
    layout = hall()
    sheet = sheets_of(layout, drawn_upon(layout), Wish(PAPERS["A3"], 100))[0]
    root = ElementTree.fromstring(svg_of(sheet))
    first, *others = [group for group in root.iter(f"{SVG}g") if group.get("class")]
    assert first.get("class") == "drawing"
    assert len([*first]) == 2
    assert "drawing" not in {group.get("class") for group in others}
