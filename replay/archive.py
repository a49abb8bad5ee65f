"""Trace files: a mark, a description in JSON, then the columns as they lie in memory, so that a file can be mapped.

Byte 0: the mark; 8: version (u4) and 12: length of the description in bytes (u4), both little-endian; 16: the
description; then every column at a multiple of 8. The description holds the header and, for each chunk, its times and
where each table begins and how many rows it has.
"""

import json
import os
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import numpy as np
from numpy.typing import NDArray

from layouts.errors import UserError
from replay.chunk import Chunk, Joints, Odometers, States, Table, Visits, Walks
from replay.header import Header

MARK = b"\x89LWTRACE"
"""The first byte is no text in any encoding, so that no text file begins like this."""

VERSION = 1

_PREFIX = struct.Struct("<8sII")
T = TypeVar("T", bound=Table)
Contents = tuple[Header, list[Chunk], float]


def write(path: Path, header: Header, chunks: Sequence[Chunk], start: float) -> None:
    """Write a trace beside its place, then put it there.

    Raises:
        UserError: where the file cannot be written.
    """
    partial = path.with_name(f"{path.name}.part")
    try:
        with partial.open("wb") as file:
            _write(file, header, chunks, start)
        os.replace(partial, path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise UserError(f"{path}: cannot be written: {error.strerror}") from error


def read(path: Path) -> Contents:
    """Map a file: its header, its chunks, and the time at which it starts.

    Raises:
        UserError: for a file that is missing, cut short, of another version, or no trace.
    """
    data = _mapped(path)
    begin = _columns_begin(path, data)
    try:
        description = json.loads(data[_PREFIX.size : begin].tobytes().rstrip(b"\0"))
        expected = begin + description["bytes"]
        if expected == len(data):
            header, start = Header.from_json(description["header"]), float(description["start"])
            return header, [_chunk(data[begin:], chunk) for chunk in description["chunks"]], start
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise UserError(f"{path}: damaged: found a description without meaning") from error
    raise UserError(f"{path}: damaged: found {len(data)} bytes, expected {expected}")


def _write(file: BinaryIO, header: Header, chunks: Sequence[Chunk], start: float) -> None:
    described, size = [], 0
    for chunk in chunks:
        tables = {}
        for table in chunk.tables:
            tables[type(table).__name__] = [size, len(table)]
            size += sum(_padded(column.nbytes) for _, column in table.columns())
        described.append({"start": chunk.start, "end": chunk.end, "tables": tables})
    description = {"header": header.to_json(), "start": start, "bytes": size, "chunks": described}
    text = json.dumps(description, allow_nan=False).encode()
    text += bytes(_padded(len(text)) - len(text))
    file.write(_PREFIX.pack(MARK, VERSION, len(text)) + text)
    for chunk in chunks:
        for table in chunk.tables:
            _write_table(file, table)


def _write_table(file: BinaryIO, table: Table) -> None:
    for name, column in table.columns():
        file.write(np.ascontiguousarray(column, dtype=table.types[name]).data)
        file.write(bytes(_padded(column.nbytes) - column.nbytes))


def _padded(size: int) -> int:
    """Return the next multiple of 8."""
    return -(-size // 8) * 8


def _mapped(path: Path) -> NDArray[np.uint8]:
    """Return the bytes of a file without reading them."""
    try:
        if not path.stat().st_size:
            raise UserError(f"{path}: found an empty file, expected a trace")
        return np.memmap(path, dtype=np.uint8, mode="r").view(np.ndarray)
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror}") from error


def _columns_begin(path: Path, data: NDArray[np.uint8]) -> int:
    """Return where the columns begin, once mark and version are right."""
    prefix = data[: _PREFIX.size].tobytes().ljust(_PREFIX.size, b"\0")
    mark, version, length = _PREFIX.unpack(prefix)
    if mark != MARK:
        raise UserError(f"{path}: found something else, expected a trace")
    if version != VERSION:
        raise UserError(f"{path}: found a trace of version {version}, expected version {VERSION}")
    return _PREFIX.size + int(length)


def _chunk(data: NDArray[np.uint8], described: Mapping[str, Any]) -> Chunk:
    tables = described["tables"]
    return Chunk(
        float(described["start"]),
        float(described["end"]),
        _table(data, Visits, tables),
        _table(data, Odometers, tables),
        _table(data, Joints, tables),
        _table(data, States, tables),
        _table(data, Walks, tables) if Walks.__name__ in tables else Walks.of(),
    )


def _table(data: NDArray[np.uint8], kind: type[T], tables: Mapping[str, Sequence[int]]) -> T:
    offset, rows = tables[kind.__name__]
    columns = []
    for name in kind.types.values():
        size = rows * np.dtype(name).itemsize
        columns.append(data[offset : offset + size].view(name))
        offset += _padded(size)
    if any(len(column) != rows for column in columns):
        raise ValueError(f"{kind.__name__} go beyond the end of the file")
    return kind(*columns)
