"""Plans as DXF: the hall at true size in millimetres, a block for each form of equipment, sheets as paper layouts.

Needs the extra `drawings`.
"""

import io
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from geometry.exchange.plan.ink import Dash, Floats, Layer, Mark, Pen, Stroke, Word
from geometry.exchange.plan.lettering import width_of
from geometry.exchange.plan.outlines import outlines_of
from geometry.exchange.plan.sheets import Sheet, Wish, extent_of, marks_of, sheets_of
from geometry.palette import rgb
from geometry.scene import Piece, Scene
from layouts.equipment import Equipment, Placeholder
from layouts.errors import UserError
from layouts.kinds import Column, Conveyor, Door, Fence, Floor, Text, Wall
from layouts.model import Layout
from layouts.station import Station

if TYPE_CHECKING:
    from ezdxf.document import Drawing
    from ezdxf.layouts.base import BaseLayout
    from ezdxf.layouts.blocklayout import BlockLayout
    from ezdxf.layouts.layout import Paperspace

MM = 1000.0
"""Drawing units, millimetres, in a metre."""
INSTALL = "pip install 'linewright[drawings]'"
COLORS: Mapping[Layer, int] = {
    Layer.DRAWING: 9,
    Layer.AREAS: 151,
    Layer.GRID: 8,
    Layer.ZONES: 5,
    Layer.HALL: 7,
    Layer.CONVEYORS: 7,
    Layer.EQUIPMENT: 7,
    Layer.FLOW: 122,
    Layer.DIMENSIONS: 8,
    Layer.NAMES: 7,
}
"""AutoCAD's colour numbers by layer."""
SHEET = "LW-SHEET"
LINE_TYPES = {Dash.SOLID: "CONTINUOUS", Dash.DASHED: "LW_DASHED", Dash.CHAIN: "LW_CHAIN"}
FACTS = ("ID", "LABEL", "TAG", "KIND", "MODEL", "CYCLE")
"""The attributes of every block."""
DRAWN_BY_PATH = (Column, Conveyor, Door, Fence, Floor, Text, Wall)
"""What is drawn in place: it has no form that returns."""
SMALLEST = 0.05
"""Solids narrower than this are left out of blocks, metres."""
LONGEST = 200
"""Letters of a name that a drawing takes."""


def dxf_of(layout: Layout, scene: Scene, wish: Wish) -> bytes:
    """Return the bytes of the drawing.

    Raises:
        UserError: where the extra is not installed, and for a scale that takes too many sheets.
    """
    try:
        from ezdxf.filemanagement import new  # noqa: PLC0415 # an extra, loaded where it is needed
    except ModuleNotFoundError as error:
        raise UserError(f"DXF needs ezdxf: {INSTALL} (or write .svg)") from error
    sheets = sheets_of(layout, scene, wish)
    drawing = new("R2013", units=4)
    _Drawing(drawing, layout, scene, wish).draw(sheets)
    content = io.StringIO()
    drawing.write(content)
    return content.getvalue().encode(drawing.output_encoding, errors="dxfreplace")


