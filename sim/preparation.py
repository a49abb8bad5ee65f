"""What is prepared for the next changeover of a station while it still runs: tools laid out, dies heated.

It begins when the changeover before it is over, the first at time 0, and a changeover that comes earlier waits for it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from layouts.duties import setters
from layouts.station import Station
from sim.clock import Call, Order
from sim.jobs import Job, Work

if TYPE_CHECKING:
    from sim.component import Component
    from sim.line import Line


class Preparation:
    """The preparation of one station; whoever sets it up does it, with the urgency of irregular work."""

    def __init__(self, line: "Line", key: str, takes: float, call: Call, job: Job | None) -> None:
        """Prepare; nothing is prepared yet."""
        self._line, self._key = line, key
        self._takes = takes
        self._call = call
        self.job = job
        self.is_done = False

    def begin(self) -> None:
        """Begin to prepare the next changeover, when somebody is there who does it."""
        self.is_done = False
        if self.job is not None and self._line.people is not None:
            self._line.people.ask(self.job)
        else:
            self.start()

    def start(self) -> None:
        """Let it run."""
        self._line.clock.call(self._call, self._takes)

    def end(self) -> None:
        """Be done."""
        self.is_done = True
        if self.job is not None and self._line.people is not None:
            self._line.people.let_go(self.job)

    def settle(self) -> None:
        """Begin anew, if a changed layout has left it without anybody."""
        waits = self.job is not None and self.job.sequence
        if not (self.is_done or self._call.pending or waits):
            self.begin()

    def snapshot(self) -> bool:
        """Return the state as a plain value."""
        return self.is_done

    def restore(self, value: bool) -> None:
        """Take the state of a snapshot."""
        self.is_done = value


def preparation_of(component: "Component", station: Station, told: Callable[[], None]) -> Preparation | None:
    """Return what is prepared for the changeovers of a station, and tells when it is done; None where nothing is."""
    if station.changeover is None or not station.prepare:
        return None

    def done() -> None:
        preparation.end()
        told()

    line, key = component.line, component.id
    call = component.add_call(Call("prepared", done, Order.WORK))
    preparation = Preparation(line, key, float(station.prepare), call, None)
    posts = () if line.people is None else setters(line.layout, key)
    if line.people is not None and posts:
        spot = line.people.spots.at(key)
        preparation.job = line.people.add(Job(key, "prepare", Work.IRREGULAR, spot, posts, preparation.start))
    return preparation
