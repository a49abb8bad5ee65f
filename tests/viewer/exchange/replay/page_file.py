"""Reads the page of a replay as a browser does, without the writer's own code."""

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
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
        return {
            item: place
            for item, place in zip(self.array(tracks["items"]).tolist(), self._at(tracks, t), strict=True)
            if place is not None
        }

    def people(self, t: float) -> dict[str, NDArray[np.float64]]:
        """Where everybody is at a time."""
        people = self.data["people"]
        places = zip(people["each"], self._at(people, t), strict=True)
        return {person["name"]: place for person, place in places if place is not None}

    def _at(self, ways: dict[str, list[Any]], t: float) -> Iterator[NDArray[np.float64] | None]:
        """The place on each of some ways at a time, None where it is not seen."""
        first, times = self.array(ways["first"]), self.array(ways["times"])
        poses = self.array(ways["poses"]).reshape(-1, 5).astype(np.float64)
        for start, end in pairwise(first.tolist()):
            mine = times[start:end].astype(np.float64)
            if not (mine[0] <= t and (t < mine[-1] or mine[-1] >= self.data["duration"])):
                yield None
                continue
            row = int(np.searchsorted(mine, t, side="right")) - 1
            after = min(row + 1, len(mine) - 1)
            share = (t - mine[row]) / (mine[after] - mine[row]) if after > row else 0.0
            one, other = poses[start + row, :3], poses[start + after, :3]
            yield one + share * (other - one)
