"""The scene on a plotter: what stands still, what moves, what shines, what is written."""

from collections.abc import Iterator

import numpy as np
import pyvista as pv
from vtkmodules.vtkRenderingCore import vtkActor, vtkProp, vtkRenderer

from geometry.palette import SIGNALS, Role, Theme
from geometry.scene import Change, Piece, Scene
from layouts.equipment import Role as Part
from replay.header import Header
from replay.playback import Moment
from replay.states import State
from viewer.render.arrays import pixels_of
from viewer.render.camera import View, aim
from viewer.render.ground import Ground
from viewer.render.inscriptions import Inscriptions
from viewer.render.lamps import Lamps
from viewer.render.lights import light
from viewer.render.lots import Lots
from viewer.render.marks import Links, Outline
from viewer.render.parts import Parts
from viewer.render.sight import Sight, window_of
from viewer.render.surfaces import COLOR, NUMBER, numbers_of, shares

TROUBLE = frozenset({State.FAILED, State.STOPPED, State.WAITING_REPAIR, State.MAINTENANCE})
"""States that are shown of anything; movers and the ends of a line wait so often that other signs would be noise."""


class SceneView:
    """Draws scenes and moments on any plotter, and touches only what changed. It never renders by itself.

    Exceptions are `sight` and `pick`, which draw the numbers of things into the back buffer and read them.
    """

    def __init__(self, plotter: pv.BasePlotter, theme: Theme, *, pixel_ratio: float = 1.0, texts: bool = True) -> None:
        """Begin with an empty floor; `pixel_ratio` enlarges what is written, `texts=False` writes nothing."""
        self.plotter, self.theme, self.texts = plotter, theme, texts
        self.renderer: vtkRenderer = plotter.renderer
        self.scene = Scene()
        self.numbers: dict[str, int] = {}
        self.moment: Moment | None = None
        self.header: Header | None = None
        self.renderer.SetBackground(*shares(theme[Role.BACKGROUND]))
        self.renderer.SetUseOIT(False)  # it would blend signs and shadows as if neither lay over the other
        light(self.renderer)
        self.ground = Ground(self.renderer, theme)
        self.lots = Lots(self.renderer)
        self.parts = Parts(self.renderer, theme)
        self.lamps = Lamps(self.renderer, theme)
        self.links = Links(self.renderer, theme)
        self.outline = Outline(self.renderer, theme)
        self.inscriptions = Inscriptions(self.renderer, theme, pixel_ratio)
        self._before = self.renderer.AddObserver("StartEvent", self._face)
        self.ground.lay(self.scene.extent)

    def sync(self, old: Scene | None, new: Scene) -> Change:
        """Draw a scene instead of an old one (None: whatever is drawn); return what was touched."""
        change = new.change_from(self.scene if old is None and self.numbers else old)
        self.scene = new
        for name in new.pieces:
            self.numbers.setdefault(name, len(self.numbers) + 1)
        gone = change.gone & self.lots.of.keys()
        self.lots.change(
            gone, (new.pieces[name] for name in new.pieces if name in change.drawn), self.theme, self.numbers
        )
        if change.floor:
            self.ground.lay(new.extent)
        if change.links:
            self.links.show(new.links)
        if change.gone or change.drawn:
            self._restand()
        if change:
            self._order()
        return change

    def show(self, moment: Moment | None, header: Header | None) -> None:
        """Show parts and states of a moment; None: an empty line with dark lamps."""
        self.moment, self.header = moment, header
        self.parts.show(moment, header.looks if header else ())
        states = [*self._states()]
        self.lamps.show(states)
        if self.texts:
            self.inscriptions.states(states)

    def set_camera(self, view: View | str) -> None:
        """Look from one of the views (`iso`, `top`, `front`), with everything in the picture."""
        points = np.array((*self.scene.corners, *self.inscriptions.reach), np.float64)
        width, height = self.renderer.GetSize()
        aim(self.renderer.GetActiveCamera(), View(view), points, max(width, 1) / max(height, 1))
        self.plotter.camera_set = True
        self.renderer.ResetCameraClippingRange()

    def fit(self, view: View | str = View.ISO) -> None:
        """Bring everything into the picture."""
        self.set_camera(view)

    def highlight(self, equipment_id: str | None) -> None:
        """Outline one piece of equipment; None: none."""
        self.outline.show(self.scene.pieces.get(equipment_id) if equipment_id else None)

    def pick(self, x: int, y: int) -> str | None:
        """Return the equipment at a pixel, counted as VTK does: from the left and from the bottom."""
        sight = self.sight()
        return sight.equipment(x, sight.numbers.shape[0] - 1 - y)

    def sight(self) -> Sight:
        """Draw the number of each thing without showing it, and return them by pixel."""
        window = window_of(self.plotter)
        others = [prop for prop in self._unnumbered() if prop.GetVisibility()]
        passes, swapping = self.renderer.GetPass(), window.GetSwapBuffers()
        background = self.renderer.GetBackground()
        self._number(others, True)
        self.renderer.SetPass(None)  # type: ignore[arg-type] # VTK takes None for "no pass"
        self.renderer.SetBackground(0, 0, 0)
        window.SetSwapBuffers(0)
        window.Render()
        numbers = numbers_of(pixels_of(window))
        window.SetSwapBuffers(swapping)
        self.renderer.SetBackground(*background)
        self.renderer.SetPass(passes)
        self._number(others, False)
        return Sight(numbers, {number: name for name, number in self.numbers.items()})

    def close(self) -> None:
        """Let the renderer go."""
        self.renderer.RemoveObserver(self._before)

    def _number(self, others: list[vtkProp], numbered: bool) -> None:
        """Colour things by number and hide all others, or the other way about."""
        self.lots.color(NUMBER if numbered else COLOR)
        self.parts.color(NUMBER if numbered else None)
        for actor in (*self.lots.actors(), *self.parts.actors()):
            _plain(actor, numbered)
        for prop in others:
            prop.SetVisibility(not numbered)

    def _unnumbered(self) -> Iterator[vtkProp]:
        """What has no number."""
        yield from self.ground.actors()
        yield from self.lamps.actors()
        yield from self.links.actors()
        yield from self.outline.actors()
        yield from self.inscriptions.actors()

    def _restand(self) -> None:
        """Lay what depends on all pieces anew: shadows, names, and the states at their new places."""
        pieces = [*self.scene.pieces.values()]
        self.ground.cast(pieces)
        if self.texts:
            self.inscriptions.names(pieces)
        self.show(self.moment, self.header)
        self.outline.show(self.scene.pieces.get(self.outline.name) if self.outline.name else None)

    def _order(self) -> None:
        """Put what lets light through in the order in which it is drawn: ground, glass and paint, signs."""
        for actor in (*self.ground.actors(), *self.lots.clear_actors(), *self.inscriptions.actors()):
            self.renderer.RemoveActor(actor)
            self.renderer.AddActor(actor)

    def _states(self) -> Iterator[tuple[Piece, State]]:
        """The pieces whose state is to be seen."""
        if self.moment is None or self.header is None:
            return
        for name, number in zip(self.header.equipment, self.moment.states.tolist(), strict=True):
            piece, state = self.scene.pieces.get(name), State(number)
            if piece is not None and (piece.role is Part.STATION or state in TROUBLE) and SIGNALS[state] is not None:
                yield piece, state

    def _face(self, caller: object, event: str) -> None:
        """Turn the signs to the eye before each frame."""
        self.inscriptions.face()


def _plain(actor: vtkActor, plain: bool) -> None:
    """Draw without light, or as before."""
    look = actor.GetProperty()
    look.SetLighting(not plain)
