"""Icons drawn with a painter: crisp at any size, coloured by the theme, no files and no fonts."""

from collections.abc import Callable, Mapping
from enum import Enum, auto
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from geometry.palette import SIGNALS, Symbol
from replay.states import State
from viewer.render.lettering import emblem, is_pale

SIZE = 20
"""Side of the square in which every icon is drawn, in logical pixels."""

_STROKE = 1.7
_FAINT = 0.35
"""Opacity of an icon whose button is off."""


class Icon(Enum):
    """What an icon means."""

    PLAY = auto()
    PAUSE = auto()
    TO_BEGIN = auto()
    TO_END = auto()
    SLOWER = auto()
    FASTER = auto()
    FIT = auto()
    ZOOM_IN = auto()
    ZOOM_OUT = auto()
    ISO = auto()
    TOP = auto()
    FRONT = auto()
    RELOAD = auto()
    NEW = auto()
    OPEN = auto()
    SAVE = auto()
    BELT = auto()
    CONNECT = auto()
    RULER = auto()
    LIBRARY = auto()
    UNDO = auto()
    REDO = auto()
    THEME = auto()
    HELP = auto()
    PANEL = auto()
    TABLE = auto()
    LAYERS = auto()
    SHOWN = auto()
    HIDDEN = auto()
    LOCKED = auto()
    FREE = auto()
    QUIT = auto()
    CLOSE = auto()
    ERROR = auto()
    WARNING = auto()


Draw = Callable[[QPainter], None]


def icon(kind: Icon, color: str) -> QIcon:
    """Draw an icon in a colour, faint where its button is off, for screens of one, two and three dots a pixel."""
    result = QIcon()
    for scale in (1, 2, 3):
        result.addPixmap(_pixmap(lambda painter: _draw(painter, kind, color), scale))
        result.addPixmap(_pixmap(lambda painter: _draw_faint(painter, kind, color), scale), QIcon.Mode.Disabled)
    return result


def state_picture(state: State, color: str) -> QPixmap:
    """Draw the sign of a state in a colour, for screens of up to two dots a pixel."""
    return _pixmap(lambda painter: draw_state(painter, QRectF(0, 0, SIZE, SIZE), state, color), 2)


def _pixmap(draw: Draw, scale: int) -> QPixmap:
    pixmap = QPixmap(SIZE * scale, SIZE * scale)
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        draw(painter)
    return pixmap


def _draw(painter: QPainter, kind: Icon, color: str) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(color), _STROKE)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(QColor(color) if kind in _FILLED else Qt.BrushStyle.NoBrush)
    _DRAWINGS[kind](painter)


def _draw_faint(painter: QPainter, kind: Icon, color: str) -> None:
    painter.setOpacity(_FAINT)
    _draw(painter, kind, color)


def _polygon(*points: tuple[float, float]) -> Draw:
    return lambda painter: painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))


def _line(*points: tuple[float, float]) -> Draw:
    return lambda painter: painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))


def _box(x: float, y: float, width: float, height: float, radius: float = 1.0) -> Draw:
    return lambda painter: painter.drawRoundedRect(QRectF(x, y, width, height), radius, radius)


def _arc(x: float, y: float, radius: float, start: float, sweep: float) -> Draw:
    square = QRectF(x - radius, y - radius, 2 * radius, 2 * radius)
    return lambda painter: painter.drawArc(square, round(16 * start), round(16 * sweep))


def _disc(x: float, y: float, radius: float) -> Draw:
    return lambda painter: painter.drawEllipse(QPointF(x, y), radius, radius)


def _all(*drawings: Draw) -> Draw:
    def draw(painter: QPainter) -> None:
        for drawing in drawings:
            drawing(painter)

    return draw


def _half_disc(painter: QPainter) -> None:
    painter.drawEllipse(QPointF(10, 10), 6.5, 6.5)
    path = QPainterPath(QPointF(10, 3.5))
    path.arcTo(QRectF(3.5, 3.5, 13, 13), 90, 180)
    painter.fillPath(path, painter.pen().color())


