"""What a CAD file holds, stood upright on the floor, in metres. Loads little, for most broken files end here."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from geometry.cad.assembly import Assembly
from geometry.cad.formats import Format, format_of
from geometry.cad.reading import read_assembly
from geometry.cad.units import ROTATIONS, Scale, Unit, Up, Upright, scale_of, upright_of

BUDGET = 20_000
"""Triangles of the finest level, unless one says otherwise."""


@dataclass(frozen=True)
class Wishes:
    """What one asks of an import; None: find it out."""

    units: Unit | None = None
    up: Up | None = None
    budget: int = BUDGET

    def to_json_object(self) -> dict[str, Any]:
        """Return the wishes as plain values."""
        return {"units": self.units and self.units.value, "up": self.up and self.up.value, "budget": self.budget}

    @classmethod
    def from_json_object(cls, values: dict[str, Any]) -> "Wishes":
        """Return the wishes that plain values are of."""
        units, up = values["units"], values["up"]
        return cls(units and Unit(units), up and Up(up), int(values["budget"]))


class Upstanding(NamedTuple):
    """An assembly in metres with Z up, and how its unit and its axis are known."""

    assembly: Assembly
    form: Format
    scale: Scale
    upright: Upright


def stand_up(path: Path, wishes: Wishes) -> Upstanding:
    """Read a file, and turn and scale what is in it.

    Raises:
        UserError: where it cannot be read, and where its unit is neither known nor to be guessed.
    """
    form = format_of(path)
    assembly = read_assembly(path, form)
    scale = scale_of(path, form, float(assembly.extents.max()), wishes.units)
    upright = upright_of(path, form, wishes.up)
    return Upstanding(assembly.moved(ROTATIONS[upright.axis], scale.metres).centred(), form, scale, upright)
