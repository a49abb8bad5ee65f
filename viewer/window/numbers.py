"""The panel below the view: what the layout takes and gives, beside the saved file and, in a drag, beside before."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from layouts.capacity import Capacity
from layouts.model import Layout
from layouts.space_figures import SpaceFigures
from replay.states import State
from studies import Estimate, Verdict
from studies.looks import LOOKS, RUNS, Finding
from studies.service import Standing
from viewer.window.load_chart import LoadChart
from viewer.window.loads import loads
from viewer.window.reckoning import Reckoned
from viewer.window.skin import Skin

HEIGHT, WIDTH = 164, 322
"""Height of the panel, and width of the figures at its left, pixels."""

EMPTY = "Takt, loads, transport and throughput are shown here as soon as a line is drawn."
NOTHING_MADE = "No loads yet: no station is reached from a source."
BROKEN = "Cannot be simulated yet: see Problems."
UNKNOWN = "–"


class Figure(NamedTuple):
    """A figure of space: its title, unit and digits, what it means, and how it is read."""

    title: str
    unit: str
    digits: int
    meaning: str
    read: Callable[[SpaceFigures], float | None]


FIGURES = (
    Figure("Transport", "m", 1, "Way of all loads for one good piece: belts, people, gaps", lambda f: f.distance),
    Figure("Work", "m/h", 0, "Transport work: metres times trips in an hour, at takt or pace", lambda f: f.work),
    Figure(
        "Walking",
        "m/h",
        0,
        "What people walk to carry, there and back, and between their stations",
        lambda f: f.walking,
    ),
    Figure("Belts", "m", 1, "Length of all conveyors", lambda f: f.belts),
    Figure("Floor", "m²", 1, "Area of the box around all equipment that parts pass", lambda f: f.floor),
    Figure("Occupied", "m²", 1, "Area on which this equipment stands", lambda f: f.occupied),
)
COLUMNS = 3


class NumbersPanel(QFrame):
    """Shows what it is given, and nothing of its own."""

    def __init__(self, skin: Skin, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("numbers")
        self.setAccessibleName("Numbers")
        self.setFixedHeight(HEIGHT)
        self._skin = skin
        self.throughput, self.verdict, self.note = QLabel(), QLabel(), QLabel()
        self._unit = QLabel("pieces an hour")
        self.heading, self.hint = QLabel(), QLabel(EMPTY)
        self.cells = {figure.title: (QLabel(UNKNOWN), QLabel()) for figure in FIGURES}
        self.chart = LoadChart(skin)
        self._stack = QStackedWidget()
        self._verdict: Verdict | None = None
        self._arrange()
        self.show_nothing()

    def wear(self, skin: Skin) -> None:
        """Take another set of colours."""
        self._skin = skin
        self.chart.wear(skin)
        self._color_verdict()

    # throughput

    def show_nothing(self) -> None:
        """There is no line yet."""
        self._stack.setCurrentIndex(0)
        self._say("")

    def show_broken(self) -> None:
        """The line has mistakes in it."""
        self._say(BROKEN)

    def show_standing(self, standing: Standing, now: Layout | None, file: str) -> None:
        """Show how far the throughput is known of the layout that is shown `now`, or of one a moment ago."""
        finding = standing.finding
        if standing.reason:
            self._say(standing.reason)
        elif finding is None:
            wait = standing.wait
            self._say("", "simulating…" if wait is None else f"simulating… first interval in about {_span(wait)}")
        else:
            self.throughput.setText(_estimate(finding.throughput))
            self._verdict = finding.verdict
            self.verdict.setText(_verdict_text(finding))
            ago = "" if standing.question.layout == now else "a moment ago · "
            self.note.setText(ago + _note(finding, standing.done, file))
            self.note.setToolTip(_explained(finding))
            self._color_verdict()
        self.throughput.setAccessibleName(f"Throughput: {self.throughput.text()} {self.verdict.text()}".strip())

    def _say(self, reason: str, note: str = "") -> None:
        self.throughput.setText(UNKNOWN)
        self._verdict = None
        self.verdict.setText("")
        self.note.setText(reason or note)
        self.note.setToolTip(reason)

    def _color_verdict(self) -> None:
        colors = {Verdict.BETTER: self._skin.states[State.WORKING], Verdict.WORSE: self._skin.danger}
        color = colors.get(self._verdict, self._skin.muted) if self._verdict else self._skin.muted
        self.verdict.setStyleSheet(f"color: {color}; font-weight: 600;")

    # loads and space

    def show_reckoned(self, now: Reckoned, saved: Reckoned | None) -> None:
        """Show loads and lengths beside those of the saved file."""
        if not now.layout.equipment:
            self.show_nothing()
            return
        self._stack.setCurrentIndex(1)
        capacity = now.capacity
        before = None if saved is None else saved.capacity
        self.heading.setText(NOTHING_MADE if capacity is None else _heading(now.layout, capacity, before))
        self.heading.setToolTip(self.heading.text())
        self.chart.show_loads(
            () if capacity is None else loads(now.layout, capacity, before), None if capacity is None else capacity.takt
        )
        self.show_space(now.space, None if saved is None else saved.space, "the saved file")

    def show_space(self, now: SpaceFigures, before: SpaceFigures | None, than: str = "before the drag") -> None:
        """Show lengths and areas, and how far they are from others."""
        for figure in FIGURES:
            value, change = self.cells[figure.title]
            number, other = figure.read(now), None if before is None else figure.read(before)
            text = UNKNOWN if number is None else f"{number:,.{figure.digits}f}"
            value.setText(text)
            changed = _change(number, other, figure.digits)
            change.setText(changed)
            said = f", {changed} to {than}" if changed else ""
            value.setAccessibleName(f"{figure.title}: {text} {figure.unit}{said}")
            value.setToolTip(f"{figure.meaning}: {text} {figure.unit}{said}")

    # arranging

    def _arrange(self) -> None:
        for label, name in (
            (self.throughput, "tileValue"),
            (self._unit, "muted"),
            (self.verdict, "verdict"),
            (self.note, "note"),
            (self.heading, "muted"),
            (self.hint, "muted"),
        ):
            label.setObjectName(name)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setWordWrap(True)
        self.throughput.setToolTip("Good pieces an hour of planned time in the long run, with its interval")
        self.verdict.setToolTip("Beside the saved file, with the same random numbers in both")
        figures, chart, whole = QWidget(), QWidget(), QWidget()
        figures.setFixedWidth(WIDTH)
        _filled(QVBoxLayout(figures), self._head(), self._grid(), spacing=4)
        _filled(QVBoxLayout(chart), self.heading, self.chart, spacing=2)
        row = QHBoxLayout(whole)
        row.setContentsMargins(12, 6, 8, 4)
        row.setSpacing(14)
        row.addWidget(figures)
        row.addWidget(chart, stretch=1)
        self._stack.addWidget(self.hint)
        self._stack.addWidget(whole)
        _filled(QVBoxLayout(self), self._stack)

    def _head(self) -> QWidget:
        head = QWidget()
        grid = QGridLayout(head)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.setHorizontalSpacing(6)
        grid.addWidget(self.throughput, 0, 0)
        grid.addWidget(self._unit, 0, 1, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.verdict, 1, 0, 1, 2)
        grid.addWidget(self.note, 2, 0, 1, 2)
        grid.setColumnStretch(1, 1)
        return head

    def _grid(self) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2)
        for number, figure in enumerate(FIGURES):
            grid.addWidget(_cell(figure, *self.cells[figure.title]), number // COLUMNS, number % COLUMNS)
            grid.setColumnStretch(number % COLUMNS, 1)
        return box


def _cell(figure: Figure, value: QLabel, change: QLabel) -> QWidget:
    cell, title = QWidget(), QLabel(f"{figure.title}, {figure.unit}")
    title.setObjectName("tileTitle")
    value.setObjectName("cellValue")
    change.setObjectName("changed")
    grid = QGridLayout(cell)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(0)
    grid.addWidget(title, 0, 0, 1, 2)
    grid.addWidget(value, 1, 0)
    grid.addWidget(change, 1, 1, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    grid.setHorizontalSpacing(5)
    grid.setColumnStretch(1, 1)
    return cell


def _filled(column: QVBoxLayout, *widgets: QWidget, spacing: int = 0) -> None:
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    for widget in widgets:
        column.addWidget(widget)


def _heading(layout: Layout, now: Capacity, saved: Capacity | None) -> str:
    """Say takt, pace and bottleneck, and what they were: `Takt 34.8 s · pace 32.6 → 34.7 s · slowest: Press`."""
    takt, pace = (None, None) if saved is None else (saved.takt, saved.pace)
    words = ["No demand" if now.takt is None else f"Takt {_beat(now.takt, takt)}"]
    if now.pace is not None and now.constraint is not None:
        words += [f"pace {_beat(now.pace, pace)}", f"slowest: {layout.label(now.constraint)}"]
    return " · ".join(words)


def _beat(now: float, saved: float | None) -> str:
    return f"{now:.1f} s" if saved is None or abs(now - saved) < 0.05 else f"{saved:.1f} → {now:.1f} s"


def _change(number: float | None, other: float | None, digits: int) -> str:
    if number is None or other is None or abs(number - other) < 0.5 * 10**-digits:
        return ""
    return f"{number - other:+,.{digits}f}".replace("-", "−")


def _verdict_text(finding: Finding) -> str:
    change, verdict = finding.change, finding.verdict
    if change is None or verdict is None:
        return ""
    sign = {Verdict.BETTER: "▲ ", Verdict.WORSE: "▼ "}.get(verdict, "")
    plus = "+" if change.mean >= 0.05 else ""
    return f"{sign}{verdict.value}: {plus}{_estimate(change)}"


def _estimate(value: Estimate) -> str:
    """Write `412.3 ± 4.1`: a tenth of a piece an hour is nothing."""
    width = value.half_width or 0.0
    digits = 1 if width < 10 else 0
    mean = f"{round(value.mean, digits) + 0.0:,.{digits}f}".replace("-", "−")
    return f"{mean} ± {max(width, 0.1):,.{digits}f}"


def _note(finding: Finding, done: bool, file: str) -> str:
    beside = f"beside {file}" if finding.beside is not None else "as saved" if file else "not saved yet"
    return f"{beside} · " + ("final" if done else f"look {finding.look} of {LOOKS}, goes on")


def _explained(finding: Finding) -> str:
    return (
        f"{RUNS} runs of {finding.hours:,.1f} h of planned time each, from empty, without their first part; "
        f"± is half of an interval that holds the true value in 95 of 100 studies, at whichever look one stops."
    )


def _span(seconds: float) -> str:
    return f"{max(1, round(seconds))} s" if seconds < 90 else f"{round(seconds / 60)} min"
