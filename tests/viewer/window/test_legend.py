from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from geometry.palette import LIGHT, SIGNALS
from replay.states import State
from viewer.window.figures import Shares
from viewer.window.guide import Guide
from viewer.window.icons import state_picture
from viewer.window.legend import COMMON, LINE, Legend, explained
from viewer.window.rows import Row, Standing, word
from viewer.window.skin import Skin

ROW = Row("m1", "M1", "machine", Standing(State.WORKING, 0.0, None))
SKIN = Skin.of_theme(LIGHT)


def test_the_common_states_are_always_explained() -> None:
    assert explained(()) == explained((ROW,)) == COMMON


def test_every_other_state_is_explained_once_it_is_seen() -> None:
    changing = replace(ROW, standing=Standing(State.CHANGEOVER, 0.0, None))
    paused = replace(ROW, shares=Shares(3, ((State.WORKING, 0.5), (State.BREAK, 0.5))))
    assert explained((changing,)) == tuple(state for state in State if state in {*COMMON, State.CHANGEOVER})
    assert State.BREAK in explained((paused,))
    everything = tuple(replace(ROW, standing=Standing(state, 0.0, None)) for state in State)
    assert explained(everything) == tuple(State)


@pytest.mark.parametrize("width", [200, 360, 1000])
def test_all_entries_have_room_and_none_overlaps(width: int, qtbot: QtBot) -> None:
    legend = Legend(SKIN)
    qtbot.addWidget(legend)
    legend.resize(width, 20)
    legend.show_states(tuple(State))
    places = [place for _, place in legend.places()]
    assert [state for state, _ in legend.places()] == [*State]
    assert max(place.right() for place in places) <= width
    assert legend.height() == max(place.bottom() for place in places)
    assert legend.height() % LINE == 0
    assert not any(a.intersects(b) for n, a in enumerate(places) for b in places[:n])
    assert legend.accessibleName() == "Legend: " + ", ".join(map(word, State))


def test_the_help_shows_the_sign_of_every_state(qtbot: QtBot) -> None:
    parent = QLabel()
    qtbot.addWidget(parent)
    guide = Guide(SKIN, parent)
    texts = [label.text() for label in guide.findChildren(QLabel)]
    pictures = [label for label in guide.findChildren(QLabel) if not label.pixmap().isNull()]
    assert {word(state) for state in State} <= set(texts)
    assert len(pictures) == len(State)


def test_no_two_states_share_a_sign(qapp: QApplication) -> None:
    drawn = {bytes(state_picture(state, "#446688").toImage().constBits()) for state in State}
    assert len(drawn) == len(State) == len({signal.symbol for signal in SIGNALS.values()})
