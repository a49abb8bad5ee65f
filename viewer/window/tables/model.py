"""The cells of one sheet as Qt asks for them, with a blank row behind the last to type into."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QWidget

from layouts.sheets import Cell, Column, Rows, with_block
from viewer.window.language import tr
from viewer.window.skin import Skin

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class CellModel(QAbstractTableModel):
    """Texts of cells; what is wrong with one is its tool tip, and shown by its colour."""

    typed = Signal(object)
    """The rows after somebody has typed into one of the cells."""

    def __init__(self, skin: Skin, parent: QWidget) -> None:
        super().__init__(parent)
        self.skin = skin
        self.rows: Rows = ()
        self.columns: tuple[Column, ...] = ()
        self.heads = 0
        """How many rows at the top name what stands below them."""
        self.grows = True
        """Whether rows can be added."""
        self.said: Mapping[Cell, str] = {}
        """What is wrong, by cell."""

    def show_cells(self, columns: tuple[Column, ...], rows: Rows, said: Mapping[Cell, str]) -> None:
        """Show other cells; the place of the cursor stays where the shape is the same."""
        same = (len(columns), len(rows)) == (len(self.columns), len(self.rows))
        if same:
            self.columns, self.rows, self.said = columns, rows, said
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)
            return
        self.beginResetModel()
        self.columns, self.rows, self.said = columns, rows, said
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's own default, immutable
        """Count the rows, with the blank one."""
        return 0 if parent.isValid() else len(self.rows) + self.grows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's own default, immutable
        """Count the columns."""
        return 0 if parent.isValid() else len(self.columns)

    def text(self, cell: Cell) -> str:
        """Return what stands in a cell."""
        row = self.rows[cell.row] if cell.row < len(self.rows) else ()
        return row[cell.column] if cell.column < len(row) else ""

    def called(self, cell: Cell) -> str:
        """Name a cell: by its row and column, or by what heads them."""
        name, column = self.text(Cell(cell.row, 0)), self.columns[cell.column].name
        if self.heads and cell.column and cell.row >= self.heads and name:
            return f"{name} {column} {self.text(Cell(0, cell.column))}".rstrip()
        return tr("Row {number}, {column}", number=cell.row + 1, column=column)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:  # noqa: ANN401 # as Qt declares it
        """Return the text of a cell, what is wrong with it, and how it is shown."""
        cell = Cell(index.row(), index.column())
        if role in (Role.DisplayRole, Role.EditRole):
            return self.text(cell)
        if role == Role.ToolTipRole:
            return self.said.get(cell) or self.columns[cell.column].meaning
        if role == Role.AccessibleTextRole:
            return ", ".join(filter(None, (self._spoken(cell), self.said.get(cell))))
        return self._look(cell, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:  # noqa: ANN401 # as Qt declares it
        """Return the headings of columns, and the numbers of rows."""
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1) if role == Role.DisplayRole and section < len(self.rows) else None
        if section >= len(self.columns):
            return None
        column = self.columns[section]
        return {Role.DisplayRole: column.name, Role.ToolTipRole: column.meaning}.get(Role(role))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let everything be typed but columns that are fixed."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        fixed = self.columns[index.column()].fixed
        return flags if fixed else flags | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:  # noqa: ANN401 # as Qt declares it
        """Take what was typed."""
        cell, text = Cell(index.row(), index.column()), " ".join(str(value).split())
        if role != Role.EditRole or text == self.text(cell):
            return False
        self.typed.emit(with_block(self.rows, cell, ((text,),)))
        return True

    def _spoken(self, cell: Cell) -> str:
        return f"{self.called(cell)}: {self.text(cell) or tr('empty')}"

    def _look(self, cell: Cell, role: int) -> Any:  # noqa: ANN401 # as Qt declares it
        if role == Role.BackgroundRole and cell in self.said:
            return QColor(self.skin.soft_danger)
        if role == Role.ForegroundRole and self.columns[cell.column].fixed:
            return QColor(self.skin.muted)
        if role == Role.FontRole and (cell.row < self.heads or (self.heads and not cell.column)):
            bold = QFont()
            bold.setWeight(QFont.Weight.DemiBold)
            return bold
        return None
