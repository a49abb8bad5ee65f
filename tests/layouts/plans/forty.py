"""A process plan of forty operations, three products and eighteen stations, as a CSV file or a workbook."""

from pathlib import Path

from openpyxl import Workbook

Row = tuple[str | float | None, ...]

HEAD: Row = (
    "Product",
    "Operation",
    "Station",
    "manual [s]",
    "machine [s]",
    "changeover [min]",
    "MTBF [h]",
    "MTTR [min]",
    "demand [/d]",
)
STATIONS = tuple(f"op{10 * number}" for number in range(1, 19))
ROUTES = {
    "P12": STATIONS[:4] + STATIONS[5:16],
    "P24": STATIONS[:10] + STATIONS[12:18],
    "P48": STATIONS[2:6] + STATIONS[8:9] + STATIONS[14:18],
}
DEMAND = {"P12": 600, "P24": 400, "P48": 200}


def rows() -> list[Row]:
    """The rows below the headings, product by product."""
    found: list[Row] = []
    told = set[str]()
    for product, route in ROUTES.items():
        for station in route:
            number = STATIONS.index(station)
            by_hand = number % 3 == 2
            times: Row = (f"triangular {20 + number} 40 50 s" if by_hand else None, None if by_hand else 30 + number)
            figures: Row = (10, 8, 12) if station not in told and number % 5 == 0 else (None, None, None)
            demand = DEMAND[product] if station == route[0] else None
            found.append((product, f"Step {number + 1}", station, *times, *figures, demand))
            told.add(station)
    return found


def csv_file(path: Path) -> Path:
    """Write the plan with commas."""
    text = "\n".join(",".join("" if value is None else str(value) for value in row) for row in [HEAD, *rows()])
    path.write_text(text + "\n", encoding="utf-8")
    return path


def workbook(path: Path) -> Path:
    """Write the plan into the second sheet of a workbook, below a title."""
    book = Workbook()
    book.worksheets[0].title = "Notes"
    book.worksheets[0].append(["Plan of the pump line, week 12"])
    sheet = book.create_sheet("Plan")
    sheet.append(["Pump line", None, "as of March"])
    sheet.append([])
    for row in [HEAD, *rows()]:
        sheet.append(list(row))
    book.save(path)
    return path
