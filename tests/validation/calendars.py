"""Work that keeps to a calendar."""

from tests.validation.case import Case, Kind, Line, Measure, Sample

DAY = """
linewright: 1
calendar:
  starts: 2026-03-02 06:00 Europe/Berlin
  shifts: {{early: {{days: Mon-Fri, hours: 06:00-14:00, breaks: [09:00-09:15, 11:30-12:00]}}}}
  at_break: {at_break}
equipment:
  infeed: {{kind: source, at: [0, 0]}}
  m1: {{kind: machine, at: [4, 0], cycle: 110 s}}
  out: {{kind: sink, at: [8, 0]}}
flow: [infeed -> m1 -> out]
"""


def finished(sample: Sample) -> float:
    """Read how many parts are out."""
    return float(sample.results.parts.out)


D11 = Case(
    "D11",
    "shift calendar",
    "arithmetic: 26,100 s of work",
    Kind.DETERMINISTIC,
    tuple(
        Line(
            text=DAY.format(at_break=at_break),
            measures=(Measure(f"finished_by_1400 ({at_break})", exact, finished),),
            duration=480.0,
        )
        for at_break, exact in (("suspend", 237.0), ("finish", 236.0))
    ),
)

CASES = (D11,)
