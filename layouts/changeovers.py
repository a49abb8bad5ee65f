"""What it takes to change a station over from one product to the next: one time, or a matrix of the section."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from layouts.errors import Code, fault
from layouts.flow import ID
from layouts.quantities import EXAMPLES, Dimension, Dimensioned, shown
from layouts.references import Rename, To, table_with_keys
from layouts.table import Table

_TIME = Dimensioned(Dimension.TIME, at_least=0.0)
TO = "to"
"""The row of a matrix that names its columns."""


@dataclass(frozen=True)
class Matrix:
    """Times from one product (or family) to another, seconds: `rows[from]` holds one for each of `to`, in its order."""

    to: tuple[str, ...]
    rows: Table[tuple[float, ...]]

    def time(self, before: str, after: str) -> float | None:
        """Return the time from one product or family to another; None where the matrix lacks the pair."""
        if before == after and before not in self.rows:
            return 0.0 if before in self.to else None
        row = self.rows.get(before, ())
        return next((time for name, time in zip(self.to, row, strict=False) if name == after), None)

    def names(self) -> tuple[str, ...]:
        """Return every product or family that the matrix names, columns first."""
        return tuple(dict.fromkeys((*self.to, *self.rows)))

    def written(self) -> dict[str, list[str]]:
        """Return the matrix as it stands in a file."""
        times = {name: [shown(time, Dimension.TIME) for time in row] for name, row in self.rows.items()}
        return {TO: list(self.to), **times}

    def with_names(self, rename: Rename) -> "Matrix":
        """Return the matrix with other names of products."""
        to = tuple(rename(name, To.THINGS) for name in self.to)
        return Matrix(to, table_with_keys(self.rows, rename, To.THINGS))

    @classmethod
    def decode(cls, value: Any) -> "Matrix":
        """Read `{to: [P12, P24], P12: [0 s, 12 min], P24: [9 min, 0 s]}`.

        Raises:
            PydanticCustomError: for anything else.
        """
        if isinstance(value, Matrix):
            return value
        if not isinstance(value, Mapping) or not isinstance(value.get(TO), list | tuple) or not value[TO]:
            raise fault(Code.FORM, value, "a matrix such as {to: [A, B], A: [0 s, 12 min], B: [9 min, 0 s]}")
        to = tuple(str(name) for name in value[TO])
        return cls(to, Table({name: _row(name, row, to) for name, row in value.items() if name != TO}))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate with `decode`."""
        return core_schema.no_info_plain_validator_function(cls.decode)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the form of a file."""
        names = {"type": "array", "items": {"type": "string"}, "description": "the products or families of the columns"}
        row = {"type": "array", "items": {"type": "string", "examples": ["12 min"]}, "description": "times to each"}
        return {"type": "object", "properties": {TO: names}, "required": [TO], "additionalProperties": row}


def _row(name: str, row: Any, to: tuple[str, ...]) -> tuple[float, ...]:
    if not isinstance(row, list | tuple) or len(row) != len(to):
        found = f"{len(row)} times from {name}" if isinstance(row, list | tuple) else repr(row)
        raise fault(Code.FORM, found, f"{len(to)} times from {name}, one to each of {', '.join(to)}")
    return tuple(map(_TIME.decode, row))


@dataclass(frozen=True)
class TimeOrMatrix(Dimensioned):
    """A pydantic annotation: a time for every change of product, or the id of a matrix."""

    def decode(self, value: Any) -> Any:
        """Read a time or an id.

        Raises:
            PydanticCustomError: for anything else.
        """
        return value if isinstance(value, str) and ID.fullmatch(value) else super().decode(value)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe both forms for editors."""
        examples = [EXAMPLES[Dimension.TIME], "id of the section `changeovers`"]
        return {"type": "string", "description": "a time, or the id of a matrix", "examples": examples}


Changeover = Annotated[float | Annotated[str, To.MATRICES], TimeOrMatrix(Dimension.TIME, at_least=0.0)]
"""Time from any product to any other, seconds, or the id of a matrix of the section `changeovers`."""