_CORNERS = _all(
    _line((3, 7), (3, 3), (7, 3)),
    _line((13, 3), (17, 3), (17, 7)),
    _line((17, 13), (17, 17), (13, 17)),
    _line((7, 17), (3, 17), (3, 13)),
)
_CUBE = _all(_polygon((10, 2.5), (16.5, 6), (16.5, 13.5), (10, 17.5), (3.5, 13.5), (3.5, 6)))
_LENS = _all(_disc(8.5, 8.5, 5.5), _line((12.7, 12.7), (17, 17)))

_EYE = _all(_arc(10, 16.5, 9.5, 42, 96), _arc(10, 3.5, 9.5, 222, 96), _disc(10, 10, 2.4))

_FILLED = {Icon.PLAY, Icon.PAUSE, Icon.TO_BEGIN, Icon.TO_END, Icon.SLOWER, Icon.FASTER}

_DRAWINGS: Mapping[Icon, Draw] = {
    Icon.PLAY: _polygon((6.5, 4), (15.5, 10), (6.5, 16)),
    Icon.PAUSE: _all(_box(5.5, 4.5, 2.6, 11), _box(11.9, 4.5, 2.6, 11)),
    Icon.TO_BEGIN: _all(_polygon((15, 5), (8, 10), (15, 15)), _line((5, 5), (5, 15))),
    Icon.TO_END: _all(_polygon((5, 5), (12, 10), (5, 15)), _line((15, 5), (15, 15))),
    Icon.SLOWER: _all(_polygon((10, 5.5), (4, 10), (10, 14.5)), _polygon((16.5, 5.5), (10.5, 10), (16.5, 14.5))),
    Icon.FASTER: _all(_polygon((3.5, 5.5), (9.5, 10), (3.5, 14.5)), _polygon((10, 5.5), (16, 10), (10, 14.5))),
    Icon.FIT: _all(_CORNERS, _box(7, 7, 6, 6)),
    Icon.ZOOM_IN: _all(_LENS, _line((6, 8.5), (11, 8.5)), _line((8.5, 6), (8.5, 11))),
    Icon.ZOOM_OUT: _all(_LENS, _line((6, 8.5), (11, 8.5))),
    Icon.ISO: _all(_CUBE, _line((3.5, 6), (10, 9.8), (16.5, 6)), _line((10, 9.8), (10, 17.5))),
    Icon.TOP: _all(_box(3.5, 3.5, 13, 13), _line((3.5, 10), (16.5, 10)), _line((10, 3.5), (10, 16.5))),
    Icon.FRONT: _all(_line((2.5, 16.5), (17.5, 16.5)), _box(4, 8, 5, 8.5), _box(11, 4, 5, 12.5)),
    Icon.RELOAD: _all(_arc(10, 10.8, 6, 60, 290), _line((9.8, 2.4), (13.2, 5.4), (9.4, 7.9))),
    Icon.NEW: _all(_line((12, 3), (4.5, 3), (4.5, 17), (15.5, 17), (15.5, 6.5), (12, 3), (12, 6.5), (15.5, 6.5))),
    Icon.OPEN: _all(
        _line((15, 9), (15, 6.5), (10, 6.5), (8, 4), (3, 4), (3, 16)), _polygon((3, 16), (5.5, 9), (17.5, 9), (15, 16))
    ),
    Icon.BELT: _all(_box(2.5, 7, 15, 6, 3), _disc(5.5, 10, 0.6), _disc(10, 10, 0.6), _disc(14.5, 10, 0.6)),
    Icon.CONNECT: _all(_disc(4.5, 10, 2), _line((6.5, 10), (16, 10)), _line((12.8, 6.8), (16, 10), (12.8, 13.2))),
    Icon.RULER: _all(
        _box(2.5, 7, 15, 6.5), _line((6, 7), (6, 9.5)), _line((10, 7), (10, 10.5)), _line((14, 7), (14, 9.5))
    ),
    Icon.LIBRARY: _all(_box(3, 3, 6, 6), _box(11, 3, 6, 6), _box(3, 11, 6, 6), _box(11, 11, 6, 6)),
    Icon.SAVE: _all(
        _polygon((3.5, 3.5), (13.5, 3.5), (16.5, 6.5), (16.5, 16.5), (3.5, 16.5)), _box(6.5, 11, 7, 5.5, 0)
    ),
    Icon.UNDO: _all(_line((7, 3.5), (3.5, 7), (7, 10.5)), _line((3.5, 7), (11, 7)), _arc(11, 11.5, 4.5, 90, -180)),
    Icon.REDO: _all(_line((13, 3.5), (16.5, 7), (13, 10.5)), _line((16.5, 7), (9, 7)), _arc(9, 11.5, 4.5, 90, 180)),
    Icon.THEME: _half_disc,
    Icon.HELP: _all(_disc(10, 10, 7), _arc(10, 8, 2.4, -70, 250), _line((10.8, 10.3), (10, 11.6)), _disc(10, 14, 0.4)),
    Icon.PANEL: _all(_box(3, 4, 14, 12, 2), _line((12, 4), (12, 16))),
    Icon.TABLE: _all(_box(3, 4, 14, 12, 2), _line((3, 8), (17, 8)), _line((3, 12), (17, 12)), _line((9, 8), (9, 16))),
    Icon.LAYERS: _all(
        _polygon((10, 3), (17, 7), (10, 11), (3, 7)),
        _line((3, 10.5), (10, 14.5), (17, 10.5)),
        _line((3, 13.5), (10, 17.5), (17, 13.5)),
    ),
    Icon.SHOWN: _EYE,
    Icon.HIDDEN: _all(_EYE, _line((3.5, 16.5), (16.5, 3.5))),
    Icon.LOCKED: _all(_box(4.5, 9, 11, 8, 1.5), _arc(10, 8.5, 3.6, 0, 180), _disc(10, 13, 0.9)),
    Icon.FREE: _all(_box(4.5, 9, 11, 8, 1.5), _arc(10, 7.5, 3.6, 25, 155), _line((6.4, 7.5), (6.4, 9))),
    Icon.QUIT: _all(
        _line((8, 3.5), (3.5, 3.5), (3.5, 16.5), (8, 16.5)),
        _line((8, 10), (16.5, 10)),
        _line((13.2, 6.7), (16.5, 10), (13.2, 13.3)),
    ),
    Icon.ERROR: _all(_disc(10, 10, 7.5), _line((7.2, 7.2), (12.8, 12.8)), _line((12.8, 7.2), (7.2, 12.8))),
    Icon.WARNING: _all(_polygon((10, 2.8), (18, 16.8), (2, 16.8)), _line((10, 7.8), (10, 12)), _disc(10, 14.4, 0.4)),
    Icon.CLOSE: _all(_line((5.5, 5.5), (14.5, 14.5)), _line((14.5, 5.5), (5.5, 14.5))),
}


