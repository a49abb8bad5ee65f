"""The tandem queue in salabim as quick as its parts make it: servers as components, parts handed from queue to queue.

A server without work is passive, and whoever puts a part into its queue activates it. The monitors that salabim keeps
by itself are switched off where it lets one, and utilisation and lead time are added up by hand. Processes with
`yield`, no trace, no animation.
"""

from collections.abc import Callable, Generator
from functools import partial

import salabim  # type: ignore[import-not-found]  # only in .venv-bench

from benchmarks.models.salabim_resources import draws
from benchmarks.models.task import Figures, Task, perform


class Part(salabim.Component):  # type: ignore[misc]  # salabim is not there to be looked at
    """Is handed on."""


class Server(salabim.Component):  # type: ignore[misc]  # salabim is not there to be looked at
    """Takes parts from its queue, works on them, hands them on."""

    def setup(self, cycle: Callable[[], float], leave: Callable[[Part], None]) -> None:
        """Begin without work; `leave` is called with each part that is done."""
        self.mode.monitor(False)
        self.status.monitor(False)
        self.cycle, self.leave = cycle, leave
        self.queue = salabim.Queue(monitor=False)
        self.busy, self.since = 0.0, float("inf")

    def take(self, part: Part) -> None:
        """Get one more part to work on."""
        part.enter(self.queue)
        if self.ispassive():
            self.activate()

    def process(self) -> Generator[object, None, None]:
        """Work while there is work."""
        now = self.env.now
        while True:
            while not self.queue:
                yield self.passivate()
            part = self.queue.pop()
            self.since = now()
            yield self.hold(self.cycle())
            self.busy += now() - self.since
            self.since = float("inf")
            self.leave(part)

    def utilisation(self) -> float:
        """Return the share of the time up to now that was spent on parts, the present one included."""
        now: float = self.env.now()
        return (self.busy + max(0.0, now - self.since)) / now


class Arrivals(salabim.Component):  # type: ignore[misc]  # salabim is not there to be looked at
    """Makes the parts."""

    def process(self, gap: Callable[[], float], leave: Callable[[Part], None]) -> Generator[object, None, None]:
        """Wait, make one, and so on."""
        while True:
            yield self.hold(gap())
            leave(Part())


def finish(lead_times: list[float], part: Part) -> None:
    """Note how long a part was inside that leaves now."""
    lead_times.append(part.env.now() - part.creation_time())


def model(task: Task) -> Figures:
    """Run the model, built from the way out to the way in."""
    salabim.yieldless(False)
    environment = salabim.Environment(trace=False, random_seed=1)
    gap, cycles = draws(task)
    lead_times: list[float] = []
    servers: list[Server] = []
    leave: Callable[[Part], None] = partial(finish, lead_times)
    for cycle in reversed(cycles):
        servers.insert(0, Server(cycle=cycle, leave=leave))
        leave = servers[0].take
    Arrivals(gap=gap, leave=leave)
    environment.run(till=task.horizon)
    mean = sum(lead_times) / len(lead_times)
    return Figures(len(lead_times), mean, [server.utilisation() for server in servers])


if __name__ == "__main__":
    perform(model)
