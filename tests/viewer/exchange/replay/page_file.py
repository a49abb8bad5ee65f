"""Reads the page of a replay as a browser does, without the writer's own code."""

import base64
import json
import re
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class PageFile:
    """The text of the page, its description and its numbers."""

    text: str
    data: Any
    numbers: bytes

    @classmethod
    def read(cls, content: bytes) -> "PageFile":
        text = content.decode("utf-8")
        scripts = re.findall(r'<script type="([a-z/]+)" id="([a-z]+)">(.*?)</script>', text, re.DOTALL)
        found = {name: body for _, name, body in scripts}
        return cls(text, json.loads(found["data"]), base64.b64decode(found["numbers"], validate=True))

    def array(self, place: list[Any]) -> NDArray[Any]:
        kind, offset, count = place
        return np.frombuffer(self.numbers, f"<{kind}", count, offset)

    def positions(self, t: float) -> dict[int, NDArray[np.float64]]:
        """Where each part is at a time, as the program of the page works it out."""
        tracks = self.data["tracks"]
        first, items, times = (self.array(tracks[name]) for name in ("first", "items", "times"))
        poses = self.array(tracks["poses"]).reshape(-1, 5).astype(np.float64)
        found = {}
        for item, start, end in zip(items.tolist(), first[:-1].tolist(), first[1:].tolist(), strict=True):
            mine = times[start:end].astype(np.float64)
            if mine[0] <= t and (t < mine[-1] or mine[-1] >= self.data["duration"]):
                row = int(np.searchsorted(mine, t, side="right")) - 1
                after = min(row + 1, len(mine) - 1)
                share = (t - mine[row]) / (mine[after] - mine[row]) if after > row else 0.0
                one, other = poses[start + row, :3], poses[start + after, :3]
                found[item] = one + share * (other - one)
        return found
