"""What is exported: a layout and, where it is asked for, a stretch or a moment of its run."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from geometry.exchange.motion import Motion, motion_of
from geometry.exchange.plan.paper import PAPERS
from geometry.exchange.plan.sheets import Sheet, Wish, sheets_of
from geometry.palette import LIGHT, Theme
from geometry.scene import Scene, scene_of
from layouts.model import Layout
from replay.playback import Playback
from replay.recorder import TraceRecorder
from sim import Results, simulate
from sim.progress import Progress
from sim.recording import header_of
from viewer.pages.run import playback_of


@dataclass(frozen=True)
class Span:
    """A stretch of a run, seconds after its start; a duration of 0 is a single moment."""

    start: float
    duration: float

    @property
    def end(self) -> float:
        """When it is over."""
        return self.start + self.duration


@dataclass(frozen=True)
class Order:
    """One file that is wanted: `span` None is the line at rest, not simulated; `wish` is about plans."""

    path: Path
    layout: Layout
    span: Span | None = None
    seed: int | None = None
    theme: Theme = LIGHT
    progress: Progress | None = None
    wish: Wish | None = None

    @cached_property
    def scene(self) -> Scene:
        """What stands in the hall."""
        return scene_of(self.layout)

    @cached_property
    def motion(self) -> Motion | None:
        """What moves, None at rest.

        Raises:
            LayoutError: when the layout has problems that forbid simulating it.
        """
        if self.span is None:
            return None
        playback, _ = self.run
        return motion_of(playback, self.span.start, self.span.duration, self._reached)

    @cached_property
    def run(self) -> tuple[Playback, Results | None]:
        """What happened up to the end of the span, and the figures of the span; a moment has none.

        Raises:
            LayoutError: when the layout has problems that forbid simulating it.
        """
        span = self.span or Span(0.0, 0.0)
        if not span.duration:
            return playback_of(self.layout, span.end, seed=self.seed, progress=self.progress), None
        seed = self.layout.run.seed if self.seed is None else self.seed
        recorder, tell = TraceRecorder(header_of(self.layout, seed)), self.progress
        reached = None if tell is None else lambda now: tell("simulating", now / span.end)
        results = simulate(
            self.layout, span.duration, warm_up=span.start, seed=seed, recorder=recorder, progress=reached
        )
        recorder.cut(span.end)
        return Playback(recorder.trace), results

    @property
    def plan(self) -> Wish:
        """Paper, scale and layers of a plan: on A1 at the largest scale that fits, unless something else is asked."""
        return self.wish or Wish(PAPERS["A1"])

    @property
    def sheets(self) -> list[Sheet]:
        """The sheets of a plan."""
        return sheets_of(self.layout, self.scene, self.plan)

    def _reached(self, share: float) -> None:
        if self.progress is not None:
            self.progress("exporting", share)
