"""The toolbox: takes a tool in hand."""

from PySide6.QtCore import QObject

from viewer.window.array_dialog import ArrayDialog
from viewer.window.editing import Editing
from viewer.window.library import Article
from viewer.window.stage import Stage
from viewer.window.tools.connecting import Connecting
from viewer.window.tools.drawing import Drawing
from viewer.window.tools.measuring import Measuring
from viewer.window.tools.placing import Placing


class Toolbox(QObject):
    """Gives the mouse on the stage to a tool that works on the layout."""

    def __init__(self, editing: Editing, stage: Stage, parent: QObject) -> None:
        super().__init__(parent)
        self._editing, self._stage = editing, stage

    def place(self, article: Article) -> None:
        """Place an article of the library."""
        self._stage.take(Placing(self._editing, article.kind, article.model))
        self._stage.canvas.setFocus()

    def draw(self) -> None:
        """Draw conveyors."""
        self._stage.take(Drawing(self._editing, lambda: self._stage.scene))

    def join(self) -> None:
        """Connect ports."""
        self._stage.take(Connecting(self._editing, lambda: self._stage.scene))

    def measure(self) -> None:
        """Measure on the floor."""
        self._stage.take(Measuring(self._editing, lambda: self._stage.scene))

    def array(self) -> None:
        """Ask for rows and columns of what is selected."""
        if self._editing.selection and not self._editing.dragging:
            self._stage.take(None)
            ArrayDialog(self._editing, self._stage.canvas.window()).open()

    def turn(self, degrees: float) -> None:
        """Turn what is in hand, else what is selected, anticlockwise."""
        if self._stage.tool is not None:
            self._stage.tool.turn(degrees)
        else:
            self._editing.turn(degrees)
