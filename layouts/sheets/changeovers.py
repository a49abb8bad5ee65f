"""A matrix of changeovers: a row a product that was made, a column a product that comes."""

from dataclasses import dataclass, replace

from layouts.changeovers import TO, Matrix
from layouts.errors import Code
from layouts.model import Layout
from layouts.problems import Path
from layouts.quantities import Dimension, Dimensioned, shown
from layouts.sheets.sheet import Cell, Column, Reader, Rows
from layouts.table import Table

_TIME = Dimensioned(Dimension.TIME, at_least=0.0)


@dataclass(frozen=True)
class Changeovers:
    """One matrix of the section `changeovers`; its first row names the columns."""

    matrix: str
    entry: str = "a matrix"

    def note(self, layout: Layout) -> str:
        """What it is for."""
        return "The time from one product to the next: row = from, column = to."

    def first(self, layout: Layout) -> Rows:
        """All products against all products; the times between two of them are to be typed."""
        names = tuple(layout.products)
        return (("", *names), *((name, *("0 s" if other == name else "" for other in names)) for name in names))

    @property
    def title(self) -> str:
        """Which matrix it is."""
        return f"Changeover {self.matrix}"

    def columns(self, layout: Layout, width: int = 0) -> tuple[Column, ...]:
        """From, and a column for each product or family to which it may go."""
        families = [product.family for product in layout.products.values() if product.family]
        names = tuple(dict.fromkeys([*layout.products, *families]))
        matrix = layout.changeovers.get(self.matrix)
        most = max(width, 2, len(matrix.to) + 2 if matrix else 0)
        return (
            Column("from", "the product or family that was made; the first row names those that come", names),
            *(Column("to", "the time until the other can come", names, True) for _ in range(1, most)),
        )

    def rows(self, layout: Layout) -> Rows:
        """The products that come, then a row for each that was made."""
        matrix = layout.changeovers.get(self.matrix)
        if matrix is None:
            return ()
        times = ((name, *(shown(time, Dimension.TIME) for time in row)) for name, row in matrix.rows.items())
        return (("", *matrix.to), *times)

    def path(self, cell: Cell, rows: Rows) -> Path:
        """The pair of products."""
        start: Path = ("changeovers", self.matrix)
        if not cell.row:
            return (*start, TO, cell.column - 1) if cell.column else start
        before = rows[cell.row][0]
        return (*start, before, rows[0][cell.column]) if cell.column else (*start, before)

    def put(self, layout: Layout, reader: Reader) -> Layout:
        """Every column that is named has a time in every row; without rows there is no matrix."""
        if not reader.numbers:
            rest = layout.changeovers
            return replace(layout, changeovers=rest.without(self.matrix) if self.matrix in rest else rest)
        head, *others = reader.numbers
        to = tuple(str(reader.read(head, column, str, "product")) for column in range(1, reader.width(head)))
        if not to:
            reader.refuse(head, 1, Code.MISSING, "product", "the products that come, in the first row")
        rows: dict[str, tuple[float, ...]] = {}
        for row in others:
            name = reader.key(row, rows, "product")
            times = [reader.read(row, column, _TIME.decode, "time") for column in range(1, len(to) + 1)]
            if reader.width(row) > len(to) + 1:
                reader.refuse(row, len(to) + 1, Code.FORM, "a time", "a product above it, in the first row")
            rows[name] = tuple(time or 0.0 for time in times)
        if reader.mistakes:
            return layout
        return replace(layout, changeovers=layout.changeovers.with_item(self.matrix, Matrix(to, Table(rows))))
