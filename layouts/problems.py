"""Problems: what is wrong with a layout, where, what was found, what was expected, what was perhaps meant.

A problem is a record, not a sentence: its code and parameters let a window say it in another language. The English
sentence comes from `TEXTS`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from layouts.errors import Code, UserError
from layouts.rulebook import RULES
from layouts.space import Vector
from layouts.table import Table

Path = tuple[str | int, ...]
"""Names of fields, ids and numbers of list entries that lead to a value: `("equipment", "filling", "cycle")`."""


class Severity(Enum):
    """Whether the layout can be simulated in spite of the problem."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Place:
    """Where a problem is: in which file, line and column (both from 1), and at which value."""

    file: str | None = None
    line: int | None = None
    column: int | None = None
    path: Path = ()

    def __str__(self) -> str:
        """Write `file:line:column`, as far as it is known."""
        return ":".join(str(part) for part in (self.file or "layout", self.line, self.column) if part is not None)

    @property
    def dotted(self) -> str:
        """The path in one word: `equipment.filling.failures[0].mttr`."""
        parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in self.path)
        return "".join(parts).removeprefix(".")


TEXTS: Mapping[Code, str] = {
    **{rule.code: "{found}; expected {expected}" for rule in RULES.values()},
    Code.UNREADABLE: "the file cannot be read: {found}",
    Code.SYNTAX: "{found}; expected {expected}",
    Code.TOO_BIG: "{found} is too much; expected {expected}",
    Code.TOO_DEEP: "{found}; expected {expected}",
    Code.REFUSED: "{found} has no place in a layout file; expected {expected}",
    Code.DUPLICATE: "{found} occurs twice, first in line {first_line}, column {first_column}; expected {expected}",
    Code.VERSION: "the file says format {found}; expected {expected}",
    Code.FORM: "found {found}, expected {expected}",
    Code.UNIT: "found {found}, expected {expected}",
    Code.RANGE: "found {found}, expected {expected}",
    Code.FLOW: "found {found}, expected {expected}",
    Code.ID: "found {found}, expected {expected}",
    Code.DATA_FILE: "{found}; expected {expected}",
    Code.UNKNOWN_FIELD: "unknown field `{found}`, expected {expected}",
    Code.UNKNOWN_KIND: "unknown kind `{found}`, expected {expected}",
    Code.UNKNOWN_REFERENCE: "there is no `{found}`, expected {expected}",
    Code.NOT_YET: "`{found}` belongs to the layout language, but this version does not simulate it yet",
    Code.MEANINGLESS: "`{found}` has no meaning here, expected {expected}",
    Code.MISSING: "`{found}` is missing, expected {expected}",
    Code.DIRECTION: "`{found}` is {direction}, expected {expected}",
    Code.UNCONNECTED: "`{found}` is not connected, expected {expected}",
    Code.SHARES: "found {found}, expected {expected}",
    Code.WAYS: "found {found}, expected {expected}",
    Code.FAILURE: "found {found}, expected {expected}",
    Code.CONVEYOR: "found {found}, expected {expected}",
    Code.ENDLESS: "{found} lets parts pass without end in no time, expected {expected}",
    Code.NO_WAY: "found {found}, expected {expected}",
    Code.AMBIGUOUS: "found {found}, expected {expected}",
    Code.APART: (
        "{source} -> {target}: {found} apart, nothing carries the part; put a conveyor, a vehicle or a person between. "
        "Simulated as an instant hand-over, drawn dashed."
    ),
    Code.OUTSIDE: "{found} reaches outside the hall, expected {expected}",
    Code.MODEL_SIZE: "the size is {found}, expected {expected}",
    Code.EXPONENTIAL: (
        "exponential times are for queueing tests: the likeliest is 0 s. A machine is constant, its scatter is its "
        "failures; manual work is triangular or lognormal"
    ),
    Code.NO_BOUNDARY: "found {found}, expected {expected}",
    Code.PLUGIN: "kind `{found}` comes from a plugin that cannot be loaded: {reason}",
}
"""The English sentence of every code, filled from `found`, `expected` and the parameters."""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is wrong; `str()` gives the line to print."""

    code: Code
    severity: Severity = Severity.ERROR
    place: Place = Place()
    found: str = ""
    expected: str = ""
    suggestion: str = ""
    parameters: Table[str] = field(default_factory=Table)
    pieces: tuple[str, ...] = ()
    """Ids of the equipment that it is about, where it is about what stands where."""
    point: Vector | None = None
    """Where in the hall."""
    source: str = ""
    """Where the rule comes from."""

    @property
    def message(self) -> str:
        """What is wrong, in one English sentence."""
        known = {"found": self.found, "expected": self.expected}
        text = TEXTS[self.code].format(**(known | dict(self.parameters)))
        where = f"{self.place.dotted}: " if self.place.dotted else ""
        text += f" ({self.source})" if self.source else ""
        return f"{where}{text}" + (f"; did you mean {self.suggestion}?" if self.suggestion else "")

    def __str__(self) -> str:
        """Write `file:line:column: error: message`."""
        return f"{self.place}: {self.severity.value}: {self.message}"

    def to_json_object(self) -> dict[str, object]:
        """Return the problem as plain values, for `linewright check --format json`."""
        return {
            "code": self.code.value,
            "severity": self.severity.value,
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "path": list(self.place.path),
            "message": self.message,
            "found": self.found,
            "expected": self.expected,
            "suggestion": self.suggestion,
            "parameters": dict(self.parameters),
            "pieces": list(self.pieces),
            "point": None if self.point is None else [round(number, 3) for number in self.point],
            "source": self.source,
        }


class LayoutError(UserError):
    """A layout that cannot be used; `problems` says why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems; the text is one line each."""
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type["LayoutError"], tuple[tuple[Problem, ...]]]:
        """Pickle as the problems, so that a worker process can report them."""
        return type(self), (self.problems,)


def errors_among(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that forbid simulating."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)
