"""Actions of the menu File."""

from viewer.window.actions.action import Action, Desk, Menu
from viewer.window.icons import Icon


def _close(desk: Desk) -> None:
    desk.close()


FILE: tuple[Action, ...] = (
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
        lambda desk: desk.filing.save(),
        Icon.SAVE,
        in_tool_bar=True,
    ),
    Action(
        "save_as",
        Menu.FILE,
        "Save &as…",
        ("Ctrl+Shift+S",),
        "Write the layout into another file and go on with that",
        lambda desk: desk.filing.save_as(),
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
    ),
    Action(
        "restore",
        Menu.FILE,
        "Restore &unsaved edits",
        ("Ctrl+Shift+R",),
        "Put the edits of a session that ended unexpectedly on top of what the file says",
        lambda desk: desk.files.restore(),
        ends_group=True,
    ),
    Action("quit", Menu.FILE, "&Close", ("Ctrl+Q", "Ctrl+W"), "Close the window", _close, Icon.QUIT),
)
"""In the order of the menu."""
