"""The actions as data: no key is given twice, every icon can be drawn, every state has a sign of its own shape."""

from collections import Counter

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QKeySequence, QPainter
from PySide6.QtWidgets import QApplication

from replay.states import State
from viewer.window.actions import ACTIONS
from viewer.window.icons import Icon, draw_state, icon


def test_every_action_has_its_own_name_and_keys() -> None:
    keys = Counter(QKeySequence(key).toString() for action in ACTIONS for key in action.keys)
    assert max(keys.values()) == 1
    assert "" not in keys
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


def test_the_tools_have_icons() -> None:
    assert all(action.icon for action in ACTIONS if action.in_tool_bar)


@pytest.mark.parametrize("kind", Icon)
def test_every_icon_is_drawn_inside_its_square(kind: Icon, qapp: QApplication) -> None:
    picture = icon(kind, "#ff0000").pixmap(20, 20).toImage()
    inked = [(x, y) for x in range(20) for y in range(20) if picture.pixelColor(x, y).alpha() > 60]
    assert len(inked) > 20
    assert all(0 < x < 19 and 0 < y < 19 for x, y in inked)


def test_states_differ_in_shape_also_without_colour(qapp: QApplication) -> None:
    assert len({_drawn(state) for state in State}) == len(State)


def _drawn(state: State) -> bytes:
    picture = QImage(40, 40, QImage.Format.Format_RGB32)
    picture.fill(QColor("#ffffff"))
    with QPainter(picture) as painter:
        draw_state(painter, QRectF(0, 0, 40, 40), state, "#446688")
    return bytes(picture.constBits())
