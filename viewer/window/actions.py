"""What the user can do, as data: menu, text, keys, icon and what happens; menus, tool bar and help are made from it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Protocol

from layouts.editing import Side
from viewer.render.options import View
from viewer.window.icons import Icon


class Menu(Enum):
    """Where an action is found; the value is what the menu bar shows."""

    FILE = "&File"
    EDIT = "&Edit"
    ARRANGE = "&Arrange"
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

    def new(self) -> None:
        """Begin an empty hall."""

    def open(self) -> None:
        """Ask for a file and open it."""

    def draw_belt(self) -> None:
        """Draw conveyors with the mouse."""

    def connect_ports(self) -> None:
        """Connect ports with the mouse."""

    def measure(self) -> None:
        """Measure with the mouse."""

    def toggle_library(self) -> None:
        """Show or hide the library."""

    def show_palette(self) -> None:
        """Do anything by its name."""

    def save(self) -> None:
        """Write what was edited into the file."""

    def save_as(self) -> None:
        """Write it into another file."""

    def undo(self) -> None:
        """Take the last edit back."""

    def redo(self) -> None:
        """Do it again."""

    def turn(self, degrees: float) -> None:
        """Turn what is selected, anticlockwise."""

    def nudge(self, right: int, up: int) -> None:
        """Move what is selected by steps of the grid."""

    def align(self, side: Side) -> None:
        """Bring one side of what is selected into line."""

    def distribute(self, along_x: bool) -> None:
        """Make the gaps between what is selected equal."""

    def select_all(self) -> None:
        """Select all equipment."""

    def copy(self) -> None:
        """Put a copy beside what is selected."""

    def remove(self) -> None:
        """Take what is selected out."""

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


def _copy(desk: Desk) -> None:
    desk.copy()


def plain(text: str) -> str:
    """Return the text of an action without the sign of its letter."""
    return text.replace("&", "").rstrip("…")


_ALIGNMENTS = (
    (Side.LEFT, "Left sides", "Ctrl+Alt+Left"),
    (Side.CENTRE, "Middles along X", "Ctrl+Alt+C"),
    (Side.RIGHT, "Right sides", "Ctrl+Alt+Right"),
    (Side.TOP, "Rear sides", "Ctrl+Alt+Up"),
    (Side.MIDDLE, "Middles along Y", "Ctrl+Alt+M"),
    (Side.BOTTOM, "Front sides", "Ctrl+Alt+Down"),
)
"""Side, text and key of each way to align."""


def _alignments() -> Iterator[Action]:
    for side, text, key in _ALIGNMENTS:
        tip = f"Bring what is selected into line: {text[0].lower()}{text[1:]}"
        run = partial(_align, side=side)
        yield Action(
            f"align_{side.value}", Menu.ARRANGE, text, (key,), tip, run, ends_group=side in (Side.RIGHT, Side.BOTTOM)
        )


def _align(desk: Desk, side: Side) -> None:
    desk.align(side)


ACTIONS: tuple[Action, ...] = (
    Action(
        "new",
        Menu.FILE,
        "&New",
        ("Ctrl+N",),
        "Begin an empty hall",
        lambda desk: desk.new(),
        Icon.NEW,
        in_tool_bar=True,
    ),
    Action(
        "open",
        Menu.FILE,
        "&Open…",
        ("Ctrl+O",),
        "Open a layout",
        lambda desk: desk.open(),
        Icon.OPEN,
        in_tool_bar=True,
    ),
    Action(
        "save",
        Menu.FILE,
        "&Save",
        ("Ctrl+S",),
        "Write what was edited into the file: only the lines that differ change",
        lambda desk: desk.save(),
        Icon.SAVE,
        in_tool_bar=True,
    ),
    Action(
        "save_as",
        Menu.FILE,
        "Save &as…",
        ("Ctrl+Shift+S",),
        "Write the layout into another file and go on with that",
        lambda desk: desk.save_as(),
    ),
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
    Action(
        "undo",
        Menu.EDIT,
        "&Undo",
        ("Ctrl+Z",),
        "Take the last edit back",
        lambda desk: desk.undo(),
        Icon.UNDO,
        in_tool_bar=True,
    ),
    Action(
        "redo",
        Menu.EDIT,
        "&Redo",
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        "Do it again",
        lambda desk: desk.redo(),
        Icon.REDO,
        in_tool_bar=True,
        ends_group=True,
    ),
    Action(
        "turn_left",
        Menu.ARRANGE,
        "Turn &left",
        ("L",),
        "Turn what is selected by 90° anticlockwise",
        lambda desk: desk.turn(90.0),
    ),
    Action(
        "turn_right",
        Menu.ARRANGE,
        "Turn ri&ght",
        ("Shift+L",),
        "Turn what is selected by 90° clockwise",
        lambda desk: desk.turn(-90.0),
    ),
    Action(
        "nudge_left",
        Menu.ARRANGE,
        "Move to the lef&t",
        ("Shift+Left",),
        "Move what is selected by 0.1 m along -X",
        lambda desk: desk.nudge(-1, 0),
    ),
    Action(
        "nudge_right",
        Menu.ARRANGE,
        "Move to the rig&ht",
        ("Shift+Right",),
        "Move what is selected by 0.1 m along +X",
        lambda desk: desk.nudge(1, 0),
    ),
    Action(
        "nudge_up",
        Menu.ARRANGE,
        "Move &up the plan",
        ("Shift+Up",),
        "Move what is selected by 0.1 m along +Y",
        lambda desk: desk.nudge(0, 1),
    ),
    Action(
        "nudge_down",
        Menu.ARRANGE,
        "Move &down the plan",
        ("Shift+Down",),
        "Move what is selected by 0.1 m along -Y",
        lambda desk: desk.nudge(0, -1),
        ends_group=True,
    ),
    Action(
        "belt",
        Menu.EDIT,
        "Draw &conveyor",
        ("B",),
        "Draw a conveyor: click the machine where it begins, corners, and the machine where it ends",
        lambda desk: desk.draw_belt(),
        Icon.BELT,
        in_tool_bar=True,
    ),
    Action(
        "connect",
        Menu.EDIT,
        "C&onnect",
        ("C",),
        "Connect two machines: click what parts leave, then where they go",
        lambda desk: desk.connect_ports(),
        Icon.CONNECT,
        in_tool_bar=True,
    ),
    Action(
        "measure",
        Menu.EDIT,
        "&Measure",
        ("M",),
        "Measure on the floor: click from where and to where",
        lambda desk: desk.measure(),
        Icon.RULER,
        in_tool_bar=True,
        ends_group=True,
    ),
    *_alignments(),
    Action(
        "distribute_x",
        Menu.ARRANGE,
        "Equal gaps along &X",
        ("Ctrl+Shift+H",),
        "Make the gaps between what is selected equal along X",
        lambda desk: desk.distribute(True),
    ),
    Action(
        "distribute_y",
        Menu.ARRANGE,
        "Equal gaps along &Y",
        ("Ctrl+Shift+V",),
        "Make the gaps between what is selected equal along Y",
        lambda desk: desk.distribute(False),
    ),
    Action("select_all", Menu.EDIT, "Select &all", ("Ctrl+A",), "Select all equipment", lambda desk: desk.select_all()),
    Action("copy", Menu.EDIT, "D&uplicate", ("Ctrl+D",), "Put a copy beside what is selected", _copy),
    Action(
        "remove",
        Menu.EDIT,
        "&Delete",
        ("Del", "Backspace"),
        "Take what is selected out, with its connections",
        lambda desk: desk.remove(),
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
        "library",
        Menu.VIEW,
        "&Library",
        ("Ctrl+L",),
        "Show or hide the library of equipment",
        lambda desk: desk.toggle_library(),
        Icon.LIBRARY,
        in_tool_bar=True,
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
        "palette",
        Menu.HELP,
        "&Do anything…",
        ("Ctrl+K",),
        "Type a few letters of what you want to do",
        lambda desk: desk.show_palette(),
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
    ("Click", "select equipment; with Ctrl beside what is selected"),
    ("Ctrl + left button", "draw a box around what to select"),
    ("Left button on what is selected", "move it; Shift: along one axis, Alt: freely, Esc: put it back"),
)
"""What the mouse does in the 3D view."""
