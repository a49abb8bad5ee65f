"""The robot: six axes on a plate, its links hung from one another, with the envelope that it reaches."""

from collections.abc import Iterator
from dataclasses import dataclass

from geometry.models.fixed import Fixed, fixed
from geometry.models.model import Joint, Motion, Part
from geometry.models.zone import Purpose, Zone, sector
from geometry.palette import Role
from geometry.solids import box, capsule, circle, cylinder, loft, rod
from layouts.space import Vector

SHOULDER = Vector(0.12, 0.0, 0.62)
ELBOW = Vector(-0.17, 0.0, 1.44)
WRIST = Vector(0.66, 0.0, 1.5)
TOOL = Vector(0.66, 0.0, 1.16)
"""The axes at rest, in the natural size: a robot that reaches 1.8 m and carries some 50 kg."""
REACH = 1.8
"""From the axis of the base to the wrist, metres, in the natural size."""
NATURAL = 1.5
"""Length of the natural size, metres."""
MIDDLE = 0.75 - 0.7
ACROSS = Vector(0.0, 1.0, 0.0)


@dataclass(frozen=True)
class RobotShape(Fixed):
    """A base plate of the declared footprint, a turning column, two arms, a wrist with a gripper."""

    def parts(self) -> Iterator[Part]:
        """Draw every link with the joint that moves it."""
        yield from self.base()
        yield from self.column()
        yield from self.lower_arm()
        yield from self.upper_arm()
        yield from self.hand()

    def joints(self) -> tuple[Joint, ...]:
        """Four of the six axes move: those of which the movement is seen."""
        return (
            Joint("axis_1", Vector(0, 0, 0), Vector(0, 0, 1), 110.0, True, Motion.STROKES, 6.0),
            Joint("axis_2", SHOULDER, ACROSS, 28.0, True, Motion.STROKES, 3.0, "axis_1"),
            Joint("axis_3", ELBOW, ACROSS, 20.0, True, Motion.STROKES, 3.0, "axis_2"),
            Joint("axis_5", WRIST, Vector(0, -1, 0), 48.0, True, Motion.STROKES, 3.0, "axis_3"),
        )

    def zones(self) -> tuple[Zone, ...]:
        """The envelope of wrist and tool about the base, as wide as the form is stretched."""
        scale = max(self.size.length / NATURAL, self.size.width / 1.0)
        centre = Vector(-MIDDLE * self.size.length / NATURAL, 0.0)
        return (sector(Purpose.REACH, centre, (REACH + 0.35) * scale, 0.0, 360.0, 1.35 * (self.size.height or 1.7)),)

    def base(self) -> Iterator[Part]:
        """The plate and the foot."""
        yield Part(Role.PLINTH, box((-0.7, -0.5, 0.0), (0.8, 0.5, 0.02)))
        yield Part(Role.GUARD, box((-0.66, -0.46, 0.02), (0.76, 0.46, 0.022)))
        yield Part(Role.PLINTH, box((-0.63, -0.43, 0.021), (0.73, 0.43, 0.024)))
        yield Part(Role.PLINTH, box((-0.32, -0.3, 0.02), (0.32, 0.3, 0.09), chamfer=0.08))
        foot = [(0.09, 0.29), (0.15, 0.29), (0.25, 0.23)]
        yield Part(Role.PLINTH, loft([(z, circle(r, 24)) for z, r in foot], smooth=True))
        yield Part(Role.PANEL, box((-0.42, -0.1, 0.09), (-0.2, 0.1, 0.22), chamfer=0.02))

    def column(self) -> Iterator[Part]:
        """The column that turns on the foot, and the motor of the shoulder."""
        turret = [(0.25, 0.245), (0.33, 0.255), (0.42, 0.2)]
        yield Part(Role.ACCENT, loft([(z, circle(r, 24)) for z, r in turret], smooth=True), "axis_1")
        yield Part(Role.ACCENT, box((-0.1, -0.15, 0.38), (0.26, 0.15, 0.72), chamfer=0.05, crown=0.05), "axis_1")
        yield Part(Role.PANEL, cylinder(0.085, 0.42, 0.66, sides=14).moved((-0.18, 0.0, 0.0)), "axis_1")
        near, far = SHOULDER._replace(y=0.15), SHOULDER._replace(y=0.27)
        yield Part(Role.PANEL, rod(near, far, 0.1, sides=18), "axis_1")

    def lower_arm(self) -> Iterator[Part]:
        """From shoulder to elbow, beside the column."""
        start, end = SHOULDER._replace(y=-0.2), ELBOW._replace(y=-0.2)
        yield Part(Role.ACCENT, capsule(start, end, 0.115, 0.09, sides=14), "axis_2")
        yield Part(Role.PANEL, rod(SHOULDER._replace(y=-0.32), SHOULDER._replace(y=-0.1), 0.15, sides=22), "axis_2")
        low, high = (start.plus(end.minus(start), share).plus(Vector(-0.13, 0, -0.02)) for share in (0.3, 0.8))
        yield Part(Role.PANEL, rod(low, high, 0.026, sides=8), "axis_2")

    def upper_arm(self) -> Iterator[Part]:
        """The housing at the elbow, and the slender arm to the wrist."""
        yield Part(Role.PANEL, rod(ELBOW._replace(y=-0.3), ELBOW._replace(y=-0.08), 0.125, sides=22), "axis_3")
        back = ELBOW.plus(Vector(-0.24, 0, -0.02))
        yield Part(Role.ACCENT, capsule(back, ELBOW.plus(Vector(0.2, 0, 0.02)), 0.12, 0.11, sides=14), "axis_3")
        for y in (-0.06, 0.06):
            motor = back.plus(Vector(-0.06, y, 0.0))
            yield Part(Role.PANEL, rod(motor, motor.plus(Vector(-0.13, 0, -0.01)), 0.05, sides=12), "axis_3")
        yield Part(Role.ACCENT, capsule(ELBOW.plus(Vector(0.2, 0, 0.02)), WRIST, 0.09, 0.066, sides=14), "axis_3")
        yield Part(Role.PANEL, rod(WRIST._replace(y=-0.1), WRIST._replace(y=0.1), 0.075, sides=18), "axis_3")

    def hand(self) -> Iterator[Part]:
        """The flange and a gripper with two fingers."""
        flange = TOOL._replace(z=TOOL.z + 0.17)
        yield Part(Role.ACCENT, rod(WRIST, flange, 0.058, sides=14), "axis_5")
        yield Part(Role.STEEL, rod(flange, flange.plus(Vector(0, 0, -0.03)), 0.07, sides=18), "axis_5")
        low = flange.z - 0.03
        yield Part(Role.PANEL, box((0.55, -0.05, low - 0.07), (0.77, 0.05, low), chamfer=0.015), "axis_5")
        for x in (0.56, 0.725):
            yield Part(Role.STEEL, box((x, -0.03, TOOL.z - 0.06), (x + 0.035, 0.03, low - 0.07)), "axis_5")


robot_at = fixed(RobotShape)
