"""Sheets as PDF: vectors at their true size, one page a sheet. Needs the extra `drawings`."""

import io
import math
from typing import TYPE_CHECKING

from geometry.exchange.plan.ink import Stroke, Word
from geometry.exchange.plan.lettering import CAPITAL, width_of
from geometry.exchange.plan.sheets import Sheet
from geometry.palette import shares
from layouts.errors import UserError

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

MM = 72 / 25.4
"""Points in a millimetre."""
INSTALL = "pip install 'linewright[drawings]'"
PLAIN, BOLD = "Helvetica", "Helvetica-Bold"


def pdf_of(sheets: list[Sheet], title: str) -> bytes:
    """Return the bytes of a file with a page for each sheet.

    Raises:
        UserError: where the extra is not installed.
    """
    try:
        from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 # an extra, loaded where it is needed
    except ModuleNotFoundError as error:
        raise UserError(f"PDF needs reportlab: {INSTALL} (or write .svg)") from error
    content = io.BytesIO()
    canvas = Canvas(content, invariant=True, pageCompression=1)
    canvas.setTitle(_printable(title))
    canvas.setCreator("Linewright")
    for sheet in sheets:
        canvas.setPageSize((sheet.paper.width * MM, sheet.paper.height * MM))
        _draw(canvas, sheet)
        canvas.showPage()
    canvas.save()
    return content.getvalue()


def _draw(canvas: "Canvas", sheet: Sheet) -> None:
    canvas.scale(MM, MM)
    canvas.saveState()
    left, low, right, high = sheet.window
    window = canvas.beginPath()
    window.rect(left, low, right - left, high - low)
    canvas.clipPath(window, stroke=0)
    canvas.setLineJoin(1)
    canvas.setLineCap(1)
    for mark in sheet.view:
        _mark(canvas, mark)
    canvas.restoreState()
    for mark in sheet.frame:
        _mark(canvas, mark)


def _mark(canvas: "Canvas", mark: Stroke | Word) -> None:
    if isinstance(mark, Stroke):
        _stroke(canvas, mark)
    else:
        _word(canvas, mark)


def _stroke(canvas: "Canvas", stroke: Stroke) -> None:
    path = canvas.beginPath()
    first, *others = stroke.points.tolist()
    path.moveTo(*first)
    for point in others:
        path.lineTo(*point)
    if stroke.closed:
        path.close()
    canvas.setLineWidth(stroke.pen.width)
    canvas.setDash([*stroke.pen.dash.value])
    canvas.setStrokeColorRGB(*shares(stroke.pen.color))
    if stroke.fill:
        canvas.setFillColorRGB(*shares(stroke.fill))
    canvas.drawPath(path, stroke=int(stroke.pen.width > 0), fill=int(stroke.fill is not None))


def _word(canvas: "Canvas", word: Word) -> None:
    """Letters squeezed or stretched to the length that was reckoned with, so that nothing overlaps."""
    text, face, size = _printable(word.text), BOLD if word.bold else PLAIN, word.height / CAPITAL
    wanted, own = width_of(word.text, word.height, bold=word.bold), canvas.stringWidth(text, face, size)
    if not own:
        return
    canvas.saveState()
    canvas.translate(*word.at)
    canvas.transform(*_turned(word.turn))
    canvas.translate(-word.anchor.value * wanted, 0)
    canvas.scale(wanted / own, 1)
    canvas.setFillColorRGB(*shares(word.color))
    canvas.setFont(face, size)
    canvas.drawString(0, 0, text)
    canvas.restoreState()


def _turned(degrees: float) -> tuple[float, float, float, float, float, float]:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return cos, sin, -sin, cos, 0, 0


def _printable(text: str) -> str:
    """A text in the letters that every PDF reader has (Windows-1252); a question mark for each other one."""
    return text.encode("cp1252", errors="replace").decode("cp1252")
