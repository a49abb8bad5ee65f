"""The list of equipment: what each piece does now, by sign, word and colour, and a bar of what it did so far."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from replay.states import State
from viewer.window.icons import draw_state
from viewer.window.language import tr
from viewer.window.rows import Row, word
from viewer.window.skin import Skin, mixed

HEIGHT = 42
"""Height of a row, in pixels."""

SMALL = 8.5
"""Points of what is written small."""

CONSTRAINT_WIDTH, PERCENT_WIDTH = 82, 44
"""Pixels that the tag and the percentage take."""

_SIGN, _MARGIN, _BAR = 20, 12, 8

Index = QModelIndex | QPersistentModelIndex


class EquipmentModel(QAbstractListModel):
    """The rows, for the view and for assistive programs."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's own default, immutable
        """Count the rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 # as Qt declares it
        """Return the text of a row; the tool tip says everything in words."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.label
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(row)
        return None

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; the same equipment keeps its place and selection."""
        if rows == self.rows:
            return
        if [row.id for row in rows] == [row.id for row in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()


def spoken(row: Row) -> str:
    """Say in words what a row shows."""
    lines = [f"{row.label} ({row.kind})" + (tr(", now {state}", state=row.now) if row.now else "")]
    if row.constraint:
        lines.append(tr("holds the line back: least starved and blocked"))
    lines += [f"{100 * part:.1f} % {word(state)}" for state, part in (row.shares.states if row.shares else ())]
    return "\n".join([*lines, row.parts]).strip()


class EquipmentList(QListView):
    """The list; one row or none is selected."""

    chosen = Signal(object)
    """The id of the equipment that the user selected, or None."""

    def __init__(self, skin: Skin, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_ = EquipmentModel(self)
        self._painter = RowPainter(skin, self)
        self.setModel(self.model_)
        self.setItemDelegate(self._painter)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Equipment"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().selectionChanged.connect(self._tell)

    def wear(self, skin: Skin) -> None:
        """Take another set of colours."""
        self._painter.skin = skin
        self.viewport().update()

    def show_rows(self, rows: Sequence[Row], selected: str | None) -> None:
        """Show other rows and which one is selected, without telling anybody."""
        self.blockSignals(True)
        self.model_.show_rows(rows)
        self.select(selected)
        self.blockSignals(False)
        self.viewport().update()

    def select(self, equipment_id: str | None) -> None:
        """Select the row of a piece of equipment, or none."""
        if equipment_id == self.selected:
            return
        number = next((number for number, row in enumerate(self.model_.rows) if row.id == equipment_id), None)
        if number is None:
            self.clearSelection()
            return
        index = self.model_.index(number)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the selected row in sight when the inspector takes its room."""
        super().resizeEvent(event)
        if self.selectedIndexes():
            self.scrollTo(self.selectedIndexes()[0])

    @property
    def selected(self) -> str | None:
        """The id of the equipment of the selected row."""
        indexes = self.selectedIndexes()
        return self.model_.rows[indexes[0].row()].id if indexes else None

    def _tell(self) -> None:
        self.chosen.emit(self.selected)


class RowPainter(QStyledItemDelegate):
    """Draws a row: sign, name and state above, the bar of states below."""

    def __init__(self, skin: Skin, parent: EquipmentList) -> None:
        super().__init__(parent)
        self.skin, self._list = skin, parent
        self._small = QFont(parent.font())
        self._small.setPointSizeF(SMALL)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are equally high."""
        return QSize(200, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row = self._list.model_.rows[index.row()]
        place = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, place, option.state)
        self._draw_sign(painter, place, row)
        inner = place.adjusted(_MARGIN + _SIGN + 10, 4, -_MARGIN, -5)
        self._draw_words(painter, inner, row)
        self._draw_shares(painter, inner, row)
        painter.restore()

    def _draw_ground(self, painter: QPainter, place: QRectF, state: QStyle.StateFlag) -> None:
        selected, hovered = state & QStyle.StateFlag.State_Selected, state & QStyle.StateFlag.State_MouseOver
        painter.setPen(Qt.PenStyle.NoPen)
        if selected or hovered:
            painter.setBrush(
                QColor(
                    self.skin.soft_highlight if selected else mixed(self.skin.surface, self.skin.soft_highlight, 0.5)
                )
            )
            painter.drawRoundedRect(place.adjusted(2, 1, -2, -1), 7, 7)
        if selected:
            painter.setBrush(QColor(self.skin.highlight))
            painter.drawRoundedRect(QRectF(place.left() + 2, place.top() + 9, 3, place.height() - 18), 1.5, 1.5)

    def _draw_sign(self, painter: QPainter, place: QRectF, row: Row) -> None:
        sign = QRectF(place.left() + _MARGIN, place.top() + (HEIGHT - _SIGN) / 2, _SIGN, _SIGN)
        if row.standing:
            draw_state(painter, sign, row.standing.state, self.skin.states[row.standing.state])
        else:
            painter.setPen(QPen(QColor(self.skin.line), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(sign.adjusted(2, 2, -2, -2))

    def _draw_words(self, painter: QPainter, inner: QRectF, row: Row) -> None:
        state = row.now
        line = QRectF(inner.left(), inner.top(), inner.width(), 20)
        painter.setFont(self._list.font())
        painter.setPen(QColor(self.skin.muted))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, state)
        room = line.width() - self._list.fontMetrics().horizontalAdvance(state) - 10
        end = self._draw_label(painter, line, row.label, room - (CONSTRAINT_WIDTH if row.constraint else 0))
        if row.constraint:
            self._draw_tag(painter, QRectF(end + 8, line.top() + 2, CONSTRAINT_WIDTH - 8, 16), tr("constraint"))

    def _draw_label(self, painter: QPainter, line: QRectF, label: str, room: float) -> float:
        """Draw the name in as much room as there is; return where it ends."""
        bold = QFont(self._list.font())
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(QColor(self.skin.text))
        metrics = QFontMetrics(bold)
        shown = metrics.elidedText(label, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        return line.left() + metrics.horizontalAdvance(shown)

    def _draw_tag(self, painter: QPainter, place: QRectF, text: str) -> None:
        painter.setFont(self._small)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.skin.accent))
        painter.drawRoundedRect(place, 8, 8)
        painter.setPen(QColor(self.skin.on_accent))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _draw_shares(self, painter: QPainter, inner: QRectF, row: Row) -> None:
        """Draw the bar of states and the share of work in figures; the parts where there are no states."""
        line = QRectF(inner.left(), inner.bottom() - 13, inner.width(), 14)
        painter.setFont(self._small)
        painter.setPen(QColor(self.skin.muted))
        if row.shares and not row.shares.states:
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, row.parts)
            return
        if row.shares:
            text = f"{100 * row.shares.of(State.WORKING):.0f} %"
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        self._draw_bar(
            painter, QRectF(line.left(), line.center().y() - _BAR / 2, line.width() - PERCENT_WIDTH, _BAR), row
        )

    def _draw_bar(self, painter: QPainter, place: QRectF, row: Row) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        outline = QPainterPath()
        outline.addRoundedRect(place, 3, 3)
        painter.setClipPath(outline)
        painter.fillPath(outline, QColor(self.skin.line))
        left = place.left()
        for state, part in row.shares.states if row.shares else ():
            width = part * place.width()
            painter.fillRect(QRectF(left, place.top(), width, place.height()), QColor(self.skin.states[state]))
            left += width
        painter.setClipping(False)
