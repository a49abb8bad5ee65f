"""The steps of the history by name, the present one marked; a click goes there, in either direction."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from layouts.document import MERGE, RECOVERY, TAKEN_OVER
from viewer.window.language import tr
from viewer.window.skin import Skin


class HistoryList(QWidget):
    """Lists what was done, the first step at the top; what was taken back is pale."""

    chosen = Signal(int)
    """The number of the step to go to."""

    def __init__(self, skin: Skin, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = QLabel(tr("History"))
        heading.setObjectName("heading")
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Steps of the history"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda item: self.chosen.emit(self.list.row(item)))
        self.list.itemActivated.connect(lambda item: self.chosen.emit(self.list.row(item)))
        self._steps: tuple[str, ...] = ()
        self._at = 0
        self._colors = QColor(skin.text), QColor(skin.muted)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 6, 6)
        column.setSpacing(6)
        column.addWidget(heading)
        column.addWidget(self.list)
        self.hide()

    def wear(self, skin: Skin) -> None:
        """Take another set of colours."""
        self._colors = QColor(skin.text), QColor(skin.muted)
        self._mark_all()

    def show_steps(self, names: Sequence[str], at: int) -> None:
        """Show these steps; `at` is the number of the present one."""
        if tuple(names) != self._steps:
            self._steps = tuple(names)
            self.list.clear()
            for number, name in enumerate(names):
                text = called(number, name)
                item = QListWidgetItem(text)
                item.setToolTip(tr("{step}: click to go to this state", step=text))
                self.list.addItem(item)
        self._at = at
        self._mark_all()
        self.list.setCurrentRow(at)
        self.list.scrollToItem(self.list.currentItem())

    def _mark_all(self) -> None:
        for number in range(self.list.count()):
            item, font = self.list.item(number), QFont(self.list.font())
            font.setBold(number == self._at)
            font.setItalic(number > self._at)
            item.setFont(font)
            item.setForeground(self._colors[number > self._at])


def called(number: int, name: str) -> str:
    """Return the name of a step as it is shown: the first one is how the layout was opened, some nobody did by hand."""
    if number == 0:
        return tr("Beginning")
    own = {
        MERGE: tr("Edits on top of the changed file"),
        RECOVERY: tr("Recovered edits"),
        TAKEN_OVER: tr("Change of the file"),
    }
    return own.get(name, f"{name[:1].upper()}{name[1:]}")
