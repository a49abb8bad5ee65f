"""The store: holds parts of many kinds and gives out what is asked for."""

from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from layouts.counts import Pieces
from layouts.equipment import CONFIG
from layouts.kinds.buffer import ORDER, Buffer, BufferOrder
from layouts.references import Keys, To
from layouts.space import Size
from layouts.table import Table


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Store(Buffer):
    """A rack in which parts wait: gives out the oldest part that somebody takes, and may hold a stock at the start."""

    kind = "store"
    default_model = "store"
    default_size = Size(2.7, 1.1, 3.0)
    shelf_height = 0.9

    order: BufferOrder = Field(
        default=BufferOrder.ANY,
        description=ORDER,
    )
    initially: Annotated[Table[Pieces], Keys(To.THINGS)] = Field(
        default=Table(), description="parts inside at time 0, by product or part"
    )
