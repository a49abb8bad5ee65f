"""Belts moved step by step, each part as far as there is room, agree with the closed form.

All lengths, speeds and times are multiples of 1/16, so that both sides are exact.
"""

import random
from dataclasses import dataclass, field

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from layouts.space import Polyline, Size, Vector
from replay.frames import Look, PathFrame
from replay.header import Header
from replay.playback import Playback
from replay.recorder import TraceRecorder
from replay.trace import Trace

STEP = 0.125
LENGTHS = (0.5, 0.75, 1.5)
GAP = 0.25
LOOKS = tuple(Look(f"{length} m", Size(length, 0.2, 0.1), None) for length in LENGTHS)


def belt(name: str, start: float, end: float, speed: float) -> PathFrame:
    return PathFrame(name, Polyline((Vector(start, 0), Vector(end, 0))), GAP, GAP, True, speed)


@dataclass
class Part:
    """A part on the chain: its look, how far its front is from the start of the chain, and the belt it is on."""

    item: int
    look: int
    front: float
    belt: int = 0

    @property
    def pitch(self) -> float:
        return LENGTHS[self.look] + GAP


@dataclass
class Chain:
    """Two belts in a row, moved step by step; `parts` still inside, foremost first, and the last that left each belt.

    `beyond` is how far that part lets the one behind it go beyond the end of the belt, before its own length counts:
    what the belt behind would have made up while the belt ahead stood is lost.
    """

    ends: tuple[float, float]
    speeds: tuple[float, float]
    recorder: TraceRecorder
    t: float = 0.0
    odometers: list[float] = field(default_factory=lambda: [0.0, 0.0])
    ranks: list[int] = field(default_factory=lambda: [0, 0])
    beyond: list[float] = field(default_factory=lambda: [0.0, 0.0])
    left: list[Part | None] = field(default_factory=lambda: [None, None])
    parts: list[Part] = field(default_factory=list)
    items: int = 0

    def step(self, running: tuple[bool, bool]) -> None:
        """Let the belts run, or stand, for one step."""
        ways = [0.0, 0.0]
        for number in (0, 1):
            speed = self.speeds[number] * running[number]
            self.recorder.turned((number, self.t, self.odometers[number], speed))
            ways[number] = speed * STEP
            self.odometers[number] += ways[number]
        self.t += STEP
        for number in (1, 0):
            self._move(number, ways[number])

    def _move(self, number: int, way: float) -> None:
        limit, left = self.ends[number], self.left[number]
        if left is not None:
            self._follow(number, left, way)
            limit = min(limit, limit + self.beyond[number] - left.pitch)
        for part in self.parts:
            if part.belt == number:
                part.front = min(part.front + way, limit)
                limit = part.front - part.pitch

    def _follow(self, number: int, left: Part, way: float) -> None:
        self.beyond[number] += way
        if left.belt == 1 and left.front - self.ends[0] < self.beyond[number]:
            self.beyond[number] = left.front - self.ends[0]
            self.recorder.joined((number, self.t, self.beyond[number] - self.odometers[number]))

    def leave(self) -> None:
        """Let the foremost part out if it is at the end."""
        if self.parts and self.parts[0].front == self.ends[1]:
            part = self._leaves(self.parts.pop(0))
            self.recorder.moved((part.item, -1, 0, 0, self.t, self.odometers[1], 0.0))

    def go_on(self) -> None:
        """Let the foremost part of the first belt on to the second if it is at the end and there is room."""
        part = next((part for part in self.parts if part.belt == 0), None)
        if part is not None and part.front == self.ends[0] and self._accepts(1):
            self._enters(self._leaves(part), self.odometers[0])

    def begin(self, look: int) -> None:
        """Let a new part in if there is room."""
        if self._accepts(0):
            self.parts.append(Part(self.items, look, 0.0))
            self._enters(self.parts[-1], 0.0)
            self.items += 1

    def _accepts(self, number: int) -> bool:
        start = (0.0, self.ends[0])[number]
        here = [part for part in self.parts if part.belt == number]
        return not here or here[-1].front - start >= here[-1].pitch

    def _leaves(self, part: Part) -> Part:
        self.left[part.belt], self.beyond[part.belt] = part, 0.0
        part.belt += 1
        return part

    def _enters(self, part: Part, b_out: float) -> None:
        rank = self.ranks[part.belt]
        self.ranks[part.belt] += 1
        b_in = self.odometers[part.belt]
        self.recorder.moved((part.item, part.belt, rank, part.look, self.t, b_out, b_in))

    def middles(self) -> dict[int, float]:
        """Return the middle of each part."""
        return {part.item: part.front - LENGTHS[part.look] / 2 for part in self.parts}


SEEDS = st.integers(0, 10**9)
BELT_LENGTHS = st.sampled_from([(2.0, 2.0), (4.5, 6.0), (2.0, 6.0), (6.0, 2.0)])
SPEEDS = st.sampled_from([(1.0, 1.0), (0.5, 1.0), (1.0, 0.5)])


def run(
    seed: int, lengths: tuple[float, float], speeds: tuple[float, float]
) -> tuple[Trace, dict[float, dict[int, float]]]:
    """Let a chain run by chance; return what was recorded, and the middles of the parts after each step."""
    chance, ends = random.Random(seed), (lengths[0], sum(lengths))
    belts = (belt("first", 0.0, ends[0], speeds[0]), belt("second", *ends, speeds[1]))
    recorder = TraceRecorder(Header("", 0, belts, LOOKS, ()), rows_per_chunk=100)
    chain, middles = Chain(ends, speeds, recorder), {}
    for _ in range(300):
        if chance.random() < 0.3:
            chain.leave()
        chain.go_on()
        if chance.random() < 0.5:
            chain.begin(chance.randrange(len(LOOKS)))
        middles[chain.t] = chain.middles()
        chain.step((chance.random() < 0.8, chance.random() < 0.7))
        if recorder.full:
            recorder.cut(chain.t)
    recorder.cut(chain.t)
    return recorder.trace, middles


@given(SEEDS, BELT_LENGTHS, SPEEDS)
def test_positions_are_those_of_belts_moved_step_by_step(
    seed: int, lengths: tuple[float, float], speeds: tuple[float, float]
) -> None:
    trace, middles = run(seed, lengths, speeds)
    playback = Playback(trace)
    for t, expected in middles.items():
        moment = playback.at(t)
        assert dict(zip(moment.items.tolist(), moment.positions[:, 0].tolist(), strict=True)) == expected


@given(SEEDS, BELT_LENGTHS, SPEEDS)
def test_a_part_never_comes_nearer_to_the_one_ahead_than_the_standing_gap(
    seed: int, lengths: tuple[float, float], speeds: tuple[float, float]
) -> None:
    playback, chance = Playback(run(seed, lengths, speeds)[0]), random.Random(seed)
    part = np.array(LENGTHS)
    for _ in range(100):
        moment = playback.at(chance.uniform(0.0, playback.trace.end))
        order = np.argsort(moment.items)
        half = part[moment.looks[order]] / 2
        middles = moment.positions[order, 0]
        gaps = (middles - half)[:-1] - (middles + half)[1:]
        assert (gaps >= GAP - 1e-9).all()
