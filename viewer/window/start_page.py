"""What stands in an empty hall that nobody has touched: files that were open lately, and lines to begin with."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from viewer.window.language import tr
from viewer.window.templates import TEMPLATES

MOST = 5
"""Recent files that are shown."""
WIDTH = 280
"""Width of a column, pixels."""


class StartPage(QFrame):
    """A card in the midst of the canvas; it goes as soon as something is taken in hand or begun."""

    opened = Signal(Path)
    taken = Signal(object)
    """The template to begin with."""
    toured = Signal()
    """Somebody wants to be led."""

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self.setObjectName("start")
        self.setAccessibleName(tr("Begin"))
        self._canvas, self._wanted = canvas, False
        self._recent = QVBoxLayout()
        columns = QHBoxLayout()
        columns.setSpacing(26)
        columns.addLayout(self._left())
        columns.addLayout(self._templates())
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 20, 26, 20)
        column.setSpacing(10)
        column.addWidget(_label(tr("Nothing stands here yet"), "title"))
        column.addWidget(
            _label(tr("Take a machine from the library and click where it is to stand, or begin with:"), "muted")
        )
        column.addLayout(columns)
        canvas.installEventFilter(self)
        self.hide()

    def show_for(self, files: Iterable[Path], wanted: bool) -> None:
        """Show the card with some files, or do not."""
        if wanted and not self._wanted:
            _fill(self._recent, tr("Recent files"), [*self._files(files)])
        self._wanted = wanted
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the midst, and out of the way of a tool: the canvas wears a cross while one is in hand."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.CursorChange):
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.setVisible(self._wanted and self._canvas.cursor().shape() is Qt.CursorShape.ArrowCursor)
        if self._wanted:
            self.adjustSize()
            room = self._canvas.rect()
            self.move(room.center() - self.rect().center())

    def _files(self, files: Iterable[Path]) -> Iterable[QWidget]:
        for path in [*files][:MOST]:
            yield _link(path.name, str(path.parent), partial(self.opened.emit, path))

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        tour = tr("Tour in five steps"), tr("Be led from an empty hall to a line that runs")
        _fill(column, tr("For the first time here"), [_link(*tour, self.toured.emit)])
        column.insertLayout(column.count() - 1, self._recent)
        return column

    def _templates(self) -> QVBoxLayout:
        column = QVBoxLayout()
        links = [_link(tr(each.title), tr(each.about), partial(self.taken.emit, each)) for each in TEMPLATES]
        _fill(column, tr("New from template"), links)
        return column


def _fill(column: QVBoxLayout, title: str, links: list[QWidget]) -> None:
    """Put a heading and links into a column, and nothing where there is no link."""
    while (item := column.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.deleteLater()
    column.setSpacing(4)
    if links:
        for each in (_label(title, "heading"), *links):
            column.addWidget(each)
        column.addStretch()


def _link(text: str, note: str, run: Callable[[], None]) -> QWidget:
    """A button with a line below it that says more."""
    link, more = QPushButton(text.replace("&", "&&")), _label(note, "note")
    link.setToolTip(note)
    link.setAccessibleName(f"{text}: {note}")
    link.setAutoDefault(True)  # Return, for Space plays wherever one is in the window
    link.clicked.connect(lambda: run())
    more.setWordWrap(True)
    whole = QWidget()
    whole.setFixedWidth(WIDTH)
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(link)
    column.addWidget(more)
    return whole


def _label(text: str, name: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    return label
