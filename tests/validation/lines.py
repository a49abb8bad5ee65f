"""Lines of reliable stations with finite buffers and blocking after service."""

from layouts.model import Layout
from tests.validation.case import Case, Kind, Line, Measure, steady
from tests.validation.readings import (
    blocked,
    content,
    jammed,
    lead_time,
    lost_share,
    starved,
    throughput,
    times,
    working,
)
from tests.validation.serial import exponential, serial
from tests.validation.watches import Jam, Jams

L01 = Case(
    "L01",
    "2 exponential stations, no buffer",
    "Hunt (1956); Hillier & Boling (1967): 2/3",
    Kind.STOCHASTIC,
    (
        steady(
            serial(exponential(1, 1), [0]),
            2 / 3,
            Measure("throughput", 2 / 3, throughput, 0.004),
            Measure("blocked_fraction_S1", 1 / 3, blocked("m1"), 0.01),
            Measure("starved_fraction_S2", 1 / 3, starved("m2"), 0.01),
        ),
    ),
)

L02 = Case(
    "L02",
    "2 exponential stations, buffer 3, unbalanced",
    "birth-death closed form",
    Kind.STOCHASTIC,
    (
        steady(
            serial(exponential(1, 1.25), [3]),
            0.7289444011,
            Measure("throughput", 0.7289444011, throughput, 0.004),
            Measure("blocked_fraction_S1", 0.2710555989, blocked("m1"), 0.015),
            Measure("starved_fraction_S2", 0.08881949866, starved("m2"), 0.02),
            Measure("mean_in_buffer", 1.949431867, content("b2"), 0.01),
        ),
    ),
)

L03 = Case(
    "L03",
    "3 exponential stations, no buffers (22/39)",
    "Hunt (1956); Hillier & Boling (1966, 1967): 0.5641",
    Kind.STOCHASTIC,
    (
        steady(
            serial(exponential(1, 1, 1), [0, 0]),
            22 / 39,
            Measure("throughput", 22 / 39, throughput, 0.004),
            Measure("blocked_fraction_S1", 17 / 39, blocked("m1"), 0.01),
            Measure("starved_fraction_S3", 17 / 39, starved("m3"), 0.01),
        ),
    ),
)

L05 = Case(
    "L05",
    "4 exponential stations, no buffers",
    "Hunt (1956); Hillier & Boling (1967): 0.5148",
    Kind.STOCHASTIC,
    (
        steady(
            serial(exponential(1, 1, 1, 1), [0, 0, 0]),
            0.5147754893,
            Measure("throughput", 0.5147754893, throughput, 0.004),
        ),
    ),
)

L08 = Case(
    "L08",
    "flow line of the simulation-optimisation library",
    "Buzacott & Shanthikumar (1993), p. 189; Pichitlamken, Nelson & Hong, EJOR 173 (2006) 283-298: 5.776",
    Kind.STOCHASTIC,
    (
        steady(
            serial(exponential(1 / 6, 1 / 7, 1 / 7), [11, 7]),
            5.776121751,
            Measure("throughput", 5.776121751, throughput, 0.003),
            parts=60_000,
        ),
    ),
    remark="the published capacities 12 and 8 include the part in service downstream: 11 and 7 places",
)

ERLANG = "cycle: erlang 1 min k=2"

L10 = Case(
    "L10",
    "3 Erlang-2 stations, buffers 1 and 1",
    "Hillier & Boling (1967), class of models",
    Kind.STOCHASTIC,
    (
        steady(
            serial([ERLANG] * 3, [1, 1]),
            0.7613072467,
            Measure("throughput", 0.7613072467, throughput, 0.004),
            Measure("blocked_fraction_S1", 0.2386927533, blocked("m1"), 0.01),
        ),
    ),
)

L11 = Case(
    "L11",
    "deterministic, then exponential station, no buffer",
    "throughput = 1 / E[max(S1, S2)]",
    Kind.STOCHASTIC,
    (
        steady(
            serial(["cycle: 1 min", "cycle: exponential 1 min"], [0]),
            0.7310585786,
            Measure("throughput", 0.7310585786, throughput, 0.003),
        ),
    ),
)

