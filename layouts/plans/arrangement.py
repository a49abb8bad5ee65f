"""Where the stations of a line stand: in rows of some ten that turn back at their ends, with belts between them."""

import math
from dataclasses import dataclass

from layouts.kinds import Sink, Source
from layouts.space import Point, Size
from layouts.station import Station

BELT = 2.0
"""Length of the belts between the stations of a row, metres."""
PITCH = Station.default_size.length + BELT
ROWS_APART = 5.0
"""Between the centres of two rows: two half stations and an aisle."""
SOURCES_APART = 2.5
LONGEST_ROW, LONG_ROW = 40.0, 10
"""Metres above which a line is folded, and stations of a row of a folded line."""
MARGIN = 2.0
"""Between the line and the walls of the hall, metres."""
HEIGHT = 6
"""Clear height of the hall, metres."""
_CORNER = 1.2
"""From the last station of a row to the belt that leads to the next row, metres."""
_BESIDE = 0.2
"""From a source to the middle of a belt that runs past it: half of the belt, metres."""
_FIRST = MARGIN + Source.default_size.length + BELT + Station.default_size.length / 2
"""Where the first station of a row stands, metres along X."""


@dataclass(frozen=True)
class Spot:
    """Where something stands and how it is turned."""

    at: Point
    turn: float = 0.0


@dataclass(frozen=True)
class Arrangement:
    """The places of a line of so many stations with so many sources."""

    stations: int
    sources: int

    @property
    def a_row(self) -> int:
        """How many stations stand in a row."""
        alone = self.stations * PITCH - BELT + 2 * (BELT + Source.default_size.length)
        return self.stations if alone <= LONGEST_ROW else math.ceil(self.stations / math.ceil(self.stations / LONG_ROW))

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return math.ceil(self.stations / self.a_row)

    @property
    def hall(self) -> Size:
        """The size of a hall around everything, in whole metres."""
        length = _FIRST + (self.a_row - 1) * PITCH + PITCH / 2 + BELT / 2 + Sink.default_size.length + MARGIN
        behind = (self.sources - 1) * SOURCES_APART
        width = self.y(0) + max(Station.default_size.width / 2, behind + Source.default_size.width / 2) + MARGIN
        return Size.decode(f"{math.ceil(length)} x {math.ceil(width)} x {HEIGHT} m")

    def y(self, row: int) -> float:
        """Return where a row is, along Y: the first one at the back."""
        return MARGIN + 1.5 + (self.rows - 1 - row) * ROWS_APART

    def row_of(self, number: int) -> int:
        """Return the row of a station, both from 0."""
        return number // self.a_row

    def station(self, number: int) -> Spot:
        """Return the spot of a station, from 0."""
        row, place = divmod(number, self.a_row)
        back = row % 2 == 1
        x = _FIRST + (self.a_row - 1 - place if back else place) * PITCH
        return Spot(_point(x, self.y(row)), 180.0 if back else 0.0)

    def source(self, number: int) -> Spot:
        """Return the spot of a source: the first in line with the first row, the others behind it."""
        return Spot(_point(MARGIN + Source.default_size.length / 2, self.y(0) + number * SOURCES_APART))

    def sink(self) -> Spot:
        """Return the spot of the sink, behind the last station."""
        last = self.station(self.stations - 1)
        away = Station.default_size.length / 2 + BELT + Sink.default_size.length / 2
        return Spot(_point(last.at.x + (away if last.turn == 0 else -away), last.at.y), last.turn)

    def infeed(self) -> tuple[Point, Point]:
        """Return both ends of the belt into the first station."""
        first = self.station(0).at
        end = first.x - Station.default_size.length / 2
        return _point(end - BELT + _BESIDE, first.y), _point(end, first.y)

    def feeder(self, number: int) -> tuple[Point, Point]:
        """Return both ends of the belt from a source behind the first to the one before it."""
        x = self.infeed()[0].x
        return _point(x, self.source(number).at.y), _point(x, self.source(number - 1).at.y)

    def corners(self, number: int) -> tuple[Point, ...]:
        """Return the corners of the belt behind a station: none within a row."""
        if number + 1 == self.stations or self.row_of(number) == self.row_of(number + 1):
            return ()
        here, there = self.station(number).at, self.station(number + 1).at
        out = Station.default_size.length / 2 + _CORNER
        x = here.x + (out if self.row_of(number) % 2 == 0 else -out)
        return _point(x, here.y), _point(x, there.y)

    def aisle(self, row: int) -> tuple[Point, Size]:
        """Return centre and size of the aisle in front of a row that runs to the right."""
        length = (self.a_row - 1) * PITCH + Station.default_size.length
        centre = _FIRST + (self.a_row - 1) * PITCH / 2
        return _point(centre, self.y(row) - ROWS_APART / 2), Size.decode(f"{length:.10g} x 1.6 m")


def _point(x: float, y: float) -> Point:
    return Point(round(x, 3), round(y, 3))
