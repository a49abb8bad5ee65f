"""Assembly of several parts."""

from tests.validation.case import Case, Kind, Measure, steady
from tests.validation.readings import blocked, content, throughput

ASSEMBLY = """
linewright: 1
products: {body: {}}
parts: {lid: {}}
equipment:
  bodies: {kind: source, at: [0, 0], product: body}
  lids: {kind: source, at: [0, 5], product: lid}
  f1: {kind: machine, at: [3, 0], cycle: exponential 1 min}
  f2: {kind: machine, at: [3, 5], cycle: exponential 1 min}
  b1: {kind: buffer, at: [6, 0], capacity: 2}
  b2: {kind: buffer, at: [6, 5], capacity: 2}
  joining: {kind: assembly, at: [9, 0], cycle: exponential 1 min, uses: {lid: 1}, takes: together}
  out: {kind: sink, at: [12, 0]}
flow: [bodies -> f1 -> b1 -> joining -> out, lids -> f2 -> b2 -> joining.lid]
"""

A01 = Case(
    "A01",
    "assembly of two components",
    "Markov chain; Ammar & Gershwin's counting model would give 0.735919",
    Kind.STOCHASTIC,
    (
        steady(
            ASSEMBLY,
            0.7319991454,
            Measure("throughput", 0.7319991454, throughput, 0.004),
            Measure("feeder_blocked", 0.2680008546, blocked("f1", "f2"), 0.01),
            Measure("mean_in_buffer", 1.227832775, content("b1", "b2"), 0.01),
        ),
    ),
)

CASES = (A01,)
