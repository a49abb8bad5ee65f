"""The page of keys and mouse."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from viewer.window.actions import ACTIONS, MOUSE


class Guide(QDialog):
    """Lists what the keys and the mouse do, in two columns."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys and mouse")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        entries = [(_keys(action.keys), action.tip) for action in ACTIONS] + list(MOUSE)
        half = (len(entries) + 1) // 2
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(7)
        grid.setColumnMinimumWidth(2, 20)
        for number, (keys, meaning) in enumerate(entries):
            _add(grid, number % half, 3 * (number // half), keys, meaning)
        close = QPushButton("Close")
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(16)
        column.addLayout(grid)
        column.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)


def _add(grid: QGridLayout, row: int, column: int, keys: str, meaning: str) -> None:
    name, text = QLabel(keys), QLabel(meaning)
    name.setObjectName("heading")
    grid.addWidget(name, row, column)
    grid.addWidget(text, row, column + 1)


def _keys(keys: tuple[str, ...]) -> str:
    native = (QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
    return " or ".join(native)