def draw_state(painter: QPainter, place: QRectF, state: State, color: str) -> None:
    """Draw the sign of a state so that colour is not all: the symbol of the palette on a disc where a lamp is lit, in a
    circle where the lamps are dark, and on a disc in a circle where the palette has its ring.
    """
    signal, disc = SIGNALS[state], QColor(color)
    lit = signal.segment is not None
    ink = ("#26313d" if is_pale(color) else "#ffffff") if lit else color
    inset = 2.0 if signal.ring else 0.0
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.translate(place.topLeft())
    painter.scale(place.width() / SIZE, place.height() / SIZE)
    _draw_ground(painter, disc, lit, signal.ring)
    painter.drawImage(QRectF(inset, inset, SIZE - 2 * inset, SIZE - 2 * inset), _emblem(signal.symbol, ink))
    painter.restore()


@lru_cache(maxsize=128)
def _emblem(symbol: Symbol, color: str) -> QImage:
    """The symbol as it floats in the 3D view, for screens of up to two dots a pixel."""
    side = 2 * SIZE
    return QImage(emblem(symbol, color, side).tobytes(), side, side, 4 * side, QImage.Format.Format_RGBA8888).copy()


def _draw_ground(painter: QPainter, color: QColor, lit: bool, ring: bool) -> None:
    if lit:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawEllipse(QPointF(10, 10), *((7.6, 7.6) if ring else (9.0, 9.0)))
    if ring or not lit:
        painter.setPen(QPen(color, 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(10, 10), 9.2, 9.2)
