"""What keeps people and machines apart: a piece of fence with its door, a light curtain, a wall with openings."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from geometry.models.model import Joint, Model, Motion, Part, Shape, Site, around, contact, gathered
from geometry.models.zone import PASSAGE, Purpose, Zone, front_of, rear_of, sector
from geometry.palette import Role
from geometry.solids import box, cylinder
from layouts.space import Pose, Size, Vector

BEAMS = 4
MOST_BARS = 60
TOE = 0.15


@dataclass(frozen=True)
class Upright:
    """Something flat that stands along X and has the declared size."""

    size: Size

    @property
    def x(self) -> float:
        """Half the length."""
        return self.size.length / 2

    @property
    def y(self) -> float:
        """Half the depth."""
        return self.size.width / 2

    @property
    def top(self) -> float:
        """The declared height."""
        return self.size.height

    def built(self, parts: Iterator[Part], joints: tuple[Joint, ...], zones: tuple[Zone, ...]) -> Model:
        """Put the model together."""
        length, width, height = self.size.measures
        return Model(
            gathered(parts),
            (contact(length, width, softness=0.2, darkness=0.35),),
            joints,
            crown=Vector(0, 0, height),
            sides=around(length, width),
            zones=zones,
        )


@dataclass(frozen=True)
class GateShape(Upright):
    """A piece of fence with a door in its middle: posts, panels of bars, a leaf with lock and handle, an interlock."""

    def model(self) -> Model:
        """Build the gate."""
        left, wide = self.leaf
        hinge = Vector(left, -self.y, 0.0)
        joint = Joint("leaf", hinge, Vector(0, 0, -1), 90.0, True, Motion.STAYS)
        swing = sector(Purpose.SWING, hinge, wide, -90.0, 90.0, self.top)
        return self.built(self.parts(), (joint,), (swing, front_of(self.size, PASSAGE, Purpose.SERVICE)))

    @property
    def post(self) -> float:
        """Side of a post."""
        return min(0.06, self.size.length / 10, self.size.width)

    @property
    def leaf(self) -> tuple[float, float]:
        """The x of the leaf's hinge, and its width."""
        wide = min(1.1, 0.5 * self.size.length)
        return -wide / 2, wide

    def parts(self) -> Iterator[Part]:
        """Posts with feet, panels at both sides, the leaf."""
        left, wide = self.leaf
        right, p = left + wide, self.post
        for at in (-self.x, left - p, right, self.x - p):
            yield Part(Role.GUARD, box((at, -p / 2, 0.0), (at + p, p / 2, self.top)))
            yield Part(
                Role.PANEL, box((max(at - 0.03, -self.x), -self.y, 0.0), (min(at + p + 0.03, self.x), self.y, 0.012))
            )
        low, high = min(TOE, self.top / 4), self.top - 0.03
        for start, end in ((-self.x + p, left - p), (right + p, self.x - p)):
            if end - start > 0.03:
                yield from self.panel(start, end, low, high, None)
        yield from self.panel(left + 0.01, right - 0.01, low, high, "leaf")
        yield Part(Role.GUARD, box((left - p, -p / 2, self.top - 0.03), (right + p, p / 2, self.top)))
        front = max(-self.y, -p / 2 - 0.015)
        lock = box((right - 0.17, front, 0.48 * self.top), (right - 0.03, p / 2, 0.56 * self.top))
        yield Part(Role.PANEL, lock, "leaf")
        yield Part(
            Role.ACCENT,
            box((right + 0.005, front, 0.5 * self.top), (right + p - 0.005, p / 2, 0.62 * self.top)),
        )

    def panel(self, left: float, right: float, low: float, high: float, joint: str | None) -> Iterator[Part]:
        """A frame with bars and a veil between."""
        t, frame = 0.3 * self.post, min(0.03, (right - left) / 5)
        role = Role.MARKING
        for start, end in ((left, left + frame), (right - frame, right)):
            yield Part(role, box((start, -t, low), (end, t, high)), joint)
        for bottom, top in ((low, low + frame), (high - frame, high)):
            yield Part(role, box((left + frame, -t, bottom), (right - frame, t, top)), joint)
        count = max(1, min(MOST_BARS // 3, int((right - left) / 0.11)))
        for at in np.linspace(left, right, count + 2)[1:-1]:
            yield Part(
                role, box((float(at) - 0.004, -0.004, low + frame), (float(at) + 0.004, 0.004, high - frame)), joint
            )
        yield Part(Role.MESH, box((left + frame, -0.002, low + frame), (right - frame, 0.002, high - frame)), joint)


@dataclass(frozen=True)
class LightCurtainShape(Upright):
    """A sender and a receiver on their feet, with the beams between them."""

    def model(self) -> Model:
        """Build the curtain; nothing stands in its beams."""
        beams = Zone(
            Purpose.CLEARANCE,
            tuple(Vector(sx * self.x, sy * self.y) for sx, sy in ((-1, -1), (1, -1), (1, 1), (-1, 1))),
            0.0,
            self.top,
        )
        return self.built(self.parts(), (), (beams,))

    def parts(self) -> Iterator[Part]:
        """Draw posts and beams."""
        p = min(0.09, self.size.length / 6, self.size.width)
        foot = min(0.03, self.top / 8)
        wide = min(0.3, self.size.length / 3)
        for side in (-1, 1):
            left, right = sorted((side * self.x, side * (self.x - wide)))
            yield Part(Role.PLINTH, box((left, -self.y, 0.0), (right, self.y, foot)))
            at = side * (self.x - wide / 2)
            yield Part(Role.GUARD, box((at - p / 2, -p / 2, foot), (at + p / 2, p / 2, self.top)))
            face = sorted((at - side * p / 2, at - side * (p / 2 + 0.006)))
            yield Part(Role.PANEL, box((face[0], -0.3 * p, 0.12 * self.top), (face[1], 0.3 * p, 0.97 * self.top)))
            yield Part(
                Role.SCREEN,
                box((at - 0.3 * p, -p / 2 - 0.002, 0.86 * self.top), (at + 0.3 * p, -p / 2, 0.9 * self.top)),
            )
        inner = self.x - wide / 2 - p / 2 - 0.006
        for number in range(BEAMS):
            z = self.top * (0.2 + 0.7 * number / (BEAMS - 1))
            yield Part(Role.GLOW, box((-inner, -0.006, z - 0.006), (inner, 0.006, z + 0.006)))


@dataclass(frozen=True)
class WallOpeningsShape(Upright):
    """A piece of wall with a gate for vehicles, a door for people, and a window."""

    def model(self) -> Model:
        """Build the wall; its gate stays free on both sides."""
        left, right, high = self.gate
        free = tuple(
            zone._replace(
                outline=tuple(Vector(left if corner.x < 0 else right, corner.y) for corner in zone.outline), high=high
            )
            for zone in (front_of(self.size, 1.5, Purpose.CLEARANCE), rear_of(self.size, 1.5, Purpose.CLEARANCE))
        )
        return self.built(self.parts(), (), free)

    @property
    def gate(self) -> tuple[float, float, float]:
        """Left and right of the gate, and its height."""
        wide = min(2.6, 0.42 * self.size.length)
        left = -0.86 * self.x
        return left, left + wide, min(2.8, 0.82 * self.top)

    @property
    def door(self) -> tuple[float, float, float]:
        """Left and right of the door for people, and its height."""
        left = self.gate[1] + 0.08 * self.size.length
        return left, left + min(1.0, 0.15 * self.size.length), min(2.1, 0.7 * self.top)

    @property
    def window(self) -> tuple[float, float]:
        """Left and right of the window."""
        return self.door[1] + 0.05 * self.size.length, 0.94 * self.x

    def parts(self) -> Iterator[Part]:
        """The pieces of wall around the openings, frames, panes, and marks beside the gate."""
        x, y, top = self.x, self.y, self.top
        (gate_l, gate_r, gate_h), (door_l, door_r, door_h), (pane_l, pane_r) = self.gate, self.door, self.window
        sill, head = 0.36 * top, 0.72 * top
        for left, right, low, high in (
            (-x, gate_l, 0.0, top),
            (gate_l, gate_r, gate_h, top),
            (gate_r, door_l, 0.0, top),
            (door_l, door_r, door_h, top),
            (door_r, pane_l, 0.0, top),
            (pane_l, pane_r, 0.0, sill),
            (pane_l, pane_r, head, top),
            (pane_r, x, 0.0, top),
        ):
            yield Part(Role.BODY, box((left, -y + 0.01, low), (right, y - 0.01, high)))
        for left, right, low, high in ((-x, gate_l, 0.0, 0.14), (gate_r, door_l, 0.0, 0.14), (door_r, x, 0.0, 0.14)):
            yield Part(Role.COLUMN, box((left, -y, low), (right, y, high)))
        for left, right, high, role in ((gate_l, gate_r, gate_h, Role.GUARD), (door_l, door_r, door_h, Role.ACCENT)):
            frame = min(0.1, 0.08 * (right - left))
            for start, end in ((left - 0.2 * frame, left + 0.8 * frame), (right - 0.8 * frame, right + 0.2 * frame)):
                yield Part(role, box((start, -y, 0.0), (end, y, high)))
            yield Part(role, box((left, -y, high - frame), (right, y, high + 0.2 * frame)))
        yield Part(Role.TRIM, box((gate_l, -0.4 * y, gate_h - 0.5), (gate_r, 0.4 * y, gate_h - 0.09)))
        yield Part(Role.GLASS, box((pane_l, -0.1 * y, sill), (pane_r, 0.1 * y, head)))
        for at in np.linspace(pane_l, pane_r, 4):
            yield Part(Role.COLUMN, box((float(at) - 0.025, -0.8 * y, sill), (float(at) + 0.025, 0.8 * y, head)))
        leaf = box((door_l + 0.08, -0.3 * y, 0.01), (door_r - 0.08, 0.3 * y, door_h - 0.1))
        yield Part(Role.TRIM, leaf)
        yield Part(Role.STEEL, box((door_r - 0.2, -0.9 * y, 0.48 * door_h), (door_r - 0.12, 0.9 * y, 0.5 * door_h)))
        for at in (gate_l - 0.25, gate_r + 0.25):
            if -x + 0.06 < at < x - 0.06:
                yield Part(Role.GUARD, cylinder(min(0.06, 0.8 * y), 0.0, 1.0, sides=10).moved((at, 0, 0)))


def gate_at(site: Site) -> tuple[Shape, Pose] | None:
    """Find the shape of a piece of fence with a door."""
    return (GateShape(site.equipment.footprint), site.pose) if site.pose else None


def light_curtain_at(site: Site) -> tuple[Shape, Pose] | None:
    """Find the shape of a light curtain."""
    return (LightCurtainShape(site.equipment.footprint), site.pose) if site.pose else None


def wall_openings_at(site: Site) -> tuple[Shape, Pose] | None:
    """Find the shape of a wall with openings."""
    return (WallOpeningsShape(site.equipment.footprint), site.pose) if site.pose else None
