"""Where the file was changed from outside to something else than here: both side by side, and a choice for each."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from layouts.merging import Conflict, Missing, Side, said
from viewer.window.language import tr

HIGHEST = 210
"""Pixels that the list of conflicts may take before it scrolls."""
LONGEST = 90
"""Characters of a value that are shown; the tool tip has all of it."""


class ConflictPanel(QFrame):
    """Lists conflicts until one side is chosen for each; nothing is saved into the file before."""

    chosen = Signal(object, object)
    """A conflict, and the `Side` that holds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("conflicts")
        self.setAccessibleName(tr("Conflicts with the file"))
        self._conflicts: tuple[Conflict, ...] = ()
        self.choices: dict[tuple[str, Side], QPushButton] = {}
        """The buttons, by place and side."""
        self._heading = QLabel()
        self._heading.setObjectName("heading")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        top = QHBoxLayout()
        top.addWidget(self._heading, stretch=1)
        top.addWidget(
            _button(tr("All mine"), tr("Everywhere as it was edited here"), partial(self.choose_all, Side.MINE))
        )
        top.addWidget(
            _button(tr("All theirs"), tr("Everywhere as the file says"), partial(self.choose_all, Side.THEIRS))
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 10, 8)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self._area)
        self.hide()

    def show_conflicts(self, conflicts: Sequence[Conflict]) -> None:
        """Show these and no others."""
        if tuple(conflicts) == self._conflicts:
            return
        self._conflicts, self.choices = tuple(conflicts), {}
        self.setVisible(bool(conflicts))
        self._heading.setText(
            tr("The file was changed where you changed it too. What holds? ({number})", number=len(conflicts))
        )
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        for number, title in enumerate((tr("Where"), tr("Before"), tr("Mine"), tr("In the file"))):
            grid.addWidget(_label(title, "note"), 0, number)
            grid.setColumnStretch(number, 1 if number < 2 else 2)
        for row, conflict in enumerate(conflicts, start=1):
            self._add(grid, row, conflict)
        self._area.setWidget(inside)
        self._area.setFixedHeight(min(inside.sizeHint().height() + 4, HIGHEST))

    def choose_all(self, side: Side) -> None:
        """Let one side hold everywhere."""
        for conflict in self._conflicts:
            self.chosen.emit(conflict, side)

    def _add(self, grid: QGridLayout, row: int, conflict: Conflict) -> None:
        grid.addWidget(_label(conflict.place, "heading"), row, 0)
        grid.addWidget(_label(_shown(conflict.base), "muted", _tip(conflict.base)), row, 1)
        for column, side in ((2, Side.MINE), (3, Side.THEIRS)):
            value = conflict.of(side)
            choose = partial(self.chosen.emit, conflict, side)
            tip = tr("{place} as edited here: {value}") if side is Side.MINE else tr("{place} as in the file: {value}")
            button = _button(_shown(value), tip.format(place=conflict.place, value=said(value)), choose)
            self.choices[conflict.place, side] = button
            grid.addWidget(button, row, column)


def _shown(tree: object) -> str:
    text = tr("not there") if isinstance(tree, Missing) else said(tree)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _tip(tree: object) -> str:
    return "" if isinstance(tree, Missing) else said(tree)


def _label(text: str, name: str, tip: str = "") -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setToolTip(tip)
    return label


def _button(text: str, tip: str, run: Callable[[], None]) -> QPushButton:
    button = QPushButton(text.replace("&", "&&"))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setAutoDefault(True)  # Return, for Space plays wherever one is in the window
    button.clicked.connect(lambda: run())
    return button
