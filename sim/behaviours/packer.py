"""The packer's behaviour: puts parts into a container one after the other, closes it, and lets it out."""

from typing import Any

from layouts.kinds import Packer
from replay.states import State
from sim.behaviours.gathering import Gathering
from sim.item import Item
from sim.line import Line


class PackerBehaviour(Gathering):
    """Takes one part after the other, each within the exchange, and closes a full container within the cycle.

    States: working (putting in, closing), starved while it waits for a part, blocked while the container cannot leave,
    failed.
    """

    def __init__(self, line: Line, equipment_id: str, packer: Packer) -> None:
        """Read the packer's data."""
        super().__init__(line, equipment_id, packer)
        self.size = packer.pack.parts if packer.pack else 1
        self.container = packer.pack.container if packer.pack else equipment_id
        self.closes = packer.cycle is not None
        self.closing = False

    def products_at(self, port: str, come: frozenset[str]) -> frozenset[str]:
        """Return the container."""
        return frozenset([self.container])

    def place(self, index: int) -> int:
        """Return where a part stands: behind the container, which stands in the first place."""
        return index + 1

    def put(self) -> None:
        """Put the part into the container."""
        if self.exchange:
            self.begin(State.WORKING, self.exchange)
        elif len(self.gathered) >= self.size:
            self._close()

    def _close(self) -> None:
        """Close the container within the cycle, which is that of the part that came first."""
        self.closing = True
        first = self.gathered[0]
        visit = self.line.routes.visit(first, self.id)
        self.begin(State.WORKING, self.times.draw(first.product, visit) if self.closes else 0.0)

    def worked(self) -> None:
        """Close a full container and let a closed one out, or ask for the next part."""
        if self.closing:
            self.let_out([self._packed()])
        elif len(self.gathered) >= self.size:
            self._close()
        else:
            self.ask()

    def _packed(self) -> Item:
        """Return the container with what has been gathered in it."""
        self.closing = False
        for item in self.gathered:
            self.finish(item)
            self.moved((item.number, -1, 0, item.look, self.clock._now, 0.0, 0.0))
        container = self.line.new_item(self.container)
        container.content = tuple(self.gathered)
        self.stand(container, 0)
        return container

    def scrap(self) -> None:
        """Lose the part that is being put in, or the container that is being closed."""
        if self.doing is State.WORKING:
            kept = 0 if self.closing else len(self.gathered) - 1
            self.throw_away(self.gathered[kept:])
            self.gathered = self.gathered[:kept]
            self.closing = False
            self.doing = State.STARVED

    # snapshots

    def snapshot(self) -> dict[str, Any]:
        """Return the state as plain values."""
        return {**super().snapshot(), "closing": self.closing}

    def restore(self, state: dict[str, Any], items: dict[int, Item]) -> None:
        """Take the state of a snapshot."""
        super().restore(state, items)
        self.closing = state["closing"]
        self.look_for_room()
