"""What the window and its worker say to each other: pickled records, each with its length before it.

Both ends are this program on this machine, started by the window; nothing from a file or a network is unpickled.
"""

import pickle
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from layouts.model import Layout
from replay.trace import Chunk, Header
from viewer.window.figures import Figures

_LENGTH = struct.Struct("<Q")


@dataclass(frozen=True)
class Start:
    """To the worker, first: simulate this layout."""

    layout: Layout
    seed: int | None


@dataclass(frozen=True)
class Ahead:
    """To the worker: go on until this time (simulated seconds)."""

    until: float


@dataclass(frozen=True)
class Ready:
    """From the worker, first: what its trace is about."""

    header: Header


@dataclass(frozen=True)
class Stretch:
    """From the worker: what happened up to `end`, and the figures at some moments of it."""

    end: float
    chunks: tuple[Chunk, ...]
    figures: tuple[Figures, ...]


@dataclass(frozen=True)
class Refused:
    """From the worker, last: why this layout cannot be simulated."""

    reason: str


@dataclass(frozen=True)
class Stuck:
    """From the worker: the run has got into a deadlock, in words; what follows shows what is left of the line work."""

    reason: str


Request = Start | Ahead
Reply = Ready | Stretch | Refused | Stuck


def send(message: Request | Reply, stream: BinaryIO) -> None:
    """Write one message."""
    stream.write(packed(message))
    stream.flush()


def packed(message: Request | Reply) -> bytes:
    """Return a message with its length before it."""
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(body)) + body


def receive(stream: BinaryIO) -> Request | None:
    """Wait for a request; None when the other end has gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    body = stream.read(_LENGTH.unpack(head)[0])
    request: Request = pickle.loads(body)
    return request


class Inbox:
    """Puts together messages that arrive in pieces."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self.received = 0
        """How many bytes have come so far."""

    def take(self, piece: bytes) -> Iterator[Reply]:
        """Add a piece and go through the messages that are complete."""
        self._bytes += piece
        self.received += len(piece)
        while (end := self._end_of_first()) is not None:
            reply: Reply = pickle.loads(bytes(self._bytes[_LENGTH.size : end]))
            del self._bytes[:end]
            yield reply

    def _end_of_first(self) -> int | None:
        if len(self._bytes) < _LENGTH.size:
            return None
        end = _LENGTH.size + int(_LENGTH.unpack_from(self._bytes)[0])
        return end if len(self._bytes) >= end else None
