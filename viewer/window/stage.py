"""The 3D view of the window: a canvas with the scene of a layout, what moves in it, and what is selected."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from geometry.palette import Theme
from geometry.scene import Scene, scene_of
from layouts.model import Layout
from replay.playback import Moment
from replay.trace import Header
from viewer.render.view import SceneView
from viewer.window.actions import View
from viewer.window.canvas import Canvas


class Stage(QObject):
    """Draws layouts and moments on a canvas; a frame is drawn when Qt paints, and only then."""

    picked = Signal(object)
    """The id of the equipment that was clicked, or None."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.canvas = Canvas(parent)
        self.canvas.clicked.connect(self._pick)
        self._view = SceneView(self.canvas, theme)
        self._scene: Scene | None = None
        self._shown: tuple[Moment | None, Header | None] = (None, None)
        self._selected: str | None = None

    def show_layout(self, layout: Layout) -> None:
        """Show another layout; the camera stays where it is, unless there was none before."""
        scene = scene_of(layout)
        self._view.sync(self._scene, scene)
        first, self._scene = self._scene is None, scene
        self.show_moment(None, None)
        if first:
            self.look_from(View.ISO)
        self.canvas.update()

    def show_moment(self, moment: Moment | None, header: Header | None) -> None:
        """Show what is where."""
        self._shown = (moment, header)
        self._view.show(moment, header)
        self.canvas.update()

    def select(self, equipment_id: str | None) -> None:
        """Mark a piece of equipment, or none."""
        self._selected = equipment_id
        self._view.highlight(equipment_id)
        self.canvas.update()

    def look_from(self, view: View) -> None:
        """Look from a direction at the whole line."""
        self._view.set_camera(view.value)
        self.canvas.update()

    def fit(self) -> None:
        """Bring the whole line into view."""
        self._view.fit()
        self.canvas.update()

    def wear(self, theme: Theme) -> None:
        """Take other colours; camera, moment and selection stay."""
        eye = self.canvas.eye
        self.canvas.clear()
        self._view = SceneView(self.canvas, theme)
        if self._scene:
            self._view.sync(None, self._scene)
        self._view.show(*self._shown)
        self._view.highlight(self._selected)
        self.canvas.eye = eye

    def close(self) -> None:
        """Let go of everything that VTK holds."""
        self.canvas.close()

    def _pick(self, x: int, y: int) -> None:
        self.picked.emit(self._view.pick(x, y))
