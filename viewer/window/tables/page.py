"""The page of tables: which there are, the cells of one, what is wrong with them, and buttons for rows."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from layouts import Layout, Problem
from layouts.sheets import Cell, Rows, Sheet, SheetError, cell_at, sheets, without_comma
from layouts.sheets.changeovers import Changeovers
from layouts.sheets.every import new_matrix
from viewer.window.editing import Editing
from viewer.window.language import tr
from viewer.window.skin import Skin
from viewer.window.tables.grid import Grid
from viewer.window.tables.model import CellModel

LEAST_HEIGHT, LIST_WIDTH = 196, 184
"""Pixels."""


class Tables(QFrame):
    """Shows a sheet of the layout; what is typed is an edit, or stays as it was typed with what is wrong beside it."""

    def __init__(self, editing: Editing, skin: Skin, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tables")
        self._editing, self._layout = editing, Layout()
        self._sheets: tuple[Sheet, ...] = sheets(self._layout)
        self._draft: Rows | None = None
        self._mistakes: dict[Cell, str] = {}
        self._problems: tuple[Problem, ...] = ()
        self._read_as = ""
        self.model = CellModel(skin, self)
        self.list, self.grid = QListWidget(), Grid(self.model, self)
        self._title, self._note, self._said, self._hint = QLabel(), QLabel(), QLabel(), QLabel()
        self.add, self.remove, self.more = QPushButton(), QPushButton(tr("Remove row")), QPushButton(tr("New matrix"))
        self.begin, self._stack = QPushButton(), QStackedWidget()
        self._arrange()
        self._connect()
        self._list_sheets()
        self.hide()

    @property
    def sheet(self) -> Sheet:
        """The sheet that is shown."""
        return self._sheets[max(0, self.list.currentRow())]

    @property
    def titles(self) -> tuple[str, ...]:
        """What the sheets are called."""
        return tuple(map(called, self._sheets))

    @property
    def said(self) -> str:
        """What is wrong with the cells, or how they were read."""
        return self._said.text()

    def show_layout(self, layout: Layout, problems: Sequence[Problem]) -> None:
        """Show what a layout says; a draft stays as long as the layout says the same below it."""
        below = self.sheet.rows(self._layout)
        self._layout, self._problems = layout, tuple(problems)
        self._list_sheets()
        if self._draft is not None and self.sheet.rows(layout) != below:
            self._draft, self._mistakes = None, {}
        self._show()

    def forget(self) -> None:
        """Give up what is typed and not in the layout: another file comes."""
        self._draft, self._mistakes, self._read_as = None, {}, ""

    def open(self, title: str) -> None:
        """Show the sheet of a title, and let it be typed into."""
        self.show()
        self.list.setCurrentRow(self.titles.index(title))
        (self.begin if self.model.rowCount() <= 1 and not self.model.rows else self.grid).setFocus()

    def wear(self, skin: Skin) -> None:
        """Take another set of colours."""
        self.model.skin = skin  # the grid draws with it
        self.grid.viewport().update()

    def type_rows(self, rows: Rows) -> None:
        """Make an edit of other rows; mistakes stand at their cells, and the layout stays as it is until they go."""
        sheet, rows = self.sheet, _without_end(rows)
        self._draft, self._mistakes = rows, {}
        try:
            self._editing.set_rows(sheet, rows, called(sheet).lower())
            self._draft = None
        except SheetError as error:
            self._mistakes = {cell: problem.message for cell, problem in error.mistakes.items()}
        self._show()

    def _type(self, rows: Rows) -> None:
        """Read decimal commas in what is new, and say so."""
        self._read_as, before = "", self.model.rows
        read = [list(row) for row in rows]
        for number, row in enumerate(read):
            for column, text in enumerate(row):
                old = before[number][column] if number < len(before) and column < len(before[number]) else ""
                if text != old and column < len(self.model.columns) and self.model.columns[column].measures:
                    row[column], said = without_comma(text)
                    self._read_as = said or self._read_as
        self.type_rows(tuple(map(tuple, read)))

    def _paste(self, at: Cell, block: Rows) -> None:
        """Put a block in; where it is wider than the table, the table grows with it as far as it can."""
        width = at.column + max(len(row) for row in block)
        self.model.columns = self.sheet.columns(self._layout, width)
        self.grid.put_in(at, block)

    def _begin(self) -> None:
        """Add the first row, or go to the blank one behind the last."""
        if not self.model.rows:
            self.type_rows(self.sheet.first(self._layout))
            wanted = min(self._mistakes, default=Cell(0, 0))
        else:
            wanted = Cell(len(self.model.rows), 0)
        self.grid.begin(wanted)

    def _add_matrix(self) -> None:
        """Begin a further matrix."""
        matrix = Changeovers(new_matrix(self._layout))
        self._sheets = (*self._sheets, matrix)
        self.list.addItem(called(matrix))
        self.list.setCurrentRow(self.list.count() - 1)
        self._begin()

    def _choose(self) -> None:
        self._draft, self._mistakes, self._read_as = None, {}, ""
        self._show()
        self.grid.fit()

    def _list_sheets(self) -> None:
        """List the sheets there are; the one that is shown stays so."""
        now, found = called(self.sheet) if self.list.count() else "", sheets(self._layout)
        if tuple(map(called, found)) == tuple(self.list.item(n).text() for n in range(self.list.count())):
            return
        self._sheets = found
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems(self.titles)
        self.list.setCurrentRow(self.titles.index(now) if now in self.titles else 0)
        self.list.blockSignals(False)

    def _show(self) -> None:
        """Show the draft where there is one, else what the layout says."""
        sheet, layout = self.sheet, self._layout
        rows = sheet.rows(layout) if self._draft is None else self._draft
        broken = {} if self._draft is not None else self._broken(sheet, layout)
        width = max((len(row) for row in rows), default=0)
        shape = self.model.rowCount(), self.model.columnCount()
        self.model.heads, self.model.grows = int(isinstance(sheet, Changeovers)), sheet.entry != "a value"
        self.model.show_cells(sheet.columns(layout, width), rows, self._mistakes or broken)
        if shape != (self.model.rowCount(), self.model.columnCount()):
            self.grid.fit()
        self._title.setText(called(sheet))
        self._note.setText(tr(sheet.note(layout)))
        self._hint.setText(f"{tr('Nothing here yet.')}\n{tr(sheet.note(layout))}")
        for button in (self.add, self.begin):
            button.setText(tr("Add a row") if sheet.entry == "a matrix" and rows else tr(f"Add {sheet.entry}"))
        self.add.setVisible(self.model.grows)
        self.remove.setVisible(self.model.grows)
        self.more.setVisible(bool(self.model.heads) and bool(layout.changeovers))
        self._stack.setCurrentIndex(0 if rows else 1)
        self._say()

    def _broken(self, sheet: Sheet, layout: Layout) -> dict[Cell, str]:
        """Return what the rules find, by cell."""
        found = ((cell_at(sheet, layout, problem.place.path), problem) for problem in self._problems)
        return {cell: problem.message for cell, problem in found if cell is not None}

    def _say(self) -> None:
        """Say what is wrong with the cell of the cursor, else with the first one, else how a number was read."""
        index, said = self.grid.currentIndex(), self.model.said
        cell = Cell(index.row(), index.column())
        first = min(said, default=None)
        where = cell if cell in said else first
        text = self._read_as
        if where is not None:
            text = f"{self.model.called(where)}: {said[where]}"
        if self._draft is not None:
            text += f"  ({tr('not in the layout until this is right')})"
        self._said.setText(text)
        self._said.setObjectName("wrong" if where is not None else "note")
        self._said.style().polish(self._said)
        self._said.setVisible(bool(text))

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(lambda _: self._choose())
        self.model.typed.connect(self._type)
        self.grid.changed.connect(self._type)
        self.grid.pasted.connect(self._paste)
        self.grid.selectionModel().currentChanged.connect(lambda *_: self._say())
        self.add.clicked.connect(self._begin)
        self.begin.clicked.connect(self._begin)
        self.remove.clicked.connect(self.grid.take_out)
        self.more.clicked.connect(self._add_matrix)

    def _arrange(self) -> None:
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.setAccessibleName(tr("Tables"))
        self.list.setObjectName("sheets")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for label, name in ((self._title, "heading"), (self._note, "note"), (self._hint, "note")):
            label.setObjectName(name)
            label.setWordWrap(label is not self._title)
        for label in (self._note, self._hint, self._said):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._said.setWordWrap(True)
        self.remove.setToolTip(tr("Take the rows of the selected cells out"))
        self.add.setToolTip(tr("Go to a blank row"))
        self.more.setToolTip(tr("Begin another matrix of changeovers"))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, stretch=1)
        for button in (self.more, self.remove, self.add):
            button.setObjectName("small")
            head.addWidget(button)
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._empty())
        column = QVBoxLayout()
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._note)
        column.addWidget(self._stack, stretch=1)
        column.addWidget(self._said)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.list)
        whole.addLayout(column, stretch=1)
        self.setMinimumHeight(LEAST_HEIGHT)

    def _empty(self) -> QWidget:
        """Return what is shown where a sheet has no rows."""
        page = QWidget()
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.begin.setObjectName("small")
        column = QVBoxLayout(page)
        column.addStretch()
        column.addWidget(self._hint)
        column.addWidget(self.begin, alignment=Qt.AlignmentFlag.AlignCenter)
        column.addStretch()
        return page


def called(sheet: Sheet) -> str:
    """Return what a sheet is called in the window."""
    return tr("Changeover {name}", name=sheet.matrix) if isinstance(sheet, Changeovers) else tr(sheet.title)


def _without_end(rows: Rows) -> Rows:
    """Leave out blank rows at the end and blank cells at the ends of rows."""
    kept = [row[: max((n + 1 for n, text in enumerate(row) if text), default=0)] for row in rows]
    return tuple(kept[: max((n + 1 for n, row in enumerate(kept) if row), default=0)])
