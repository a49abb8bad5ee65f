"""Actions of the menu Edit: history, drawing, what is selected."""

from viewer.window.actions.action import Action, Desk, Menu
from viewer.window.icons import Icon


def _clip(desk: Desk) -> None:
    desk.clipboard.copy()


EDIT: tuple[Action, ...] = (
    Action(
        "undo",
        Menu.EDIT,
        "&Undo",
        ("Ctrl+Z",),
        "Take the last edit back",
        lambda desk: desk.editing.undo(),
        Icon.UNDO,
        in_tool_bar=True,
    ),
    Action(
        "redo",
        Menu.EDIT,
        "&Redo",
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        "Do it again",
        lambda desk: desk.editing.redo(),
        Icon.REDO,
        in_tool_bar=True,
    ),
    Action(
        "history",
        Menu.EDIT,
        "&History",
        ("Ctrl+H",),
        "Show or hide the steps of the history; a click goes to that state",
        lambda desk: desk.files.toggle_history(),
        ends_group=True,
    ),
    Action(
        "belt",
        Menu.EDIT,
        "Draw &conveyor",
        ("B",),
        "Draw a conveyor: click the machine where it begins, corners, and the machine where it ends",
        lambda desk: desk.toolbox.draw(),
        Icon.BELT,
        in_tool_bar=True,
    ),
    Action(
        "connect",
        Menu.EDIT,
        "C&onnect",
        ("C",),
        "Connect two machines: click what parts leave, then where they go",
        lambda desk: desk.toolbox.join(),
        Icon.CONNECT,
        in_tool_bar=True,
    ),
    Action(
        "measure",
        Menu.EDIT,
        "&Measure",
        ("M",),
        "Measure on the floor: click from where and to where",
        lambda desk: desk.toolbox.measure(),
        Icon.RULER,
        in_tool_bar=True,
        ends_group=True,
    ),
    Action(
        "rename",
        Menu.EDIT,
        "Re&name",
        ("F2",),
        "Type another id for what is selected: all that refers to it changes with it",
        lambda desk: desk.rename(),
    ),
    Action(
        "cut",
        Menu.EDIT,
        "Cu&t",
        ("Ctrl+X",),
        "Put what is selected on the clipboard and take it out",
        lambda desk: desk.clipboard.cut(),
    ),
    Action(
        "clip",
        Menu.EDIT,
        "Cop&y",
        ("Ctrl+C",),
        "Put what is selected on the clipboard, as a piece of a layout file",
        _clip,
    ),
    Action(
        "paste",
        Menu.EDIT,
        "&Paste",
        ("Ctrl+V",),
        "Put equipment from the clipboard where the mouse is, with ids of its own",
        lambda desk: desk.clipboard.paste(),
        ends_group=True,
    ),
    Action("select_all", Menu.EDIT, "Select &all", ("Ctrl+A",), "Select all equipment", lambda desk: desk.select_all()),
    Action(
        "copy",
        Menu.EDIT,
        "D&uplicate",
        ("Ctrl+D",),
        "Put a copy beside what is selected",
        lambda desk: desk.editing.copy(),
    ),
    Action(
        "remove",
        Menu.EDIT,
        "&Delete",
        ("Del", "Backspace"),
        "Take what is selected out, with its connections",
        lambda desk: desk.editing.remove(),
    ),
)
"""In the order of the menu."""
