"""What each look of a run is drawn with, as meshes in colours."""

from collections.abc import Sequence

from geometry.mesh import Mesh
from geometry.models.carton import carton, tape
from geometry.palette import Theme, mixed
from layouts.colors import hex_of
from replay.frames import Look


class Wardrobe:
    """What each look of a run is drawn with: a carton with tape, a carrier as a plain plate, a part on its carrier."""

    def __init__(self, looks: Sequence[Look], theme: Theme) -> None:
        """Give every look its colour: its own, or the one of its place in the file."""
        self._carriers = {look.layers[0] for look in looks if look.layers}
        alone = [look for look in looks if not look.layers]
        self._colors = {
            look: hex_of(look.color) if look.color else theme.product(n) for n, look in reversed([*enumerate(alone)])
        }

    def pieces(self, look: Look) -> list[tuple[Mesh, str]]:
        """Return meshes with their colours; the underside centre of all at the origin."""
        found, height = list[tuple[Mesh, str]](), 0.0
        for layer in look.layers or (look,):
            found += [(mesh.moved((0.0, 0.0, height)), color) for mesh, color in self._layer(layer)]
            height += layer.size.height
        return found

    def _layer(self, look: Look) -> list[tuple[Mesh, str]]:
        color = self._colors[look]
        taped = [] if look in self._carriers else [(tape(look.size), mixed(color, "#ffffff", 0.55))]
        return [(carton(look.size), color), *taped]
