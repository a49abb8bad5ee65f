"""Process plans: the operations of a line as a table, read from a spreadsheet, made into a layout, and written back.

A row is one operation of one product at a station. `layouts.plans.reading` reads a CSV file or an Excel workbook,
`layouts.plans.line` lays the stations out in rows with belts between them, `layouts.plans.extraction` takes the
operations out of a layout again, and `layouts.plans.writing` writes them into a new file or into an old one, where
only the cells that differ change.
"""
