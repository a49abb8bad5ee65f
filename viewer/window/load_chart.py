"""Loads as columns under a line for the takt, in the order of the flow (a Yamazumi chart)."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from viewer.window.language import tr, written
from viewer.window.loads import Load
from viewer.window.skin import Skin, mixed

NARROWEST, WIDEST, BAR = 59, 112, 30
"""Least and greatest width of a column with what is written at it, and width of its bar, pixels."""

SMALL = 8.5
"""Points of what is written small."""

HEADROOM = 1.12
"""How far the chart goes on above the takt and the highest load."""

SHADES = {"cycle": 0.55, "manual": 0.75, "work": 0.75, "exchange": 0.4, "changeover": 0.3, "failures": 0.18}
"""How much of its colour each kind of time has, from the foot of a column upwards."""

LINE = 15
"""Height of a line of small text, pixels."""

OWN_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)

Index = QModelIndex | QPersistentModelIndex


class Columns(QAbstractListModel):
    """The loads, for the view and for assistive programs."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.loads: Sequence[Load] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's own default, immutable
        """Count the columns."""
        return 0 if parent.isValid() else len(self.loads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 # as Qt declares it
        """Return the text of a column; the tool tip says everything in words."""
        load = self.loads[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return load.label
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return load.spoken()
        return None

    def show_loads(self, loads: Sequence[Load]) -> None:
        """Show other loads; where they are of the same things, what is selected stays so."""
        same = [load.name for load in loads] == [load.name for load in self.loads]
        if same and loads:
            self.loads = loads
            self.dataChanged.emit(self.index(0), self.index(len(loads) - 1))
        elif not same:
            self.beginResetModel()
            self.loads = loads
            self.endResetModel()


class LoadChart(QListView):
    """The columns from left to right; arrow keys go through them, Return and a click select the equipment."""

    chosen = Signal(str)
    """The id of the equipment of a column."""

    def __init__(self, skin: Skin, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = Columns(self)
        self._painter = ColumnPainter(skin, self)
        self.setModel(self.columns)
        self.setItemDelegate(self._painter)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Loads of stations and people, in the order of the flow"))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.activated.connect(self._tell)
        self.clicked.connect(self._tell)

    def wear(self, skin: Skin) -> None:
        """Take another set of colours."""
        self._painter.skin = skin
        self.viewport().update()

    def show_loads(self, loads: Sequence[Load], takt: float | None) -> None:
        """Show other loads; `takt` in seconds, None where the line's pace is what they are measured by."""
        first = not self.columns.loads
        self.columns.show_loads(loads)
        self._painter.top = HEADROOM * max([1.0, *(height for load in loads for height in (load.load, load.before))])
        self._painter.has_takt = takt is not None
        busiest = next((number for number, load in enumerate(loads) if load.holds_back), None)
        if first and busiest is not None:
            self.scrollTo(self.columns.index(busiest))
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        """Keep the keys that go through the columns from the player, to whom they belong elsewhere."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in OWN_KEYS:
            event.accept()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room among the columns."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _tell(self, index: QModelIndex) -> None:
        load = self.columns.loads[index.row()]
        if load.equipment is not None:
            self.chosen.emit(load.equipment)


class ColumnPainter(QStyledItemDelegate):
    """Draws a column: its load, the bar with the takt across it, its name and its seconds."""

    def __init__(self, skin: Skin, parent: LoadChart) -> None:
        super().__init__(parent)
        self.skin, self._chart = skin, parent
        self.top, self.has_takt = HEADROOM, True

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All columns are equally wide, and as high as the view."""
        room = self._chart.viewport().size()
        width = room.width() // max(1, len(self._chart.columns.loads))
        return QSize(min(WIDEST, max(NARROWEST, width)), room.height() - 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one column."""
        load, place = self._chart.columns.loads[index.row()], QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, place, option.state)
        room = place.adjusted(0, LINE + 3, 0, -2 * LINE - 4)
        self._draw_bar(painter, room, load)
        self._draw_takt(painter, room)
        self._draw_words(painter, place, room, load)
        painter.restore()

    def _draw_ground(self, painter: QPainter, place: QRectF, state: QStyle.StateFlag) -> None:
        focused = state & QStyle.StateFlag.State_HasFocus
        if focused or state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(QPen(QColor(self.skin.highlight), 1) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(mixed(self.skin.surface, self.skin.soft_highlight, 0.6)))
            painter.drawRoundedRect(place.adjusted(2, 1, -2, -1), 6, 6)

    def _y(self, room: QRectF, share: float) -> float:
        return room.bottom() - share / self.top * room.height()

    def _draw_bar(self, painter: QPainter, room: QRectF, load: Load) -> None:
        """Draw the kinds of time one on the other, above the takt in red; an outline is where it was in the file."""
        left, total, done = room.center().x() - BAR / 2, load.total, 0.0
        painter.setPen(Qt.PenStyle.NoPen)
        tint = self.skin.accent if load.holds_back else self.skin.highlight
        for kind, shade in SHADES.items():
            share = load.load * load.seconds.get(kind, 0.0) / total if total else 0.0
            low, high = self._y(room, done), self._y(room, done + share)
            painter.fillRect(QRectF(left, high, BAR, low - high), QColor(mixed(self.skin.surface, tint, shade)))
            done += share
        if load.is_over:
            high = self._y(room, load.load)
            painter.fillRect(QRectF(left, high, BAR, self._y(room, 1.0) - high), QColor(self.skin.danger))
        if load.before and load.has_changed:
            high = self._y(room, load.before)
            painter.setPen(QPen(QColor(self.skin.text), 1.4, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(left - 3, high, BAR + 6, room.bottom() - high))

    def _draw_takt(self, painter: QPainter, room: QRectF) -> None:
        style = Qt.PenStyle.SolidLine if self.has_takt else Qt.PenStyle.DashLine
        painter.setPen(QPen(QColor(self.skin.danger if self.has_takt else self.skin.muted), 1.2, style))
        height = round(self._y(room, 1.0)) + 0.5
        painter.drawLine(QPointF(room.left(), height), QPointF(room.right() + 1, height))
        painter.setPen(QPen(QColor(self.skin.line), 1))
        painter.drawLine(QPointF(room.left(), room.bottom()), QPointF(room.right() + 1, room.bottom()))

    def _draw_words(self, painter: QPainter, place: QRectF, room: QRectF, load: Load) -> None:
        small, bold = QFont(self._chart.font()), QFont(self._chart.font())
        for font in (small, bold):
            font.setPointSizeF(SMALL)
        bold.setWeight(QFont.Weight.DemiBold)
        above = QRectF(place.left(), place.top() + 2, place.width(), LINE)
        below = QRectF(place.left() + 3, room.bottom() + 2, place.width() - 6, LINE)
        middle = Qt.AlignmentFlag.AlignCenter
        painter.setFont(bold if load.has_changed or load.holds_back or load.is_over else small)
        painter.setPen(QColor(self._color(load)))
        painter.drawText(above, middle, f"{_sign(load)}{written(100 * load.load)} %")
        painter.setFont(bold if load.holds_back else small)
        painter.setPen(QColor(self.skin.text))
        name = painter.fontMetrics().elidedText(load.label, Qt.TextElideMode.ElideRight, int(below.width()))
        painter.drawText(below, middle, name)
        painter.setFont(small)
        painter.setPen(QColor(self.skin.accent if load.holds_back else self.skin.muted))
        painter.drawText(below.translated(0, LINE - 1), middle, f"{written(load.total, 1)} s")

    def _color(self, load: Load) -> str:
        if load.is_over:
            return self.skin.danger
        return self.skin.highlight if load.has_changed else self.skin.text


def _sign(load: Load) -> str:
    """Say by a sign how a load differs from that of the saved file."""
    if not load.has_changed:
        return ""
    return "+ " if load.is_new else "▲ " if load.load > load.before else "▼ "
