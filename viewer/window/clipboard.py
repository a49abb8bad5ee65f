"""Equipment on the clipboard: between windows, and as text from and to anything that shows layout files."""

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QCursor, QGuiApplication

from geometry.picking import on_level
from layouts.editing import SnippetError, pasted, snippet
from layouts.editing.snippets import MIME
from layouts.space import Vector
from viewer.window.editing import Editing
from viewer.window.language import tr
from viewer.window.notice import Line, Message
from viewer.window.stage import Stage


class Clipboard(QObject):
    """Copies what is selected, and pastes it where the mouse is."""

    told = Signal(object)
    """A message: what was pasted that refers to what is not here, or that there is nothing to paste."""

    def __init__(self, editing: Editing, stage: Stage, parent: QObject) -> None:
        super().__init__(parent)
        self._editing, self._stage = editing, stage

    def copy(self) -> bool:
        """Put what is selected on the clipboard, as a piece of a layout; False where nothing is."""
        layout, names = self._editing.document.layout, self._editing.selection
        if layout is None or not names:
            return False
        text, data = snippet(layout, names), QMimeData()
        data.setText(text)
        data.setData(MIME, text.encode("utf-8"))
        QGuiApplication.clipboard().setMimeData(data)
        return True

    def cut(self) -> None:
        """Put what is selected on the clipboard, and take it out."""
        if self.copy():
            self._editing.remove()

    def paste(self) -> None:
        """Put what the clipboard has where the mouse is, else in the middle of the view."""
        layout, data = self._editing.document.layout, QGuiApplication.clipboard().mimeData()
        if layout is None or self._editing.dragging:
            return
        text = bytes(data.data(MIME).data()).decode("utf-8") if data.hasFormat(MIME) else data.text()
        try:
            after, names, told = pasted(layout, text, self._there())
        except SnippetError as error:
            self.told.emit(Message(str(error), grave=False))
            return
        self._editing.put(tr("paste of {number}", number=len(names)), after, tuple(names.values()))
        if told:
            heading = tr("What was pasted refers to what is not here.")
            self.told.emit(Message(heading, tuple(Line(each, grave=False) for each in told), grave=False))

    def _there(self) -> Vector | None:
        canvas = self._stage.canvas
        at = canvas.mapFromGlobal(QCursor.pos())
        within = at if canvas.rect().contains(at) else canvas.rect().center()
        return on_level(canvas.ray(within.toPointF()))
