"""Sections of a layout as tables of cells, as a spreadsheet shows them: routings, changeovers, shifts, plan, orders.

`sheets(layout)` lists them; `sheet.rows(layout)` gives the cells, `with_rows(layout, sheet, rows)` the layout that they
say. Cells are texts as they stand in a file, and are kept so.
"""

from layouts.sheets.cells import as_text, from_text, with_block, without_comma, without_rows, without_texts
from layouts.sheets.every import new_matrix, sheets
from layouts.sheets.sheet import Cell, Column, Rows, Sheet, SheetError, cell_at, with_rows

__all__ = [
    "Cell",
    "Column",
    "Rows",
    "Sheet",
    "SheetError",
    "as_text",
    "cell_at",
    "from_text",
    "new_matrix",
    "sheets",
    "with_block",
    "with_rows",
    "without_comma",
    "without_rows",
    "without_texts",
]
