"""What the mouse does beside selecting: place equipment, draw conveyors, connect ports, measure."""

from typing import Protocol

from PySide6.QtCore import Qt

from geometry.picking import Ray
from geometry.snap_points import SnapPoint


class Tool(Protocol):
    """Something that takes the mouse for a while; it begins a gesture of the editing and ends it."""

    @property
    def hint(self) -> str:
        """What to do next, in one line."""

    @property
    def point(self) -> SnapPoint | None:
        """The named point at which the mouse is, if it is at one."""

    @property
    def takes_text(self) -> bool:
        """Whether it can be told numbers now."""

    def type(self, text: str) -> None:
        """Go by what is typed instead of by the mouse; by the mouse again where nothing stands there."""

    def enter(self) -> bool:
        """Do what is typed; False when the tool has nothing more to do."""

    def hover(self, ray: Ray, modifiers: Qt.KeyboardModifier) -> None:
        """Show what a click would do."""

    def click(self, ray: Ray, modifiers: Qt.KeyboardModifier) -> bool:
        """Do it; False when the tool has nothing more to do."""

    def turn(self, degrees: float) -> None:
        """Turn what is in the hand."""

    def cancel(self) -> bool:
        """Leave out what is not finished; False when there was nothing, and the tool goes."""
