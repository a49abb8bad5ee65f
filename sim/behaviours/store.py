"""The store's behaviour: a buffer that may hold parts from the beginning."""

from layouts.kinds import Store
from sim.behaviours.ordered_buffer import OrderedBuffer
from sim.line import Line


class StoreBehaviour(OrderedBuffer):
    """Gives out what is asked for, as a buffer of its order; its stock counts as come in when it begins."""

    def __init__(self, line: Line, equipment_id: str, store: Store) -> None:
        """Remember what is inside at the beginning."""
        super().__init__(line, equipment_id, store)
        self.initially = store.initially

    def products_at(self, port: str, come: frozenset[str]) -> frozenset[str]:
        """Return what comes in, and what has lain there from the beginning."""
        return come | frozenset(self.initially)

    def start(self) -> None:
        """Bring in the stock, product by product as listed; it has lain there for long enough to leave."""
        super().start()
        for product, number in self.initially.items():
            for _ in range(number):
                item = self.line.new_item(product)
                self.line.come_in(item)
                self._put(item, 0.0)
