"""The list of what is wrong with the layout while it is edited; a click goes to where it is."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from layouts import Problem, Severity
from viewer.window.icons import Icon, icon
from viewer.window.language import tr
from viewer.window.remarks import told
from viewer.window.skin import Skin, mixed

NONE = "Nothing is wrong: the line can be simulated."
EMPTY = "What is missing is listed here while you draw."


class ProblemList(QWidget):
    """A heading that counts, and the problems by place."""

    chosen = Signal(str)
    """The id of the equipment that a clicked problem is about."""

    def __init__(self, skin: Skin, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problems: tuple[Problem, ...] = ()
        self._heading, self._note, self.list = QLabel(tr("Problems")), QLabel(tr(EMPTY)), QListWidget()
        self._heading.setObjectName("heading")
        self._note.setObjectName("note")
        self._note.setWordWrap(True)
        self.list.setWordWrap(True)
        self.list.setIconSize(QSize(16, 16))
        self.list.setAccessibleName(tr("Problems of the layout"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.itemClicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 6, 6)
        column.setSpacing(6)
        for widget in (self._heading, self._note, self.list):
            column.addWidget(widget)
        column.addStretch()
        self.wear(skin)
        self.list.hide()

    def wear(self, skin: Skin) -> None:
        """Take another set of colours."""
        self._signs = {
            Severity.ERROR: icon(Icon.ERROR, skin.danger),
            Severity.WARNING: icon(Icon.WARNING, mixed(skin.warning, skin.text, 0.3)),
        }
        shown, self._problems = self._problems, ()
        self.show_problems(shown, empty=not shown)

    def show_problems(self, problems: Sequence[Problem], empty: bool) -> None:
        """Show these and no others; `empty` where there is no line yet that could have any."""
        if tuple(problems) == self._problems and self.list.count() == len(problems):
            self._note.setText(tr(EMPTY if empty else NONE))
            return
        self._problems = tuple(problems)
        self.list.clear()
        for problem in problems:
            item = QListWidgetItem(self._signs[problem.severity], problem.message)
            item.setToolTip(told(problem) if problem.place.line else problem.message)
            self.list.addItem(item)
        self.list.setVisible(bool(problems))
        self._note.setVisible(not problems)
        self._note.setText(tr(EMPTY if empty else NONE))
        self._heading.setText(tr("Problems ({number})", number=len(problems)) if problems else tr("Problems"))

    def _choose(self, item: QListWidgetItem) -> None:
        """Tell the first id in the place of a problem that is one of equipment."""
        problem = self._problems[self.list.row(item)]
        path = problem.place.path
        if problem.pieces:
            self.chosen.emit(problem.pieces[0])
        elif len(path) > 1 and path[0] in ("equipment", "flow"):
            self.chosen.emit(str(path[-1] if path[0] == "flow" else path[1]))
