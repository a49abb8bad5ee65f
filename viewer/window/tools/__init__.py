"""What the mouse does beside selecting: place equipment, draw conveyors, connect ports, measure."""

from typing import Protocol

from PySide6.QtCore import Qt

from geometry.picking import Ray


class Tool(Protocol):
    """Something that takes the mouse for a while; it begins a gesture of the editing and ends it."""

    @property
    def hint(self) -> str:
        """What to do next, in one line."""

    def hover(self, ray: Ray, modifiers: Qt.KeyboardModifier) -> None:
        """Show what a click would do."""

    def click(self, ray: Ray, modifiers: Qt.KeyboardModifier) -> bool:
        """Do it; False when the tool has nothing more to do."""

    def turn(self, degrees: float) -> None:
        """Turn what is in the hand."""

    def cancel(self) -> bool:
        """Leave out what is not finished; False when there was nothing, and the tool goes."""
