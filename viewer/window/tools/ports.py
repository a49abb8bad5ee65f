"""Which port is meant by a click on a piece of equipment."""

from geometry.docking import port_near
from geometry.picking import Ray, entered, piece_at
from geometry.scene import Scene
from layouts import Layout
from layouts.equipment import Direction
from layouts.flow import Port


def port_at(layout: Layout | None, scene: Scene, ray: Ray, direction: Direction, but: str | None) -> Port | None:
    """Return the port that is meant by a place on a piece of equipment; `but` is the one that it cannot be."""
    name = piece_at(scene, ray)
    if layout is None or name is None or name == but or name not in layout.equipment:
        return None
    entry = entered(scene.pieces[name], ray)
    return None if entry is None else port_near(layout, name, direction, ray.at(entry))
