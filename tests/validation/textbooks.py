"""Whole models of textbooks, as far as their figures are exact."""

from tests.validation.case import Case, Kind, Measure, steady
from tests.validation.readings import good_rate, passes, scrap_rate, stay, throughput, times, working

ELECTRONICS = """
linewright: 1
products: {a: {}, b: {}}
equipment:
  arrivals_a: {kind: source, at: [0, 0], product: a, every: exponential 5 min}
  arrivals_b: {kind: source, at: [0, 5], product: b, every: exponential 30 min, batch: 4}
  queue_a: {kind: buffer, at: [2, 0], capacity: unlimited}
  queue_b: {kind: buffer, at: [2, 5], capacity: unlimited}
  prep_a: {kind: machine, at: [4, 0], cycle: triangular 1 4 8 min}
  prep_b: {kind: machine, at: [4, 5], cycle: triangular 3 5 10 min}
  queue_s: {kind: buffer, at: [6, 0], capacity: unlimited}
  sealer:
    kind: machine
    at: [8, 0]
    cycle: {a: triangular 1 3 4 min, b: weibull scale=2.5min shape=5.3}
    fail: 9 %
    passes: unlimited
  queue_r: {kind: buffer, at: [10, 5], capacity: unlimited}
  rework: {kind: machine, at: [12, 5], cycle: exponential 45 min, nests: 2, scrap: 20 %}
  out: {kind: sink, at: [14, 0]}
flow:
  - arrivals_a -> queue_a -> prep_a
  - arrivals_b -> queue_b -> prep_b
  - prep_a | prep_b -> queue_s -> sealer -> out
  - sealer.fail -> queue_r -> rework -> out
"""

K01 = Case(
    "K01",
    "electronic assembly and test, exact parts",
    "Kelton, Sadowski & Zupick, Simulation with Arena, model 4-1",
    Kind.STOCHASTIC,
    (
        steady(
            ELECTRONICS,
            0.3033333333,
            Measure("util_A_prep", 0.8666666667, working("prep_a"), 0.01),
            Measure("mean_wait_A_prep_min", 15.625, stay("queue_a"), 0.04),
            Measure("util_B_prep", 0.8, working("prep_b"), 0.015),
            Measure("mean_wait_B_prep_min", 57.72222222, stay("queue_b"), 0.05),
            Measure("util_sealer", 0.8404177317, working("sealer"), 0.01),
            Measure("rework_busy_workers", 1.35, times(2.0, working("rework")), 0.03),
            Measure("shipped_per_min", 0.3033333333, good_rate("sealer"), 0.01),
            Measure("salvaged_per_min", 0.024, good_rate("rework"), 0.03),
            Measure("scrapped_per_min", 0.006, scrap_rate("rework"), 0.05),
            parts=60_000,
        ),
    ),
    remark="two rework places: with one, as in the book, there is no steady state; shipped: straight from the sealer",
)

FACTORY = """
linewright: 1
equipment:
  infeed: {kind: source, at: [0, 0], every: exponential 1 min}
  b1: {kind: buffer, at: [2, 0], capacity: unlimited}
  machine: {kind: machine, at: [4, 0], cycle: uniform 0.65 0.70 min}
  b2: {kind: buffer, at: [6, 0], capacity: unlimited}
  inspector: {kind: machine, at: [8, 0], cycle: uniform 0.75 0.80 min, fail: 10 %, passes: unlimited}
  out: {kind: sink, at: [10, 0]}
flow: [infeed -> b1 -> machine -> b2 -> inspector -> out, inspector.fail -> b1]
"""

K03 = Case(
    "K03",
    "small factory: machining centre and inspection with rework",
    "Law, Simulation Modeling and Analysis, small factory; JaamSim, Factory Example",
    Kind.STOCHASTIC,
    (
        steady(
            FACTORY,
            1.0,
            Measure("util_machine", 0.75, working("machine"), 0.005),
            Measure("util_inspector", 0.8611111111, working("inspector"), 0.005),
            Measure("passes_per_part", 1.111111111, passes("inspector"), 0.005),
            Measure("throughput_per_min", 1.0, throughput, 0.005),
        ),
    ),
)

CASES = (K01, K03)
