"""What the user can do, as data: menus, tool bar, palette and help are made from it."""

from viewer.window.actions.action import Action, Desk, Menu, plain
from viewer.window.actions.arranging import ARRANGE
from viewer.window.actions.editing import EDIT
from viewer.window.actions.filing import FILE
from viewer.window.actions.helping import HELP
from viewer.window.actions.playing import PLAY
from viewer.window.actions.viewing import VIEW

__all__ = ["ACTIONS", "MOUSE", "Action", "Desk", "Menu", "plain"]

ACTIONS: tuple[Action, ...] = (*FILE, *EDIT, *ARRANGE, *VIEW, *PLAY, *HELP)
"""Every action, in the order of the menus."""

MOUSE: tuple[tuple[str, str], ...] = (
    ("Left button", "orbit"),
    ("Middle or right button, or Shift + left", "pan"),
    ("Wheel", "zoom to what is under the mouse"),
    ("Click", "select equipment and its group; with Ctrl beside what is selected, with Alt alone"),
    ("Ctrl + left button", "draw a box around what to select"),
    ("Left button on what is selected", "move it; Shift: along one axis, Alt: freely, Esc: put it back"),
    ("Left button on the ring around it", "turn it in steps of 15°; Alt: freely"),
    ("Numbers while something is dragged or placed", "2.5 m, @2, 0.5, @1.5 m<30, 3, 4 or 15 deg, then Return"),
)
"""What the mouse does in the 3D view."""
