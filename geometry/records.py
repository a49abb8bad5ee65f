"""What was recorded for a stretch of a run: the states of equipment and the walks of people, counted from its start."""

from dataclasses import replace

import numpy as np

from geometry.rigs import lasting
from replay.chunk import STATES_KEPT, Walks
from replay.trace import StateSeries, Trace


def records_of(trace: Trace, start: float, duration: float) -> dict[str, StateSeries]:
    """Return the states of all equipment up to the end of a stretch, with as many before it as a chunk opens with."""
    found = {}
    for name in trace.header.equipment:
        series = lasting(trace.states_of(name))
        first = max(int(np.searchsorted(series.t, start, side="right")) - STATES_KEPT, 0)
        last = int(np.searchsorted(series.t, start + duration, side="right"))
        found[name] = StateSeries(series.t[first:last] - start, series.state[first:last], series.cause[first:last])
    return found


def since_start(series: StateSeries) -> StateSeries:
    """Return the states from 0 on, the first of them at 0."""
    first = max(int(np.searchsorted(series.t, 0.0, side="right")) - 1, 0)
    return StateSeries(np.maximum(series.t[first:], 0.0), series.state[first:], series.cause[first:])


def walks_of(trace: Trace, start: float, duration: float) -> dict[str, Walks]:
    """Return the walks of everybody up to the end of a stretch, from the one on that is going on when it begins."""
    found = {}
    chunks = [chunk for chunk in trace.chunks if chunk.end >= start and chunk.start <= start + duration]
    table = Walks.of().followed_by(*(chunk.walks for chunk in chunks))
    for number, name in enumerate(trace.header.people):
        mine = table.rows((table.person == number) & (table.t <= start + duration))
        last = mine.rows(np.append(np.diff(mine.t) > 0, True)[: len(mine)])  # a chunk repeats what goes on
        walks = last.rows(slice(max(int(np.searchsorted(last.t, start, side="right")) - 1, 0), None))
        found[name] = replace(walks, t=walks.t - start, arrives=walks.arrives - start)
    return found
