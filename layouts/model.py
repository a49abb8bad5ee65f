"""The layout of a factory as one frozen value: what a file says, in SI units, references by id."""

from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

from layouts.aisles import Aisle
from layouts.calendar import Calendar
from layouts.carriers import Carrier
from layouts.changeovers import Matrix
from layouts.checks import Checks
from layouts.colors import Color
from layouts.control import Control
from layouts.costs import Costs, Money
from layouts.counts import Pieces
from layouts.drawing import Drawing
from layouts.equipment import CONFIG, Equipment
from layouts.failures import Failure
from layouts.flow import Chain, Connection, Port
from layouts.groups import Group
from layouts.people import Post
from layouts.production import Plan
from layouts.quantities import Duration, Mass, PositiveDuration, Rate
from layouts.references import Keys, To
from layouts.routing import Route
from layouts.space import Size
from layouts.supply import Supply
from layouts.table import Table
from layouts.zones import Zone

FORMAT: Final = 1
"""Version of the file format, the value of `linewright:`."""

MINOR_STOP: Final = 300.0
"""The time within which a minor stop is over where a layout says no other, seconds."""

ANONYMOUS = "part"
"""Id of the product of a layout that declares none."""


BY_NAME = ConfigDict(**CONFIG, validate_by_name=True, validate_by_alias=True)
"""As `CONFIG`, for items of which a field is called differently in the file (`for` is a word of Python)."""


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Hall:
    """The hall: clear size and column grid."""

    size: Size = Field(description="length (X) x width (Y) x clear height")
    columns: Size | None = Field(default=None, description="spacing of the column grid, X x Y")


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Finish:
    """How a part looks after an operation; what is not given stays as it was."""

    size: Size | None = Field(default=None, description="length along the flow x width x height")
    color: Color | None = Field(default=None, description="colour in pictures")


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Product:
    """Something that is made; also used for parts that are consumed."""

    label: str | None = Field(default=None, description="name shown in pictures and reports; default: the id")
    demand: Rate | None = Field(default=None, description="how many are wanted, for example 900/d")
    size: Size = Field(default=Size(0.3, 0.2, 0.15), description="length along the flow x width x height")
    weight: Mass | None = Field(default=None, description="mass of one")
    color: Color | None = Field(default=None, description="colour in pictures")
    of: Pieces = Field(default=1, description="pieces that one part stands for (a crate of 20): figures count pieces")
    priority: int | None = Field(
        default=None, ge=1, le=1_000_000, description="1 goes before 2, where `order: priority` asks; without: last"
    )
    family: str | None = Field(default=None, description="products of one family share rows of a changeover matrix")
    cost: Money = Field(default=0.0, description="what a piece costs when it comes into the line")
    looks: Table[Finish] = Field(
        default=Table(), description="how it looks after operations that name one of these as their `look`"
    )
    source: str | None = Field(default=None, description="where these values come from")


@dataclass(frozen=True, kw_only=True, config=BY_NAME)
class Run:
    """How long to simulate, unless the command says otherwise."""

    warm_up: Duration = Field(default=0.0, description="time before the figures count")
    duration: PositiveDuration | None = Field(
        default=None, validation_alias="for", description="time that the figures cover, after the warm-up"
    )
    minor_stop_limit: Duration | None = Field(
        default=None, description="failures that are over sooner are minor stops, counted apart; default: 5 min"
    )
    replications: int = Field(default=1, ge=1, description="independent runs")
    seed: int = Field(default=1, ge=0, description="seed of the random numbers")

    @property
    def minor_stop(self) -> float:
        """The time within which a minor stop is over, seconds."""
        return MINOR_STOP if self.minor_stop_limit is None else self.minor_stop_limit


