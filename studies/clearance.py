"""Dynamic clearance of a layout: it is run, and what came nearer than asked is told."""

from collections.abc import Sequence
from typing import Any

from geometry.checks.encounters import Encounter, Watch, encounters
from layouts.model import Layout
from replay.playback import Playback
from replay.recorder import TraceRecorder
from sim import Simulation
from sim.progress import Progress
from sim.recording import header_of


def encounters_in(
    layout: Layout, end: float, below: float, *, seed: int | None = None, progress: Progress | None = None
) -> tuple[Encounter, ...]:
    """Run a layout from empty up to `end` seconds and return what came nearer than `below` metres to something.

    Raises:
        LayoutError: when the layout has problems that forbid simulating it.
    """
    chosen = layout.run.seed if seed is None else seed
    recorder = TraceRecorder(header_of(layout, chosen))
    Simulation(layout, chosen, recorder).run(
        end, None if progress is None else lambda t: progress("simulating", t / end)
    )
    recorder.cut(end)
    return encounters(Watch(layout, Playback(recorder.trace), end, below))


def text_of(found: Sequence[Encounter], end: float, below: float) -> str:
    """Write a line an encounter and a summary."""
    lines = [_line(encounter) for encounter in found]
    return "\n".join([*lines, f"in {clock(end)}: {len(found) or 'nothing'} nearer than {below:g} m"])


def _line(encounter: Encounter) -> str:
    where = f"[{', '.join(f'{number:.2f}' for number in encounter.point)}]"
    often = "once" if encounter.times == 1 else f"{encounter.times} times"
    what, near = encounter.subject.words, f"{1000 * encounter.distance:.0f} mm"
    return f"{clock(encounter.t)}  {what} came within {near} of {encounter.other} at {where}, {often}"


def clock(t: float) -> str:
    """Write a time since the start as hours, minutes and seconds with a tenth."""
    tenths = round(10 * t)
    return f"{tenths // 36_000:02d}:{tenths // 600 % 60:02d}:{tenths % 600 / 10:04.1f}"


def to_json_object(found: Sequence[Encounter], end: float, below: float) -> dict[str, Any]:
    """Return all encounters as plain values, for `linewright clearance --json`."""
    return {"format": 1, "time_s": end, "below_m": below, "encounters": [_object(encounter) for encounter in found]}


def _object(encounter: Encounter) -> dict[str, Any]:
    return {
        "kind": encounter.kind.value,
        "mover": encounter.mover,
        "product": encounter.product,
        "other": encounter.other,
        "distance_m": round(encounter.distance, 4),
        "t_s": round(encounter.t, 3),
        "point": [round(number, 3) for number in encounter.point],
        "times": encounter.times,
    }