L14 = Case(
    "L14",
    "work stations in series with subcontracting",
    "Pritsker, Simulation with Visual SLAM and AweSim, section 5.14",
    Kind.STOCHASTIC,
    (
        steady(
            serial(exponential(0.25, 0.5), [4, 2], "every: exponential 0.4 min, if_full: lose"),
            1.859583269,
            Measure("fraction_subcontracted", 0.2561666923, lost_share("infeed"), 0.01),
            Measure("throughput", 1.859583269, throughput, 0.004),
            Measure("util_S1", 0.4648958173, working("m1"), 0.01),
            Measure("blocked_S1", 0.4282876798, blocked("m1"), 0.01),
            Measure("util_S2", 0.9297916347, working("m2"), 0.004),
            Measure("mean_queue_1", 2.160152042, content("b1"), 0.01),
            Measure("mean_queue_2", 1.504023153, content("b2"), 0.01),
            Measure("mean_time_in_house", 2.950741931, lead_time, 0.01),
        ),
    ),
)

BYPASS = """
linewright: 1
equipment:
  infeed: {kind: source, at: [0, 0], every: exponential 0.2 min, if_full: lose}
  b1: {kind: buffer, at: [3, 0], capacity: 2}
  s1: {kind: machine, at: [6, 0], cycle: exponential 1 min, rule: random share 1 / 1 strict}
  s2: {kind: machine, at: [6, 5], cycle: exponential 1 min, rule: random share 1 / 1 strict}
  t: {kind: machine, at: [9, 0], cycle: exponential 5 min, nests: 2}
  out: {kind: sink, at: [12, 0]}
flow: [infeed -> b1 -> s1 | s2 -> out | t, t -> out]
"""


def all_blocked(layout: Layout) -> Jams:
    """Watch for both first servers blocked and both places in front of them taken."""
    return Jams(layout, Jam(("s1", "s2"), "b1", 2))


L16 = Case(
    "L16",
    "open, 2 stages of 2 servers, half of the parts leave after the first",
    "V. Knight, Calculating the expected wait in a tandem queue with blocking using Sage",
    Kind.STOCHASTIC,
    (
        steady(
            BYPASS,
            0.7676737699,
            Measure("P_all_blocked_and_stage1_waiting_full", 0.4301702535, jammed, 0.01),
            Measure("throughput", 0.7676737699, throughput, 0.006),
            Measure("fraction_lost", 0.846465246, lost_share("infeed"), 0.004),
            Measure("mean_blocked_servers", 1.225542766, times(2.0, blocked("s1", "s2")), 0.006),
            watch=all_blocked,
        ),
    ),
    remark="two machines, since the nests of one machine let their parts go in the order in which they are finished",
)

L20 = Case(
    "L20",
    "reversibility",
    "Yamazaki & Sakasegawa (1975); Muth (1979)",
    Kind.STOCHASTIC,
    (
        steady(
            serial(exponential(1, 0.5, 1 / 1.5), [1, 2]),
            0.9081579451,
            Measure("throughput_X", 0.9081579451, throughput, 0.004),
        ),
        steady(
            serial(exponential(1 / 1.5, 0.5, 1), [2, 1]),
            0.9081579451,
            Measure("throughput_Y", 0.9081579451, throughput, 0.004),
        ),
    ),
)

L21 = Case(
    "L21",
    "deterministic packaging line",
    "Altiok & Melamed, Simulation Modeling and Analysis with Arena, section 11.3",
    Kind.DETERMINISTIC,
    (
        Line(
            text=serial([f"cycle: {cycle} min" for cycle in ("6.5", "5", "8", "5", "6")], [5] * 4),
            measures=(
                Measure("throughput_per_s", 0.125, throughput),
                Measure("blocked_filling", 0.1875, blocked("m1")),
                Measure("blocked_capping", 0.375, blocked("m2")),
                Measure("util_labelling", 1.0, working("m3")),
                Measure("starved_sealing", 0.375, starved("m4")),
                Measure("starved_carton", 0.25, starved("m5")),
            ),
            warm_up=4_000.0,
            duration=100_000.0,
        ),
    ),
)

CASES = (L01, L02, L03, L05, L08, L10, L11, L14, L16, L20, L21)
