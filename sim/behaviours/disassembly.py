"""The behaviour of disassembly: an operation takes a part apart, and what it makes leaves by ports of its own."""

from layouts.flow import MAIN_OUT
from layouts.kinds import Disassembly
from sim.behaviours.nests import Nest
from sim.behaviours.station import StationBehaviour
from sim.item import Item
from sim.line import Line


class DisassemblyBehaviour(StationBehaviour):
    """Does an operation that makes parts out of one; the nest is free when all of them have left."""

    def __init__(self, line: Line, equipment_id: str, disassembly: Disassembly) -> None:
        """Read what parts are taken apart into."""
        super().__init__(line, equipment_id, disassembly)
        self.makes = [part for part, number in disassembly.makes.items() for _ in range(number)]
        self.keeps = disassembly.keeps
        for part in disassembly.makes:
            self.connect_port(part, ())

    def outcome(self, nest: Nest, item: Item) -> list[tuple[str, Item]]:
        """Return what leaves: the part itself, unless it is used up, and what it was taken apart into."""
        kept = [(MAIN_OUT, item)] if self.keeps else []
        if self.keeps:
            self.line.unpack(item)
        else:
            self.line.use(item)
            nest.item = None
        return kept + [(part, self._made(nest, part, number)) for number, part in enumerate(self.makes, len(kept))]

    def products_at(self, port: str, come: frozenset[str]) -> frozenset[str]:
        """Return the part that leaves by a port of its own; by the main one, what was kept."""
        if port in self.makes:
            return frozenset([port])
        return come if self.keeps or port != MAIN_OUT else frozenset()

    def _made(self, nest: Nest, part: str, number: int) -> Item:
        item = self.line.new_item(part)
        self.line.make(item)
        self.stand(item, nest.number + number * len(self.nests))
        return item
