"""The figures at the top of the panel: what is shown, as text that people use, and the tiles that show it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from viewer.window.figures import NO_FIGURES, SHIFT_HOURS, Figures
from viewer.window.language import tr, written
from viewer.window.play_clock import clock_text

UNKNOWN = "–"


@dataclass(frozen=True)
class Numbers:
    """What the tiles show: the figures up to now, and the parts inside now."""

    figures: Figures = NO_FIGURES
    inside: int | None = None


class Reading(NamedTuple):
    """A figure as it is written: the number, and what it counts."""

    value: str
    unit: str


@dataclass(frozen=True)
class Tile:
    """One figure: its title, how it is written and what it means."""

    title: str
    read: Callable[[Numbers], Reading]
    meaning: str


def _throughput(numbers: Numbers) -> Reading:
    value = numbers.figures.per_hour
    return Reading(_number(value, 1 if value is not None and value < 100 else 0), tr("pieces an hour"))


def _per_shift(numbers: Numbers) -> Reading:
    return Reading(_number(numbers.figures.per_shift), tr("pieces in {hours:.0f} h", hours=SHIFT_HOURS))


def _pace(numbers: Numbers) -> Reading:
    return Reading(_number(numbers.figures.seconds_per_part, 2), tr("s per part"))


def _inside(numbers: Numbers) -> Reading:
    mean = numbers.figures.wip_mean
    return Reading(
        _number(numbers.inside), tr("parts") if mean is None else tr("parts, mean {mean}", mean=written(mean, 1))
    )


def _lead_time(numbers: Numbers) -> Reading:
    seconds = numbers.figures.lead_time
    if seconds is None or seconds < 120:
        return Reading(_number(seconds, 1), tr("s, mean"))
    return (
        Reading(_number(seconds / 60, 1), tr("min, mean"))
        if seconds < 7200
        else Reading(_number(seconds / 3600, 1), tr("h, mean"))
    )


def _finished(numbers: Numbers) -> Reading:
    figures = numbers.figures
    return Reading(_number(figures.finished), tr("good since {time}", time=clock_text(figures.since)))


def _number(value: float | None, digits: int = 0) -> str:
    return UNKNOWN if value is None else written(value, digits)


TILES: tuple[Tile, ...] = (
    Tile("Throughput", _throughput, "Good parts an hour, on average so far"),
    Tile("Per shift", _per_shift, "Good parts in a shift of eight hours at this pace"),
    Tile("Pace", _pace, "Time from one finished part to the next, on average so far"),
    Tile("In the line", _inside, "Work in process at this moment, and averaged over the time so far"),
    Tile("Lead time", _lead_time, "Time that a part spends in the line, on average so far"),
    Tile("Finished", _finished, "Good parts that have left the line since the warm-up ended"),
)
"""Every tile, row by row."""

COLUMNS = 3


def footnote(figures: Figures) -> str:
    """Say what the figures are."""
    if figures is NO_FIGURES:
        return tr("No figures yet.")
    counted = tr(
        "one run, no interval. Counted {start} to {end}", start=clock_text(figures.since), end=clock_text(figures.t)
    )
    if figures.since < figures.warm_up:
        warm = clock_text(figures.warm_up)
        return tr("Started empty; {counted}, still warming up until {time}.", counted=counted, time=warm)
    if figures.warm_up:
        return tr("Started empty; {counted}, after the warm-up.", counted=counted)
    return tr("Started empty; {counted}.", counted=counted)


class Tiles(QWidget):
    """The tiles in rows of three, and what the figures are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = [(QLabel(UNKNOWN), QLabel("")) for _ in TILES]
        self._note = QLabel(footnote(NO_FIGURES))
        self._note.setObjectName("note")
        self._note.setWordWrap(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for number, (tile, labels) in enumerate(zip(TILES, self._labels, strict=True)):
            grid.addWidget(_framed(tile, *labels), number // COLUMNS, number % COLUMNS)
            grid.setColumnStretch(number % COLUMNS, 1)
        grid.addWidget(self._note, len(TILES), 0, 1, COLUMNS)

    def show_numbers(self, numbers: Numbers) -> None:
        """Show other numbers."""
        for tile, (value, unit) in zip(TILES, self._labels, strict=True):
            reading = tile.read(numbers)
            value.setText(reading.value)
            unit.setText(reading.unit)
            value.setAccessibleName(f"{tr(tile.title)}: {reading.value} {reading.unit}")
        self._note.setText(footnote(numbers.figures))

    def texts(self) -> dict[str, str]:
        """Return what is shown, by title."""
        return {tile.title: value.text() for tile, (value, _) in zip(TILES, self._labels, strict=True)}


def _framed(tile: Tile, value: QLabel, unit: QLabel) -> QFrame:
    frame, title = QFrame(), QLabel(tr(tile.title))
    frame.setObjectName("tile")
    frame.setToolTip(tr(tile.meaning))
    column = QVBoxLayout(frame)
    column.setContentsMargins(9, 5, 4, 6)
    column.setSpacing(0)
    for label, name in ((title, "tileTitle"), (value, "tileValue"), (unit, "tileUnit")):
        label.setObjectName(name)
        column.addWidget(label)
    return frame
