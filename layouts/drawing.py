"""The drawing under a layout: a plan of the hall as DXF, or a picture of one, laid on the floor."""

from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path
from types import MappingProxyType

from pydantic import Field
from pydantic.dataclasses import dataclass

from layouts.equipment import CONFIG
from layouts.errors import Code
from layouts.problems import Place, Problem, Severity
from layouts.quantities import Angle, PositiveLength

DXF, PICTURES = (".dxf",), (".png", ".jpg", ".jpeg")
_EXPECTED = "a DXF plan, or a picture as PNG or JPG, beside the layout"


class DrawingUnit(Enum):
    """The unit in which a plan is drawn."""

    MILLIMETRE = "mm"
    CENTIMETRE = "cm"
    METRE = "m"
    INCH = "in"
    FOOT = "ft"


METRES: Mapping[DrawingUnit, float] = MappingProxyType(
    {
        DrawingUnit.MILLIMETRE: 0.001,
        DrawingUnit.CENTIMETRE: 0.01,
        DrawingUnit.METRE: 1.0,
        DrawingUnit.INCH: 0.0254,
        DrawingUnit.FOOT: 0.3048,
    }
)
"""How many metres a unit is."""


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Drawing:
    """A plan that lies on the floor, seen in pictures and in the window; nothing else depends on it."""

    file: str = Field(description="DXF plan, or PNG or JPG picture, beside the layout")
    unit: DrawingUnit | None = Field(default=None, description="unit of a DXF plan; default: what the file says")
    scale: PositiveLength | None = Field(default=None, description="what one pixel of a picture measures")
    origin: tuple[float, float] = Field(
        default=(0.0, 0.0),
        description="point of the drawing that is our [0, 0]: in its units, or in pixels from its lower left corner",
    )
    turn: Angle = Field(default=0.0, description="degrees by which it is turned anticlockwise about that point")
    layers: tuple[str, ...] = Field(default=(), description="layers of a DXF plan that are shown; default: all")

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture and no plan of lines."""
        return self.file.lower().endswith(PICTURES)

    def path(self, folder: Path | None) -> Path | None:
        """Return where the file is, inside the folder of the layout; None where that is not so."""
        found = None if folder is None else (folder / self.file).resolve()
        return found if found and folder and found.is_relative_to(folder.resolve()) else None


def drawing_problems(drawing: Drawing | None, folder: Path | None) -> Iterator[Problem]:
    """Find what keeps a drawing from being shown; a line can be simulated without it."""
    if drawing is None:
        return
    found = _trouble(drawing, folder)
    if found:
        yield _problem(Code.DATA_FILE, "file", f"the drawing {drawing.file}{found}", _EXPECTED)
    elif drawing.is_picture and drawing.scale is None:
        yield _problem(Code.MISSING, "scale", "scale", "what one pixel measures, such as `scale: 12 mm`")
    for name, given in (("unit", drawing.unit), ("layers", drawing.layers)):
        if given and drawing.is_picture:
            yield _problem(Code.MEANINGLESS, name, name, "a picture without it: it has pixels")
    if drawing.scale is not None and not drawing.is_picture:
        yield _problem(Code.MEANINGLESS, "scale", "scale", "a plan of lines without it: it has a unit")


def _trouble(drawing: Drawing, folder: Path | None) -> str:
    """What is wrong with the file, to be said behind its name."""
    name = drawing.file.lower()
    if name.endswith(".dwg"):
        return " is a DWG: save it as DXF in AutoCAD, BricsCAD or the free ODA File Converter"
    if not name.endswith((*DXF, *PICTURES)):
        return " is neither DXF nor PNG nor JPG"
    path = drawing.path(folder)
    if path is None:
        return " is outside the folder of the layout" if folder else " is beside no layout that is a file itself"
    return "" if path.is_file() else " is not there"


def _problem(code: Code, field: str, found: str, expected: str) -> Problem:
    place = Place(path=("drawing", field))
    return Problem(code=code, severity=Severity.WARNING, place=place, found=found, expected=expected)
