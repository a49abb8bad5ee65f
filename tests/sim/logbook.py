"""A recorder that keeps what it is told in plain lists, and short ways to make and run lines from text."""

from layouts import loads
from layouts.model import Layout
from replay.recorder import Change, Joint, Move, Turn, Walk
from replay.states import State
from sim import Simulation
from sim.recording import header_of

Step = tuple[float, int, str]
"""(time, part, equipment); the equipment is empty where the part leaves the line."""


class Logbook:
    """Keeps the moves of parts and the changes of states of a layout."""

    def __init__(self, layout: Layout) -> None:
        self._header = header_of(layout)
        self._moves: list[Move] = []
        self._changes: list[Change] = []

    def moved(self, move: Move) -> None:
        self._moves.append(move)

    def changed(self, change: Change) -> None:
        self._changes.append(change)

    def walked(self, walk: Walk) -> None:
        """Leave people out."""

    def turned(self, turn: Turn) -> None:
        """Leave odometers out."""

    def joined(self, joint: Joint) -> None:
        """Leave joints out."""

    @property
    def steps(self) -> list[Step]:
        """Every move in order."""
        frames = [frame.id for frame in self._header.frames]
        return [(move[4], move[0], "" if move[1] < 0 else frames[move[1]]) for move in self._moves]

    def entries(self, equipment: str) -> list[tuple[float, int]]:
        """Return when which part came into a piece of equipment; "" for those that left the line."""
        return [(t, item) for t, item, name in self.steps if name == equipment]

    def places(self, equipment: str) -> list[tuple[int, int]]:
        """Return which part came into which place, in order of entry."""
        frame = [frame.id for frame in self._header.frames].index(equipment)
        return [(move[0], move[2]) for move in self._moves if move[1] == frame]

    def looks(self, item: int) -> list[tuple[float, int]]:
        """Return from when on a part had which look, until it left the line."""
        return [(move[4], move[3]) for move in self._moves if move[0] == item and move[1] >= 0]

    def products(self, equipment: str) -> list[str]:
        """Return the products of the parts that came in, in order of entry."""
        looks = {move[0]: self._header.looks[move[3]].product for move in self._moves}
        return [looks[item] for _, item in self.entries(equipment)]

    def exits(self, equipment: str) -> list[tuple[float, int]]:
        """Return when which part left a piece of equipment."""
        inside: dict[int, str] = {}
        left = []
        for t, item, name in self.steps:
            if inside.get(item) == equipment:
                left.append((t, item))
            inside[item] = name
        return left

    def states(self, equipment: str) -> list[tuple[float, State]]:
        """Return from when on a piece of equipment was in which state; the last one of each instant."""
        number = self._header.equipment.index(equipment)
        last = {t: State(state) for index, state, t, _ in self._changes if index == number}
        kept: list[tuple[float, State]] = []
        for t, state in last.items():
            if not kept or kept[-1][1] != state:
                kept.append((t, state))
        return kept

    def causes(self, equipment: str) -> list[tuple[float, State, str | None]]:
        """Return from when on a piece of equipment was in which state because of whom; the last of each instant."""
        number = self._header.equipment.index(equipment)
        last = {
            t: (State(state), self._header.cause(cause)) for index, state, t, cause in self._changes if index == number
        }
        return [(t, *what) for t, what in last.items()]


def simulated(text: str, until: float, seed: int | None = None) -> tuple[Simulation, Logbook]:
    """Simulate the equipment and flow of a text, indented by two, up to a time."""
    layout = loads(f"linewright: 1\n{text}")
    logbook = Logbook(layout)
    simulation = Simulation(layout, seed, recorder=logbook)
    simulation.run(until)
    return simulation, logbook
