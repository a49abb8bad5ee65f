"""The 3D view of the window: a canvas with the scene of a layout, what moves in it, and what is selected."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from geometry.palette import Role, Theme
from geometry.picking import middle_of
from geometry.scene import Scene, scene_of
from geometry.snap_points import SnapPoint
from geometry.snapping import Guide
from layouts.model import Layout
from layouts.problems import Problem
from layouts.table import Table
from replay.playback import Moment
from replay.trace import Header
from viewer.render.options import View
from viewer.render.sight import Sight, window_of
from viewer.render.view import SceneView
from viewer.window.canvas import Canvas
from viewer.window.handle import Handle
from viewer.window.language import tr
from viewer.window.snap_mark import SnapMark
from viewer.window.strip import Strip
from viewer.window.tools import Tool
from viewer.window.typing import Typing

NOTHING = (
    "Nothing stands here yet.\nTake a machine from the library on the left and click where it is to stand,"
    "\nor add equipment to the file and save it: the line appears here."
)

HINT = 420
"""Width of that text, pixels: it is wholly behind the start page while that is shown."""


class Stage(QObject):
    """Draws layouts and moments on a canvas; a frame is drawn when Qt paints, and only then."""

    picked = Signal(object, Qt.KeyboardModifier)
    """The id of the equipment that was clicked, or None."""
    boxed = Signal(tuple)
    """The ids of the equipment in the box that was drawn."""
    typed = Signal(str)
    """What is typed while something is dragged."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.canvas = Canvas(parent)
        self.hint = _laid_over(self.canvas)
        self.strip, self.snap_mark = Strip(self.canvas), SnapMark(self.canvas)
        self.typing = Typing(self.canvas)
        self.typing.wanted = self._wants_text
        self.typing.changed.connect(self._type)
        self.typing.entered.connect(self._enter)
        self.canvas.clicked.connect(self._click)
        self.canvas.hovered.connect(self._hover)
        self.canvas.boxed.connect(self._box)
        self.canvas.navigated.connect(self._let_camera)
        self.canvas.resized.connect(self._aim)
        self.canvas.still.timeout.connect(self._settle)
        self._view = self._new_view(theme)
        self._scene: Scene | None = None
        self._shown: tuple[Moment | None, Header | None] = (None, None)
        self._selected: tuple[str, ...] = ()
        self._marked: tuple[Problem, ...] = ()
        self._flow = False
        self._whole: Scene | None = None
        self.hidden: frozenset[str] = frozenset()
        """Equipment that is neither drawn nor picked; a matter of the view, not saved."""
        self.handle = Handle(self.canvas, self)
        self.tool: Tool | None = None
        """What takes the mouse instead of selecting."""
        self._aimed: View | None = View.ISO
        """The view that is kept fitted to the size of the canvas, until the user moves the camera."""

    def show_layout(self, layout: Layout) -> None:
        """Show another layout; the camera stays where it is, unless there was none before."""
        self.show_moment(None, None)
        first, self._whole = self._whole is None, scene_of(layout, self._whole)
        self.hint.setVisible(not self._whole.pieces)
        self._draw(self._whole)
        if first:
            self._aim()
        self.canvas.refresh()

    def show_moment(self, moment: Moment | None, header: Header | None) -> None:
        """Show what is where."""
        self._shown = (moment, header)
        self._view.show(moment, header)
        self.canvas.refresh()

    def hide(self, equipment_ids: frozenset[str]) -> None:
        """Hide this equipment, and show all else."""
        self.hidden = equipment_ids
        if self._whole is not None:
            self._draw(self._whole)
            self._view.show(*self._shown)
            self.canvas.refresh()

    def _draw(self, whole: Scene) -> None:
        """Draw a scene without what is hidden."""
        hidden = self.hidden.intersection(whole.pieces)
        pieces = {name: piece for name, piece in whole.pieces.items() if name not in hidden}
        scene = replace(whole, pieces=Table(pieces)) if hidden else whole
        self._view.sync(self._scene, scene)
        self._scene = self.handle.scene = scene
        self._view.turner.show(self.handle.ring)

    def show_guides(self, guides: Sequence[Guide], point: SnapPoint | None = None) -> None:
        """Show the lines on the floor that say why a drag came to rest, and the point at which it does, or none."""
        self._view.guide(guides)
        self.snap_mark.show_at(point and point.kind, point and self.canvas.pixel_of(point.at))
        self.canvas.refresh()

    def say(self, text: str) -> None:
        """Say in the strip what a drag does; nothing: what the tool in hand wants, if there is one."""
        if text:
            self.strip.say(text)
        else:
            self.typing.clear()
            self._show_strip()

    def show_flow(self, shown: bool) -> None:
        """Show connections as arrows with their rules, or not."""
        self._flow = shown
        self._view.flow.want(shown, self.scene)
        self.canvas.refresh()

    def toggle_flow(self) -> None:
        """Show connections as arrows, or no longer."""
        self.show_flow(not self._flow)

    def mark(self, found: Sequence[Problem]) -> None:
        """Stand a pin at each place that needs a look, and nowhere else."""
        if tuple(found) != self._marked:
            self._marked = tuple(found)
            self._view.mark(self._marked)
            self.canvas.refresh()

    def select(self, equipment_ids: tuple[str, ...]) -> None:
        """Mark equipment, or none."""
        self._selected = self.handle.selected = tuple(name for name in equipment_ids if name not in self.hidden)
        self._view.highlight(*self._selected)
        self._view.turner.show(self.handle.ring)
        self.canvas.refresh()

    def take(self, tool: Tool | None) -> None:
        """Give the mouse to a tool, or let it select again; what the tool before has not finished is left out."""
        if self.tool is not None:
            self.tool.cancel()
        self.tool = tool
        self.handle.enabled = tool is None
        self.typing.clear()
        self.snap_mark.show_at(None, None)
        self._view.turner.show(self.handle.ring)
        self.canvas.setMouseTracking(tool is not None)
        self.canvas.setCursor(Qt.CursorShape.CrossCursor if tool else Qt.CursorShape.ArrowCursor)
        self._show_strip()

    def cancel(self) -> bool:
        """Leave out what the tool has not finished, or put it away; False where there is none."""
        if self.tool is None:
            return False
        if self.tool.cancel():
            self._show_strip()
        else:
            self.take(None)
        return True

    @property
    def whole(self) -> Scene | None:
        """What is shown and what is hidden."""
        return self._whole

    @property
    def scene(self) -> Scene:
        """What is shown."""
        return self._scene or Scene()

    def look_from(self, view: View) -> None:
        """Look from a direction at the whole line."""
        self._aimed = view
        self._aim()

    def fit(self) -> None:
        """Bring the whole line into view, from where one looks now."""
        if self._scene:
            parallel = bool(self.canvas.camera.GetParallelProjection())
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
        self._view.flow.want(self._flow, self.scene)
        self._view.show(*self._shown)
        self._view.highlight(*self._selected)
        self._view.turner.show(self.handle.ring)
        self._view.mark(self._marked)
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
        self.snap_mark.color, self.snap_mark.ground = QColor(theme[Role.HIGHLIGHT]), QColor(theme[Role.BACKGROUND])
        return SceneView(self.canvas, theme, pixel_ratio=self.canvas.devicePixelRatioF())

    def _aim(self) -> None:
        if self._aimed and self._scene:
            self._view.set_camera(self._aimed)
            self.canvas.refresh()

    def _settle(self) -> None:
        """Draw sharply, before the canvas draws its still frame; what is held by the mouse stays in hand."""
        if not self.canvas.held:
            self._view.settle()

    def _let_camera(self) -> None:
        self._aimed = None

    def _hover(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if self.tool is not None:
            self.tool.hover(self.canvas.ray(at), modifiers)
            self._show_tool()

    def _click(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if self.tool is None:
            self._pick(at, modifiers)
        elif self.tool.click(self.canvas.ray(at), modifiers):
            self._show_tool()
        else:
            self.take(None)

    def _show_tool(self) -> None:
        """Show what the tool wants, and the point at which the mouse is."""
        point = self.tool.point if self.tool else None
        self.snap_mark.show_at(point and point.kind, point and self.canvas.pixel_of(point.at))
        self._show_strip()

    def _show_strip(self) -> None:
        typed = f"\n{self.typing.text}▏" if self.typing.text else ""
        self.strip.say(f"{self.tool.hint}  {tr('Esc ends.')}{typed}" if self.tool else "")

    def _wants_text(self, first: str) -> bool:
        """Numbers are of use to a tool that takes them and to a drag; `@` moves what is selected also without one."""
        if self.tool is not None:
            return self.tool.takes_text
        return self.handle.moving or (first == "@" and bool(self._selected))

    def _type(self, text: str) -> None:
        if self.tool is not None:
            self.tool.type(text)
            self._show_tool()
        else:
            self.typed.emit(text)

    def _enter(self) -> None:
        self.typing.clear()
        if self.tool is None:
            self.handle.let_go()
            self.handle.ended.emit()
        elif self.tool.enter():
            self._show_tool()
        else:
            self.take(None)

    def _pick(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        scale = self.canvas.devicePixelRatioF()
        self.picked.emit(self.sight().equipment(round(at.x() * scale), round(at.y() * scale)), modifiers)

    def _box(self, box: QRectF) -> None:
        """Pick all equipment of which the middle of the footprint is seen in a box."""
        pieces = self._scene.pieces.items() if self._scene else ()
        middles = ((name, self.canvas.pixel_of(middle_of(piece))) for name, piece in pieces)
        self.boxed.emit(tuple(name for name, at in middles if at is not None and box.contains(at)))


def _laid_over(canvas: Canvas) -> QLabel:
    """Lay a line of text over the middle of a canvas; the mouse does not notice it."""
    hint = QLabel(tr(NOTHING))
    hint.setObjectName("hint")
    hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
    hint.setWordWrap(True)
    hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    hint.hide()
    hint.setMaximumWidth(HINT)
    row = QHBoxLayout(canvas)
    row.addStretch(1)
    row.addWidget(hint, 100)
    row.addStretch(1)
    return hint
