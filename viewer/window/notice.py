"""The strip above the time bar: what is wrong with the file, or with the run."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.window.icons import Icon, icon
from viewer.window.skin import Skin, mixed

MOST_LINES = 4
"""Lines shown without scrolling."""


@dataclass(frozen=True)
class Line:
    """One line of a message; a grave one has another sign."""

    text: str
    grave: bool = True


@dataclass(frozen=True)
class Message:
    """A heading and its lines; a grave one is red, any other yellow."""

    heading: str
    lines: tuple[Line, ...] = ()
    grave: bool = True


class Notice(QFrame):
    """Shows one message at a time; it goes when there is none, or when the user closes it."""

    def __init__(self, skin: Skin, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._lines: Sequence[Line] = ()
        self._heading, self._list, self._close = QLabel(), QListWidget(), QToolButton()
        self._heading.setObjectName("heading")
        self._heading.setWordWrap(True)
        self._list.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self._list.setWordWrap(True)
        self._list.setIconSize(QSize(16, 16))
        self._list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._list.setAccessibleName("Problems")
        self._close.clicked.connect(self.hide)
        self._close.setToolTip("Hide this message")
        self._close.setAccessibleName("Hide this message")
        self._arrange()
        self.wear(skin)
        self.hide()

    def wear(self, skin: Skin) -> None:
        """Take another set of colours."""
        self._signs = {
            True: icon(Icon.ERROR, skin.danger),
            False: icon(Icon.WARNING, mixed(skin.warning, skin.text, 0.3)),
        }
        for number, line in enumerate(self._lines):
            self._list.item(number).setIcon(self._signs[line.grave])
        self._close.setIcon(icon(Icon.CLOSE, skin.text))
        self._close.setIconSize(QSize(14, 14))

    def show_message(self, message: Message | None) -> None:
        """Show a message, or nothing."""
        self.setVisible(message is not None)
        if message is None:
            return
        self._heading.setText(message.heading)
        self.setProperty("grave", message.grave)
        self.style().unpolish(self)
        self.style().polish(self)
        self._show_lines(message.lines)

    @property
    def lines(self) -> tuple[str, ...]:
        """The heading and all lines, as they are shown."""
        return self._heading.text(), *(self._list.item(number).text() for number in range(self._list.count()))

    def _show_lines(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._list.clear()
        for line in lines:
            self._list.addItem(QListWidgetItem(self._signs[line.grave], line.text))
        self._list.setVisible(bool(lines))
        height = self.fontMetrics().height() + 6
        self._list.setFixedHeight(height * min(len(lines), MOST_LINES) + 4)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._heading, stretch=1)
        top.addWidget(self._close, alignment=Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 6, 8, 6)
        column.setSpacing(2)
        column.addLayout(top)
        column.addWidget(self._list)
