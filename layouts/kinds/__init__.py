"""The kinds of equipment: one module a kind, found by name; packages outside add theirs by entry point."""

from layouts.kinds.buffer import Buffer, BufferOrder
from layouts.kinds.conveyor import Accumulates, Conveyor
from layouts.kinds.machine import Machine
from layouts.kinds.scenery import Column, Floor, Text, Wall
from layouts.kinds.sink import Sink
from layouts.kinds.source import IfFull, Source

__all__ = [
    "Accumulates",
    "Buffer",
    "BufferOrder",
    "Column",
    "Conveyor",
    "Floor",
    "IfFull",
    "Machine",
    "Sink",
    "Source",
    "Text",
    "Wall",
]
