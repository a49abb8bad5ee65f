"""The panel on the right: the figures, the list of equipment, and the selected piece."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from viewer.window.equipment_list import EquipmentList
from viewer.window.inspector import Inspector
from viewer.window.language import tr
from viewer.window.legend import Legend, explained
from viewer.window.rows import Row
from viewer.window.skin import Skin
from viewer.window.tiles import Numbers, Tiles
from viewer.window.values import Value

WIDTH = 388
"""Width of the panel, in pixels."""


@dataclass(frozen=True)
class Sight:
    """All that the panel shows at one moment."""

    t: float
    numbers: Numbers
    rows: tuple[Row, ...]
    selected: str | None
    values: tuple[Value, ...]
    more: tuple[Value, ...] = ()
    """Fields of the selected equipment that say nothing yet."""

    @property
    def selected_row(self) -> Row | None:
        """The row of the selected equipment."""
        return next((row for row in self.rows if row.id == self.selected), None)


class Panel(QWidget):
    """Shows what it is given; selecting a row comes out of `equipment.chosen`."""

    def __init__(self, skin: Skin, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._title, self._about = QLabel(), QLabel()
        self.tiles, self.legend = Tiles(), Legend(skin)
        self.equipment, self.inspector = EquipmentList(skin), Inspector(skin)
        self._arrange()

    def wear(self, skin: Skin) -> None:
        """Take another set of colours."""
        self.legend.wear(skin)
        self.equipment.wear(skin)
        self.inspector.wear(skin)

    def show_title(self, title: str, about: str) -> None:
        """Show the name of the line and what it is."""
        self._title.setText(title)
        self._about.setText(about)
        self._about.setVisible(bool(about))

    def show_sight(self, sight: Sight) -> None:
        """Show another moment."""
        self.tiles.show_numbers(sight.numbers)
        self.legend.show_states(explained(sight.rows))
        self.equipment.show_rows(sight.rows, sight.selected)
        self.inspector.show_row(sight.selected_row, sight.values, sight.more, sight.t)

    def _arrange(self) -> None:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(14, 12, 14, 6)
        column.setSpacing(6)
        heading = QLabel(tr("Equipment"))
        for label, name in ((self._title, "title"), (self._about, "note"), (heading, "heading")):
            label.setObjectName(name)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        for widget in (self._title, self._about, self.tiles, heading, self.legend):
            column.addWidget(widget)
        splitter = _split(self.equipment, self.inspector)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(splitter, stretch=1)


def _split(above: QWidget, below: QWidget) -> QSplitter:
    splitter = QSplitter(Qt.Orientation.Vertical)
    splitter.addWidget(above)
    splitter.addWidget(below)
    splitter.setChildrenCollapsible(False)
    splitter.setStretchFactor(0, 1)
    splitter.setStretchFactor(1, 1)
    return splitter


def first_lines(text: str | None, most: int = 110) -> str:
    """Cut a description so that it does not push the figures away."""
    words: Sequence[str] = (text or "").split()
    whole = " ".join(words)
    return whole if len(whole) <= most else whole[: most - 1].rsplit(" ", 1)[0] + "…"