@dataclass(frozen=True, kw_only=True, config=BY_NAME)
class Layout:
    """Everything a layout file says. Made by `layouts.load`; changed with `dataclasses.replace`."""

    version: Literal[1] = Field(default=FORMAT, validation_alias="linewright", description="version of the file format")
    name: str | None = Field(default=None, description="title of the line")
    description: str | None = Field(default=None, description="what this line is, in a few words")
    where: Table[str] = Field(default=Table(), description="site, area, line: IEC 62264 levels")
    coordinates: Literal["m", "mm"] = Field(default="m", description="unit of bare coordinates")
    hall: Hall | None = None
    drawing: Drawing | None = Field(default=None, description="a plan of the hall that lies on the floor")
    calendar: Calendar | None = Field(default=None, description="when the line works; without: always")
    products: Annotated[Table[Product], Keys(To.THINGS)] = Field(default=Table(), description="what is made")
    parts: Annotated[Table[Product], Keys(To.THINGS)] = Field(default=Table(), description="what is consumed")
    carriers: Annotated[Table[Carrier], Keys(To.THINGS)] = Field(
        default=Table(), description="what comes back: pallets, fixtures, cards, by id"
    )
    plan: Plan | None = Field(
        default=None, description="what is started next where no source says it; without: by demand, levelled"
    )
    defaults: Table[Equipment] = Field(default=Table(), description="by kind: values for all equipment of that kind")
    changeovers: Annotated[Table[Matrix], Keys(To.MATRICES)] = Field(
        default=Table(), description="times from one product to another, by id: row = from, column = to"
    )
    routing: Annotated[Table[Route], Keys(To.THINGS)] = Field(
        default=Table(), description="the operations of a product, in order; without: where the flow leads"
    )
    failures: Annotated[Table[Failure], Keys(To.FAILURES)] = Field(
        default=Table(), description="what goes wrong, by id"
    )
    zones: Annotated[Table[Zone], Keys(To.ZONES)] = Field(
        default=Table(), description="what stands behind one fence, by id: it stops while somebody is inside"
    )
    supply: Annotated[Table[Supply], Keys(To.EQUIPMENT)] = Field(
        default=Table(), description="containers of parts by port (`op10.housing`); without: never short"
    )
    people: Annotated[Table[Post], Keys(To.PEOPLE)] = Field(
        default=Table(), description="who works, changes over and repairs; without: somebody is always there"
    )
    control: Annotated[Table[Control], Keys(To.RULES)] = Field(
        default=Table(),
        description="what holds parts back: kanban, conwip, basestock, threshold, line_clearance; without: push",
    )
    costs: Costs | None = Field(default=None, description="prices of the line as a whole, and their currency")
    equipment: Annotated[Table[Equipment], Keys(To.EQUIPMENT)] = Field(
        default=Table(), description="what stands in the hall, by id"
    )
    flow: tuple[Chain, ...] = Field(default=(), description="where things can go")
    groups: Annotated[Table[Group], Keys(To.GROUPS)] = Field(
        default=Table(), description="what belongs together on the drawing, by id: it is selected as one"
    )
    aisles: Annotated[Table[Aisle], Keys(To.AISLES)] = Field(
        default=Table(), description="ways for vehicles and people, by id; checked, not simulated"
    )
    checks: Checks = Field(default=Checks(), description="which rules about space hold; without: both packs")
    run: Run = Field(default=Run(), description="how long to simulate")
    folder: Path | None = field(default=None, compare=False, repr=False)
    """Where the file and the files that it names are; not part of the value."""

    @cached_property
    def ways(self) -> Mapping[Connection, str | None]:
        """Every connection of the flow once, in the order of the file, with the post that carries there, if any."""
        found: dict[Connection, str | None] = {}
        for connection, post in (way for chain in self.flow for way in chain.ways(self.people)):
            found.setdefault(connection, post)
        return found

    @cached_property
    def connections(self) -> tuple[Connection, ...]:
        """Every connection by which parts come: all but those by which people bring containers."""
        return tuple(connection for connection in self.ways if connection.target not in self.errands)

    @cached_property
    def errands(self) -> Mapping[Port, tuple[Port, str]]:
        """By port to which people bring containers: where they fetch them, and which post does."""
        ways = ((way, post) for way, post in self.ways.items() if post is not None and str(way.target) in self.supply)
        return {way.target: (way.source, post) for way, post in ways}

    def product(self, product_id: str) -> Product:
        """Return a product or a part that is consumed; the anonymous one when none is declared.

        Raises:
            KeyError: when there is none of that id.
        """
        if product_id in self.parts:
            return self.parts[product_id]
        return self.products[product_id] if product_id in self.products or product_id != ANONYMOUS else Product()

    def failure(self, reference: "str | Failure") -> Failure:
        """Return a failure given in place or by its id in the section `failures`."""
        return self.failures[reference] if isinstance(reference, str) else reference

    def label(self, equipment_id: str) -> str:
        """Return the name to show for a piece of equipment."""
        return self.equipment[equipment_id].label or equipment_id
