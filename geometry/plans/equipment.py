"""Blocks of a plan as equipment: a table says which block is which kind, and the plan says where each stands."""

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from geometry.plans.reading import Insert, Lines
from geometry.plans.underlay import on_floor
from layouts.drawing import METRES, Drawing, DrawingUnit
from layouts.emitting import flow
from layouts.errors import UserError
from layouts.faults import near
from layouts.problems import errors_among
from layouts.reading import read_text
from layouts.registry import kinds
from layouts.space import Size
from layouts.usual_sizes import USUAL_SIZES

BLOCK, KIND, SIZE = "block", "kind", "size"
LARGEST = 1_000_000
"""Characters of a table that are read."""


class Meaning(NamedTuple):
    """What a block stands for: the kind and further fields, as a layout writes them."""

    block: str
    kind: str
    fields: dict[str, str]


class Listed(NamedTuple):
    """A layout as text, how many pieces came of which block, and the blocks that the table does not know."""

    text: str
    counts: dict[str, int]
    left: tuple[str, ...]


def read_meanings(path: Path) -> dict[str, Meaning]:
    """Read a table of blocks: the columns `block` and `kind`, and any field of a kind such as `model` or `size`.

    Raises:
        UserError: for a table without these columns, a row without a block or a kind, and a block that comes twice.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")[:LARGEST]
    except UnicodeDecodeError as error:
        raise UserError(f"{path}: no text in UTF-8; save the table as CSV (UTF-8)") from error
    head = text.splitlines()[0] if text.strip() else ""
    delimiter = max(",;\t", key=head.count)
    rows = [[cell.strip() for cell in row] for row in csv.reader(text.splitlines(), delimiter=delimiter)]
    columns = [name.lower() for name in rows[0]] if rows else []
    for name in (BLOCK, KIND):
        if name not in columns:
            raise UserError(
                f"{path}:1: there is no column {name!r}; expected block, kind, and fields such as model, size"
            )
    found: dict[str, Meaning] = {}
    for line, row in enumerate(rows[1:], 2):
        if any(row):
            meaning = _meaning(path, line, dict(zip(columns, row, strict=False)))
            if meaning.block.lower() in found:
                raise UserError(f"{path}:{line}: the block {meaning.block!r} is there twice")
            found[meaning.block.lower()] = meaning
    return found


def _meaning(path: Path, line: int, cells: dict[str, str]) -> Meaning:
    block, kind = cells.pop(BLOCK, ""), cells.pop(KIND, "")
    if not block or not kind:
        raise UserError(f"{path}:{line}: {'the block' if not block else f'the kind of {block!r}'} is missing")
    return Meaning(block, kind, {name: text for name, text in cells.items() if name and text})


def listed(plan: Lines, drawing: Drawing, meanings: dict[str, Meaning], folder: Path | None, name: str) -> Listed:
    """Write the layout of the blocks of a plan that the table knows.

    Raises:
        UserError: where none of them is in the plan, its unit is not known, and where the result would not be right.
    """
    unit = drawing.unit or (DrawingUnit(plan.unit) if plan.unit else None)
    if unit is None:
        raise UserError(f"{drawing.file}: the plan does not say its unit: give it with --unit mm")
    known = [insert for insert in plan.inserts if insert.name.lower() in meanings]
    _look_for(plan.inserts, meanings, drawing.file)
    lines, counts = [], dict[str, int]()
    for insert in known:
        meaning = meanings[insert.name.lower()]
        counts[meaning.block] = counts.get(meaning.block, 0) + 1
        key = f"{_slug(meaning.block)}_{counts[meaning.block]}"
        lines.append((key, _fields(insert, meaning, drawing, METRES[unit])))
    text = _text(lines, drawing, unit, name)
    _prove(text, folder)
    left = tuple(sorted({insert.name for insert in plan.inserts} - {insert.name for insert in known}))
    return Listed(text, counts, left)


def _look_for(inserts: Sequence[Insert], meanings: dict[str, Meaning], file: str) -> None:
    names = {insert.name for insert in inserts}
    lower = {name.lower() for name in names}
    for meaning in meanings.values():
        if meaning.block.lower() not in lower:
            close = near(meaning.block, names)
            hint = f"; did you mean {close!r}?" if close else f"; it has {', '.join(sorted(names)[:20]) or 'none'}"
            raise UserError(f"{file}: there is no block {meaning.block!r} in the plan{hint}")


def _fields(insert: Insert, meaning: Meaning, drawing: Drawing, metres: float) -> dict[str, str]:
    """The fields of one piece, as a person would write them."""
    low, high = np.array(insert.low), np.array(insert.high)
    angle = np.radians(insert.turn)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    centre = np.array(insert.at) + turn @ (low + high) / 2
    x, y = on_floor(drawing, centre[None], metres)[0]
    fields = {"kind": meaning.kind, "at": f"[{_number(x, 3)}, {_number(y, 3)}]"}
    turned = round((insert.turn + float(drawing.turn)) % 360.0, 1) % 360.0
    if turned:
        fields["turn"] = _number(turned, 1)
    if insert.mirrored:
        fields["mirror"] = "true"
    if SIZE not in meaning.fields and not meaning.fields.get("model", "").endswith(".glb"):
        length, width = np.maximum((high - low) * metres, 0.001)
        height = _height(meaning)
        tall = f" x {_number(height, 3)}" if height else ""
        fields[SIZE] = f"{_number(length, 3)} x {_number(width, 3)}{tall} m"
    return {**fields, **meaning.fields}


def _height(meaning: Meaning) -> float:
    """How high such things usually are: a plan does not say."""
    cls = kinds().found.get(meaning.kind)
    usual = cls.default_size if cls else Size(1.0, 1.0)
    return float(USUAL_SIZES.get(meaning.fields.get("model", ""), usual).height)


def _number(value: float, digits: int) -> str:
    return f"{round(float(value), digits) + 0.0:.{digits}f}".rstrip("0").rstrip(".")


def _slug(name: str) -> str:
    plain = re.sub(r"[^A-Za-z0-9_-]+", "_", name).strip("_").lower() or "block"
    return f"b{plain}" if plain[0].isdigit() else plain


def _text(lines: Sequence[tuple[str, dict[str, str]]], drawing: Drawing, unit: DrawingUnit, name: str) -> str:
    wide = max(len(key) for key, _ in lines)
    pieces = [f"  {key + ':':{wide + 1}} {{{_joined(fields)}}}" for key, fields in lines]
    return "\n".join(["linewright: 1", f"name: {flow(name)}", *_drawing(drawing, unit), "equipment:", *pieces, ""])


def _joined(fields: dict[str, str]) -> str:
    return ", ".join(f"{name}: {text}" for name, text in fields.items())


def _drawing(drawing: Drawing, unit: DrawingUnit) -> Iterator[str]:
    x, y = (_number(value, 3) for value in drawing.origin)
    turn = f", turn: {_number(float(drawing.turn), 1)}" if drawing.turn else ""
    yield f"drawing: {{file: {flow(drawing.file)}, unit: {unit.value}, origin: [{x}, {y}]{turn}}}"


def _prove(text: str, folder: Path | None) -> None:
    """What is written must be right as it stands."""
    errors = errors_among(read_text(text, folder).problems)
    if errors:
        raise UserError(f"with this table the layout would be wrong: {errors[0].message}")
