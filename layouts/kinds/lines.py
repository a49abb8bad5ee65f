"""Lines of stations in one machine: the indexing transfer line, and the moving line with drift and andon."""

from pydantic import Field
from pydantic.dataclasses import dataclass

from layouts.conditions import AUTOMATIC
from layouts.distributions import Times, every_time
from layouts.equipment import CONFIG
from layouts.kinds.passage import Passage
from layouts.quantities import Duration, PositiveDuration
from layouts.space import Size, Vector
from layouts.table import Table


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class StationLine(Passage):
    """A row of stations on one way, each with a time of its own."""

    states = AUTOMATIC

    stations: Table[Times] = Field(
        default=Table(), description="the stations in the order of the way, by name, each with its time"
    )

    @property
    def lead(self) -> float:
        """How far the middle of the first station is from the way in, as a share of the way."""
        raise AttributeError(f"{type(self).__name__} has no lead")  # pragma: no cover - every kind has one

    def slots(self) -> tuple[Vector, ...]:
        """The middles of the stations, evenly along the way."""
        number, length = len(self.stations), self.footprint.length
        step = (1 - 2 * self.lead) / max(1, number - 1)
        return tuple(Vector((self.lead + at * step - 0.5) * length, 0.0, self.height) for at in range(number))

    @property
    def longest(self) -> float:
        """The longest mean time of a station for a product, seconds."""
        return max((time.mean for times in self.stations.values() for time in every_time(times)), default=0.0)


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class TransferLine(StationLine):
    """An indexing transfer line: all parts move on by one station at once, when the last station is done.

    A failure, or a station that is late, keeps all of them. What leaves the last station waits at the way out.
    """

    kind = "transfer_line"
    default_model = "transfer_line"
    default_size = Size(6.0, 1.8, 2.2)
    required = ("at", "index", "stations")

    index: PositiveDuration | None = Field(default=None, description="time in which all parts move on by one station")

    @property
    def beat(self) -> float:
        """One index: machine time runs while parts move."""
        return self.index or 0.0

    @property
    def passing(self) -> float:
        """One index to the first station, one from each to the next, one to the way out."""
        return self.beat * (len(self.stations) + 1)

    @property
    def lead(self) -> float:
        """One step: the way in and the way out are places too."""
        return 1 / (len(self.stations) + 1)


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class MovingLine(StationLine):
    """A moving line: parts ride past stations, each one `takt` long, while people work on them.

    What is not done at the end of its station drifts on, up to the limit `drift`; then andon stops the line until it is
    done. Each station has its own people, who are not among the `people` of the layout.
    """

    kind = "moving_line"
    default_model = "moving_line"
    default_size = Size(12.0, 4.0, 2.6)
    required = ("at", "takt", "stations")

    takt: PositiveDuration | None = Field(
        default=None, description="line time from one part to the next, in which a part passes one station"
    )
    drift: Duration = Field(
        default=0.0, description="line time for which work may go on beyond the end of its station; at the last: none"
    )

    @property
    def beat(self) -> float:
        """One takt."""
        return self.takt or 0.0

    @property
    def passing(self) -> float:
        """One takt a station."""
        return self.beat * len(self.stations)

    @property
    def lead(self) -> float:
        """Half a station."""
        return 0.5 / max(1, len(self.stations))