class _Drawing:
    """Fills a drawing."""

    def __init__(self, drawing: "Drawing", layout: Layout, scene: Scene, wish: Wish) -> None:
        """Declare layers, line types and letters."""
        self.drawing, self.layout, self.scene, self.wish = drawing, layout, scene, wish
        drawing.header["$MEASUREMENT"] = 1
        drawing.header["$LTSCALE"] = 1.0
        drawing.styles.add("LW", font="arial.ttf")
        for dash, name in LINE_TYPES.items():
            if dash.value:
                lengths = [length * (1 if number % 2 == 0 else -1) for number, length in enumerate(dash.value)]
                drawing.linetypes.add(name, [sum(dash.value), *lengths])
        for layer in Layer:
            drawing.layers.add(_layer(layer), color=COLORS[layer])
        drawing.layers.add(SHEET, color=7)
        self.blocks: dict[object, str] = {}

    def draw(self, sheets: list[Sheet]) -> None:
        """Draw the hall, then each sheet with a window on it."""
        scale = sheets[-1].scale
        space = self.drawing.modelspace()
        for mark in marks_of(self.layout, self.scene, extent_of(self.scene), self.wish, scale):
            if mark.layer is not Layer.EQUIPMENT:
                self._put(space, mark, MM, scale)
        for piece in self.scene.pieces.values():
            if self._returns(piece) and Layer.EQUIPMENT in self.wish.layers:
                self._insert(space, piece)
        for number, sheet in enumerate(sheets):
            self._sheet(sheet, number)

    def _returns(self, piece: Piece) -> bool:
        return not isinstance(self.layout.equipment[piece.equipment], DRAWN_BY_PATH)

    # equipment

    def _insert(self, space: "BaseLayout", piece: Piece) -> None:
        """Put a block with its facts at the place of a piece."""
        x, y, _ = piece.pose.position
        equipment = self.layout.equipment[piece.equipment]
        attributes = {"rotation": piece.pose.turn, "layer": _layer(Layer.EQUIPMENT)}
        if piece.pose.mirror:
            attributes["yscale"] = -1.0
        block = space.add_blockref(self._block(piece, equipment), (x * MM, y * MM), dxfattribs=attributes)
        block.add_auto_attribs(_facts(piece, equipment))

    def _block(self, piece: Piece, equipment: Equipment) -> str:
        """The name of the block of a shape, drawn when it is met first."""
        key = piece.shape, equipment.footprint.measures
        if key not in self.blocks:
            word = re.sub(r"[^A-Za-z0-9_]", "_", equipment.model or equipment.default_model)[:60]
            self.blocks[key] = f"LW_{word}_{len(self.blocks) + 1}"
            self._form(self.drawing.blocks.new(self.blocks[key]), piece, equipment)
        return self.blocks[key]

    def _form(self, block: "BlockLayout", piece: Piece, equipment: Equipment) -> None:
        """The footprint, the outlines of what it covers, and hidden attributes."""
        half = np.array([equipment.footprint.length, equipment.footprint.width]) / 2
        corners = half * [(-1, -1), (1, -1), (1, 1), (-1, 1)]
        _line(block, corners * MM, {"lineweight": 35, "layer": "0"}, closed=True)
        for outline in outlines_of(piece.model):
            if outline.breadth > SMALLEST:
                _line(block, outline.points * MM, {"lineweight": 13, "layer": "0", "color": 8}, closed=True)
        for row, fact in enumerate(FACTS):
            place = 0.0, -150.0 * row
            attributes = {"height": 100.0, "flags": 1, "style": "LW", "layer": _layer(Layer.NAMES)}
            block.add_attdef(fact, place, dxfattribs=attributes)

    # marks

    def _put(self, space: "BaseLayout", mark: Mark, unit: float, scale: float, layer: str | None = None) -> None:
        """Draw a mark; its letters and dashes are those of paper, times the scale."""
        where = layer or _layer(mark.layer)
        if isinstance(mark, Stroke):
            self._stroke(space, mark, unit, scale, where)
        else:
            self._word(space, mark, unit, scale, where)

    def _stroke(self, space: "BaseLayout", stroke: Stroke, unit: float, scale: float, layer: str) -> None:
        points = stroke.points * unit
        if stroke.fill and not stroke.pen.width and stroke.fill != "#ffffff":
            hatch = space.add_hatch(dxfattribs={"layer": layer, "true_color": _true_color(stroke.fill)})
            hatch.paths.add_polyline_path([*map(tuple, points.tolist())], is_closed=True)
        if stroke.pen.width:
            _line(space, points, {"layer": layer, **_pen(stroke.pen, scale)}, closed=stroke.closed)

    def _word(self, space: "BaseLayout", word: Word, unit: float, scale: float, layer: str) -> None:
        """Letters as wide as was reckoned with: fitted between two points."""
        from ezdxf.enums import TextEntityAlignment  # noqa: PLC0415 # an extra, loaded where it is needed

        text = " ".join(word.text.split())[:LONGEST]
        length = width_of(word.text, word.height, bold=word.bold) * scale
        ahead = np.array([np.cos(np.radians(word.turn)), np.sin(np.radians(word.turn))])
        start = np.array(word.at) * unit - word.anchor.value * length * ahead
        if text and length > 0:
            attributes = {"style": "LW", "layer": layer, "height": word.height * scale, "rotation": word.turn}
            end = start + length * ahead
            drawn = space.add_text(text, dxfattribs=attributes)
            drawn.set_placement(tuple(start), tuple(end), align=TextEntityAlignment.FIT)

    # sheets

    def _sheet(self, sheet: Sheet, number: int) -> None:
        """A paper layout with frame and title block, and a window at the sheet's scale."""
        layout = self._paper(f"{sheet.paper.name} {number + 1}", first=number == 0)
        layout.page_setup(size=(sheet.paper.width, sheet.paper.height), margins=(0, 0, 0, 0), units="mm")
        left, low, right, high = sheet.window
        middle = np.array([left + right, low + high]) / 2
        seen = (middle - sheet.shift) / sheet.metre * MM
        layout.add_viewport(_pair(middle), (right - left, high - low), _pair(seen), (high - low) * sheet.scale)
        for mark in sheet.frame:
            self._put(layout, mark, 1.0, 1.0, SHEET)

    def _paper(self, name: str, *, first: bool) -> "Paperspace":
        if first:
            self.drawing.layouts.rename("Layout1", name)
            return self.drawing.paperspace(name)
        return self.drawing.layouts.new(name)


def _pair(point: Floats) -> tuple[float, float]:
    return float(point[0]), float(point[1])


def _line(
    space: "BaseLayout",
    points: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]",
    attributes: dict[str, object],
    *,
    closed: bool,
) -> None:
    space.add_lwpolyline([*map(tuple, np.round(points, 4).tolist())], close=closed, dxfattribs=attributes)


def _pen(pen: Pen, scale: float) -> dict[str, object]:
    known = (13, 18, 25, 35, 50, 70)
    weight = min(known, key=lambda width: abs(width - 100 * pen.width))
    return {
        "lineweight": weight,
        "linetype": LINE_TYPES[pen.dash],
        "ltscale": scale,
        "true_color": _true_color(pen.color),
    }


def _true_color(color: str) -> int:
    red, green, blue = rgb(color)
    return (red << 16) + (green << 8) + blue


def _layer(layer: Layer) -> str:
    return f"LW-{layer.value.upper()}"


def _facts(piece: Piece, equipment: Equipment) -> dict[str, str]:
    kind = equipment.written_kind if isinstance(equipment, Placeholder) else equipment.kind
    cycle = str(equipment.cycle or "") if isinstance(equipment, Station) else ""
    words = (
        piece.equipment,
        equipment.label or "",
        equipment.tag or "",
        kind,
        equipment.model or equipment.default_model,
        cycle,
    )
    return {fact: " ".join(word.split())[:LONGEST] for fact, word in zip(FACTS, words, strict=True)}
