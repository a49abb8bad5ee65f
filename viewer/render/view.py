"""The scene on a plotter: what stands still, what moves, what shines, what is written."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pyvista as pv
from vtkmodules.vtkRenderingCore import vtkActor, vtkRenderer

from geometry.palette import Role, Theme
from geometry.scene import Change, Link, Piece, Scene
from geometry.snapping import Guide
from layouts.problems import Problem
from layouts.space import Vector
from replay.header import Header
from replay.playback import Moment
from viewer.render.arrays import pixels_of
from viewer.render.belts import Belts
from viewer.render.camera import aim
from viewer.render.crew import Crew
from viewer.render.flow import Flow
from viewer.render.ground import Ground
from viewer.render.inscriptions import PIN_HEIGHT, Inscriptions
from viewer.render.lamps import Lamps
from viewer.render.lights import light
from viewer.render.lots import Layer, Lots
from viewer.render.marks import PIN_ABOVE, Links, Outline, Pin, Pins, Turner
from viewer.render.moving import Moving
from viewer.render.options import Quality, View
from viewer.render.parts import Parts
from viewer.render.sight import Sight, window_of
from viewer.render.signs import eye_of
from viewer.render.stations import NONE_SHOWN, Shown, Stations, stack_of
from viewer.render.surfaces import numbers_of, shares

GUIDE_LIFT = 0.03
"""Height of guides above the floor, metres."""


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
        self.made: list[str] = []
        """The pieces of which the last `sync` made meshes."""
        self._ordered: tuple[vtkActor, ...] = ()
        self.moment: Moment | None = None
        self.header: Header | None = None
        self.stations: Stations | None = None
        self.renderer.SetBackground(*shares(theme[Role.BACKGROUND]))
        self.renderer.SetUseOIT(False)  # it would blend signs and shadows as if neither lay over the other
        light(self.renderer)
        self.ground = Ground(self.renderer, theme, pixel_ratio)
        self.lots = Lots(self.renderer, theme)
        self.moving = Moving(self.renderer, theme)
        self.belts = Belts(self.renderer, theme)
        self.parts = Parts(self.renderer, theme)
        self.crew = Crew(self.renderer, theme)
        self.lamps = Lamps(self.renderer, theme)
        self.links, self.guides = Links(self.renderer, theme), Links(self.renderer, theme)
        self.outline, self.turner = Outline(self.renderer, theme), Turner(self.renderer, theme)
        self.pins, self.flow = Pins(self.renderer, theme), Flow(self.renderer, theme)
        self.inscriptions = Inscriptions(self.renderer, theme, pixel_ratio)
        self._before = self.renderer.AddObserver("StartEvent", self._face)
        self.ground.lay(self.scene.extent)

    def sync(self, old: Scene | None, new: Scene) -> Change:
        """Draw a scene instead of an old one (None: whatever is drawn); return what was touched."""
        change = new.change_from(self.scene if old is None and self.numbers else old)
        self.scene = new
        self.crew.lay(new)
        drawn = [new.pieces[name] for name in new.pieces if name in change.drawn]
        for piece in drawn:
            self.numbers.setdefault(piece.equipment, len(self.numbers) + 1)
        self.made = self.lots.change(change.gone, drawn, self.numbers)
        self.moving.change(change.gone, drawn, self.numbers)
        if change.floor:
            self.ground.lay(new.extent, new.underlay)
        if change.links:
            self.links.show(new.links)
        if change.gone or change.drawn:
            self._restand(change)
        self.flow.lay(new)
        if change:
            self._order()
        return change

    def show(self, moment: Moment | None, header: Header | None) -> None:
        """Show parts and states of a moment; None: an empty line with dark lamps."""
        if moment is None and self.moment is None and header is self.header:
            return
        if header is not self.header:
            self.header, self.stations = header, Stations(self.scene, header) if header else None
            self.belts.lay(self.scene, header)
            self.moving.lay(header)
        looks = header.looks if header else ()
        self.parts.show(moment, looks)
        self.crew.show(moment, looks)
        self.belts.show(moment)
        self.moving.show(moment)
        if not _same_states(moment, self.moment):
            self._signal(self.stations.shown(moment) if moment and self.stations else NONE_SHOWN)
        self.moment = moment

    def mark(self, found: Sequence[Problem]) -> None:
        """Stand a pin where each of some problems is, above all that it is about."""
        self.pins.show([Pin(problem.point, self._above(problem)) for problem in found if problem.point is not None])

    def _above(self, problem: Problem) -> float:
        """How high a pin must be to be seen above the equipment that a problem is about."""
        tops = [corner.z for piece in self._pieces(problem.pieces) for corner in piece.corners]
        return max([problem.point.z if problem.point else 0.0, *tops]) + PIN_ABOVE

    def settle(self) -> None:
        """Draw sharply what the last moves have blurred, and put back what was in hand: nothing moves any more."""
        self.lots.settle()
        self.inscriptions.settle()
        self._order()
        self.belts.settle()
        self.moving.settle()

    def set_camera(self, view: View | str) -> None:
        """Look from one of the views (`iso`, `top`, `front`), with everything in the picture."""
        points = np.array((*self.scene.corners, *self._pins()), np.float64)
        width, height = self.renderer.GetSize()
        aim(self.renderer.GetActiveCamera(), View(view), points, max(width, 1) / max(height, 1))
        self.plotter.camera_set = True
        self.renderer.ResetCameraClippingRange()

    def fit(self, view: View | str = View.ISO) -> None:
        """Bring everything into the picture."""
        self.set_camera(view)

    def set_quality(self, quality: Quality) -> None:
        """Spend more on each frame: `fast` while something moves, the others where the picture stands still."""
        self.plotter.disable_anti_aliasing()
        self.plotter.disable_ssao()  # type: ignore[call-arg] # PyVista hides the signature
        if quality is not Quality.FAST:
            self.plotter.enable_anti_aliasing("ssaa")
        if quality is Quality.BEST:
            soften_corners(self.plotter)

    def highlight(self, *equipment_ids: str) -> None:
        """Outline equipment, and find room for the name of the last before all others."""
        self.inscriptions.names.prefer(equipment_ids[-1] if equipment_ids else None)
        self.outline.show(self._pieces(equipment_ids))

    def guide(self, guides: Sequence[Guide]) -> None:
        """Show lines on the floor that say why a drag came to rest, and no others."""
        lift = Vector(0.0, 0.0, GUIDE_LIFT)
        self.guides.show([Link(guide.start.plus(lift), guide.end.plus(lift)) for guide in guides])

    def pick(self, x: int, y: int) -> str | None:
        """Return the equipment at a pixel, counted as VTK does: from the left and from the bottom."""
        sight = self.sight()
        return sight.equipment(x, sight.numbers.shape[0] - 1 - y)

    def sight(self) -> Sight:
        """Draw the number of each thing without showing it, and return them by pixel."""
        window = window_of(self.plotter)
        hidden = [actor for actor in self._unnumbered() if actor.GetVisibility()]
        passes, swapping = self.renderer.GetPass(), window.GetSwapBuffers()
        background = self.renderer.GetBackground()
        self._number(hidden, True)
        self.renderer.SetPass(None)  # type: ignore[arg-type] # VTK takes None for "no pass"
        self.renderer.SetBackground(0, 0, 0)
        window.SetSwapBuffers(0)
        window.Render()
        numbers = numbers_of(pixels_of(window))
        window.SetSwapBuffers(swapping)
        self.renderer.SetBackground(*background)
        self.renderer.SetPass(passes)
        self._number(hidden, False)
        return Sight(numbers, {number: name for name, number in self.numbers.items()})

    def close(self) -> None:
        """Let the renderer go."""
        self.renderer.RemoveObserver(self._before)

    def _number(self, hidden: list[vtkActor], numbered: bool) -> None:
        """Colour things by number and hide all others, or the other way about."""
        self.lots.number(numbered)
        self.moving.number(numbered)
        self.parts.number(numbered)
        for actor in hidden:
            actor.SetVisibility(not numbered)

    def _unnumbered(self) -> Iterator[vtkActor]:
        """What has no number."""
        yield from self.ground.actors
        yield from self.lots.actors(Layer.SHADOW)
        yield self.belts.actor
        yield from self.crew.actors()
        yield from self.lamps.actors()
        yield from self.links.actors()
        yield from self.guides.actors()
        yield from self.pins.actors()
        yield from self.flow.actors()
        yield from self.outline.actors()
        yield self.turner.actor
        yield from self.inscriptions.actors()

    def _restand(self, change: Change) -> None:
        """Write names at their new places, and show the states there."""
        if self.texts:
            self.inscriptions.write(self.scene.pieces, change.gone, change.drawn)
        if self.header:
            self.stations = Stations(self.scene, self.header)
            self._signal(self.stations.shown(self.moment) if self.moment else NONE_SHOWN)
        self.belts.lay(self.scene, self.header)
        self.moving.lay(self.header)
        if self.moment is not None:
            self.belts.show(self.moment)
            self.moving.show(self.moment)
        self.outline.show(self._pieces(self.outline.names))

    def _pieces(self, names: Iterable[str]) -> list[Piece]:
        return [self.scene.pieces[name] for name in names if name in self.scene.pieces]

    def _order(self) -> None:
        """Put what lets light through in the order in which it is drawn: ground, shadows, glass and paint, signs."""
        lots = (*self.lots.actors(Layer.SHADOW), *self.lots.actors(Layer.CLEAR), self.moving.clear.actor)
        ordered = (*self.ground.actors, *lots, *self.inscriptions.actors())
        if ordered != self._ordered:
            self._ordered = ordered
            for actor in ordered:
                self.renderer.RemoveActor(actor)
                self.renderer.AddActor(actor)

    def _signal(self, shown: Shown) -> None:
        self.lamps.show(shown)
        if self.texts:
            self.inscriptions.states(shown)

    def _pins(self) -> Iterator[tuple[float, float, float]]:
        """Up to where symbols reach."""
        stacks = (stack_of(piece) for piece in self.scene.pieces.values())
        for stack in stacks:
            if stack:
                yield stack._replace(z=stack.z + 0.7 + PIN_HEIGHT)

    def _face(self, caller: object, event: str) -> None:
        """Before each frame turn the signs to the eye, and draw as much as can be seen from there."""
        eye = eye_of(self.renderer)
        self.lots.refine(eye)
        self.inscriptions.face(eye)
        self.flow.face(eye)


def soften_corners(plotter: pv.BasePlotter) -> None:
    """Shade corners softly (ambient occlusion); slow in software."""
    plotter.enable_ssao(  # type: ignore[call-arg] # a decorator of PyVista hides the signature
        radius=0.6, bias=0.01, kernel_size=64
    )


def _same_states(one: Moment | None, other: Moment | None) -> bool:
    if one is None or other is None:
        return one is other
    return np.array_equal(one.states, other.states)
