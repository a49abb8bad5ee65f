"""Vehicles that go to and fro between two points, with nothing in their way: carriers in a closed loop."""

from tests.validation.case import Case, Kind, Line, Measure, steady
from tests.validation.readings import content, rate, throughput, times, total, working


def shuttle(number: int, load: str, unload: str, road: str) -> str:
    """Return the layout of so many vehicles: the times of loading and unloading, and the fields of each way."""
    return f"""
linewright: 1
carriers: {{agv: {{count: {number}, initially: at_load}}}}
equipment:
  infeed: {{kind: source, at: [0, 0]}}
  at_load: {{kind: buffer, at: [2, 3], capacity: unlimited}}
  load: {{kind: machine, at: [4, 0], cycle: {load} min, uses: {{agv: 1}}}}
  forth: {{{road}}}
  at_unload: {{kind: buffer, at: [46, 0], capacity: unlimited}}
  unload: {{kind: machine, at: [48, 0], cycle: {unload} min, frees: {{agv: 1}}}}
  back: {{{road.replace("0]", "3]")}}}
  out: {{kind: sink, at: [52, 0]}}
flow: [infeed -> load -> forth -> at_unload -> unload -> out, unload.agv -> back -> at_load -> load.agv]
"""


C07 = Case(
    "C07",
    "3 AGVs, exponential load and unload, fixed travel",
    "exact mean value analysis with a delay station; the distribution of travel times does not matter",
    Kind.STOCHASTIC,
    (
        steady(
            shuttle(
                3, "exponential 1", "exponential 0.8", "kind: buffer, at: [25, 0], capacity: unlimited, travel: 2 min"
            ),
            0.4669301899,
            Measure("moves_per_min", 0.4669301899, throughput, 0.004),
            Measure("mean_AGVs_at_load", 0.6469259547, total(content("at_load"), working("load")), 0.01),
            Measure("mean_AGVs_at_unload", 0.4853532858, total(content("at_unload"), working("unload")), 0.01),
        ),
    ),
    remark="vehicles that meet nothing on their way are carriers that go round; each way is a place with a travel time",
)

C09 = Case(
    "C09",
    "deterministic AGV shuttle",
    "identity of the cycle time: 2 x 40 m / (1 m/s) + 15 s + 15 s = 110 s",
    Kind.DETERMINISTIC,
    tuple(
        Line(
            text=shuttle(number, "15", "15", "kind: conveyor, path: [[5, 0], [45, 0]], speed: 1 m/min"),
            measures=(
                Measure(f"moves_per_h_{number}_AGV", number * 3600 / 110, times(3600.0, rate("unload")), absolute=0.1),
            ),
            warm_up=111.0,
            duration=110.0 * 360,
        )
        for number in (1, 2)
    ),
    remark="the ways are belts of their length and speed",
)

CASES = (C07, C09)
