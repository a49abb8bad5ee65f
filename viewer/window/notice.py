"""The strip above the time bar: what is wrong with the file, or with the run."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
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
from viewer.window.language import tr
from viewer.window.skin import Skin, mixed

MOST_LINES = 4
"""Lines of text shown without scrolling."""

BESIDE_TEXT = 80
"""Width that margins, the sign of a line and the scroll bar take, in pixels."""


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
        self._list.setAccessibleName(tr("Problems"))
        self._close.clicked.connect(self.hide)
        self._close.setToolTip(tr("Hide this message"))
        self._close.setAccessibleName(tr("Hide this message"))
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._fit_list()

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
        self._fit_list()

    def _fit_list(self) -> None:
        """Give every line of the message the height of its text, and the list that of whole lines of the message."""
        heights = [self._height(line.text) for line in self._lines]
        for number, height in enumerate(heights):
            self._list.item(number).setSizeHint(QSize(0, height))
        most = self._height("") * MOST_LINES
        shown = [height for height, end in zip(heights, accumulate(heights), strict=True) if end <= most]
        self._list.setFixedHeight(sum(shown or heights[:1]) + 4)

    def _height(self, text: str) -> int:
        """The height of a text that is broken where the list ends, pixels."""
        room = QRect(0, 0, max(self.width() - BESIDE_TEXT, 1), 0)
        return self._list.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, text or "X").height() + 6

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._heading, stretch=1)
        top.addWidget(self._close, alignment=Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 6, 8, 6)
        column.setSpacing(2)
        column.addLayout(top)
        column.addWidget(self._list)
