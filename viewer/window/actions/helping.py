"""Actions of the menu Help."""

from viewer.window.actions.action import Action, Menu
from viewer.window.icons import Icon

HELP: tuple[Action, ...] = (
    Action(
        "palette",
        Menu.HELP,
        "&Do anything…",
        ("Ctrl+K",),
        "Type a few letters of what you want to do",
        lambda desk: desk.show_palette(),
    ),
    Action(
        "tour",
        Menu.HELP,
        "&Tour in five steps",
        ("Shift+F1",),
        "Be led from an empty hall to a line that runs",
        lambda desk: desk.show_tour(),
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
"""In the order of the menu."""
