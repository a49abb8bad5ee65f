"""What every model of the tandem queue has to do, and how it is run in a process of its own.

Ten servers in a row with queues without limit before them, exponential times, 80 % load. A model reads its task from
standard input and answers with the CPU time that it took and its figures, both as JSON. Only the standard library is
imported here: the models run in different environments.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from time import process_time

STATIONS = 10
CYCLE = 10.0
"""Mean time of an operation, seconds."""
ARRIVALS = CYCLE / 0.8
"""Mean time between arrivals, seconds."""
WARM_UP = 100
"""Parts of a run that is not measured, in which a library does what it does only once."""


@dataclass(frozen=True)
class Given:
    """Times that take the place of a model's own random numbers: the same ones for all, so that all figures agree."""

    gaps: list[float]
    """Before each arrival."""
    cycles: list[list[float]]
    """Of each station, in the order in which parts come to it."""


@dataclass(frozen=True)
class Task:
    """How many parts arrive on average, and when and for how long, if that is given."""

    parts: int
    given: Given | None = None

    @property
    def horizon(self) -> float:
        """Simulated time, seconds."""
        return ARRIVALS * self.parts

    @classmethod
    def decode(cls, text: str) -> "Task":
        """Read a task from JSON."""
        task = json.loads(text)
        return cls(task["parts"], None if task["given"] is None else Given(**task["given"]))


@dataclass(frozen=True)
class Figures:
    """What every model reports of the time up to the horizon."""

    out: int
    """Parts that have left."""
    lead_time: float
    """Mean time inside of those, seconds."""
    utilisation: list[float]
    """Of each station."""


@dataclass(frozen=True)
class Answer:
    """The CPU time of building, running and working out the figures, seconds, and the figures."""

    seconds: float
    figures: Figures

    @classmethod
    def decode(cls, text: str) -> "Answer":
        """Read an answer from JSON."""
        answer = json.loads(text)
        return cls(answer["seconds"], Figures(**answer["figures"]))


def perform(model: Callable[[Task], Figures]) -> None:
    """Do the task that standard input names, after a short run that is not measured."""
    task = Task.decode(sys.stdin.read())
    model(Task(WARM_UP))
    begin = process_time()
    figures = model(task)
    print(json.dumps(asdict(Answer(process_time() - begin, figures))))
