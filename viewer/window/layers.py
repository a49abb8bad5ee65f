"""Layers and groups: what is shown of the hall, what may be moved, and what belongs together."""

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from layouts import Layout
from layouts.equipment import Equipment, Placeholder, Role
from layouts.kinds import Object
from viewer.window.editing import Editing
from viewer.window.icons import Icon, icon
from viewer.window.language import tr
from viewer.window.skin import Skin
from viewer.window.stage import Stage

_NAME, _EYE, _LOCK = range(3)
_MEMBERS, _KEY = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class Layer(Enum):
    """The layers, which follow from the kinds; the value is how one is called."""

    STATIONS = "Stations"
    MOVERS = "Conveyors and stores"
    BOUNDARY = "Sources and sinks"
    BUILDING = "Building"
    OBJECTS = "Objects"


_BY_ROLE = {Role.STATION: Layer.STATIONS, Role.MOVER: Layer.MOVERS, Role.BOUNDARY: Layer.BOUNDARY}


class Branch(NamedTuple):
    """A layer or a group of the tree: what it is called, and its equipment."""

    title: str
    members: tuple[str, ...]
    is_group: bool


def layer_of(item: Equipment) -> Layer:
    """Return the layer of a piece of equipment."""
    if isinstance(item, Object | Placeholder):
        return Layer.OBJECTS
    return _BY_ROLE.get(item.role, Layer.BUILDING)


def branches(layout: Layout) -> Iterator[Branch]:
    """Go through groups, then layers, each with what there is of it."""
    for name, members in layout.groups.items():
        yield Branch(name, tuple(each for each in members if each in layout.equipment), True)
    found: dict[Layer, list[str]] = {layer: [] for layer in Layer}
    for name, item in layout.equipment.items():
        found[layer_of(item)].append(name)
    yield from (Branch(layer.value, tuple(members), False) for layer, members in found.items() if members)


class Layers(QWidget):
    """A tree of groups and layers with an eye and a lock each; a click on a name selects."""

    chosen = Signal(tuple)
    """The ids of what was selected in the tree."""

    def __init__(self, editing: Editing, stage: Stage, skin: Skin, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing, self._stage = editing, stage
        self._layout = Layout()
        self._shown: tuple[object, ...] = ()
        self.tree = QTreeWidget()
        self.tree.setColumnCount(3)
        self.tree.setHeaderHidden(True)
        self.tree.setObjectName("layers")
        self.tree.setAccessibleName(tr("Layers and groups"))
        self.tree.setIconSize(QSize(16, 16))
        self.tree.setIndentation(14)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        for column in (_EYE, _LOCK):
            self.tree.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.tree.setColumnWidth(column, 26)
        self.tree.itemClicked.connect(self._click)
        self.tree.currentItemChanged.connect(self._walk)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(6, 8, 6, 6)
        whole.addWidget(self.tree)
        self.wear(skin)

    def wear(self, skin: Skin) -> None:
        """Take another set of colours."""
        self._icons = {
            each: icon(each, skin.text if each in (Icon.LOCKED, Icon.HIDDEN) else skin.muted)
            for each in (Icon.SHOWN, Icon.HIDDEN, Icon.LOCKED, Icon.FREE)
        }
        self._shown = ()
        self.show_layout(self._layout)

    def show_layout(self, layout: Layout) -> None:
        """Show the equipment of a layout."""
        found = tuple(branches(layout))
        locks = tuple(name for name, item in layout.equipment.items() if item.locked)
        labels = tuple(layout.label(name) for name in layout.equipment)
        now = (found, locks, labels, self._stage.hidden)
        self._layout = layout
        if now == self._shown:
            return
        self._shown = now
        opened = {key for key, item in self._tops() if item.isExpanded()}
        self.tree.blockSignals(True)
        self.tree.clear()
        for branch in found:
            self._add(branch, opened)
        self.tree.blockSignals(False)

    def hide_selected(self) -> None:
        """Hide what is selected; with nothing selected, show all again."""
        names = self._editing.selection
        self._stage.hide(self._stage.hidden | set(names) if names else frozenset())
        self.chosen.emit(())
        self.show_layout(self._layout)

    def show_all(self) -> None:
        """Show all that is hidden."""
        self._stage.hide(frozenset())
        self.show_layout(self._layout)

    def item_of(self, name: str) -> QTreeWidgetItem:
        """Return the first item of a name: a layer, a group or a piece of equipment.

        Raises:
            KeyError: where there is none.
        """
        for _, top in self._tops():
            for item in (top, *(top.child(number) for number in range(top.childCount()))):
                if item is not None and item.data(_NAME, _KEY) == name:
                    return item
        raise KeyError(name)

    def _tops(self) -> Iterator[tuple[str, QTreeWidgetItem]]:
        for number in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(number)
            if item is not None:
                yield str(item.data(_NAME, _KEY)), item

    def _add(self, branch: Branch, opened: set[str]) -> None:
        title = branch.title if branch.is_group else tr(branch.title)
        top = QTreeWidgetItem([f"{title} ({len(branch.members)})"])
        self._dress(top, branch.title, branch.members)
        self.tree.addTopLevelItem(top)
        for name in branch.members:
            child = QTreeWidgetItem(top, [self._layout.label(name)])
            self._dress(child, name, (name,))
        top.setExpanded(branch.title in opened)

    def _dress(self, item: QTreeWidgetItem, key: str, members: tuple[str, ...]) -> None:
        """Give an item its signs: it is hidden or locked where all of it is."""
        hidden = bool(members) and self._stage.hidden.issuperset(members)
        locked = bool(members) and all(self._layout.equipment[name].locked for name in members)
        item.setData(_NAME, _MEMBERS, members)
        item.setData(_NAME, _KEY, key)
        item.setIcon(_EYE, self._icons[Icon.HIDDEN if hidden else Icon.SHOWN])
        item.setIcon(_LOCK, self._icons[Icon.LOCKED if locked else Icon.FREE])
        item.setToolTip(_EYE, tr("Hidden: click to show it") if hidden else tr("Click to hide it (not saved)"))
        item.setToolTip(_LOCK, tr("Locked: click to let it be moved") if locked else tr("Click to lock it"))
        said = [item.text(_NAME), tr("hidden") if hidden else "", tr("locked") if locked else ""]
        item.setData(_NAME, Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, said)))

    def _click(self, item: QTreeWidgetItem, column: int) -> None:
        members = item.data(_NAME, _MEMBERS)
        if column == _EYE:
            hidden = self._stage.hidden
            self._stage.hide(hidden - set(members) if hidden.issuperset(members) else hidden | set(members))
            self.show_layout(self._layout)
        elif column == _LOCK:
            self._editing.lock(tuple(members))

    def _walk(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(tuple(item.data(_NAME, _MEMBERS)))
