"""Queues in front of one station: the textbooks' closed forms."""

from tests.validation.case import Case, Kind, Measure, steady
from tests.validation.readings import delayed, in_system, lead_time, lost_share, passes, stay, throughput, working
from tests.validation.watches import Delays


def queue(every: str, server: str, capacity: int | str = "unlimited", source: str = "") -> str:
    """Return the layout of arrivals, a queue and a server."""
    return f"""
linewright: 1
equipment:
  infeed: {{kind: source, at: [0, 0], every: {every} min{source}}}
  queue: {{kind: buffer, at: [3, 0], capacity: {capacity}}}
  server: {{kind: machine, at: [6, 0], {server}}}
  out: {{kind: sink, at: [9, 0]}}
flow: [infeed -> queue -> server -> out]
"""


Q01 = Case(
    "Q01",
    "M/M/1",
    "standard (Gross & Harris; Hopp & Spearman ch. 8)",
    Kind.STOCHASTIC,
    (
        steady(
            queue("exponential 1.25", "cycle: exponential 1 min"),
            0.8,
            Measure("utilisation", 0.8, working("server"), 0.005),
            Measure("mean_in_system", 4.0, in_system, 0.03),
            Measure("mean_wait_in_queue", 4.0, stay("queue"), 0.03),
            Measure("mean_time_in_system", 5.0, lead_time, 0.03),
            parts=80_000,
        ),
    ),
)

Q02 = Case(
    "Q02",
    "M/M/2 (county hospital)",
    "Hillier & Lieberman, Introduction to Operations Research, queueing chapter",
    Kind.STOCHASTIC,
    (
        steady(
            queue("exponential 0.5", f"cycle: exponential {1 / 3!r} min, nests: 2"),
            2.0,
            Measure("utilisation", 1 / 3, working("server"), 0.01),
            Measure("mean_in_system", 0.75, in_system, 0.015),
            Measure("mean_wait_h", 1 / 24, stay("queue"), 0.03),
            Measure("P_wait", 1 / 6, delayed, 0.02),
            watch=Delays,
        ),
    ),
)

Q04 = Case(
    "Q04",
    "M/D/1",
    "Pollaczek-Khinchine",
    Kind.STOCHASTIC,
    (
        steady(
            queue(f"exponential {1 / 0.9!r}", "cycle: 1 min"),
            0.9,
            Measure("utilisation", 0.9, working("server"), 0.005),
            Measure("mean_wait", 4.5, stay("queue"), 0.03),
            Measure("mean_in_queue", 4.05, lambda sample: sample.results.buffers["queue"].mean, 0.03),
            parts=160_000,
        ),
    ),
)

Q05 = Case(
    "Q05",
    "M/G/1, triangular",
    "Pollaczek-Khinchine",
    Kind.STOCHASTIC,
    (
        steady(
            queue(f"exponential {1 / 0.9!r}", "cycle: triangular 0.5 0.8 1.4 min"),
            0.9,
            Measure("utilisation", 0.81, working("server"), 0.005),
            Measure("mean_wait", 2.001315789, stay("queue"), 0.03),
            Measure("mean_time_in_system", 2.901315789, lead_time, 0.03),
        ),
    ),
)

Q08 = Case(
    "Q08",
    "M/M/1/K with loss",
    "standard",
    Kind.STOCHASTIC,
    (
        steady(
            queue(f"exponential {1 / 0.9!r}", "cycle: exponential 1 min", 4, ", if_full: lose"),
            0.786579705,
            Measure("P_loss", 0.12602255, lost_share("infeed"), 0.02),
            Measure("throughput", 0.786579705, throughput, 0.005),
            Measure("mean_in_system", 2.194782301, in_system, 0.01),
            Measure("utilisation", 0.786579705, working("server"), 0.005),
        ),
    ),
)

Q12 = Case(
    "Q12",
    "batch arrivals",
    "standard M^[X]/M/1",
    Kind.STOCHASTIC,
    (
        steady(
            queue("exponential 5", "cycle: exponential 1 min", source=", batch: 3"),
            0.6,
            Measure("utilisation", 0.6, working("server"), 0.01),
            Measure("mean_parts_in_system", 3.0, in_system, 0.02),
            Measure("mean_time_in_system", 5.0, lead_time, 0.02),
        ),
    ),
)

Q14 = Case(
    "Q14",
    "rework loop at one station",
    "Jackson network with feedback",
    Kind.STOCHASTIC,
    (
        steady(
            queue(f"exponential {1 / 0.6!r}", "cycle: exponential 1 min, fail: 20 %, passes: unlimited").replace(
                "-> out]", "-> out, server.fail -> queue]"
            ),
            0.6,
            Measure("utilisation", 0.75, working("server"), 0.01),
            Measure("mean_in_system", 3.0, in_system, 0.03),
            Measure("mean_total_time", 5.0, lead_time, 0.03),
            Measure("passes_per_part", 1.25, passes("server"), 0.01),
        ),
    ),
)

CASES = (Q01, Q02, Q04, Q05, Q08, Q12, Q14)
