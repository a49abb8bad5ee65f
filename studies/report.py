"""Replications and comparisons as text for people."""

from collections.abc import Sequence
from textwrap import wrap

from layouts.columns import WIDTH, aligned
from sim.report import digits, span
from studies.comparison import Comparison, Difference, Verdict
from studies.estimate import Estimate, estimate
from studies.measures import Measure
from studies.replication import FEWEST, Replications

WORTH_SAYING = 1.5
"""From this gain on the common random numbers are worth a word."""


def replication_report(found: Replications) -> str:
    """Say what several runs gave: mean, interval, least and greatest of each measure."""
    lines = [*wrap(found.layout.name or "", WIDTH), _what_they_are([found]), ""]
    headings = ["", "mean", *(["±"] if _has_interval(found) else []), "least", "most", "unit"]
    rows = [_row(found, measure) for measure in found.measures]
    return "\n".join([*lines, *aligned([headings, *rows])])


def comparison_report(compared: Comparison, names: tuple[str, str]) -> str:
    """Say which of two layouts is better, measure by measure."""
    rows = [_difference_row(difference) for difference in compared.differences]
    table = aligned([["", *names, "change", "±", "", ""], *rows])
    lines = [_what_they_are([compared.first, compared.second]), "", *table, "", *_common_numbers(compared)]
    return "\n".join(lines).rstrip()


def estimate_text(value: Estimate) -> str:
    """Write `1,486 ± 8`, with as many digits as the half-width tells."""
    if value.half_width is None:
        return digits(value.mean)
    decimals = _decimals(value.half_width)
    return f"{value.mean:,.{decimals}f} ± {value.half_width:,.{decimals}f}"


def _decimals(half_width: float) -> int:
    """Two digits of the half-width say something, no more."""
    return next((decimals for decimals in range(6) if half_width * 10**decimals >= 9.5), 6) if half_width else 2


def _what_they_are(every: Sequence[Replications]) -> str:
    found = every[0]
    seeds, count = found.seeds, len(found.seeds)
    runs = f"{count} runs" if count > 1 else "one run, no interval"
    of_each = " of each layout" if len(every) > 1 else ""
    named = f"seeds {seeds[0]} to {seeds[-1]}" if count > 1 else f"seed {seeds[0]}"
    after = f" after a warm-up of {span(found.run.warm_up)}" if found.run.warm_up else ", no warm-up"
    interval = f"; ± is half of a {100 * found.confidence:g} % interval" if count >= FEWEST else ""
    return f"{runs}{of_each}, {named}: {span(found.run.duration)}{after}, started empty{interval}.".replace(
        "\u00a0", " "
    )


def _has_interval(found: Replications) -> bool:
    return len(found.results) >= FEWEST


def _row(found: Replications, measure: Measure) -> list[str]:
    values = found.values(measure) or ()
    value = estimate(values, found.confidence)
    mean, *width = estimate_text(value).split(" ± ")
    decimals = 1 if value.half_width is None else _decimals(value.half_width)
    ends = [f"{end:,.{decimals}f}" for end in (min(values), max(values))]
    return [measure.label, mean, *width, *ends, measure.unit.value]


def _difference_row(difference: Difference) -> list[str]:
    change, width = difference.change, difference.change.half_width or 0.0
    decimals = _decimals(width)
    texts = [f"{each.mean:,.{decimals}f}" for each in (difference.first, difference.second)]
    return [
        difference.measure.label,
        *texts,
        f"{change.mean:+,.{decimals}f}",
        f"{width:,.{decimals}f}",
        difference.measure.unit.value,
        difference.verdict.value,
    ]


def _common_numbers(compared: Comparison) -> list[str]:
    output = compared.of(Measure.OUTPUT)
    lines = []
    if output is not None and output.verdict is Verdict.NOT_TOLD_APART:
        lines.append("Output: more runs (`--replications`) or longer ones would tell a smaller difference.")
    if output is not None and output.gain is not None and output.gain >= WORTH_SAYING:
        lines.append(f"Both met the same chance; with independent runs it would take {output.gain:.1f} times as many.")
    return lines
