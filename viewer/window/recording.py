"""What the worker has handed over so far: a trace that grows at its end, played back at any moment."""

from collections.abc import Mapping

import numpy as np

from replay.playback import Moment, Playback
from replay.trace import Header, Trace
from viewer.render.glide import Glide
from viewer.window.figures import Figures, Samples
from viewer.window.messages import Stretch


class Recording:
    """The trace and the figures of one run as far as it is known."""

    def __init__(self, header: Header) -> None:
        self.header = header
        self._trace = Trace(header)
        self._glide = Glide(Playback(self._trace))
        self._samples = Samples()
        self.end = 0.0
        """Up to where it is known, in simulated seconds."""

    def add(self, stretch: Stretch) -> None:
        """Take over the next stretch."""
        for chunk in stretch.chunks:
            self._trace.append(chunk)
        self._samples.extend(stretch.figures)
        self.end = stretch.end

    def moment(self, t: float) -> Moment | None:
        """Return what is where at `t`; None before anything is known."""
        return self._glide.at(min(max(t, 0.0), self.end)) if self.end > 0 else None

    def inside(self, t: float) -> int | None:
        """Count the parts in the line at `t`, also those for which there is no place to be drawn."""
        if self.end <= 0:
            return None
        visits = self._trace.chunk_at(t).visits
        return int(((visits.t_in <= t) & (visits.t_out > t)).sum())

    def contents(self, t: float) -> Mapping[str, int]:
        """Count the parts at `t` in each piece of equipment that has a place in the hall, also those not drawn."""
        if self.end <= 0:
            return {}
        visits = self._trace.chunk_at(t).visits
        there = visits.frame[(visits.t_in <= t) & (visits.t_out > t)]
        counts = np.bincount(there, minlength=len(self.header.frames)).tolist()
        return {frame.id: count for frame, count in zip(self.header.frames, counts, strict=True)}

    def figures(self, t: float) -> Figures:
        """Return the latest figures not after `t`."""
        return self._samples.at(t)
