"""An action: menu, text, keys, icon and what happens."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from viewer.window.clipboard import Clipboard
from viewer.window.editing import Editing
from viewer.window.files import Files
from viewer.window.filing import Filing
from viewer.window.icons import Icon
from viewer.window.layers import Layers
from viewer.window.player import Player
from viewer.window.stage import Stage
from viewer.window.toolbox import Toolbox


class Menu(Enum):
    """Where an action is found; the value is what the menu bar shows."""

    FILE = "&File"
    EDIT = "&Edit"
    ARRANGE = "&Arrange"
    VIEW = "&View"
    PLAY = "&Play"
    HELP = "&Help"


class Desk(Protocol):
    """What the actions act on: the window and what is on it."""

    clipboard: Clipboard
    editing: Editing
    files: Files
    filing: Filing
    layers: Layers
    player: Player
    stage: Stage
    toolbox: Toolbox

    def new(self) -> None:
        """Begin an empty hall."""

    def open(self) -> None:
        """Ask for a file and open it."""

    def reload(self) -> None:
        """Read the file again."""

    def select_all(self) -> None:
        """Select all equipment."""

    def deselect(self) -> None:
        """Put back what is being drawn or dragged; else select nothing."""

    def toggle_theme(self) -> None:
        """Change between light and dark."""

    def show_layers(self) -> None:
        """Show layers and groups in place of the library, or the library again."""

    def toggle_library(self) -> None:
        """Show or hide the library."""

    def toggle_tables(self) -> None:
        """Show or hide the tables."""

    def rename(self) -> None:
        """Let the id of what is selected be typed anew."""

    def toggle_panel(self) -> None:
        """Show or hide the figures."""

    def toggle_numbers(self) -> None:
        """Show or hide loads, transport and throughput."""

    def show_palette(self) -> None:
        """Do anything by its name."""

    def show_tour(self) -> None:
        """Lead through five steps, from an empty hall to a line that runs."""

    def show_help(self) -> None:
        """Show keys, mouse and signs."""

    def close(self) -> bool:
        """Close the window."""


@dataclass(frozen=True)
class Action:
    """One thing that the user can do."""

    id: str
    menu: Menu
    text: str
    keys: tuple[str, ...]
    tip: str
    run: Callable[[Desk], None]
    icon: Icon | None = None
    in_tool_bar: bool = False
    ends_group: bool = False
    right: bool = False
    """From here on the tool bar goes on at its right end."""


def plain(text: str) -> str:
    """Return the text of an action without the sign of its letter."""
    return text.replace("&", "").rstrip("…")
