"""What is known of the selected equipment: its values as they were typed, to be typed anew, and what it does now."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from viewer.window.densities import Curve
from viewer.window.density_plot import DensityPlot
from viewer.window.language import tr
from viewer.window.rows import Row
from viewer.window.skin import Skin
from viewer.window.values import Value

MORE = "Set another value…"


CurvesOf = Callable[[str, str], tuple[Curve, ...] | None]


class Field(QWidget):
    """One value to be typed; what is wrong with it is said below it, and what was typed stays."""

    typed = Signal(str, str)
    """Name of the field and what was typed."""

    def __init__(self, value: Value, skin: Skin, curves_of: CurvesOf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves_of = curves_of
        self.plot, self._help = DensityPlot(skin), QLabel()
        self._meaning = _help(value)
        self.name, self._said = value.name, value.typed or ""
        self._first = self._said
        self.entry, self._wrong = QLineEdit(self._said), QLabel()
        self.entry.setAccessibleName(value.name)
        self.entry.setToolTip(value.meaning)
        self.entry.setCursorPosition(0)
        self.entry.editingFinished.connect(self._finish)
        self.entry.textChanged.connect(self._follow)
        self.entry.installEventFilter(self)
        if value.choices:
            self.entry.setCompleter(_completer(value.choices, self.entry))
        for label, name in ((self._wrong, "wrong"), (self._help, "note")):
            label.setObjectName(name)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.entry)
        for widget in (self._wrong, self.plot, self._help):
            column.addWidget(widget)
        self._plot()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say what may be typed while it is typed into; Esc puts back what stood there."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self.entry.text() != self._first:
            if event.type() is QEvent.Type.KeyPress:
                self._restore()
            event.accept()
            return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._help.setVisible(event.type() is QEvent.Type.FocusIn and bool(self._help.text()))
        return super().eventFilter(watched, event)

    def _restore(self) -> None:
        self._said = self._first
        self.entry.setText(self._first)
        self.entry.selectAll()

    def _follow(self) -> None:
        """What was wrong is no longer what stands there."""
        self._forgive()
        self._plot()

    def _forgive(self) -> None:
        self._wrong.clear()
        self._wrong.hide()

    def _plot(self) -> None:
        """Show how what is typed varies; what says nothing leaves the plot as it was."""
        found = self._curves_of(self.name, self.entry.text())
        if found is not None:
            self.plot.show_curves(found)
            self._help.setText("\n".join([self._meaning, *(curve.text for curve in found)]).strip())

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands in the field, what is wrong with it, and what is said of it while it is typed into."""
        said = (self._wrong.text(), "" if self._help.isHidden() else self._help.text())
        return (self.entry.text(), *filter(None, said))

    def begin(self) -> None:
        """Let all of it be typed anew."""
        self.entry.setFocus()
        self.entry.selectAll()

    def refuse(self, reason: str) -> None:
        """Say what is wrong with what was typed."""
        self._wrong.setText(reason)
        self._wrong.show()

    def _finish(self) -> None:
        if self.entry.text() != self._said:
            self._said = self.entry.text()
            self._forgive()
            self.typed.emit(self.name, self._said)


