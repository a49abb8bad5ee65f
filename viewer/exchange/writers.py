"""How each format is written."""

from collections.abc import Callable, Mapping

from geometry.exchange.files import write_whole
from geometry.exchange.glb import glb_of
from geometry.exchange.obj import write_obj
from geometry.exchange.table import table_of
from viewer.exchange.order import Order

Write = Callable[[Order], None]


def _glb(order: Order) -> None:
    write_whole(order.path, glb_of(order.layout, order.scene, order.theme, order.motion))


def _obj(order: Order) -> None:
    write_obj(order.path, order.scene, order.theme, order.motion)


def _csv(order: Order) -> None:
    write_whole(order.path, table_of(order.layout, order.scene))


WRITERS: Mapping[str, Write] = {".glb": _glb, ".obj": _obj, ".csv": _csv}
"""What writes a file, by its ending."""
