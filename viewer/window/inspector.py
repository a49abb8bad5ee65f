"""What is known of the selected equipment: its values as they were typed, and what it does now."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from viewer.window.rows import Row
from viewer.window.values import Value


class Inspector(QFrame):
    """Heading, state and values of one piece of equipment; hidden while nothing is selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self._name, self._kind, self._now, self._so_far = QLabel(), QLabel(), QLabel(), QLabel()
        self._shown: tuple[Value, ...] | None = None
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._arrange()
        self.hide()

    def show_row(self, row: Row | None, values: Sequence[Value], t: float) -> None:
        """Show another piece of equipment, or the same one at another time; None hides all."""
        self.setVisible(row is not None)
        if row is None:
            return
        self._name.setText(row.label)
        self._kind.setText(row.kind if row.label == row.id else f"{row.kind} {row.id}")
        self._now.setText(_capital(row.standing.text(t)) if row.standing else "")
        self._so_far.setText(row.so_far)
        if tuple(values) != self._shown:
            self._shown = tuple(values)
            self._scroll.setWidget(_form(self._shown))

    @property
    def text(self) -> str:
        """Everything that is shown, line by line."""
        labels: Sequence[QLabel] = self.findChildren(QLabel)
        return "\n".join(label.text() for label in labels)

    def _arrange(self) -> None:
        for label, name in ((self._name, "title"), (self._kind, "note"), (self._so_far, "note")):
            label.setObjectName(name)
        for label in (self._name, self._now, self._so_far):
            label.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 8, 8)
        column.setSpacing(3)
        for widget in (self._name, self._kind, self._now, self._so_far, self._scroll):
            column.addWidget(widget)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _form(values: Sequence[Value]) -> QWidget:
    page = QWidget()
    form = QFormLayout(page)
    form.setContentsMargins(0, 6, 8, 0)
    form.setHorizontalSpacing(14)
    form.setVerticalSpacing(5)
    for value in values:
        form.addRow(*_labels(value))
    return page


def _labels(value: Value) -> tuple[QLabel, QLabel]:
    name, text = QLabel(value.name), QLabel(value.text)
    name.setObjectName("muted")
    text.setWordWrap(True)
    text.setTextFormat(Qt.TextFormat.PlainText)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    for label in (name, text):
        label.setToolTip(value.meaning)
    text.setAccessibleName(f"{value.name}: {value.text}")
    return name, text
