"""The strip at the upper edge of the 3D view: what the tool in hand wants next."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QWidget

MARGIN = 12
"""Distance from the edges of the view, pixels."""


class Strip(QLabel):
    """A line or two over the view that the mouse does not notice; hidden while there is nothing to say."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self.setObjectName("strip")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setTextFormat(Qt.TextFormat.PlainText)
        view.installEventFilter(self)
        self.hide()

    def say(self, text: str) -> None:
        """Show a line, or nothing."""
        if text != self.text() or self.isVisible() != bool(text):
            self.setText(text)
            self.setVisible(bool(text))
            self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle when the view has another size."""
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """Stand in the middle, on one line where it fits."""
        view = self.parentWidget()
        if view is not None:
            self.setWordWrap(False)
            self.adjustSize()
            room = view.width() - 2 * MARGIN
            if self.width() > room:
                self.setWordWrap(True)
                self.resize(room, self.heightForWidth(room))
            self.move(max(0, (view.width() - self.width()) // 2), MARGIN)
            self.raise_()
