"""The plan in tables: lots in a row or in a mix, and orders."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from layouts.model import Layout
from layouts.orders import COLUMNS, Order, OrderFile, cells_of, quantity_of, time_of
from layouts.problems import Path
from layouts.production import Lot, Plan
from layouts.sheets.sheet import Cell, Column, Reader, Rows


def _with(layout: Layout, **values: Any) -> Layout:  # fields of the plan
    after = replace(layout.plan or Plan(), **values)
    return replace(layout, plan=None if after == Plan() else after)


@dataclass(frozen=True)
class Lots:
    """`plan.sequence` or `plan.heijunka`."""

    form: Literal["sequence", "heijunka"]
    entry: str = "a lot"

    def first(self, layout: Layout) -> Rows:
        """The products, of which it is to be typed how many come."""
        return tuple(("", product) for product in layout.products) or (("",),)

    @property
    def title(self) -> str:
        """Which of them it is."""
        return "Sequence" if self.form == "sequence" else "Levelled mix"

    def note(self, layout: Layout) -> str:
        """How the lots come."""
        how = "one after the other" if self.form == "sequence" else "evenly interleaved part by part"
        return f"Lots that are started {how}, again and again. A plan has a sequence, a levelled mix or orders."

    def columns(self, layout: Layout, width: int = 0) -> tuple[Column, ...]:
        """How many of which product."""
        products = tuple(layout.products)
        return Column("parts", "how many"), Column("product", "of which product", products)

    def rows(self, layout: Layout) -> Rows:
        """One row a lot."""
        lots = getattr(layout.plan or Plan(), self.form)
        return tuple((str(lot.parts), lot.product) for lot in lots)

    def path(self, cell: Cell, rows: Rows) -> Path:
        """The number of the lot."""
        return ("plan", self.form, cell.row)

    def put(self, layout: Layout, reader: Reader) -> Layout:
        """Without rows the plan says nothing of it."""
        lots = []
        for row in reader.numbers:
            parts, product = reader.read(row, 0, quantity_of, "parts"), reader.read(row, 1, _product, "product")
            lots.append(Lot(parts or 1, product or ""))
        return _with(layout, **{self.form: tuple(lots)})


def _product(text: str) -> str:
    lot: Callable[[str], Any] = Lot.decode
    return str(lot(f"1 {text}").product)


@dataclass(frozen=True)
class Orders:
    """`plan.orders`; those of a file are shown, and become orders in place when one of them is changed."""

    title: str = "Orders"
    entry: str = "an order"

    def first(self, layout: Layout) -> Rows:
        """The products, of which it is to be typed how many are ordered."""
        return tuple((product,) for product in layout.products) or (("",),)

    def note(self, layout: Layout) -> str:
        """What it is for, and where the orders stand."""
        orders = None if layout.plan is None else layout.plan.orders
        if orders is not None and orders.file:
            return f"These orders stand in {orders.file}; a change here takes them into the layout."
        return "What is to be made by when. A plan has a sequence, a levelled mix or orders."

    def columns(self, layout: Layout, width: int = 0) -> tuple[Column, ...]:
        """Which part, how many, when released, when due."""
        return (
            Column("part", "the product that is ordered", tuple(layout.products)),
            Column("quantity", "how many"),
            Column("release", "when it may be started, from the start of the run; empty: at once", measures=True),
            Column("due", "when it is wanted, from the start of the run; empty: never late", measures=True),
        )

    def rows(self, layout: Layout) -> Rows:
        """One row an order."""
        plan = layout.plan
        orders = plan.orders.orders if plan is not None and plan.orders is not None else ()
        return tuple((*cells, *[""] * (len(COLUMNS) - len(cells))) for cells in map(cells_of, orders))

    def path(self, cell: Cell, rows: Rows) -> Path:
        """The number of the order."""
        return ("plan", "orders", cell.row)

    def put(self, layout: Layout, reader: Reader) -> Layout:
        """Orders in the order of the rows."""
        orders = []
        for row in reader.numbers:
            part, quantity = reader.read(row, 0, str, "part"), reader.read(row, 1, quantity_of, "quantity")
            release, due = reader.read(row, 2, time_of), reader.read(row, 3, time_of)
            orders.append(Order(part or "", quantity or 1, time_of("0 s") if release is None else release, due))
        before = layout.plan.orders if layout.plan is not None else None
        if before is not None and before.orders == tuple(orders):
            return layout
        return _with(layout, orders=OrderFile(orders=tuple(orders)) if orders else None)
