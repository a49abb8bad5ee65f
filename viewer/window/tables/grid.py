"""The grid: cells with the keys of a spreadsheet, copied and pasted as a spreadsheet does."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from layouts.sheets import Cell, Rows, as_text, from_text, with_block, without_rows, without_texts
from viewer.window.language import tr
from viewer.window.tables.model import CellModel

ROW_HEIGHT, LEAST_WIDTH, MOST_WIDTH = 28, 72, 420
"""Pixels."""

_KEYS = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.SelectAll,
    QKeySequence.StandardKey.Delete,
)
"""Keys that mean something in a grid before they mean something in the window."""


class Grid(QTableView):
    """Shows the cells of a model; `changed` gives the rows after a paste or a deletion."""

    changed = Signal(object)
    pasted = Signal(object, object)
    """The cell at which a block was pasted, and the block."""

    def __init__(self, model: CellModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.cells = model
        self.setModel(model)
        self.setItemDelegate(Typing(self))
        self.setAccessibleName(tr("Cells of the table"))
        self.setAlternatingRowColors(False)
        self.setTabKeyNavigation(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setHighlightSections(False)

    def fit(self) -> None:
        """Make the columns as wide as what stands in them."""
        self.resizeColumnsToContents()
        for column in range(self.cells.columnCount()):
            self.setColumnWidth(column, min(MOST_WIDTH, max(LEAST_WIDTH, self.columnWidth(column) + 12)))

    @property
    def chosen(self) -> tuple[Cell, ...]:
        """The selected cells, row by row."""
        return tuple(sorted(Cell(index.row(), index.column()) for index in self.selectedIndexes()))

    def copy(self) -> None:
        """Put the selected cells on the clipboard, as spreadsheets take them."""
        cells = self.chosen
        if cells:
            numbers = sorted({cell.row for cell in cells})
            block = [[self.cells.text(cell) for cell in cells if cell.row == number] for number in numbers]
            QGuiApplication.clipboard().setText(as_text(block))

    def clear(self) -> None:
        """Empty the selected cells."""
        self._change(without_texts(self.cells.rows, set(self.chosen)))

    def paste(self) -> None:
        """Put in what the clipboard has, from the first selected cell on."""
        block = from_text(QGuiApplication.clipboard().text())
        if block:
            self.pasted.emit(min(self.chosen, default=Cell(0, 0)), block)

    def take_out(self) -> None:
        """Take the rows of the selected cells out."""
        self._change(without_rows(self.cells.rows, {cell.row for cell in self.chosen}))

    def put_in(self, at: Cell, block: Rows) -> None:
        """Put a block of cells in."""
        self._change(with_block(self.cells.rows, at, block))

    def begin(self, cell: Cell) -> None:
        """Let a cell be typed into."""
        index = self.cells.index(*cell)
        self.setFocus()
        self.setCurrentIndex(index)
        self.edit(index)

    def event(self, event: QEvent) -> bool:
        """Keep letters and the keys of spreadsheets for the grid: in the window they are actions."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_mine(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, cut, paste and empty cells; all else as ever."""
        actions = {
            QKeySequence.StandardKey.Copy: (self.copy,),
            QKeySequence.StandardKey.Cut: (self.copy, self.clear),
            QKeySequence.StandardKey.Paste: (self.paste,),
            QKeySequence.StandardKey.Delete: (self.clear,),
        }
        for key, steps in actions.items():
            if event.matches(key):
                for step in steps:
                    step()
                return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            if self.state() is not QAbstractItemView.State.EditingState:  # a line that is typed into ends with it
                self.edit(self.currentIndex())
            return
        if event.key() == Qt.Key.Key_Backspace:
            self.clear()
            return
        super().keyPressEvent(event)

    def _is_mine(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        named = event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        moves = Qt.Key.Key_Home <= Qt.Key(event.key()) <= Qt.Key.Key_PageDown
        return any(event.matches(key) for key in _KEYS) or (plain and (bool(event.text().strip()) or named or moves))

    def _change(self, rows: Rows) -> None:
        if rows != self.cells.rows:
            self.changed.emit(rows)


class Typing(QStyledItemDelegate):
    """The line that is typed into, with the words that fit in the column."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a cell; one with a mistake has a frame, which is seen on a selected one too."""
        super().paint(painter, option, index)
        model = index.model()
        if isinstance(model, CellModel) and Cell(index.row(), index.column()) in model.said:
            painter.save()
            painter.setPen(QPen(QColor(model.skin.danger), 2))
            painter.drawRect(QRectF(option.rect).adjusted(1, 1, -2, -2))
            painter.restore()

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """Return a line without a frame."""
        line, model = QLineEdit(parent), index.model()
        line.setFrame(False)
        if isinstance(model, CellModel):
            column = model.columns[index.column()]
            line.setPlaceholderText(column.meaning)
            line.setAccessibleName(column.name)
            completer = QCompleter(list(column.choices), line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(completer)
        return line

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Take what was typed."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)
