"""Files of the window: which one to open, where to save, and what becomes of edits when it is left."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from layouts.errors import UserError
from viewer.window.document import Document
from viewer.window.language import tr


class Filing(QObject):
    """Asks the user, and writes the document."""

    saved = Signal(Path)
    """The document is in this file now."""
    refused = Signal(str)
    """It could not be written, and why."""

    def __init__(self, document: Document, window: QWidget) -> None:
        super().__init__(window)
        self.document = document
        self._window = window

    def may_leave(self) -> bool:
        """Ask what to do with what was edited, if anything was; False: go on editing."""
        if not self.document.edited:
            return True
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self._window,
            tr("Save the edits?"),
            tr("{name} has edits that are not saved.", name=self.document.name),
            buttons.Save | buttons.Discard | buttons.Cancel,
        )
        if answer == buttons.Save:
            self.save()
        return answer == buttons.Discard or not self.document.edited

    def asked_for(self) -> Path | None:
        """Ask for a layout to open."""
        folder = "" if self.document.path is None else str(self.document.path.parent)
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Open"), folder, tr("Layouts (*.yaml *.yml)"))
        return Path(name) if name else None

    def save(self) -> None:
        """Write the file; one that has none yet is asked for."""
        if self.document.path is None:
            self.save_as()
        else:
            self._write(None)

    def save_as(self) -> None:
        """Ask for a file and write it."""
        suggested = self.document.path or Path("line.yaml")
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Save as"), str(suggested), tr("Layouts (*.yaml *.yml)"))
        if name:
            self._write(Path(name) if Path(name).suffix else Path(f"{name}.yaml"))

    def _write(self, path: Path | None) -> None:
        try:
            self.document.save(path)
        except UserError as error:
            self.refused.emit(str(error))
            return
        if self.document.path is not None:
            self.saved.emit(self.document.path)
