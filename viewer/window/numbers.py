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
from viewer.window.language import tr, written
from viewer.window.load_chart import LoadChart
from viewer.window.loads import loads
from viewer.window.reckoning import Reckoned
from viewer.window.skin import Skin

HEIGHT, WIDTH = 164, 322
"""Height of the panel, and width of the figures at its left, pixels."""

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
        self.setAccessibleName(tr("Numbers"))
        self.setFixedHeight(HEIGHT)
        self._skin = skin
        self.throughput, self.verdict, self.note = QLabel(), QLabel(), QLabel()
        self._unit = QLabel(tr("pieces/h, long run"))
        self.heading, self.hint = (
            QLabel(),
            QLabel(tr("Takt, loads, transport and throughput are shown here as soon as a line is drawn.")),
        )
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
        self._say(tr("Cannot be simulated yet: see Problems."))

    def show_standing(self, standing: Standing, now: Layout | None, file: str) -> None:
        """Show how far the throughput is known of the layout that is shown `now`, or of one a moment ago."""
        finding = standing.finding
        if standing.reason:
            self._say(standing.reason)
        elif finding is None:
            wait = standing.wait
            soon = tr("simulating… first interval in about {time}", time=_span(wait)) if wait else tr("simulating…")
            self._say("", soon)
        else:
            self.throughput.setText(_estimate(finding.throughput))
            self._verdict = finding.verdict
            self.verdict.setText(_verdict_text(finding))
            ago = "" if standing.question.layout == now else tr("a moment ago · ")
            self._tell(ago + _note(finding, standing.done, file), tip=_explained(finding))
            self._color_verdict()
        spoken = f"{tr('Throughput')}: {self.throughput.text()} {self.verdict.text()}"
        self.throughput.setAccessibleName(spoken.strip())

    def _say(self, reason: str, note: str = "") -> None:
        self.throughput.setText(UNKNOWN)
        self._verdict = None
        self.verdict.setText("")
        self._tell(reason or note, tip=reason, is_long=bool(reason))

    def _tell(self, note: str, tip: str, is_long: bool = False) -> None:
        """Show a note; a long one has the line of the verdict, too."""
        self.verdict.setVisible(not is_long)
        self.note.setWordWrap(is_long)
        self.note.setText(note)
        self.note.setToolTip(tip)

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
        nothing = tr("No loads yet: nothing leads all the way from a source to a sink.")
        self.heading.setText(nothing if capacity is None else _heading(now.layout, capacity, before))
        self.heading.setToolTip(self.heading.text())
        self.chart.show_loads(
            () if capacity is None else loads(now.layout, capacity, before), None if capacity is None else capacity.takt
        )
        self.show_space(now.space, None if saved is None else saved.space, tr("{change} to the saved file"))

    def show_space(self, now: SpaceFigures, before: SpaceFigures | None, than: str = "") -> None:
        """Show lengths and areas, and how far they are from others."""
        for figure in FIGURES:
            value, change = self.cells[figure.title]
            number, other = figure.read(now), None if before is None else figure.read(before)
            text = UNKNOWN if number is None else written(number, figure.digits)
            value.setText(text)
            changed = _change(number, other, figure.digits)
            change.setText(changed)
            named = f"{tr(figure.title)}: {text} {tr(figure.unit)}"
            said = (than or tr("{change} to before")).format(change=changed) if changed else ""
            value.setAccessibleName(", ".join(filter(None, (named, said))))
            value.setToolTip("\n".join(filter(None, (tr(figure.meaning), named, said))))

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
        self.throughput.setToolTip(tr("Good pieces an hour of planned time in the long run, with its interval"))
        self.verdict.setToolTip(tr("Beside the saved file, with the same random numbers in both"))
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
    cell, title = QWidget(), QLabel(f"{tr(figure.title)}, {tr(figure.unit)}")
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
    words = [tr("No demand") if now.takt is None else tr("Takt {beat}", beat=_beat(now.takt, takt))]
    if now.pace is not None and now.constraint is not None:
        words += [
            tr("pace {beat}", beat=_beat(now.pace, pace)),
            tr("slowest: {name}", name=layout.label(now.constraint)),
        ]
    return " · ".join(words)


def _beat(now: float, saved: float | None) -> str:
    changed = saved is not None and abs(now - saved) >= 0.05
    return f"{written(saved or 0.0, 1)} → {written(now, 1)} s" if changed else f"{written(now, 1)} s"


def _change(number: float | None, other: float | None, digits: int) -> str:
    if number is None or other is None or abs(number - other) < 0.5 * 10**-digits:
        return ""
    return _signed(number - other, digits)


def _signed(value: float, digits: int) -> str:
    """Write a difference with its sign; one that rounds to nothing has none."""
    rounded = round(value, digits)
    return ("+" if rounded > 0 else "−" if rounded < 0 else "") + written(abs(rounded), digits)


def _verdict_text(finding: Finding) -> str:
    change, verdict = finding.change, finding.verdict
    if change is None or verdict is None:
        return ""
    width, digits = _width(change)
    values = {"change": _signed(change.mean, digits), "width": written(width, digits)}
    if verdict is Verdict.BETTER:
        return tr("▲ better: {change} ± {width}", **values)
    if verdict is Verdict.WORSE:
        return tr("▼ worse: {change} ± {width}", **values)
    return tr("not told apart: {change} ± {width}", **values)


def _estimate(value: Estimate) -> str:
    """Write `412.3 ± 4.1`."""
    width, digits = _width(value)
    return f"{written(value.mean, digits)} ± {written(width, digits)}"


def _width(value: Estimate) -> tuple[float, int]:
    """The half-width as it is written, and its decimals: at least a tenth of a piece an hour."""
    width = max(value.half_width or 0.0, 0.1)
    return width, 1 if width < 10 else 0


def _note(finding: Finding, done: bool, file: str) -> str:
    if finding.beside is not None:
        beside = tr("beside {file}", file=file)
    else:
        beside = tr("as saved") if file else tr("not saved yet")
    far = tr("final") if done else tr("look {look} of {looks}, goes on", look=finding.look, looks=LOOKS)
    return f"{beside} · {far}"


def _explained(finding: Finding) -> str:
    return tr(
        "{runs} runs of {hours} h of planned time each, from empty, without their first part. ± is half of an interval "
        "that holds the true value in 95 of 100 studies, at whichever look one stops.",
        runs=RUNS,
        hours=written(finding.hours, 1),
    )


def _span(seconds: float) -> str:
    return f"{max(1, round(seconds))} s" if seconds < 90 else f"{round(seconds / 60)} min"
