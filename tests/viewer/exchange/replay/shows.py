"""Runs that are shown, with what a page needs of them."""

from pathlib import Path

from layouts.model import Layout
from replay.playback import Playback
from viewer.exchange.order import Order, Span
from viewer.exchange.replay.page import Show, html_of


def shown(layout: Layout, start: float, duration: float) -> tuple[bytes, Playback]:
    """The page of a stretch of a run, and the playback that it must agree with."""
    order = Order(Path("page.html"), layout, Span(start, duration))
    motion, (playback, results) = order.motion, order.run
    assert motion is not None
    assert results is not None
    return html_of(Show(layout, order.scene, motion, playback.trace, results)), playback
