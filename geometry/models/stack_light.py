"""The stack light: a pole with five segments, of which the state of the machine lights one."""

from geometry.mesh import Mesh
from geometry.models.model import Surface, surfaces
from geometry.palette import Role, Segment
from geometry.solids import cylinder, ring
from layouts.space import Vector

POLE = 0.14
PITCH = 0.105
GAP = 0.012
RADIUS = 0.058
HEIGHT = PITCH * len(Segment)
"""From the underside of the lowest segment to the top of the highest, metres."""


def segment_at(stack: Vector, segment: Segment) -> Vector:
    """Return the underside of a segment of the stack light that stands at `stack`."""
    return stack._replace(z=stack.z + segment * PITCH)


def lit_segment() -> Mesh:
    """Return a segment, a little wider than the dark one around which it is drawn, its underside at the origin."""
    return cylinder(RADIUS * 1.06, 0.0, PITCH - GAP, sides=14)


def changeover_ring() -> Mesh:
    """Return the ring around the middle of the stack light, about the origin."""
    return ring(RADIUS * 2.3, 0.022)


def stack_light(foot: Vector) -> tuple[tuple[Surface, ...], Vector]:
    """Return the surfaces of a dark stack light whose pole stands at `foot`, and the underside of its segments."""
    stack = foot._replace(z=foot.z + POLE)
    pole = [cylinder(0.05, 0.0, 0.03, sides=10), cylinder(0.02, 0.0, POLE, sides=8, caps=False)]
    cores = [cylinder(RADIUS * 0.8, POLE - GAP, POLE + HEIGHT, sides=10, caps=False)]
    top = [cylinder(RADIUS, POLE + HEIGHT - GAP, POLE + HEIGHT + 0.02, sides=10)]
    domes = [
        cylinder(RADIUS, POLE + segment * PITCH, POLE + (segment + 1) * PITCH - GAP, sides=10, caps=False)
        for segment in Segment
    ]
    parts = surfaces((Role.PANEL, [*pole, *cores, *top]), (Role.LAMP, domes))
    return tuple(Surface(part.role, part.mesh.moved(foot)) for part in parts), stack
