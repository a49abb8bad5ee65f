"""The tandem queue in salabim as its manual teaches it: a component a part, a `Resource` a server, a monitor.

Processes with `yield`: without (salabim's greenlets) the same model takes longer. No trace, no animation; the monitors
that salabim keeps by itself stay on, because the utilisation comes from them.
"""

from collections.abc import Callable, Generator

import salabim  # type: ignore[import-not-found]  # only in .venv-bench

from benchmarks.models.task import ARRIVALS, CYCLE, STATIONS, Figures, Task, perform


class Part(salabim.Component):  # type: ignore[misc]  # salabim is not there to be looked at
    """Goes through all servers."""

    def process(
        self, servers: list[tuple[salabim.Resource, Callable[[], float]]], lead_times: salabim.Monitor
    ) -> Generator[object, None, None]:
        """Ask for each server, hold it for as long as the operation takes, release it."""
        for server, cycle in servers:
            yield self.request(server)
            yield self.hold(cycle())
            self.release(server)
        lead_times.tally(self.env.now() - self.creation_time())


class Arrivals(salabim.Component):  # type: ignore[misc]  # salabim is not there to be looked at
    """Makes the parts."""

    def process(
        self,
        gap: Callable[[], float],
        servers: list[tuple[salabim.Resource, Callable[[], float]]],
        lead_times: salabim.Monitor,
    ) -> Generator[object, None, None]:
        """Wait, make one, and so on."""
        while True:
            yield self.hold(gap())
            Part(servers=servers, lead_times=lead_times)


def model(task: Task) -> Figures:
    """Run the model; figures from monitors."""
    salabim.yieldless(False)
    environment = salabim.Environment(trace=False, random_seed=1)
    gap, cycles = draws(task)
    servers = [(salabim.Resource(), cycle) for cycle in cycles]
    lead_times = salabim.Monitor()
    Arrivals(gap=gap, servers=servers, lead_times=lead_times)
    environment.run(till=task.horizon)
    utilisation = [server.occupancy.mean() for server, _ in servers]
    return Figures(lead_times.number_of_entries(), lead_times.mean(), utilisation)


def draws(task: Task) -> tuple[Callable[[], float], list[Callable[[], float]]]:
    """Return what draws the times between arrivals and, for each station, of operations."""
    if task.given is None:
        return salabim.Exponential(ARRIVALS).sample, [salabim.Exponential(CYCLE).sample] * STATIONS
    return iter(task.given.gaps).__next__, [iter(cycles).__next__ for cycles in task.given.cycles]


if __name__ == "__main__":
    perform(model)
