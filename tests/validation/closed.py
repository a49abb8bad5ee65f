"""Closed loops: a fixed number of cards, or of parts, goes round for ever."""

from collections.abc import Sequence

from tests.validation.case import Case, Kind, Line, Measure, steady
from tests.validation.readings import blocked, content, lead_time, rate, throughput, total, working
from tests.validation.serial import serial

REMARK = "the parts go round behind a branch whose other way, to a sink, has a share of 0"


def loop(parts: int, stations: Sequence[str], places: Sequence[str]) -> str:
    """Return the layout of machines `m1` ... in a ring with these buffers in front of them."""
    lines = ["linewright: 1", "equipment:", f"  infeed: {{kind: source, at: [0, 5], limit: {parts}}}"]
    lines.append("  out: {kind: sink, at: [0, 9]}")
    chain = []
    for number, (fields, room) in enumerate(zip(stations, places, strict=True), 1):
        if room:
            lines.append(f"  b{number}: {{kind: buffer, at: [{4 * number - 2}, 0], capacity: {room}}}")
            chain.append(f"b{number}")
        rule = ", rule: random share 1 / 0" if number == len(stations) else ""
        lines.append(f"  m{number}: {{kind: machine, at: [{4 * number}, 0], {fields}{rule}}}")
        chain.append(f"m{number}")
    lines.append(f"flow: [infeed -> {' -> '.join(chain)} -> {chain[0]} | out]")
    return "\n".join(lines)


def conwip(cycle: str, cards: int) -> str:
    """Return the layout of four machines in a row with unlimited work in front of it, and cards that go round."""
    control = f"control: {{loop: {{rule: conwip, cards: {cards}, from: b1}}}}"
    return serial([f"cycle: {cycle}"] * 4, ["unlimited"] * 4, head=control)


C01 = Case(
    "C01",
    "CONWIP, balanced exponential (practical worst case)",
    "Hopp & Spearman, Factory Physics ch. 7: w / (W0 + w - 1) r_b",
    Kind.STOCHASTIC,
    (
        steady(
            conwip("exponential 2 min", 8),
            4 / 11,
            Measure("throughput_per_h", 4 / 11, throughput, 0.005),
            Measure("cycle_time_h", 22.0, lead_time, 0.005),
        ),
    ),
)

PENNIES = {1: 0.125, 3: 0.375, 4: 0.5, 6: 0.5}
"""Pennies in the loop, and throughput."""

C03 = Case(
    "C03",
    "Penny Fab One (deterministic CONWIP)",
    "Hopp & Spearman, Factory Physics ch. 7",
    Kind.DETERMINISTIC,
    tuple(
        Line(
            text=conwip("2 min", pennies),
            measures=(Measure(f"throughput_w{pennies}", exact, throughput, absolute=1e-9),),
            warm_up=81.0,
            duration=8_000.0,
        )
        for pennies, exact in PENNIES.items()
    ),
)

C06 = Case(
    "C06",
    "closed network of 2 queues with blocking",
    "LINE solver's test of blocking after service; JMT: 0.85 / 1.15",
    Kind.STOCHASTIC,
    (
        steady(
            loop(2, ["cycle: exponential 1 min", "cycle: exponential 1.25 min"], ["unlimited", ""]),
            0.5901639344,
            Measure("throughput", 0.5901639344, rate("m2"), 0.004),
            Measure("blocked_Q1", 0.4098360656, blocked("m1"), 0.006),
            Measure(
                "jobs_at_Q1_counting_blocked_job_at_destination",
                0.8524590164,
                total(content("b1"), working("m1")),
                0.006,
            ),
            Measure(
                "jobs_at_Q2_counting_blocked_job_at_destination",
                1.147540984,
                total(working("m2"), blocked("m1")),
                0.006,
            ),
        ),
    ),
    remark=REMARK,
)

CASES = (C01, C03, C06)
