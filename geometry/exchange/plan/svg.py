"""Sheets as SVG: millimetres as user units, on paper of its true size."""

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from geometry.exchange.plan.ink import Anchor, Layer, Mark, Stroke, Word
from geometry.exchange.plan.lettering import CAPITAL, width_of
from geometry.exchange.plan.sheets import Sheet

FACES = "Helvetica, Arial, 'Liberation Sans', 'Nimbus Sans', sans-serif"
ENDS = {Anchor.START: "start", Anchor.MIDDLE: "middle", Anchor.END: "end"}

ILLEGAL = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")
"""Signs that XML forbids or takes for blanks."""


def svg_of(sheet: Sheet) -> bytes:
    """Return the bytes of one sheet; a group for each layer of the view, in the order in which it is drawn."""
    return ("\n".join(_lines(sheet)) + "\n").encode("utf-8")


def _lines(sheet: Sheet) -> Iterator[str]:
    wide, tall = sheet.paper.width, sheet.paper.height
    left, low, right, high = sheet.window
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:g}mm" height="{tall:g}mm" '
        f'viewBox="0 0 {wide:g} {tall:g}" font-family="{FACES}">'
    )
    yield f"<title>{escape(_legal(sheet.name))}</title>"
    yield f'<rect width="{wide:g}" height="{tall:g}" fill="#ffffff"/>'
    yield (
        f'<clipPath id="window"><rect x="{left:g}" y="{tall - high:g}" '
        f'width="{right - left:g}" height="{high - low:g}"/></clipPath>'
    )
    yield '<g clip-path="url(#window)" stroke-linejoin="round" stroke-linecap="round">'
    yield from _groups(sheet.view, tall)
    yield '</g>\n<g id="frame" stroke-linejoin="miter">'
    yield from (_element(mark, tall) for mark in sheet.frame)
    yield "</g>\n</svg>"


def _groups(marks: tuple[Mark, ...], tall: float) -> Iterator[str]:
    """The marks in groups of one layer each."""
    current: Layer | None = None
    for mark in marks:
        if mark.layer is not current:
            yield ("</g>\n" if current else "") + f'<g class="{mark.layer.value}">'
            current = mark.layer
        yield _element(mark, tall)
    if current:
        yield "</g>"


def _element(mark: Mark, tall: float) -> str:
    return _path(mark, tall) if isinstance(mark, Stroke) else _text(mark, tall)


def _path(stroke: Stroke, tall: float) -> str:
    corners = "L".join(f"{x:.4f},{tall - y:.4f}" for x, y in stroke.points.tolist())
    line = f'stroke="{stroke.pen.color}" stroke-width="{stroke.pen.width:g}"' if stroke.pen.width else 'stroke="none"'
    dashes = f' stroke-dasharray="{" ".join(f"{d:g}" for d in stroke.pen.dash.value)}"' if stroke.pen.dash.value else ""
    return f'<path d="M{corners}{"Z" if stroke.closed else ""}" fill="{stroke.fill or "none"}" {line}{dashes}/>'


def _text(word: Word, tall: float) -> str:
    """Letters of a fixed length, so that another face of the reader's does not overlap what is beside."""
    (x, y), size = word.at, word.height / CAPITAL
    text = _legal(word.text)
    turn = f' transform="rotate({-word.turn:g} {x:.3f} {tall - y:.3f})"' if word.turn else ""
    face = ' font-weight="bold"' if word.bold else ""
    length = width_of(word.text, word.height, bold=word.bold)
    fixed = f' textLength="{length:.3f}" lengthAdjust="spacingAndGlyphs"' if length else ""
    where = f'x="{x:.3f}" y="{tall - y:.3f}" text-anchor={quoteattr(ENDS[word.anchor])}'
    return f'<text {where} font-size="{size:.3f}" fill="{word.color}"{face}{fixed}{turn}>{escape(text)}</text>'


def _legal(text: str) -> str:
    """A text without the signs that XML forbids."""
    return ILLEGAL.sub("", text)
