"""People who are shared: one operator for several machines, one repairer for several machines."""

from tests.validation.case import Case, Kind, Line, Measure, Reading, Sample, steady
from tests.validation.readings import throughput, times, working

CELL = """
linewright: 1
equipment:
  infeed: {kind: source, at: [0, 0]}
  machine: {kind: machine, nests: 3, at: [4, 0], manual: 2 min, cycle: 6 min}
  out: {kind: sink, at: [8, 0]}
flow: [infeed -> machine -> out]
people:
  operator: {works: [machine], walk: at once}
"""
FIVE = tuple(f"m{number}" for number in range(1, 6))


def person(post: str) -> Reading:
    """Read the share of time that somebody works."""
    return lambda sample: sample.results.people[post].working


def mean_down(sample: Sample) -> float:
    """Read how long a failure lasts on average, waiting included."""
    failures = [found for name in FIVE for found in sample.results.equipment[name].failures.values()]
    return sum(seconds for _, seconds in failures) / sum(number for number, _ in failures) / sample.minute


def minded() -> str:
    """Return the layout of five machines with one repairer, which always have work."""
    failure = "mtbf: exponential 10 min, mttr: exponential 1 min, ages: calendar"
    machines = [
        f"  s{name}: {{kind: source, at: [0, {row}]}}\n"
        f"  {name}: {{kind: machine, at: [4, {row}], cycle: 2 min, failures: [{{{failure}}}]}}\n"
        f"  e{name}: {{kind: sink, at: [8, {row}]}}\n"
        for row, name in enumerate(FIVE)
    ]
    flow = ", ".join(f"s{name} -> {name} -> e{name}" for name in FIVE)
    people = "people:\n  repairer: {repairs: all, walk: at once}\n"
    return f"linewright: 1\nequipment:\n{''.join(machines)}flow: [{flow}]\n{people}"


O01 = Case(
    "O01",
    "deterministic man-machine cell",
    "Groover; multiple-activity chart",
    Kind.DETERMINISTIC,
    (
        Line(
            text=CELL,
            measures=(
                Measure("parts_per_min", 0.375, throughput, absolute=1e-9),
                Measure("operator_utilisation", 0.75, person("operator"), absolute=1e-9),
            ),
            duration=800.0,
            warm_up=80.0,
        ),
    ),
    remark="three nests of one machine: three machines side by side without a way between them",
)

F05 = Case(
    "F05",
    "machine interference: 5 machines, 1 repairer",
    "finite-source M/M/1//5",
    Kind.STOCHASTIC,
    (
        steady(
            minded(),
            4.360478231 / 2,
            Measure("mean_machines_up", 4.360478231, times(5, working(*FIVE)), 0.005),
            Measure("repairer_utilisation", 0.4360478231, person("repairer"), 0.01),
            Measure("mean_downtime_incl_waiting_h", 1.466632178, mean_down, 0.01),
            parts=110_000,
        ),
    ),
)

CASES = (F05, O01)
