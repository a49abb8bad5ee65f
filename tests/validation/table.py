"""The table of the verdicts, as text and as Markdown."""

from collections.abc import Mapping, Sequence

from tests.validation.case import Kind, Values
from tests.validation.verdict import Row

HEAD = ("case", "measure", "exact", "simulated", "half-width", "sets", "verdict")


def shown(values: Values) -> str:
    """Write one value with six digits, of several the first and the last."""
    if len(values) > 1:
        return f"{values[0]:.6g} … {values[-1]:.6g}"
    return f"{values[0]:.6g}"


def cells(row: Row) -> tuple[str, ...]:
    """Return a row of the table as texts."""
    held = sum(judgement.holds for judgement in row.judgements)
    several = f" ({len(row.measure.values)} values)" if len(row.measure.values) > 1 else ""
    return (
        row.case.id,
        row.measure.name + several,
        shown(row.measure.values),
        "exactly" if _is_met(row) else shown(row.means),
        shown(row.half_widths) if row.case.kind is Kind.STOCHASTIC else "–",
        f"{held} of {len(row.judgements)}",
        "holds" if row.holds else "FAILS",
    )


def _is_met(row: Row) -> bool:
    return row.holds and row.case.kind is Kind.DETERMINISTIC


def text_table(rows: Sequence[Row]) -> str:
    """Return the table with columns of equal width."""
    lines = [HEAD, *map(cells, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)


def failing_sets(rows: Sequence[Row]) -> list[str]:
    """Say of each failing measure what each set of seeds found."""
    return [
        f"{row.case.id} {row.measure.name}, set {number}: found {shown(each.means)} ± {shown(each.half_widths)}, "
        f"expected {shown(row.measure.values)}"
        for row in rows
        for number, each in enumerate(row.judgements, 1)
        if not each.holds
    ]


def markdown_table(rows: Sequence[Row]) -> str:
    """Return the table for a page."""
    lines = [HEAD, tuple("---" for _ in HEAD), *map(cells, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def outside_lines(outside: Mapping[str, str]) -> list[str]:
    """Return a line for each case that is declared outside the model."""
    return [f"{case}  outside the model: {reason}" for case, reason in outside.items()]
