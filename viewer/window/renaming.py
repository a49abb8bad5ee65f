"""A line in which something gets another id; what is wrong with it is said below the line."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from layouts.references import RenameError, To
from viewer.window.editing import Editing
from viewer.window.language import tr


class Renaming(QDialog):
    """Asks for another id; Return gives it, Esc leaves things as they are."""

    def __init__(self, editing: Editing, what: To, name: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("palette")
        self._editing, self._what, self._name = editing, what, name
        self.line, self.wrong = QLineEdit(name), QLabel()
        self.line.setAccessibleName(tr("Another id for {name}", name=name))
        self.line.selectAll()
        self.line.returnPressed.connect(self._rename)
        heading = QLabel(tr("Another id for {name}", name=name))
        heading.setObjectName("heading")
        self.wrong.setObjectName("wrong")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        column = QVBoxLayout(self)
        for widget in (heading, self.line, self.wrong):
            column.addWidget(widget)
        self.setMinimumWidth(420)

    def _rename(self) -> None:
        try:
            self._editing.rename(self._name, self.line.text().strip(), self._what)
            self.close()
        except RenameError as error:
            self.wrong.setText(str(error))
            self.wrong.show()
            self.adjustSize()
