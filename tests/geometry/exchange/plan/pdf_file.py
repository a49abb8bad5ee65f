"""Reads the lines of a PDF page in millimetres, without the writer's own code."""

import base64
import re
import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
POINT = 25.4 / 72
"""Millimetres in a point."""


@dataclass(frozen=True, eq=False)
class Line:
    """A path on paper (n, 2) in millimetres, and the width with which it is drawn, 0 where it is only filled."""

    points: Floats
    width: float


def pages_of(content: bytes) -> list[tuple[Floats, list[Line]]]:
    """Sizes and lines of all pages, in their order."""
    boxes = [np.array([*map(float, box.split())]) for box in re.findall(rb"/MediaBox \[\s*([^\]]+)\]", content)]
    found = re.findall(rb"<<([^>]*?)>>\s*stream\r?\n(.*?)endstream", content, re.DOTALL)
    streams = [_plain(head, body) for head, body in found]
    drawings = [text for text in streams if b" cm" in text]
    return [(box[2:] * POINT, _lines(text.decode("latin-1"))) for box, text in zip(boxes, drawings, strict=True)]


def _plain(head: bytes, body: bytes) -> bytes:
    if b"ASCII85Decode" in head:
        body = base64.a85decode(body.strip().removesuffix(b"~>"))
    return zlib.decompress(body) if b"FlateDecode" in head else body


def _lines(text: str) -> list[Line]:
    """Follow the operators that draw lines; text is skipped."""
    text = re.sub(r"BT.*?ET", " ", text, flags=re.DOTALL)
    numbers: list[float] = []
    matrix, width = np.eye(3), 1.0
    path, found, kept = list[Floats](), list[Line](), list[tuple[Floats, float]]()
    for word in re.findall(r"[^\s\[\]]+", text):
        if re.fullmatch(r"[-+]?[\d.]+", word):
            numbers.append(float(word))
            continue
        if word == "cm":
            a, b, c, d, e, f = numbers[-6:]
            matrix = matrix @ np.array([[a, c, e], [b, d, f], [0, 0, 1]])
        elif word == "q":
            kept.append((matrix, width))
        elif word == "Q":
            matrix, width = kept.pop()
        elif word == "w":
            width = numbers[-1]
        elif word in ("m", "l"):
            path = [] if word == "m" else path
            path.append((matrix @ [*numbers[-2:], 1.0])[:2] * POINT)
        elif word in ("S", "s", "B", "b", "f", "f*", "B*", "b*", "n"):
            drawn = word[0] in "SsBb"
            if path:
                found.append(Line(np.array(path), width * float(matrix[0, 0]) * POINT if drawn else 0.0))
            path = []
        numbers = []
    return found
