"""What the user can do, as data: menu, text, keys, icon and what happens; menus, tool bar and help are made from it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from viewer.render.options import View
from viewer.window.icons import Icon


class Menu(Enum):
    """Where an action is found; the value is what the menu bar shows."""

    FILE = "&File"
    VIEW = "&View"
    PLAY = "&Play"
    HELP = "&Help"


class Desk(Protocol):
    """What the actions act on: the window."""

    def toggle_play(self) -> None:
        """Play, or pause."""

    def slower(self) -> None:
        """Take the speed before."""

    def faster(self) -> None:
        """Take the next speed."""

    def step(self, seconds: float) -> None:
        """Move the playback by some real seconds at the present speed."""

    def to_begin(self) -> None:
        """Go to the first moment."""

    def to_end(self) -> None:
        """Go to the last moment that is known."""

    def fit(self) -> None:
        """Bring the whole line into view."""

    def look_from(self, view: View) -> None:
        """Look from a direction."""

    def zoom(self, factor: float) -> None:
        """Bring the camera nearer (below 1) or farther."""

    def toggle_theme(self) -> None:
        """Change between light and dark."""

    def toggle_panel(self) -> None:
        """Show or hide the figures."""

    def deselect(self) -> None:
        """Select nothing."""

    def reload(self) -> None:
        """Read the file again."""

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


def _close(desk: Desk) -> None:
    desk.close()


ACTIONS: tuple[Action, ...] = (
    Action(
        "reload",
        Menu.FILE,
        "&Reload",
        ("F5", "Ctrl+R"),
        "Read the file again (it is read by itself when it changes)",
        lambda desk: desk.reload(),
        Icon.RELOAD,
        in_tool_bar=True,
        ends_group=True,
    ),
    Action("quit", Menu.FILE, "&Close", ("Ctrl+Q", "Ctrl+W"), "Close the window", _close, Icon.QUIT),
    Action(
        "fit",
        Menu.VIEW,
        "&Fit",
        ("F", "Home"),
        "Bring the whole line into view",
        lambda desk: desk.fit(),
        Icon.FIT,
        in_tool_bar=True,
    ),
    Action(
        "zoom_in",
        Menu.VIEW,
        "Zoom &in",
        ("Ctrl++", "Ctrl+="),
        "Come nearer",
        lambda desk: desk.zoom(0.8),
        Icon.ZOOM_IN,
        in_tool_bar=True,
    ),
    Action(
        "zoom_out",
        Menu.VIEW,
        "Zoom &out",
        ("Ctrl+-",),
        "Go farther away",
        lambda desk: desk.zoom(1.25),
        Icon.ZOOM_OUT,
        in_tool_bar=True,
        ends_group=True,
    ),
    Action(
        "iso",
        Menu.VIEW,
        "From a &corner",
        ("1", "I"),
        "Look from a corner",
        lambda desk: desk.look_from(View.ISO),
        Icon.ISO,
        in_tool_bar=True,
    ),
    Action(
        "top",
        Menu.VIEW,
        "From a&bove",
        ("2", "T"),
        "Look from above, as on the plan",
        lambda desk: desk.look_from(View.TOP),
        Icon.TOP,
        in_tool_bar=True,
    ),
    Action(
        "front",
        Menu.VIEW,
        "From the fron&t",
        ("3", "R"),
        "Look from the front, the operators' side",
        lambda desk: desk.look_from(View.FRONT),
        Icon.FRONT,
        in_tool_bar=True,
        ends_group=True,
    ),
    Action(
        "theme",
        Menu.VIEW,
        "Light or &dark",
        ("D",),
        "Change between the light and the dark theme",
        lambda desk: desk.toggle_theme(),
        Icon.THEME,
        in_tool_bar=True,
        right=True,
    ),
    Action(
        "panel",
        Menu.VIEW,
        "&Figures",
        ("P",),
        "Show or hide the figures",
        lambda desk: desk.toggle_panel(),
        Icon.PANEL,
        in_tool_bar=True,
        ends_group=True,
    ),
    Action("deselect", Menu.VIEW, "Select &nothing", ("Esc",), "Select nothing", lambda desk: desk.deselect()),
    Action(
        "play", Menu.PLAY, "&Play or pause", ("Space",), "Play, or pause", lambda desk: desk.toggle_play(), Icon.PLAY
    ),
    Action(
        "slower", Menu.PLAY, "&Slower", ("-",), "Play slower, down to 0.1×", lambda desk: desk.slower(), Icon.SLOWER
    ),
    Action(
        "faster",
        Menu.PLAY,
        "&Faster",
        ("+", "="),
        "Play faster, up to 10,000×",
        lambda desk: desk.faster(),
        Icon.FASTER,
        ends_group=True,
    ),
    Action(
        "back",
        Menu.PLAY,
        "Step &back",
        (",", "Left"),
        "Go back by what plays in a second",
        lambda desk: desk.step(-1.0),
    ),
    Action(
        "ahead",
        Menu.PLAY,
        "Step &ahead",
        (".", "Right"),
        "Go on by what plays in a second",
        lambda desk: desk.step(1.0),
    ),
    Action(
        "begin",
        Menu.PLAY,
        "To the be&ginning",
        ("Ctrl+Left",),
        "Go to the first moment",
        lambda desk: desk.to_begin(),
        Icon.TO_BEGIN,
    ),
    Action(
        "end",
        Menu.PLAY,
        "To the &end",
        ("Ctrl+Right", "End"),
        "Go to the last moment simulated so far",
        lambda desk: desk.to_end(),
        Icon.TO_END,
    ),
    Action(
        "help",
        Menu.HELP,
        "&Keys, mouse and signs",
        ("F1", "?"),
        "Show keys, mouse and what the signs mean",
        lambda desk: desk.show_help(),
        Icon.HELP,
        in_tool_bar=True,
    ),
)
"""Every action, in the order of the menus."""

MOUSE: tuple[tuple[str, str], ...] = (
    ("Left button", "orbit"),
    ("Middle or right button, or Shift + left", "pan"),
    ("Wheel", "zoom to what is under the mouse"),
    ("Click", "select equipment"),
)
"""What the mouse does in the 3D view."""
