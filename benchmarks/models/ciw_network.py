"""The tandem queue in Ciw: a network of ten nodes, as its documentation builds one, and figures from its records."""

import ciw  # type: ignore[import-not-found]  # only in .venv-bench

from benchmarks.models.task import ARRIVALS, CYCLE, STATIONS, Figures, Task, perform

ROUTING = [[float(to == node + 1) for to in range(STATIONS)] for node in range(STATIONS)]


def model(task: Task) -> Figures:
    """Run the network; Ciw keeps a record of each service, and the busy time of each server."""
    ciw.seed(1)
    if task.given is None:
        first, services = ciw.dists.Exponential(1 / ARRIVALS), [ciw.dists.Exponential(1 / CYCLE)] * STATIONS
    else:
        first, services = ciw.dists.Sequential(task.given.gaps), [*map(ciw.dists.Sequential, task.given.cycles)]
    network = ciw.create_network(
        arrival_distributions=[first, *[None] * (STATIONS - 1)],
        service_distributions=services,
        number_of_servers=[1] * STATIONS,
        routing=ROUTING,
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(task.horizon)
    records = [individual.data_records for individual in simulation.nodes[-1].all_individuals]
    lead_times = [visits[-1].exit_date - visits[0].arrival_date for visits in records]
    utilisation = [node.server_utilisation for node in simulation.transitive_nodes]
    return Figures(len(lead_times), sum(lead_times) / len(lead_times), utilisation)


if __name__ == "__main__":
    perform(model)
