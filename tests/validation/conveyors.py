"""Belts: identities of length, speed and pitch, a minimum pitch as a queue, stops."""

from tests.validation.case import Case, Kind, Line, Measure, Sample, steady
from tests.validation.readings import content, lead_time, most, stay, throughput
from tests.validation.watches import Departures

BELT = "kind: conveyor, path: [[2, 0], [14, 0]], speed: 0.3 m/min, gap: 100 mm, accumulates: no"
"""12 m; parts of 0.5 m and a gap of 0.1 m make a pitch of 0.6 m."""


def belt(source: str, end: str = "", fields: str = "", before: str = "") -> str:
    """Return the layout of a source, what stands before the belt, the belt, and what stands at its end."""
    rest = ["  out: {kind: sink, at: [16, 0]}"]
    rest += [f"  press: {{kind: machine, at: [15, 0], {end}}}"] if end else []
    rest += [f"  queue: {{kind: buffer, at: [1, 0], {before}}}"] if before else []
    way = ["infeed", *(["queue"] if before else []), "belt", *(["press"] if end else []), "out"]
    return "\n".join(
        [
            "linewright: 1",
            "products: {box: {size: 500 x 300 x 200 mm}}",
            "equipment:",
            f"  infeed: {{kind: source, at: [0, 0]{source}}}",
            f"  belt: {{{BELT}{fields}}}",
            *rest,
            f"flow: [{' -> '.join(way)}]",
        ]
    )


V01 = Case(
    "V01",
    "conveyor identities",
    "length / speed, speed / pitch, Little",
    Kind.DETERMINISTIC,
    (
        Line(
            text=belt(", every: 4 min"),
            measures=(
                Measure("transit_s", 40.0, lead_time),
                Measure("mean_parts_on_belt", 10.0, content("belt")),
            ),
            warm_up=81.0,
            duration=4_000.0,
        ),
        Line(
            text=belt(""),
            measures=(Measure("max_rate_per_s", 0.5, throughput),),
            warm_up=81.0,
            duration=4_000.0,
        ),
        Line(
            text=belt("", end="cycle: 90000 min"),
            measures=(Measure("capacity_parts", 20.0, most("belt")),),
            warm_up=100.0,
            duration=1_000.0,
        ),
    ),
)

V03 = Case(
    "V03",
    "Poisson parts onto a belt with minimum pitch",
    "M/D/1 with service pitch / speed; Little",
    Kind.STOCHASTIC,
    (
        steady(
            belt(f", every: exponential {1 / 0.3!r} min", before="capacity: unlimited"),
            0.3,
            Measure("mean_wait_before_entry_s", 1.5, stay("queue"), 0.03),
            Measure("mean_time_to_exit_s", 41.5, lead_time, 0.005),
            Measure("mean_parts_on_belt", 12.0, content("belt"), 0.01),
        ),
    ),
)

BEGIN = 80.0
"""When the case begins: then its stops are the first of two failures by the calendar, and no others follow in time."""

STOPS = "failures: [" + ", ".join(
    f"{{mtbf: constant {BEGIN + begins} min, mttr: constant {lasts} min, ages: calendar}}"
    for begins, lasts in ((20, 15), (50, 2))
)


def third_departure(sample: Sample) -> float:
    """Read when the third part left the belt, counted from the beginning of the case."""
    assert isinstance(sample.watch, Departures)
    return sample.watch.times["belt"][2] / sample.minute - BEGIN


V04 = Case(
    "V04",
    "belt stoppages (non-accumulating)",
    "arithmetic: the part is on the belt during both stops",
    Kind.DETERMINISTIC,
    (
        Line(
            text=belt(f", every: 5 min, first: {BEGIN} min, if_full: queue", fields=f", {STOPS}]"),
            measures=(Measure("exit_time_of_part_entering_t10", 67.0, third_departure),),
            duration=160.0,
            watch=Departures,
        ),
    ),
    remark=f"the case begins at {BEGIN:g} s, so that each stop is the first of a failure that comes regularly",
)

CASES = (V01, V03, V04)
