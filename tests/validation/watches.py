"""Recorders that watch a run for what its results do not say."""

from dataclasses import dataclass

from layouts.model import Layout
from replay.recorder import Change, Joint, Move, Turn, Walk
from replay.states import State
from sim.recording import header_of

NOWHERE = -1
"""The frame of parts that have left the line."""


class Watch:
    """Hears everything of a run and keeps nothing; the subclasses keep what they want."""

    def __init__(self, layout: Layout) -> None:
        """Learn the numbers of frames and equipment."""
        header = header_of(layout)
        self.frames = {frame.id: number for number, frame in enumerate(header.frames)}
        self.equipment = {name: number for number, name in enumerate(header.equipment)}

    def begin(self, now: float) -> None:
        """Learn that the warm-up is over."""

    def end(self, now: float) -> None:
        """Learn that the run is over."""

    def moved(self, move: Move) -> None:
        """Hear of a part that has changed its place."""

    def changed(self, change: Change) -> None:
        """Hear of a new state of a piece of equipment."""

    def walked(self, walk: Walk) -> None:
        """Leave people out."""

    def turned(self, turn: Turn) -> None:
        """Hear nothing of belts."""

    def joined(self, joint: Joint) -> None:
        """Hear nothing of joints."""


class Delays(Watch):
    """Counts parts that had to wait in `queue` among those that came to `server`."""

    def __init__(self, layout: Layout) -> None:
        super().__init__(layout)
        self.waited = self.served = 0

    def begin(self, now: float) -> None:
        self.waited = self.served = 0

    def moved(self, move: Move) -> None:
        self.waited += move[1] == self.frames["queue"]
        self.served += move[1] == self.frames["server"]

    @property
    def share(self) -> float:
        """The share of the parts that had to wait."""
        return self.waited / self.served


@dataclass(frozen=True)
class Jam:
    """All of these machines blocked, and so many parts in the buffer."""

    machines: tuple[str, ...]
    buffer: str
    parts: int


class Jams(Watch):
    """Measures for how long a jam lasts."""

    def __init__(self, layout: Layout, jam: Jam) -> None:
        super().__init__(layout)
        self.jam = jam
        self.buffer = self.frames[jam.buffer]
        self.states = dict.fromkeys((self.equipment[name] for name in jam.machines), State.STARVED)
        self.waiting: set[int] = set()
        self.since = self.began = self.lasted = self.over = 0.0

    def begin(self, now: float) -> None:
        self._pass(now)
        self.began, self.lasted = now, 0.0

    def end(self, now: float) -> None:
        self._pass(now)
        self.over = now

    def _pass(self, now: float) -> None:
        blocked = all(state is State.BLOCKED for state in self.states.values())
        if blocked and len(self.waiting) == self.jam.parts:
            self.lasted += now - self.since
        self.since = now

    def moved(self, move: Move) -> None:
        self._pass(move[4])
        if move[1] == self.buffer:
            self.waiting.add(move[0])
        else:
            self.waiting.discard(move[0])

    def changed(self, change: Change) -> None:
        if change[0] in self.states:
            self._pass(change[2])
            self.states[change[0]] = State(change[1])

    @property
    def share(self) -> float:
        """The share of time that the jam lasted."""
        return self.lasted / (self.over - self.began)


class Departures(Watch):
    """Keeps when each part left each piece of equipment, in order."""

    def __init__(self, layout: Layout) -> None:
        super().__init__(layout)
        self.names = {number: name for name, number in self.frames.items()}
        self.inside: dict[int, int] = {}
        self.times: dict[str, list[float]] = {name: [] for name in self.frames}

    def moved(self, move: Move) -> None:
        before = self.inside.get(move[0], NOWHERE)
        if before != NOWHERE and before != move[1]:
            self.times[self.names[before]].append(move[4])
        self.inside[move[0]] = move[1]
