"""Machines that fail: alone, behind a queue, and in lines."""

from tests.validation.case import Case, Kind, Measure, steady
from tests.validation.queues import queue
from tests.validation.readings import blocked, content, down, lead_time, starved, stay, throughput, working
from tests.validation.serial import serial


def failing(cycle: str, up: float, repair: float, ages: str = "working") -> str:
    """Return the fields of a machine with exponential up times and repairs."""
    failure = f"mtbf: exponential {up!r} min, mttr: exponential {repair!r} min, ages: {ages}"
    return f"cycle: {cycle} min, failures: [{{{failure}}}]"


def alone(ages: str) -> str:
    """Return the layout of one machine that always has work."""
    return serial([failing("1", 90, 10, ages)])


F01 = Case(
    "F01",
    "isolated machine that fails, by both clocks",
    "1 / (1 + MTTR / MTBF)",
    Kind.STOCHASTIC,
    tuple(
        steady(
            alone(ages),
            0.9,
            Measure(f"availability ({ages})", 0.9, working("m1"), 0.003),
            Measure(f"throughput_per_min ({ages})", 0.9, throughput, 0.003),
            parts=110_000,
        )
        for ages in ("working", "calendar")
    ),
)

F02 = Case(
    "F02",
    "M/M/1 with operation-dependent failures",
    "Gaver (1962), completion time; Pollaczek-Khinchine",
    Kind.STOCHASTIC,
    (
        steady(
            queue("exponential 2", failing("exponential 1", 20, 4)),
            0.5,
            Measure("fraction_processing", 0.5, working("server"), 0.01),
            Measure("fraction_down", 0.1, down("server"), 0.02),
            Measure("mean_wait_to_first_start", 2.8, stay("queue"), 0.03),
            Measure("mean_time_in_system", 4.0, lead_time, 0.03),
            parts=75_000,
        ),
    ),
)

U01 = Case(
    "U01",
    "2 machines, everything exponential",
    "Gershwin & Berman (1981); Gershwin (1994) ch. 3",
    Kind.STOCHASTIC,
    (
        steady(
            serial([failing("exponential 1", 100, 10)] * 2, [4]),
            0.7413588404,
            Measure("throughput", 0.7413588404, throughput, 0.005),
            Measure("down_fraction_M1", 0.07413588404, down("m1"), 0.03),
            Measure("blocked_M1", 0.1845052756, blocked("m1"), 0.02),
            Measure("starved_M2", 0.1845052756, starved("m2"), 0.02),
            parts=75_000,
        ),
    ),
)

U02 = Case(
    "U02",
    "2 different machines, buffer 8",
    "Gershwin & Berman (1981)",
    Kind.STOCHASTIC,
    (
        steady(
            serial([failing("exponential 1", 50, 5), failing(f"exponential {1 / 1.2!r}", 100, 20)], [8]),
            0.7905580501,
            Measure("throughput", 0.7905580501, throughput, 0.006),
            Measure("mean_in_buffer", 3.013452627, content("b2"), 0.03),
            Measure("down_fraction_M2", 0.131759675, down("m2"), 0.04),
            parts=65_000,
        ),
    ),
)

U05 = Case(
    "U05",
    "2 machines, deterministic cycle, no buffer",
    "exact; Buzacott's synchronous line would give 0.83333",
    Kind.STOCHASTIC,
    (
        steady(
            serial([failing("1", 100, 10)] * 2, [0]),
            0.83367897,
            Measure("throughput", 0.83367897, throughput, 0.006),
        ),
    ),
)

U07 = Case(
    "U07",
    "2 machines, deterministic cycle, buffer 20 (fluid reference)",
    "Gershwin & Schick (1980), continuous model; Gershwin (1994) section 3.6",
    Kind.STOCHASTIC,
    (
        steady(
            serial([failing("1", 100, 10)] * 2, [20]),
            0.8722930581,
            Measure("throughput", 0.8722930581, throughput, 0.006),
            Measure("mean_in_buffer", 10.0, content("b2"), 0.06),
        ),
    ),
    remark="the reference is a fluid: parts differ from it by about 0.1 %, within the tolerance",
)

BUFFERED = {0: 0.5063291139, 2: 0.5909381725, 10: 0.6881487155, 60: 0.7696929466}
"""Places between the machines, and throughput."""

U12 = Case(
    "U12",
    "buffer monotonicity and limits",
    "Gershwin (1994): increasing, concave, limited by the isolated efficiency 0.8",
    Kind.STOCHASTIC,
    tuple(
        steady(
            serial([failing("exponential 1", 20, 5)] * 2, [places]),
            exact,
            Measure(f"throughput_b{places}", exact, throughput, 0.006),
        )
        for places, exact in BUFFERED.items()
    ),
)

CASES = (F01, F02, U01, U02, U05, U07, U12)
