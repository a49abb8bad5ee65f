"""Irregular work of people, due every so many parts, so much time, or before a shift ends; the station runs on."""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from layouts.people import Task
from sim.behaviours.tally import Tally
from sim.clock import TOLERANCE, Call, Order
from sim.component import Component
from sim.jobs import Job, Work
from sim.streams import Stream

if TYPE_CHECKING:
    from sim.line import Line
    from sim.people import People


class Errand:
    """One task of one post. What is due is done one after the other: `owed` times it is due and not begun yet.

    `parts` counts the station's parts since it was last due.
    """

    def __init__(self, line: "Line", people: "People", post: str, number: int, task: Task) -> None:
        """Register the job and the calls."""
        self.name = f"task:{number}"
        self.task = task
        self.owed = self.parts = 0
        self._line, self._people = line, people
        self.stream = Stream(line.seed, post, self.name, task.takes)
        spot = people.spots.at(task.at)
        zone = line.zones.of(task.at)
        self.job = people.add(Job(post, self.name, Work.IRREGULAR, spot, (post,), self._begin, zone=zone))
        self._due_call = people.add_call(Call(f"due:{post}:{number}", self._time_is_up, Order.ARRIVAL))
        self._end_call = people.add_call(Call(f"end:{post}:{number}", self._end, Order.WORK))

    def start(self) -> None:
        """Wait for the first time, if it is time that counts."""
        every, clock, calendar = self.task.every, self._line.clock, self._line.calendar
        if every.shift and calendar is not None:
            seconds = self.task.takes.mean * (1 + self.job.allowance)
            due = calendar.before_a_shift_ends(clock.now + TOLERANCE, seconds)
        elif every.time is not None:
            due = clock.now + every.time if calendar is None else calendar.after(clock.now, every.time)
        else:
            return
        if due < math.inf:
            clock.call_at(self._due_call, due)

    def _time_is_up(self) -> None:
        self._be_due()
        self.start()

    def count(self) -> None:
        """Count a part that the station has finished."""
        self.parts += 1
        if self.parts == self.task.every.parts:
            self.parts = 0
            self._be_due()

    def _be_due(self) -> None:
        self.owed += 1
        self._people.ask(self.job)

    def _begin(self) -> None:
        self.owed -= 1
        self._line.clock.call(self._end_call, self.stream.draw() * (1 + self.job.allowance))

    def _end(self) -> None:
        self._people.let_go(self.job)
        if self.owed:
            self._people.ask(self.job)

    def snapshot(self) -> list[Any]:
        """Return the state as plain values."""
        return [self.owed, self.parts, self.stream.index]

    def restore(self, values: list[Any]) -> None:
        """Take the state of a snapshot."""
        self.owed, self.parts, index = values
        self.stream.go_to(index)


def errands_of(line: "Line", people: "People") -> dict[tuple[str, str], Errand]:
    """Return the tasks of all posts by post and name."""
    found = [
        (key, Errand(line, people, key, number, task))
        for key, post in people.posts.items()
        for number, task in enumerate(post.tasks, 1)
    ]
    return {(key, errand.name): errand for key, errand in found}


def count_parts(errands: Mapping[tuple[str, str], Errand], components: Mapping[str, Component]) -> None:
    """Let the stations tell of the parts that they finish."""
    for errand in errands.values():
        tally = getattr(components.get(errand.task.at), "tally", None)
        if errand.task.every.parts is not None and isinstance(tally, Tally):
            tally.told.append(errand.count)
