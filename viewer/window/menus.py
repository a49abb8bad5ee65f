"""Menus and tool bar, made from the actions."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu, QSizePolicy, QToolBar, QWidget

from viewer.window.actions import ACTIONS, Action, Menu
from viewer.window.language import tr


def fill_menus(window: QMainWindow, actions: Mapping[str, QAction]) -> dict[Menu, QMenu]:
    """Put the actions, by id, into the menus and the tool bar of a window; the menus are returned."""
    bar = QToolBar(tr("Tools"))
    bar.setMovable(False)
    bar.setIconSize(QSize(20, 20))
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    menus = {menu: window.menuBar().addMenu(tr(menu.value)) for menu in Menu}
    for entry in ACTIONS:
        menus[entry.menu].addAction(actions[entry.id])
        if entry.ends_group:
            menus[entry.menu].addSeparator()
    buttons = [entry for entry in ACTIONS if entry.in_tool_bar]
    for entry, following in zip(buttons, [*buttons[1:], None], strict=True):
        _add_to(bar, entry, actions[entry.id], following)
    window.addToolBar(bar)
    return menus


def _add_to(bar: QToolBar, entry: Action, action: QAction, following: Action | None) -> None:
    """Add a button, and a line behind it where its group ends and another one stands right beside it."""
    if entry.right:
        room = QWidget()
        room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(room)
    bar.addAction(action)
    if entry.ends_group and following and not following.right:
        bar.addSeparator()
