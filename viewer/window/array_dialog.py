"""The dialog for rows and columns: what it says is shown at once, and stands or goes with its buttons."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from layouts.editing import bounds_of
from layouts.editing.typing import Distance, typed
from layouts.space import Vector
from viewer.window.editing import APART, Editing
from viewer.window.language import tr

MOST = 100
"""Rows or columns."""


class ArrayDialog(QDialog):
    """Asks for rows, columns and their distances, and shows them."""

    def __init__(self, editing: Editing, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Rows and columns"))
        self._editing = editing
        self.rows, self.columns = QSpinBox(), QSpinBox()
        self.along, self.across = QLineEdit(), QLineEdit()
        self.note = QLabel()
        self.note.setObjectName("note")
        self.note.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._arrange()
        self._begin()
        for spin in (self.rows, self.columns):
            spin.valueChanged.connect(self._show)
        for line in (self.along, self.across):
            line.textChanged.connect(self._show)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.accepted.connect(editing.keep_array)
        self.rejected.connect(editing.abort)
        self._show()

    def _arrange(self) -> None:
        form = QFormLayout()
        for title, widget in (
            (tr("Columns, to the right"), self.columns),
            (tr("From one to the next"), self.along),
            (tr("Rows, up the plan"), self.rows),
            (tr("From one to the next"), self.across),
        ):
            form.addRow(title, widget)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.note)
        column.addWidget(self.buttons)

    def _begin(self) -> None:
        """Begin with two columns beside one another, with a little room between."""
        for spin, value in ((self.rows, 1), (self.columns, 2)):
            spin.setRange(1, MOST)
            spin.setValue(value)
        layout = self._editing.base
        bounds = bounds_of(layout, self._editing.selection) if layout is not None else None
        left, front, right, rear = bounds or (0.0, 0.0, 1.0, 1.0)
        self.along.setText(f"{right - left + APART:.2f} m")
        self.across.setText(f"{rear - front + APART:.2f} m")

    def _show(self) -> None:
        """Show what is asked for, or say why that cannot be."""
        layout = self._editing.base
        bare = layout.coordinates if layout is not None else "m"
        found = [typed(line.text(), bare) for line in (self.along, self.across)]
        ways = [way.metres for way in found if isinstance(way, Distance)]
        trouble = "" if len(ways) == 2 else tr("A distance is wanted, such as 2.5 m.")
        if not trouble:
            try:
                self._editing.array(self.rows.value(), self.columns.value(), Vector(*ways))
            except ValueError as error:
                trouble = str(error)
        self.note.setText(trouble)
        self.note.setVisible(bool(trouble))
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not trouble)
