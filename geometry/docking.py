"""Which port of a piece of equipment is meant by a place on it, and where it is."""

from layouts.equipment import Direction
from layouts.flow import MAIN_IN, MAIN_OUT, Port
from layouts.kinds import Conveyor
from layouts.model import Layout
from layouts.placement import Placement
from layouts.space import Vector


def port_near(layout: Layout, name: str, direction: Direction, point: Vector) -> Port | None:
    """Return the port of a piece of equipment, of those that parts pass in a direction, that is nearest to a point.

    None where it has none.
    """
    ports = [Port(name, port) for port, place in layout.equipment[name].ports().items() if place.direction is direction]
    placement = Placement(layout)

    def distance(port: Port) -> float:
        there = place_of(placement, port)
        return float("inf") if there is None else there.minus(point)._replace(z=0.0).norm()

    return min(ports, key=distance, default=None)


def place_of(placement: Placement, port: Port) -> Vector | None:
    """Return where a port is in the hall, also at the end of a conveyor that follows its neighbours."""
    if isinstance(placement.layout.equipment.get(port.equipment), Conveyor):
        path = placement.path(port.equipment)
        ends = {MAIN_IN: 0, MAIN_OUT: -1}
        return path.points[ends[port.name]] if path is not None and port.name in ends else None
    return placement.port(port)
