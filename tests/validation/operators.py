"""People: a fitter shared by machines that fail, an operator shared by machines that need him."""

from collections.abc import Sequence

from tests.validation.case import Case, Kind, Line, Measure, Reading, Sample, steady
from tests.validation.readings import equipment, throughput, times, working


def side_by_side(machines: Sequence[str], sections: str) -> str:
    """Return the layout of machines `m1`, `m2` ..., each with work of its own, and further sections."""
    lines = ["linewright: 1", sections, "equipment:"]
    for number, fields in enumerate(machines, 1):
        lines.append(f"  i{number}: {{kind: source, at: [0, {5 * number}]}}")
        lines.append(f"  m{number}: {{kind: machine, at: [4, {5 * number}], {fields}}}")
    lines.append("  out: {kind: sink, at: [8, 5]}")
    ways = (f"i{number} -> m{number} -> out" for number in range(1, len(machines) + 1))
    return "\n".join([*lines, f"flow: [{', '.join(ways)}]"])


def at_work(name: str) -> Reading:
    """Read the share of time that somebody works."""
    return lambda sample: sample.results.people[name].working


MACHINES = ("m1", "m2", "m3", "m4", "m5")


def stop(sample: Sample) -> float:
    """Read how long the five machines were down for a stop, waiting for the fitter included."""
    stops = [equipment(sample, name).failures["stop"] for name in MACHINES]
    return sum(seconds for _, seconds in stops) / sum(count for count, _ in stops) / sample.minute


REPAIRS = """people: {fitter: {repairs: all, walk: at once}}
failures: {stop: {mtbf: exponential 10 min, mttr: exponential 1 min}}"""

F05 = Case(
    "F05",
    "machine interference: 5 machines, 1 repairer",
    "finite-source M/M/1//5",
    Kind.STOCHASTIC,
    (
        steady(
            side_by_side(["cycle: 1 min, failures: [stop]"] * 5, REPAIRS),
            4.360478231,
            Measure("mean_machines_up", 4.360478231, times(5.0, working(*MACHINES)), 0.005),
            Measure("repairer_utilisation", 0.4360478231, at_work("fitter"), 0.01),
            Measure("mean_downtime_incl_waiting_h", 1.466632178, stop, 0.01),
        ),
    ),
)

O01 = Case(
    "O01",
    "deterministic man-machine cell",
    "Groover; multiple-activity chart",
    Kind.DETERMINISTIC,
    (
        Line(
            text=side_by_side(["manual: 2 min, cycle: 6 min"] * 3, "people: {operator: {works: all, walk: at once}}"),
            measures=(
                Measure("parts_per_min", 0.375, throughput),
                Measure("operator_utilisation", 0.75, at_work("operator")),
            ),
            warm_up=81.0,
            duration=8_000.0,
        ),
    ),
)

CASES = (F05, O01)
