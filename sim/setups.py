"""For what a station is set up, and how long it takes to change over from one product to the next."""

from layouts.changeovers import Changeover, Matrix
from layouts.model import Layout


class Setups:
    """The changeovers of one station: a matrix by product or family, or one time between any two products."""

    def __init__(self, layout: Layout, changeover: Changeover) -> None:
        """Find the matrix."""
        self._layout = layout
        self._matrix: Matrix | None = layout.changeovers[changeover] if isinstance(changeover, str) else None
        self._plain = 0.0 if isinstance(changeover, str) else changeover

    def name(self, product: str) -> str:
        """Return for what a station must be set up: the product, or its family where the matrix has only that."""
        if self._matrix is None or product in self._matrix.names():
            return product
        known = product in self._layout.products or product in self._layout.parts
        return (self._layout.product(product).family if known else None) or product

    def time(self, before: str, after: str) -> float:
        """Return how long it takes from one product to another, seconds; 0 for a product that the matrix lacks."""
        if self._matrix is None:
            return 0.0 if before == after else self._plain
        return self._matrix.time(self.name(before), self.name(after)) or 0.0
