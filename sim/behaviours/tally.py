"""What a station counts of its operations, by product and visit."""

from collections.abc import Callable, Iterable
from typing import Any

from sim.behaviours.inspection import History


class Tally:
    """Operations by `product`, or `product:visit`; those that ended badly; those done again; first ones; changeovers.

    Of the operations on parts that had never failed, `first` holds how many there were and how many of them were good.
    """

    def __init__(self, products: Iterable[str]) -> None:
        """Begin with nothing counted."""
        self.by_product: dict[str, int] = dict.fromkeys(products, 0)
        self.bad: dict[str, int] = {}
        self.reworked: dict[str, int] = {}
        self.changeovers = 0
        self.first = [0, 0]
        self.told: list[Callable[[], None]] = []
        """Who is told of every operation."""

    def add(self, key: str, good: bool, history: History) -> None:
        """Count an operation."""
        self.by_product[key] = self.by_product.get(key, 0) + 1
        if not good:
            self.bad[key] = self.bad.get(key, 0) + 1
        if history is History.REPEATED:
            self.reworked[key] = self.reworked.get(key, 0) + 1
        elif history is History.FIRST_PASS:
            self.first[0] += 1
            self.first[1] += good
        for tell in self.told:
            tell()

    def figures(self) -> dict[str, Any]:
        """Return the counts by their names in figures; copies."""
        return {"by_product": dict(self.by_product), "bad": dict(self.bad), "reworked": dict(self.reworked)}

    def snapshot(self) -> dict[str, Any]:
        """Return the counts as plain values."""
        return {**self.figures(), "first": list(self.first), "changeovers": self.changeovers}

    def restore(self, state: dict[str, Any]) -> None:
        """Take the counts of a snapshot; a plain machine's has the first alone."""
        self.by_product = {**self.by_product, **state["by_product"]}
        self.bad = dict(state.get("bad", {}))
        self.reworked, self.changeovers = dict(state.get("reworked", {})), state.get("changeovers", 0)
        self.first = list(state.get("first", (0, 0)))
