"""Given parts with given times: departures and makespans to the instant, and a cascade of yields."""

from collections.abc import Sequence

from tests.validation.case import Case, Kind, Line, Measure, steady
from tests.validation.readings import departures, last_departure, lead_time, makespan, rate, throughput
from tests.validation.serial import serial
from tests.validation.watches import Departures

TIMES = (
    (3.6, 2.2, 6.2, 1.6, 5.3, 3.9, 1.5, 5.1, 1.3, 4.5),
    (1.6, 1.7, 4.4, 7.6, 2.0, 2.8, 6.0, 8.6, 5.6, 4.2),
    (8.8, 1.4, 7.9, 3.3, 2.2, 1.9, 3.5, 7.5, 2.4, 5.7),
    (6.1, 4.0, 5.4, 1.5, 1.5, 2.6, 6.4, 4.4, 3.5, 5.7),
)
"""By station and part."""


def jobs(
    times: Sequence[Sequence[float]], places: Sequence[int | str], order: Sequence[int], releases: Sequence[float]
) -> str:
    """Return the layout of a line where each part is a product of its own, with its own times."""
    products = "products: {" + ", ".join(f"p{job}: {{}}" for job in sorted(order)) + "}"
    cycles = (", ".join(f"p{job}: {time!r} min" for job, time in enumerate(row)) for row in times)
    coming = ", ".join(
        f"{{at: {release!r} min, product: p{job}}}" for job, release in zip(order, releases, strict=True)
    )
    source = f"schedule: [{coming}]"
    return serial([f"cycle: {{{row}}}" for row in cycles], ["unlimited", *places], source, products)


D01 = Case(
    "D01",
    "explicit times, blocking after service, 4 stations and 10 parts",
    "exact recursion",
    Kind.DETERMINISTIC,
    (
        Line(
            text=jobs(TIMES, [1, 0, 2], range(10), [0.0] * 10),
            measures=(
                Measure(
                    "departure_times_last_station",
                    (20.1, 24.1, 31.7, 33.2, 34.7, 37.3, 48.3, 58.9, 62.4, 70.1),
                    departures("m4"),
                ),
                Measure(
                    "departure_times_station_1",
                    (3.6, 5.8, 12.0, 14.0, 19.3, 26.3, 29.6, 34.7, 38.4, 47.0),
                    departures("m1"),
                ),
            ),
            duration=1_000.0,
            watch=Departures,
        ),
    ),
)

D04 = Case(
    "D04",
    "release dates, buffers without limit",
    "exact recursion",
    Kind.DETERMINISTIC,
    (
        Line(
            text=jobs(TIMES, ["unlimited"] * 3, range(10), [0.0, 3.0, 3.0, 7.5, 20.0, 21.0, 22.0, 22.0, 40.0, 41.0]),
            measures=(
                Measure(
                    "departure_times_last_station",
                    (20.1, 24.1, 29.7, 31.2, 32.7, 36.5, 47.9, 58.5, 62.0, 67.9),
                    departures("m4"),
                ),
                Measure("mean_flow_time", 23.11, lead_time),
            ),
            duration=1_000.0,
            watch=Departures,
        ),
    ),
)

TA001 = (
    (54, 83, 15, 71, 77, 36, 53, 38, 27, 87, 76, 91, 14, 29, 12, 77, 32, 87, 68, 94),
    (79, 3, 11, 99, 56, 70, 99, 60, 5, 56, 3, 61, 73, 75, 47, 14, 21, 86, 5, 77),
    (16, 89, 49, 15, 89, 45, 60, 23, 57, 64, 7, 1, 63, 41, 63, 47, 26, 75, 77, 40),
    (66, 58, 31, 68, 78, 91, 13, 59, 49, 85, 85, 9, 39, 41, 56, 40, 54, 77, 51, 31),
    (58, 56, 20, 85, 53, 35, 53, 41, 69, 13, 86, 72, 8, 49, 47, 87, 58, 18, 68, 28),
)
"""By machine and job: Taillard's generator, seed 873654221."""

TA001_ORDER = (16, 2, 14, 5, 12, 15, 0, 8, 3, 7, 18, 17, 4, 6, 10, 1, 13, 9, 19, 11)

D08 = Case(
    "D08",
    "permutation flow shop ta001, buffers without limit",
    "Taillard (1993): best known and optimal 1278",
    Kind.DETERMINISTIC,
    (
        Line(
            text=jobs(TA001, ["unlimited"] * 4, TA001_ORDER, [0.0] * 20),
            measures=(Measure("makespan", 1278.0, last_departure("m5")),),
            duration=5_000.0,
            watch=Departures,
        ),
    ),
)

