"""One stretch of a trace as numpy columns, complete in itself: it opens with all that was going on when it began."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

Column = NDArray[Any]


@dataclass(frozen=True, eq=False)
class Table:
    """Columns of equal length; every kind of record of a trace is one."""

    types: ClassVar[dict[str, str]] = {}

    def __len__(self) -> int:
        return len(self.subject)

    def columns(self) -> Iterator[tuple[str, Column]]:
        """Yield name and values of each column, in the order of the file."""
        return ((field.name, getattr(self, field.name)) for field in fields(self))

    def rows(self, which: Column | slice) -> Self:
        """Return a table of some of the rows, given by numbers, by a mask or as a slice."""
        return type(self)(*(column[which] for _, column in self.columns()))

    def followed_by(self, *others: Self) -> Self:
        """Return a table of these rows and then those of others."""
        columns = zip(*(table.columns() for table in (self, *others)), strict=True)
        return type(self)(*(np.concatenate([values for _, values in same]) for same in columns))

    @property
    def subject(self) -> Column:
        """The first column: whom a record is about (an item, a frame, an equipment)."""
        return next(column for _, column in self.columns())

    def by_subject(self) -> Self:
        """Return the rows sorted by subject; those of the same one keep their order."""
        return self.rows(np.argsort(self.subject, kind="stable"))

    def latest(self, count: int = 1) -> Self:
        """Return the last row, or the last rows, of each subject, sorted by subject."""
        table = self.by_subject()
        kept = np.ones(len(table), bool)
        kept[:-count] = table.subject[count:] != table.subject[:-count]
        return table.rows(kept)

    @property
    def nbytes(self) -> int:
        """Bytes that the columns take."""
        return sum(column.nbytes for _, column in self.columns())

    @classmethod
    def of(cls, *columns: ArrayLike) -> Self:
        """Make a table of sequences, one a column, or of none at all for a table without rows."""
        given: Sequence[ArrayLike] = columns or [()] * len(cls.types)
        pairs = zip(given, cls.types.values(), strict=True)
        return cls(*(np.asarray(column, dtype=kind) for column, kind in pairs))


@dataclass(frozen=True, eq=False)
class Visits(Table):
    """One row for each stay of an item in a frame, sorted by frame and rank.

    `t_out` is infinite while the stay lasts; `b_in`, `b_out` are the frame's odometer at both ends. `follower` is the
    row of the stay that the item began at the instant this one ended, -1 without one.
    """

    types: ClassVar[dict[str, str]] = {
        "item": "<i8",
        "frame": "<i4",
        "rank": "<i4",
        "look": "<i2",
        "t_in": "<f8",
        "t_out": "<f8",
        "b_in": "<f8",
        "b_out": "<f8",
        "follower": "<i4",
    }
    item: NDArray[np.int64]
    frame: NDArray[np.int32]
    rank: NDArray[np.int32]
    look: NDArray[np.int16]
    t_in: NDArray[np.float64]
    t_out: NDArray[np.float64]
    b_in: NDArray[np.float64]
    b_out: NDArray[np.float64]
    follower: NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Odometers(Table):
    """From `t` on the odometer of a path reads `b + speed (now - t)`; sorted by frame and time."""

    types: ClassVar[dict[str, str]] = {"frame": "<i4", "t": "<f8", "b": "<f8", "speed": "<f8"}
    frame: NDArray[np.int32]
    t: NDArray[np.float64]
    b: NDArray[np.float64]
    speed: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Joints(Table):
    """From `t` on the last part that left a path is `B + m` beyond its end; sorted by frame and time."""

    types: ClassVar[dict[str, str]] = {"frame": "<i4", "t": "<f8", "m": "<f8"}
    frame: NDArray[np.int32]
    t: NDArray[np.float64]
    m: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class States(Table):
    """From `t` on a piece of equipment is in `state` because of `cause` (-1: of nobody); sorted by both."""

    types: ClassVar[dict[str, str]] = {"equipment": "<i4", "state": "<u1", "t": "<f8", "cause": "<i4"}
    equipment: NDArray[np.int32]
    state: NDArray[np.uint8]
    t: NDArray[np.float64]
    cause: NDArray[np.int32]


STATES_KEPT = 3
"""States of each piece of equipment with which a chunk opens: what it was before is told beside what it is."""


@dataclass(frozen=True, eq=False)
class Walks(Table):
    """From `t` on a person goes from (x, y) straight to (to_x, to_y), arrives at `arrives` and stays there.

    `look` is that of what he carries, -1 with empty hands; sorted by person and time.
    """

    types: ClassVar[dict[str, str]] = {
        "person": "<i4",
        "t": "<f8",
        "x": "<f8",
        "y": "<f8",
        "to_x": "<f8",
        "to_y": "<f8",
        "arrives": "<f8",
        "look": "<i2",
    }
    person: NDArray[np.int32]
    t: NDArray[np.float64]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    to_x: NDArray[np.float64]
    to_y: NDArray[np.float64]
    arrives: NDArray[np.float64]
    look: NDArray[np.int16]


@dataclass(frozen=True, eq=False)
class Chunk:
    """What happened from `start` to before `end`.

    It opens with a keyframe, rows that began earlier: the visits still open, for each path the last visit that ended
    (the part may still be leaving), the latest odometer, joint and walk of each, and the latest `STATES_KEPT` states.
    """

    start: float
    end: float
    visits: Visits
    odometers: Odometers
    joints: Joints
    states: States
    walks: Walks = field(default_factory=lambda: Walks.of())

    @property
    def tables(self) -> tuple[Table, ...]:
        """The five tables, in the order of the file."""
        return self.visits, self.odometers, self.joints, self.states, self.walks

    @property
    def nbytes(self) -> int:
        """Bytes that the columns take."""
        return sum(table.nbytes for table in self.tables)

    @classmethod
    def empty(cls, start: float) -> "Chunk":
        """Return a chunk of no duration in which nothing is."""
        return cls(start, start, Visits.of(), Odometers.of(), Joints.of(), States.of())
