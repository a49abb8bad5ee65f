"""What every station has in common: operations with their times, what they use, how they end, what interrupts them."""

from collections.abc import Mapping
from enum import Enum
from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from layouts.calendar import AtBreak
from layouts.changeovers import Changeover
from layouts.conditions import MANNED
from layouts.costs import Money, Power
from layouts.counts import Count, Pieces
from layouts.distributions import Times
from layouts.equipment import CONFIG, WORKING_HEIGHT, Direction, Equipment, Flag, PortPlace, Role, end_ports
from layouts.failures import FailureReference
from layouts.flow import Rule
from layouts.merges import Merge
from layouts.production import Lot
from layouts.quantities import Duration, Fraction, Length
from layouts.references import EquipmentId, Keys, To
from layouts.space import Size, Vector
from layouts.table import Table
from layouts.upkeep import StartUp, Upkeep

FAIL = "fail"
"""The port through which parts leave that failed a test."""


ByThing = Annotated[Table[Pieces], Keys(To.THINGS)]
"""How many, by product, part or carrier."""


class Blocking(Enum):
    """When a station is blocked: with a finished part, or before it begins one."""

    AFTER_SERVICE = "after service"
    BEFORE_SERVICE = "before service"
    BEFORE_LOADING = "before loading"


class WhenDown(Enum):
    """What people or robots still do at a station that has failed."""

    NEITHER = "neither"
    LOAD = "load"
    UNLOAD = "unload"
    LOAD_AND_UNLOAD = "load and unload"

    @property
    def loads(self) -> bool:
        """Whether parts still come in."""
        return self in (WhenDown.LOAD, WhenDown.LOAD_AND_UNLOAD)

    @property
    def unloads(self) -> bool:
        """Whether finished parts still leave."""
        return self in (WhenDown.UNLOAD, WhenDown.LOAD_AND_UNLOAD)


SINGLE = frozenset({"sequence", "blocking", "when_down", "preempts"})
"""Fields of stations that work on single parts, one in each nest: ovens, rotary machines and packers have none."""