FT06 = (
    ((2, 1), (0, 3), (1, 6), (3, 7), (5, 3), (4, 6)),
    ((1, 8), (2, 5), (4, 10), (5, 10), (0, 10), (3, 4)),
    ((2, 5), (3, 4), (5, 8), (0, 9), (1, 1), (4, 7)),
    ((1, 5), (0, 5), (2, 5), (3, 3), (4, 8), (5, 9)),
    ((2, 9), (1, 3), (4, 5), (5, 4), (0, 3), (3, 1)),
    ((1, 3), (3, 3), (5, 9), (0, 10), (4, 4), (2, 1)),
)
"""By job: the machines that it goes to, and for how long."""
FT06_ORDERS = (
    (0, 3, 2, 5, 1, 4),
    (1, 3, 5, 4, 0, 2),
    (0, 2, 1, 4, 3, 5),
    (2, 5, 3, 0, 1, 4),
    (1, 4, 3, 5, 2, 0),
    (2, 5, 1, 4, 0, 3),
)
"""By machine: the order in which it works on the jobs."""

Steps = Sequence[tuple[int, int]]
"""The machines to which a job goes, and its time there."""


def machine_of_jobs(machine: int, jobs: Sequence[Steps], order: Sequence[int]) -> str:
    """Return the fields of a machine that takes jobs in an order."""
    times = (f"j{job}: {time} min" for job, steps in enumerate(jobs) for at, time in steps if at == machine)
    lots = ", ".join(f"1 j{job}" for job in order)
    return f"  m{machine}: {{kind: machine, at: [6, {3 * machine}], cycle: {{{', '.join(times)}}}, sequence: [{lots}]}}"


def job_shop(jobs: Sequence[Steps], orders: Sequence[Sequence[int]]) -> str:
    """Return the layout of machines around a store: each job is a product with a routing and times of its own."""
    machines = " | ".join(f"m{machine}" for machine in range(len(orders)))
    coming = ", ".join(f"{{at: 0 min, product: j{job}}}" for job in range(len(jobs)))
    return "\n".join(
        [
            "linewright: 1",
            f"products: {{{', '.join(f'j{job}: {{}}' for job in range(len(jobs)))}}}",
            "equipment:",
            f"  infeed: {{kind: source, at: [0, 0], schedule: [{coming}]}}",
            "  waiting: {kind: buffer, at: [3, 0], capacity: unlimited, order: any}",
            *(machine_of_jobs(machine, jobs, order) for machine, order in enumerate(orders)),
            "  out: {kind: sink, at: [9, 0]}",
            f"flow: [infeed -> waiting -> {machines} -> out | waiting]",
            "routing:",
            *(f"  j{job}: [{', '.join(f'm{machine}' for machine, _ in steps)}]" for job, steps in enumerate(jobs)),
        ]
    )


D06 = Case(
    "D06",
    "job shop FT06, given machine sequences",
    "Fisher & Thompson (1963): optimum 55",
    Kind.DETERMINISTIC,
    (
        Line(
            text=job_shop(FT06, FT06_ORDERS),
            measures=(Measure("makespan", 55.0, makespan),),
            duration=500.0,
            watch=Departures,
        ),
    ),
)


INSTANT = "0.000000000001 min"
"""A time of an oven must be greater than 0."""


def transfer(batch: int) -> str:
    """Return the layout of three stations with one lot of 20; parts move on in batches."""
    gate = f"kind: oven, at: [0, 9], batch: {batch}, cycle: {INSTANT}"
    return f"""
linewright: 1
equipment:
  infeed: {{kind: source, at: [0, 0], limit: 20}}
  m1: {{kind: machine, at: [3, 0], cycle: 2 min}}
  gate1: {{{gate}}}
  b2: {{kind: buffer, at: [6, 0], capacity: unlimited}}
  m2: {{kind: machine, at: [9, 0], cycle: 5 min}}
  gate2: {{{gate}}}
  b3: {{kind: buffer, at: [12, 0], capacity: unlimited}}
  m3: {{kind: machine, at: [15, 0], cycle: 3 min}}
  out: {{kind: sink, at: [18, 0]}}
flow: [infeed -> m1 -> gate1 -> b2 -> m2 -> gate2 -> b3 -> m3 -> out]
"""


D13 = Case(
    "D13",
    "lot splitting by transfer batches",
    "arithmetic",
    Kind.DETERMINISTIC,
    tuple(
        Line(
            text=transfer(batch),
            measures=(Measure(f"makespan_transfer_{batch}", exact, last_departure("m3")),),
            duration=500.0,
            watch=Departures,
        )
        for batch, exact in ((20, 200.0), (5, 125.0))
    ),
    remark="a transfer batch is gathered by an oven that takes next to no time",
)

YIELDS = [f"cycle: 0.001 min, scrap: {rate} %" for rate in (2, 5, 1, 3)]

D14 = Case(
    "D14",
    "yield / scrap cascade",
    "product of yields",
    Kind.STOCHASTIC,
    (
        steady(
            serial(YIELDS, [0, 0, 0], "every: 0.01 min"),
            89.40393,
            Measure("good_parts_per_h", 89.40393, throughput, 0.003),
            Measure("parts_per_h_entering_S3", 93.1, rate("m3"), 0.003),
        ),
    ),
)

CASES = (D01, D04, D06, D08, D13, D14)
