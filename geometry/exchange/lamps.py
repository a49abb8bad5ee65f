"""Which lights of a station's stack light are lit when."""

from collections.abc import Iterator

from geometry.exchange.motion import Motion, Span
from geometry.exchange.paint import Paint
from geometry.palette import SIGNALS, Segment, Theme
from geometry.scene import Piece
from layouts.equipment import Role
from replay.states import State


def lamp_paint(segment: Segment, theme: Theme) -> Paint:
    """Return what a lit segment is painted with."""
    return Paint(f"lamp_{segment.name.lower()}", theme.lamps[segment], shines=True)


def lit_spans(piece: Piece, motion: Motion) -> dict[Segment, list[Span]]:
    """Return by segment when it is lit; nothing where there is no stack light."""
    found: dict[Segment, list[Span]] = {}
    for state, begin, end in _stretches(piece, motion):
        segment = SIGNALS[state].segment
        if segment is not None:
            found.setdefault(segment, []).append((begin, end))
    return found


def _stretches(piece: Piece, motion: Motion) -> Iterator[tuple[State, float, float]]:
    """The states of a station with a stack light, each from when to when; before the first record it starves."""
    series = motion.states.get(piece.equipment)
    if series is None or piece.model.stack is None or piece.role is not Role.STATION:
        return
    starts = [0.0, *series.t.tolist()]
    states = [State.STARVED, *map(State, series.state.tolist())]
    for state, begin, end in zip(states, starts, [*starts[1:], motion.duration], strict=True):
        if end > begin or (begin == motion.duration and state is states[-1]):
            yield state, begin, end
