"""The page of keys, mouse and signs."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from replay.states import State
from viewer.window.actions import ACTIONS, MOUSE
from viewer.window.icons import state_picture
from viewer.window.language import tr
from viewer.window.rows import word
from viewer.window.skin import Skin

SIGN_COLUMNS = 4


class Guide(QDialog):
    """Lists what the keys and the mouse do, in two columns, and below them the sign of every state."""

    def __init__(self, skin: Skin, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys, mouse and signs"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = QLabel(tr("Signs above machines and in the list"))
        heading.setObjectName("title")
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(14)
        column.addLayout(_keys_and_mouse())
        column.addWidget(heading)
        column.addLayout(_signs(skin))
        column.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)


def _keys_and_mouse() -> QGridLayout:
    entries = [(_keys(action.keys), tr(action.tip)) for action in ACTIONS]
    entries += [(tr(mouse), tr(meaning)) for mouse, meaning in MOUSE]
    half = (len(entries) + 1) // 2
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(7)
    grid.setColumnMinimumWidth(2, 20)
    for number, (keys, meaning) in enumerate(entries):
        _add(grid, number % half, 3 * (number // half), keys, meaning)
    return grid


def _signs(skin: Skin) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(7)
    for number, state in enumerate(State):
        grid.addLayout(_sign(state, skin), number // SIGN_COLUMNS, number % SIGN_COLUMNS)
    return grid


def _sign(state: State, skin: Skin) -> QHBoxLayout:
    picture, text = QLabel(), QLabel(word(state))
    picture.setPixmap(state_picture(state, skin.states[state]))
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(picture)
    row.addWidget(text, stretch=1)
    return row


def _add(grid: QGridLayout, row: int, column: int, keys: str, meaning: str) -> None:
    name, text = QLabel(keys), QLabel(meaning)
    name.setObjectName("heading")
    grid.addWidget(name, row, column)
    grid.addWidget(text, row, column + 1)


def _keys(keys: tuple[str, ...]) -> str:
    native = (QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
    return tr(" or ").join(native)