class Takes(Enum):
    """How a station takes the parts that it uses."""

    ONE_BY_ONE = "one by one"
    TOGETHER = "together"


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Station(Equipment):
    """Does operations on parts; a finished part stays until there is room behind it (blocking after service)."""

    role = Role.STATION
    states = MANNED
    default_model = "machine"
    default_size = Size(1.6, 1.5, 2.2)

    manual: Times | None = Field(
        default=None, description="time that a person needs for a part, before the machine's own `cycle`"
    )
    crew: int = Field(default=1, ge=1, le=1000, description="how many people the manual work needs at the same time")
    cycle: Times | None = Field(default=None, description="time the machine needs for a part, alone")
    exchange: Duration = Field(default=0.0, description="part out to next part in position; the station is occupied")
    nests: int = Field(default=1, ge=1, le=1000, description="places that work independently of one another")
    uses: ByThing = Field(
        default=Table(),
        description="parts built into one product, by id: a port `id.part` brings them, or they are never short; "
        "a carrier is put under the product",
    )
    frees: ByThing = Field(
        default=Table(),
        description="the carrier under the product, by id: taken off, it leaves by the port `id.carrier`",
    )
    takes: Takes = Field(
        default=Takes.ONE_BY_ONE,
        description="one by one: holds each used part as it comes; together: takes all at once, when all are there",
    )
    fail: Fraction = Field(
        default=0.0, description="share of operations that end in a failed part, which leaves by the port `fail`"
    )
    retest: int = Field(default=0, ge=0, le=100, description="how often a failed part is done again at once, in place")
    back_to: EquipmentId | None = Field(
        default=None, description="station whose operation comes next for parts from rework: id, or id:visit"
    )
    passes: Count | None = Field(
        default=None, description="how often one part may go through rework before it is scrapped, or unlimited"
    )
    scrap: Fraction = Field(
        default=0.0, description="share of operations that end in scrap, taken out of the line here"
    )
    changeover: Changeover | None = Field(
        default=None, description="time from one product to the next, or the id of a matrix of `changeovers`"
    )
    sequence: tuple[Lot, ...] = Field(
        default=(),
        description="lots in whose order it takes parts, again and again; default: as they come",
    )
    blocking: Blocking = Field(
        default=Blocking.AFTER_SERVICE,
        description="where nothing has room behind: keeps the finished part, or takes a part but does not begin, or "
        "takes none",
    )
    when_down: WhenDown = Field(
        default=WhenDown.NEITHER, description="whether parts are put in and taken out while it has failed"
    )
    preempts: Flag = Field(
        default=False,
        description="a part with a smaller `priority` interrupts the one in work, which goes on afterwards",
    )
    prepare: Duration = Field(
        default=0.0, description="part of a changeover that is done beside the station while the old lot runs"
    )
    first_off: Duration = Field(
        default=0.0, description="inspection of the first part after a changeover; the station waits for it"
    )
    scrap_first: int = Field(
        default=0, ge=0, le=100_000, description="operations after a changeover, or a start-up, that end in scrap"
    )
    look: str | None = Field(
        default=None, description="how parts look from here on: the name of one of the product's `looks`"
    )
    drive_through: Flag = Field(
        default=False, description="parts whose routing has no operation here pass through at the belt's speed"
    )
    at_break: AtBreak | None = Field(
        default=None, description="what it does when planned time ends; default: what the calendar says"
    )
    failures: tuple[FailureReference, ...] = Field(
        default=(), description="ids of the section `failures`, or failures in place"
    )
    maintenance: tuple[Upkeep, ...] = Field(
        default=(), description="planned stops between parts: {every: 40 h, takes: 30 min, by: T1}"
    )
    tools: tuple[Upkeep, ...] = Field(
        default=(), description="changes of worn tools between parts: {every: 120 parts, takes: 4 min}"
    )
    start_up: StartUp | None = Field(
        default=None, description="time until it works again after a long stop: {after: 2 h, takes: 10 min}"
    )
    ideal: Times | None = Field(
        default=None, description="planned run time an item (PRI) for OEE; default: mean of manual time and cycle"
    )
    power: Power | None = Field(
        default=None, description="power while working, or by state: {working: 12 kW, blocked: 4 kW, other: 1 kW}"
    )
    cost_per_hour: Money = Field(default=0.0, description="what it costs, an hour of planned time")
    cost_per_part: Money = Field(default=0.0, description="what an operation costs: wear, consumables")
    rule: Rule = Field(default=Rule(), description="which way at a branch")
    merge: Merge = Field(default=Merge(), description="who goes ahead where several ways lead in")
    height: Length = Field(default=WORKING_HEIGHT, description="height at which parts enter and leave")

    @property
    def tests(self) -> bool:
        """Whether parts can fail here, and leave by a port of their own."""
        return self.fail > 0

    def ports(self) -> Mapping[str, PortPlace]:
        """Parts enter at -X and leave at +X with what carried them, failed ones in front; used parts come in behind."""
        size = self.footprint
        found = end_ports(size, self.height)
        if self.tests:
            found[FAIL] = PortPlace(Direction.OUT, Vector(size.length / 4, -size.width / 2, self.height))
        freed = PortPlace(Direction.OUT, Vector(size.length / 2, 0.0, self.height))
        return found | dict.fromkeys(self.frees, freed) | self.back_ports(tuple(self.uses), Direction.IN)

    def back_ports(self, names: tuple[str, ...], direction: Direction) -> dict[str, PortPlace]:
        """Return ports along the back side, evenly spread."""
        length, y = self.footprint.length, self.footprint.width / 2
        places = (((number + 1) / (len(names) + 1) - 0.5) * length for number in range(len(names)))
        return {name: PortPlace(direction, Vector(x, y, self.height)) for name, x in zip(names, places, strict=True)}

    def slots(self) -> tuple[Vector, ...]:
        """One place a nest, side by side along the flow; behind each nest one place for each part that it uses."""
        pitch = self.footprint.length / self.nests
        centres = [(nest - (self.nests - 1) / 2) * pitch for nest in range(self.nests)]
        width = min(0.3, pitch / (len(self.uses) + 1))
        nests = [Vector(x, 0.0, self.height) for x in centres]
        beside = [
            Vector(x + (number - (len(self.uses) - 1) / 2) * width, 0.25 * self.footprint.width, self.height)
            for x in centres
            for number in range(len(self.uses))
        ]
        return (*nests, *beside)
