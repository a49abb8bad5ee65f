"""The figures at the top of the panel: what is shown, as text that people use, and the tiles that show it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from viewer.window.figures import SHIFT_HOURS, Figures
from viewer.window.play_clock import clock_text, span_text

UNKNOWN = "–"


@dataclass(frozen=True)
class Numbers:
    """What the tiles show: the figures up to now, and the parts inside now."""

    figures: Figures | None = None
    inside: int | None = None


@dataclass(frozen=True)
class Tile:
    """One figure: its title, its unit, how it is written and what it means."""

    title: str
    unit: str
    text: Callable[[Numbers], str | None]
    meaning: str


def _of_figures(text: Callable[[Figures], str | None]) -> Callable[[Numbers], str | None]:
    return lambda numbers: text(numbers.figures) if numbers.figures else None


def _number(value: float | None, digits: int = 0) -> str | None:
    return None if value is None else f"{value:,.{digits}f}"


def _rate(value: float | None) -> str | None:
    return _number(value, 1 if value is not None and value < 100 else 0)


TILES: tuple[Tile, ...] = (
    Tile(
        "Throughput",
        "pieces an hour",
        _of_figures(lambda figures: _rate(figures.per_hour)),
        "Good parts an hour, on average so far",
    ),
    Tile(
        "Per shift",
        f"pieces in {SHIFT_HOURS:.0f} h",
        _of_figures(lambda figures: _number(figures.per_shift)),
        "Good parts in a shift of eight hours at this pace",
    ),
    Tile(
        "Pace",
        "seconds per part",
        _of_figures(lambda figures: _number(figures.seconds_per_part, 2)),
        "Time from one finished part to the next, on average so far",
    ),
    Tile(
        "Finished",
        "good parts",
        _of_figures(lambda figures: _number(figures.good)),
        "Good parts that have left the line so far",
    ),
    Tile("In the line", "parts now", lambda numbers: _number(numbers.inside), "Work in process at this moment"),
    Tile(
        "Mean WIP",
        "parts",
        _of_figures(lambda figures: _number(figures.wip_mean, 1)),
        "Work in process, averaged over the time so far",
    ),
    Tile(
        "Lead time",
        "from entry to exit",
        _of_figures(lambda figures: None if figures.lead_time is None else span_text(figures.lead_time)),
        "Time a part spends in the line, on average",
    ),
)
"""Every tile, row by row."""


def footnote(figures: Figures | None) -> str:
    """Say what the figures are."""
    if figures is None:
        return "No figures yet."
    counted = f"one run, no interval. Counted {clock_text(figures.since)} to {clock_text(figures.t)}"
    if figures.since < figures.warm_up:
        return f"Started empty; {counted}, still warming up until {clock_text(figures.warm_up)}."
    return f"Started empty; {counted}" + (", after the warm-up." if figures.warm_up else ".")


class Tiles(QWidget):
    """The tiles in two columns, and what the figures are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values = [QLabel(UNKNOWN) for _ in TILES]
        self._note = QLabel(footnote(None))
        self._note.setObjectName("note")
        self._note.setWordWrap(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for number, (tile, value) in enumerate(zip(TILES, self._values, strict=True)):
            wide = number == len(TILES) - 1 and number % 2 == 0
            grid.addWidget(_framed(tile, value), number // 2, number % 2, 1, 2 if wide else 1)
        grid.addWidget(self._note, len(TILES), 0, 1, 2)

    def show_numbers(self, numbers: Numbers) -> None:
        """Show other numbers."""
        for tile, value in zip(TILES, self._values, strict=True):
            value.setText(tile.text(numbers) or UNKNOWN)
            value.setAccessibleName(f"{tile.title}: {value.text()} {tile.unit}")
        self._note.setText(footnote(numbers.figures))

    def texts(self) -> dict[str, str]:
        """Return what is shown, by title."""
        return {tile.title: value.text() for tile, value in zip(TILES, self._values, strict=True)}


def _framed(tile: Tile, value: QLabel) -> QFrame:
    frame = QFrame()
    frame.setObjectName("tile")
    frame.setToolTip(tile.meaning)
    title, unit = QLabel(tile.title), QLabel(tile.unit)
    for label, name in ((title, "tileTitle"), (value, "tileValue"), (unit, "tileUnit")):
        label.setObjectName(name)
    line = QHBoxLayout()
    line.setSpacing(5)
    line.addWidget(value)
    line.addWidget(unit, alignment=Qt.AlignmentFlag.AlignBottom)
    line.addStretch()
    column = QVBoxLayout(frame)
    column.setContentsMargins(10, 5, 8, 5)
    column.setSpacing(0)
    column.addWidget(title)
    column.addLayout(line)
    return frame
