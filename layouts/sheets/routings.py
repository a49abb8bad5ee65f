"""Routings: a row a product, an operation a cell."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from layouts.model import Layout
from layouts.problems import Path
from layouts.routing import Route, Step
from layouts.sheets.sheet import Cell, Column, Reader, Rows
from layouts.station import Station
from layouts.table import Table

_STEP: Callable[[str], Any] = Step.decode


@dataclass(frozen=True)
class Routings:
    """The section `routing`."""

    title: str = "Routings"
    entry: str = "a routing"

    def first(self, layout: Layout) -> Rows:
        """The products, which need their operations."""
        return tuple((product,) for product in layout.products) or (("",),)

    def note(self, layout: Layout) -> str:
        """What it is for."""
        return "The operations that a product needs, in their order. A product without a row goes where the flow leads."

    def columns(self, layout: Layout, width: int = 0) -> tuple[Column, ...]:
        """A product, then as many operations as the longest routing has, and one more."""
        stations = tuple(key for key, item in layout.equipment.items() if isinstance(item, Station))
        most = max([width, 3, *(len(route) + 2 for route in layout.routing.values())])
        step = "a station, op20 | op25 for either of them, fct:hot for a second visit"
        return (
            Column("product", "the product that is made so", tuple(layout.products)),
            *(Column(str(number), step, stations) for number in range(1, most)),
        )

    def rows(self, layout: Layout) -> Rows:
        """One row a routing."""
        return tuple((product, *map(str, route)) for product, route in layout.routing.items())

    def path(self, cell: Cell, rows: Rows) -> Path:
        """The product, and the number of the operation."""
        product = rows[cell.row][0]
        return ("routing", product) if not cell.column else ("routing", product, cell.column - 1)

    def put(self, layout: Layout, reader: Reader) -> Layout:
        """Empty cells between operations close up."""
        routes: dict[str, Route] = {}
        for row in reader.numbers:
            product = reader.key(row, routes, "product")
            steps = [reader.read(row, column, _STEP) for column in range(1, reader.width(row))]
            if not steps:
                reader.read(row, 1, _STEP, "operation")
            routes[product] = tuple(step for step in steps if step is not None)
        return replace(layout, routing=Table(routes))
