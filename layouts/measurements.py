"""Data from CSV files beside the layout: how they are read, and times measured in the plant."""

import csv
import math
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic_core import PydanticCustomError

from layouts.distributions import Empirical
from layouts.errors import Code, fault
from layouts.problems import Path as ValuePath
from layouts.quantities import NUMBER, Dimension, parse
from layouts.table import Table

T = TypeVar("T")

LARGEST = 16 * 1024 * 1024
"""Bytes of a file that are read."""


def empirical_in(value: Any, path: ValuePath = ()) -> Iterator[tuple[ValuePath, Empirical]]:
    """Find every empirical distribution in an item, with the way to it."""
    if isinstance(value, Empirical):
        yield path, value
    elif isinstance(value, Table):
        for key, item in value.items():
            yield from empirical_in(item, (*path, key))
    elif type(value) is tuple:
        for position, item in enumerate(value):
            yield from empirical_in(item, (*path, position))
    elif is_dataclass(value) and hasattr(value, "__pydantic_fields__"):
        for field in fields(value):
            yield from empirical_in(getattr(value, field.name), (*path, field.name))


def with_values(item: T, path: ValuePath, values: tuple[float, ...]) -> T:
    """Return an item in which the empirical distribution at a path has its values."""
    if not path:
        return replace(item, values=values)  # type: ignore[type-var] # the path leads to a distribution
    step, rest = path[0], path[1:]
    held: Any = item
    if isinstance(held, Table):
        changed: Any = held.with_item(str(step), with_values(held[str(step)], rest, values))
    elif isinstance(held, tuple):
        changed = tuple(with_values(each, rest, values) if at == step else each for at, each in enumerate(held))
    else:
        changed = replace(held, **{str(step): with_values(getattr(held, str(step)), rest, values)})
    result: T = changed
    return result


def values_of(file: str, folder: Path | None) -> tuple[float, ...]:
    """Read the first column of a file: seconds, or times with a unit; a heading is passed over.

    Raises:
        PydanticCustomError: where there is no such file inside the folder, or no column of times in it.
    """
    rows = csv.reader(text_of(file, folder).splitlines(), delimiter=",")
    cells = [re.split(r"[;\t]", row[0])[0].strip() for row in rows if row and row[0].strip()]
    if cells and _seconds(cells[0]) is None:
        del cells[0]
    values = tuple(seconds for cell in cells if (seconds := _seconds(cell)) is not None)
    wrong = [cell for cell in cells if _seconds(cell) is None]
    if wrong or not values:
        found = f"{wrong[0]!r} in the file {file}" if wrong else f"no times in the file {file}"
        raise fault(Code.DATA_FILE, found, "a column of times of at least 0, in seconds or with a unit")
    return values


def text_of(file: str, folder: Path | None) -> str:
    """Read a file of data that a layout in a folder names.

    Raises:
        PydanticCustomError: where there is no such file inside the folder.
    """
    if folder is None:
        raise fault(Code.DATA_FILE, f"the file {file}", "a layout that is a file itself, with this one beside it")
    path = (folder / file).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise fault(Code.DATA_FILE, f"the file {file} outside the folder of the layout", "a file in that folder")
    try:
        if path.stat().st_size > LARGEST:
            raise fault(Code.DATA_FILE, f"the file {file} of {path.stat().st_size:,} bytes", f"at most {LARGEST:,}")
        return path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no UTF-8 text"
        raise fault(Code.DATA_FILE, f"the file {file}: {reason}", "a CSV file beside the layout") from error


def _seconds(cell: str) -> float | None:
    try:
        value = float(cell) if re.fullmatch(NUMBER, cell) else float(parse(cell, Dimension.TIME))
    except PydanticCustomError:
        return None
    return value if math.isfinite(value) and value >= 0 else None
