"""How each format is written."""

from collections.abc import Callable, Mapping

from geometry.exchange.files import write_whole
from geometry.exchange.glb import glb_of
from geometry.exchange.obj import write_obj
from geometry.exchange.plan.dxf import dxf_of
from geometry.exchange.plan.pdf import pdf_of
from geometry.exchange.plan.svg import svg_of
from geometry.exchange.table import table_of
from geometry.exchange.usd import write_usd
from viewer.exchange.order import Order
from viewer.exchange.replay.page import Show, html_of

Write = Callable[[Order], None]


def _glb(order: Order) -> None:
    write_whole(order.path, glb_of(order.layout, order.scene, order.theme, order.motion))


def _usd(order: Order) -> None:
    write_usd(order.path, order.layout, order.scene, order.theme, order.motion)


def _obj(order: Order) -> None:
    write_obj(order.path, order.scene, order.theme, order.motion)


def _csv(order: Order) -> None:
    write_whole(order.path, table_of(order.layout, order.scene))


def _dxf(order: Order) -> None:
    write_whole(order.path, dxf_of(order.layout, order.scene, order.plan))


def _svg(order: Order) -> None:
    """One file a sheet: the second and all others carry their number."""
    for number, sheet in enumerate(order.sheets, start=1):
        path = order.path if number == 1 else order.path.with_stem(f"{order.path.stem}-{number}")
        write_whole(path, svg_of(sheet))


def _pdf(order: Order) -> None:
    write_whole(order.path, pdf_of(order.sheets, order.layout.name or "Layout"))


def _html(order: Order) -> None:
    motion, (playback, results) = order.motion, order.run
    if motion is None or results is None:
        raise ValueError("a page without a run")
    write_whole(order.path, html_of(Show(order.layout, order.scene, motion, playback.trace, results)))


WRITERS: Mapping[str, Write] = {
    ".glb": _glb,
    ".usdc": _usd,
    ".usda": _usd,
    ".obj": _obj,
    ".dxf": _dxf,
    ".svg": _svg,
    ".pdf": _pdf,
    ".csv": _csv,
    ".html": _html,
}
"""What writes a file, by its ending."""
