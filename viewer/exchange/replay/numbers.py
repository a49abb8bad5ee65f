"""Arrays as one run of bytes that a browser looks into."""

import base64
from typing import Any

import numpy as np
from numpy.typing import NDArray

Place = list[str | int]
"""Kind of number, where they begin in bytes, how many they are."""


class Numbers:
    """Arrays one behind the other, each at a multiple of four bytes."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.content = bytearray()

    def add(self, values: NDArray[Any], kind: str) -> Place:
        """Append an array as numbers of a kind (`f4`, `u2`, ...) and say where it lies."""
        flat = np.ascontiguousarray(values).astype(f"<{kind}").ravel()
        self.content += bytes(-len(self.content) % 4)
        place: Place = [kind, len(self.content), flat.size]
        self.content += flat.tobytes()
        return place

    def text(self) -> str:
        """Return all as base64."""
        return base64.b64encode(self.content).decode("ascii")
