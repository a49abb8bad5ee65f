"""Things of a fixed form: drawn once in their natural proportions, and stretched to the declared size."""

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass

from geometry.mesh import Mesh
from geometry.models.model import Joint, Model, Part, Shape, Shaper, Site, Surface, around, contact, gathered
from geometry.models.zone import Zone
from layouts.space import Pose, Size, Vector


@dataclass(frozen=True)
class Fixed:
    """A form that fills its declared size exactly, whatever that is; a size without height keeps the natural one."""

    size: Size

    @abstractmethod
    def parts(self) -> Iterator[Part]:
        """Draw it in its natural size, anywhere."""

    def joints(self) -> tuple[Joint, ...]:
        """What moves, in the natural size."""
        return ()

    def zones(self) -> tuple[Zone, ...]:
        """The floor that it claims beside the declared size."""
        return ()

    def model(self) -> Model:
        """Draw it and stretch it."""
        surfaces = gathered(self.parts())
        fit = _Fit.of(Mesh.merged(surface.mesh for surface in surfaces), self.size)
        length, width, height = fit.size.measures
        return Model(
            surfaces=tuple(Surface(s.role, fit.mesh(s.mesh), s.tint, s.joint) for s in surfaces),
            shadows=(contact(length, width, softness=0.25, darkness=0.4),),
            joints=tuple(map(fit.joint, self.joints())),
            crown=Vector(0.0, 0.0, height),
            sides=around(length, width),
            zones=self.zones(),
        )


@dataclass(frozen=True)
class _Fit:
    """From the box around what was drawn to the declared size: centred, on the floor."""

    size: Size
    middle: Vector
    factors: Vector

    @classmethod
    def of(cls, drawn: Mesh, size: Size) -> "_Fit":
        """Compare the box with the size."""
        low, high = drawn.bounds
        natural = high.minus(low)
        whole = size if size.height else Size(size.length, size.width, natural.z)
        factors = Vector(*(wanted / found for wanted, found in zip(whole.measures, natural, strict=True)))
        return cls(whole, Vector((low.x + high.x) / 2, (low.y + high.y) / 2, low.z), factors)

    def point(self, place: Vector) -> Vector:
        """Where a point of the drawing comes to lie."""
        return Vector(*(value * factor for value, factor in zip(place.minus(self.middle), self.factors, strict=True)))

    def mesh(self, mesh: Mesh) -> Mesh:
        """Where a mesh of the drawing comes to lie."""
        return mesh.moved([-value for value in self.middle]).stretched(self.factors)

    def joint(self, joint: Joint) -> Joint:
        """The joint of the drawing, its way as long as the stretched form allows."""
        along = sum(abs(part) * factor for part, factor in zip(joint.axis, self.factors, strict=True))
        reach = joint.reach if joint.turns else joint.reach * along
        return joint._replace(origin=self.point(joint.origin), reach=reach)


def fixed(shape: type[Fixed]) -> Shaper:
    """Return the shaper of a fixed form."""

    def shaper(site: Site) -> tuple[Shape, Pose] | None:
        return (shape(site.equipment.footprint), site.pose) if site.pose else None

    return shaper
