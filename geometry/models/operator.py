"""The operator: a person who stands there, 1.75 m tall, looking along +X as whatever moves does."""

from collections.abc import Iterator
from dataclasses import dataclass

from geometry.models.fixed import Fixed, fixed
from geometry.models.model import Part
from geometry.models.person import standing


@dataclass(frozen=True)
class OperatorShape(Fixed):
    """A calm, standing person."""

    def parts(self) -> Iterator[Part]:
        """Draw the person."""
        yield from standing()


operator_at = fixed(OperatorShape)
