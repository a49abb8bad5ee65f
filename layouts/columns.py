"""Tables of text: a name and figures in aligned columns, nothing clipped."""

from collections.abc import Iterator, Sequence

WIDTH = 100
"""Columns that a report keeps to."""

LONGEST_NAME = 26
"""A longer name, or one for which there is no room, stands on a line of its own, above its figures."""

GAP = "  "


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of a table, headings first: names to the left, figures to the right."""
    figures = list(zip(*(row[1:] for row in rows), strict=True))
    room = WIDTH - sum(len(GAP) + max(map(len, column)) for column in figures)
    lines = [line for row in rows for line in _unfolded(row, min(LONGEST_NAME, room))]
    full = [line for line in lines if len(line) > 1]
    widths = [max(map(len, column)) for column in zip(*full, strict=True)]
    return [_line(line, widths) for line in lines]


def _unfolded(row: Sequence[str], longest: int) -> Iterator[Sequence[str]]:
    name, *figures = row
    if len(name) > longest:
        yield [name]
        name = ""
    yield [name, *figures]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    name, *figures = cells
    right = [figure.rjust(width) for figure, width in zip(figures, widths[1:], strict=False)]
    return GAP.join([name.ljust(widths[0]) if right else name, *right]).rstrip()