class Inspector(QFrame):
    """Heading, state and values of one piece of equipment; hidden while nothing is selected."""

    typed = Signal(str, str)
    """Name of a field and what was typed into it."""

    def __init__(self, skin: Skin, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self._skin = skin
        self.curves_of: CurvesOf = lambda field, typed: ()
        """Gives the densities of what is typed into a field; None where it says nothing there."""
        self.others = 0
        """How many pieces are selected beside the one that is shown."""
        self._name, self._kind, self._now, self._so_far = QLabel(), QLabel(), QLabel(), QLabel()
        self._shown: tuple[tuple[Value, ...], tuple[Value, ...]] | None = None
        self._fields: dict[str, Field] = {}
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._arrange()
        self.hide()

    def show_row(self, row: Row | None, values: Sequence[Value], more: Sequence[Value], t: float) -> None:
        """Show another piece of equipment, or the same one at another time; None hides all."""
        self.setVisible(row is not None)
        if row is None:
            return
        self._name.setText(row.label)
        more_selected = tr("; {number} more selected", number=self.others) if self.others else ""
        self._kind.setText((row.kind if row.label == row.id else f"{row.kind} {row.id}") + more_selected)
        self._now.setText(_capital(row.standing.text(t)) if row.standing else "")
        self._so_far.setText(row.so_far)
        for label in (self._now, self._so_far):
            label.setVisible(bool(label.text()))
        if (tuple(values), tuple(more)) != self._shown:
            self._shown = tuple(values), tuple(more)
            self._put_away(self._scroll.takeWidget())
            self._scroll.setWidget(self._form(values, more))

    def _put_away(self, form: QWidget | None) -> None:
        """Delete a form a little later: one of its fields may just be telling what was typed, as it loses the focus."""
        if form is not None:
            form.setParent(self)
            form.hide()
            form.deleteLater()

    def wear(self, skin: Skin) -> None:
        """Take another set of colours."""
        self._skin = skin
        if self._shown:
            self._scroll.setWidget(self._form(*self._shown))

    def refuse(self, field: str, reason: str) -> None:
        """Say at a field what is wrong with what was typed."""
        if field in self._fields:
            self._fields[field].refuse(reason)

    def field(self, name: str) -> Field:
        """Return the field of that name.

        Raises:
            KeyError: where it is not shown.
        """
        return self._fields[name]

    @property
    def text(self) -> str:
        """Everything that is shown, line by line."""
        heading = (self._name, self._kind, self._now, self._so_far)
        lines = [label.text() for label in heading]
        for value in self._shown[0] if self._shown else ():
            field = self._fields.get(value.name)
            lines += [value.name, *(field.lines if field else (value.text,))]
        return "\n".join(lines)

    def _arrange(self) -> None:
        for label, name in ((self._name, "title"), (self._kind, "note"), (self._so_far, "note")):
            label.setObjectName(name)
        for label in (self._name, self._now, self._so_far):
            label.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 8, 8)
        column.setSpacing(3)
        for widget in (self._name, self._kind, self._now, self._so_far, self._scroll):
            column.addWidget(widget)

    def _form(self, values: Sequence[Value], more: Sequence[Value]) -> QWidget:
        page = QWidget()
        self._page = QFormLayout(page)
        self._page.setContentsMargins(0, 6, 8, 0)
        self._page.setHorizontalSpacing(14)
        self._page.setVerticalSpacing(5)
        self._fields = {}
        for value in values:
            self._add(value)
        if more:
            self._page.addRow(self._chooser(more))
        return page

    def _add(self, value: Value) -> None:
        """Add a row: a field to type into, or a text where a value is not to be typed."""
        if value.typed is None:
            self._page.addRow(_name_of(value), _text_of(value))
            return
        field = self._fields[value.name] = Field(value, self._skin, self.curves_of)
        field.typed.connect(self.typed)
        self._page.addRow(_name_of(value), field)

    def _chooser(self, more: Sequence[Value]) -> QComboBox:
        """Return the list of fields that say nothing yet; one that is chosen becomes a row."""
        chooser = QComboBox()
        chooser.setAccessibleName(tr(MORE))
        chooser.addItem(tr(MORE))
        chooser.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for number, value in enumerate(more, 1):
            chooser.addItem(value.name)
            chooser.setItemData(number, value.meaning, Qt.ItemDataRole.ToolTipRole)
        chooser.activated.connect(lambda number: self._open(chooser, number, more))
        return chooser

    def _open(self, chooser: QComboBox, number: int, more: Sequence[Value]) -> None:
        """Add an empty row for a field above the list, and let it be typed into."""
        if not number:
            return
        value = more[number - 1]
        chooser.setCurrentIndex(0)
        if value.name not in self._fields:
            field = self._fields[value.name] = Field(value, self._skin, self.curves_of)
            field.typed.connect(self.typed)
            self._page.insertRow(self._page.rowCount() - 1, _name_of(value), field)
        self._fields[value.name].entry.setFocus()


def _help(value: Value) -> str:
    return ". ".join(_capital(text) for text in (value.meaning, value.help) if text)


def _completer(choices: Sequence[str], line: QLineEdit) -> QCompleter:
    completer = QCompleter(list(choices), line)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    return completer


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _name_of(value: Value) -> QLabel:
    name = QLabel(value.name)
    name.setObjectName("muted")
    name.setToolTip(value.meaning)
    return name


def _text_of(value: Value) -> QLabel:
    text = QLabel(value.text)
    text.setWordWrap(True)
    text.setTextFormat(Qt.TextFormat.PlainText)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    text.setToolTip(value.meaning)
    text.setAccessibleName(f"{value.name}: {value.text}")
    return text
