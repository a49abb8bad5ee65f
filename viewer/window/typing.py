"""What is typed over the view while something is placed, drawn or dragged: keys go there first, actions come second."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

STARTS = frozenset("0123456789@<-.")
"""What begins something that is typed; all other keys are those of actions until then."""
GOES_ON = STARTS | frozenset(" ,+degradmck°")
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Typing(QObject):
    """Takes characters from the keys of a view, while they are wanted, and tells what stands there."""

    changed = Signal(str)
    """What stands there now."""
    entered = Signal()
    """Return was pressed."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self.text = ""
        self.wanted: Callable[[str], bool] = lambda _: False
        """Whether something that begins so is of use now."""
        view.installEventFilter(self)

    def clear(self) -> None:
        """Forget what stands there, without a word."""
        self.text = ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep keys from the actions, and take them."""
        if not isinstance(event, QKeyEvent) or event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        if not self._takes(event):
            return False
        if event.type() is QEvent.Type.KeyPress:
            self._take(event)
        event.accept()
        return True

    def _takes(self, event: QKeyEvent) -> bool:
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier):
            return False
        if self.text:
            edits = event.key() in (*ENTER, Qt.Key.Key_Backspace, Qt.Key.Key_Escape)
            return edits or (bool(event.text()) and event.text() in GOES_ON)
        return bool(event.text()) and event.text() in STARTS and self.wanted(event.text())

    def _take(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.entered.emit()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.text = ""
        elif event.key() == Qt.Key.Key_Backspace:
            self.text = self.text[:-1]
        else:
            self.text += event.text()
        self.changed.emit(self.text)
