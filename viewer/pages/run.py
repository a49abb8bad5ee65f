"""The run behind pictures and films: a layout simulated from empty, to be looked at at any moment."""

from layouts.model import Layout
from replay.playback import Playback
from replay.recorder import TraceRecorder
from sim import Simulation
from sim.progress import Progress
from sim.recording import header_of


def playback_of(layout: Layout, end: float, *, seed: int | None = None, progress: Progress | None = None) -> Playback:
    """Run a layout from empty up to `end` seconds and return everything that happened.

    Raises:
        LayoutError: when the layout has problems that forbid simulating it.
    """
    chosen = layout.run.seed if seed is None else seed
    recorder = TraceRecorder(header_of(layout, chosen))
    simulation = Simulation(layout, chosen, recorder)
    simulation.run(end, None if progress is None else lambda now: progress("simulating", now / end))
    recorder.cut(end)
    return Playback(recorder.trace)
