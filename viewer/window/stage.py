"""The 3D view of the window: a canvas with the scene of a layout, what moves in it, and what is selected."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from geometry.palette import Theme
from geometry.scene import Scene, scene_of
from geometry.snapping import Guide
from layouts.model import Layout
from replay.playback import Moment
from replay.trace import Header
from viewer.render.options import View
from viewer.render.sight import Sight, window_of
from viewer.render.view import SceneView
from viewer.window.canvas import Canvas
from viewer.window.handle import Handle

NOTHING = "Nothing stands here yet.\nAdd equipment to the file and save it: the line appears here."


class Stage(QObject):
    """Draws layouts and moments on a canvas; a frame is drawn when Qt paints, and only then."""

    picked = Signal(object)
    """The id of the equipment that was clicked, or None."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.canvas = Canvas(parent)
        self.hint = _laid_over(self.canvas)
        self.canvas.clicked.connect(self._pick)
        self.canvas.navigated.connect(self._let_camera)
        self.canvas.resized.connect(self._aim)
        self.canvas.still.timeout.connect(self._settle)
        self._view = self._new_view(theme)
        self._scene: Scene | None = None
        self._shown: tuple[Moment | None, Header | None] = (None, None)
        self._selected: str | None = None
        self.handle = Handle(self.canvas, self)
        self._aimed: View | None = View.ISO
        """The view that is kept fitted to the size of the canvas, until the user moves the camera."""

    def show_layout(self, layout: Layout) -> None:
        """Show another layout; the camera stays where it is, unless there was none before."""
        scene = scene_of(layout)
        self._view.sync(self._scene, scene)
        self.hint.setVisible(not scene.pieces)
        first, self._scene = self._scene is None, scene
        self.handle.scene = scene
        self.show_moment(None, None)
        if first:
            self._aim()
        self.canvas.refresh()

    def show_moment(self, moment: Moment | None, header: Header | None) -> None:
        """Show what is where."""
        self._shown = (moment, header)
        self._view.show(moment, header)
        self.canvas.refresh()

    def show_guides(self, guides: Sequence[Guide]) -> None:
        """Show the lines on the floor that say why a drag came to rest, or none."""
        self._view.guide(guides)
        self.canvas.refresh()

    def select(self, equipment_id: str | None) -> None:
        """Mark a piece of equipment, or none."""
        self._selected = self.handle.selected = equipment_id
        self._view.highlight(equipment_id)
        self.canvas.refresh()

    def look_from(self, view: View) -> None:
        """Look from a direction at the whole line."""
        self._aimed = view
        self._aim()

    def fit(self) -> None:
        """Bring the whole line into view, from where one looks now."""
        if self._scene:
            parallel = bool(self.canvas.camera.parallel_projection)
            aspect = self.canvas.width() / max(1, self.canvas.height())
            self.canvas.eye = self.canvas.eye.fitted(self._scene.corners, aspect, parallel)

    def wear(self, theme: Theme) -> None:
        """Take other colours; camera, moment and selection stay."""
        eye = self.canvas.eye
        self._view.close()
        self.canvas.renderer.RemoveAllViewProps()
        self.canvas.renderer.RemoveAllLights()
        self._view = self._new_view(theme)
        if self._scene:
            self._view.sync(None, self._scene)
        self._view.show(*self._shown)
        self._view.highlight(self._selected)
        self.canvas.eye = eye

    def sight(self) -> Sight:
        """Return what is at each pixel."""
        window = window_of(self.canvas)
        window.MakeCurrent()  # outside of a paint event VTK has no context and would draw nothing
        window.SetMultiSamples(0)  # a smooth edge between two things would have the number of a third
        return self._view.sight()

    def close(self) -> None:
        """Let go of everything that VTK holds."""
        self.canvas.still.stop()
        self._view.close()
        self.canvas.close()

    def _new_view(self, theme: Theme) -> SceneView:
        return SceneView(self.canvas, theme, pixel_ratio=self.canvas.devicePixelRatioF())

    def _aim(self) -> None:
        if self._aimed and self._scene:
            self._view.set_camera(self._aimed)
            self.canvas.refresh()

    def _settle(self) -> None:
        """Draw sharply, before the canvas draws its still frame."""
        self._view.settle()

    def _let_camera(self) -> None:
        self._aimed = None

    def _pick(self, x: int, y: int) -> None:
        self.picked.emit(self.sight().equipment(x, y))


def _laid_over(canvas: Canvas) -> QLabel:
    """Lay a line of text over the middle of a canvas; the mouse does not notice it."""
    hint = QLabel(NOTHING)
    hint.setObjectName("hint")
    hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
    hint.setWordWrap(True)
    hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    hint.hide()
    QVBoxLayout(canvas).addWidget(hint)
    return hint
