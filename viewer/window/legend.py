"""The legend: the signs of states with their words, as many lines of them as they need."""

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from replay.states import State
from viewer.window.icons import draw_state
from viewer.window.language import tr
from viewer.window.rows import Row, word
from viewer.window.skin import Skin

COMMON = (State.WORKING, State.FAILED, State.STARVED, State.BLOCKED)
"""The states that the legend always explains."""

POINTS = 9
"""Size of the words."""

LINE, SIGN, TO_WORD, TO_NEXT = 20, 14, 4, 14
"""Height of a line, size of a sign, distance to its word and to the next sign, in pixels."""


def explained(rows: Sequence[Row]) -> tuple[State, ...]:
    """Return the states that rows show: the common ones, and those that equipment is in or was in."""
    now = {row.standing.state for row in rows if row.standing}
    before = {state for row in rows if row.shares for state, _ in row.shares.states}
    return tuple(state for state in State if state in now | before | {*COMMON})


class Legend(QWidget):
    """Explains some states."""

    def __init__(self, skin: Skin, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._skin = skin
        self._font = QFont(self.font())
        self._font.setPointSizeF(POINTS)
        self.states: tuple[State, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_states(COMMON)

    def wear(self, skin: Skin) -> None:
        """Take another set of colours."""
        self._skin = skin
        self.update()

    def show_states(self, states: tuple[State, ...]) -> None:
        """Explain these states and no others."""
        if states != self.states:
            self.states = states
            self.setAccessibleName(tr("Legend: {states}", states=", ".join(map(word, states))))
            self._fit()

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(200, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: object) -> None:
        """Draw sign and word of each state."""
        with QPainter(self) as painter:
            painter.setFont(self._font)
            painter.setPen(QColor(self._skin.muted))
            for state, place in self.places():
                sign = QRectF(place.left(), place.top() + (LINE - SIGN) / 2, SIGN, SIGN)
                draw_state(painter, sign, state, self._skin.states[state])
                words = place.adjusted(SIGN + TO_WORD, 0, 2, 0)
                painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, word(state))

    def places(self) -> Iterator[tuple[State, QRectF]]:
        """Go through the states with the place of each, line by line."""
        left = top = 0.0
        for state, width in zip(self.states, self._widths(self.states), strict=True):
            if left and left + width > self.width():
                left, top = 0.0, top + LINE
            yield state, QRectF(left, top, width, LINE)
            left += width + TO_NEXT

    def _widths(self, states: Iterable[State]) -> Iterator[float]:
        metrics = QFontMetrics(self._font)
        return (SIGN + TO_WORD + metrics.horizontalAdvance(word(state)) for state in states)

    def _fit(self) -> None:
        """Be as high as the lines are."""
        self.setFixedHeight(round(max(place.bottom() for _, place in self.places())))
        self.update()
