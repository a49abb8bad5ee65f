"""The sink's behaviour: takes every part at once and counts it."""

from layouts.kinds import Sink
from sim.component import Component
from sim.item import Item
from sim.line import Line
from sim.outlets import Outlet


class SinkBehaviour(Component):
    """Where good parts leave."""

    def __init__(self, line: Line, equipment_id: str, sink: Sink) -> None:
        """Begin with nothing counted."""
        super().__init__(line, equipment_id)

    def accept(self, outlet: Outlet, item: Item) -> bool:
        """Take the part out of the line."""
        self.completed += 1
        self.line.go_out(item)
        return True
