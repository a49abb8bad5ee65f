"""The kinds of equipment: one module a kind, found by name; packages outside add theirs by entry point."""

from layouts.kinds.assembly import Assembly, Disassembly
from layouts.kinds.buffer import Buffer, BufferOrder
from layouts.kinds.conveyor import Accumulates, Conveyor
from layouts.kinds.lines import MovingLine, StationLine, TransferLine
from layouts.kinds.machine import Machine
from layouts.kinds.oven import Oven
from layouts.kinds.packer import Packer
from layouts.kinds.passage import Passage
from layouts.kinds.rotary import Rotary
from layouts.kinds.scenery import Column, Dock, Door, Fence, Floor, Object, Text, Wall
from layouts.kinds.sink import Sink
from layouts.kinds.source import IfFull, Source
from layouts.kinds.store import Store
from layouts.kinds.tunnel import Tunnel
from layouts.kinds.workplace import Workplace

__all__ = [
    "Accumulates",
    "Assembly",
    "Buffer",
    "BufferOrder",
    "Column",
    "Conveyor",
    "Disassembly",
    "Dock",
    "Door",
    "Fence",
    "Floor",
    "IfFull",
    "Machine",
    "MovingLine",
    "Object",
    "Oven",
    "Packer",
    "Passage",
    "Rotary",
    "Sink",
    "Source",
    "StationLine",
    "Store",
    "Text",
    "TransferLine",
    "Tunnel",
    "Wall",
    "Workplace",
]
