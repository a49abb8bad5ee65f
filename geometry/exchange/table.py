"""The equipment of a layout as a table (CSV): one row each, to be opened in a spreadsheet."""

import csv
import io
from collections.abc import Iterator, Sequence

from geometry.scene import Piece, Scene
from layouts.distributions import Distribution
from layouts.equipment import Equipment, Placeholder
from layouts.kinds import Conveyor
from layouts.model import Layout
from layouts.placement import Placement
from layouts.station import Station
from layouts.table import Table

COLUMNS = (
    "id",
    "label",
    "tag",
    "kind",
    "model",
    "x_m",
    "y_m",
    "z_m",
    "turn_deg",
    "length_m",
    "width_m",
    "height_m",
    "cycle",
    "manual",
    "exchange_s",
    "nests",
    "capacity",
    "speed_m_s",
    "triangles",
)
MARK = "\ufeff"
"""By this spreadsheets know that a text is UTF-8."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins with one of these is worked out by spreadsheets: a file must not be able to run anything."""


def table_of(layout: Layout, scene: Scene) -> bytes:
    """Return the table in UTF-8 with a byte order mark; numbers have a decimal point, metres and seconds."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    placement = Placement(layout)
    for name, equipment in layout.equipment.items():
        writer.writerow(_row(name, equipment, placement, scene.pieces.get(name)))
    return (MARK + text.getvalue()).encode("utf-8")


def _row(name: str, equipment: Equipment, placement: Placement, piece: Piece | None) -> list[str]:
    kind = equipment.written_kind if isinstance(equipment, Placeholder) else equipment.kind
    words = [name, equipment.label or "", equipment.tag or "", kind, equipment.model or equipment.default_model]
    numbers = [*_place(name, equipment, placement), *_size(name, equipment, placement, piece)]
    return [*map(harmless, words), *map(_number, numbers), *_behaviour(equipment), _triangles(piece)]


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe in front of one that could be."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _place(name: str, equipment: Equipment, placement: Placement) -> Iterator[float | None]:
    """Centre of the footprint and turn; of a conveyor the start of its path."""
    pose, path = placement.pose(name), placement.path(name)
    point = pose.position if pose else path.points[0] if path else None
    yield from point or (None, None, None)
    yield equipment.turn if pose else None


def _size(name: str, equipment: Equipment, placement: Placement, piece: Piece | None) -> Sequence[float | None]:
    path = placement.path(name)
    if isinstance(equipment, Conveyor):
        return (path.length if path else None, equipment.width, path.points[0].z if path else None)
    if equipment.at is None and piece is not None:
        low, high = piece.model.extent
        return tuple(high.minus(low))
    return tuple(measure or None for measure in equipment.footprint.measures)


def _behaviour(equipment: Equipment) -> Iterator[str]:
    station = equipment if isinstance(equipment, Station) else None
    yield harmless(_times(station.cycle) if station else "")
    yield harmless(_times(station.manual) if station else "")
    yield _number(station.exchange if station else None)
    yield str(station.nests) if station else ""
    yield harmless(str(getattr(equipment, "capacity", None) or ""))
    yield _number(equipment.speed if isinstance(equipment, Conveyor) else None)


def _times(times: Distribution | Table[Distribution] | None) -> str:
    """A time as text: the plain value, or one for each product."""
    if times is None:
        return ""
    return (
        str(times) if isinstance(times, Distribution) else "; ".join(f"{name}: {time}" for name, time in times.items())
    )


def _number(value: float | None) -> str:
    return "" if value is None else f"{round(float(value), 4) + 0.0:.4f}".rstrip("0").rstrip(".")


def _triangles(piece: Piece | None) -> str:
    return str(piece.model.triangles) if piece else ""
