"""Sheets of paper and scales."""

import re
from typing import NamedTuple

from layouts.errors import UserError


class Paper(NamedTuple):
    """A sheet lying across, millimetres (ISO 216)."""

    name: str
    width: float
    height: float

    @property
    def letter(self) -> float:
        """Height of capitals on it: 2.5 mm letters are read in the hand, 3.5 mm ones on the wall (ISO 3098)."""
        return 1.8 if self.width < 800 else 2.5


PAPERS = {
    paper.name: paper
    for paper in (
        Paper("A4", 297.0, 210.0),
        Paper("A3", 420.0, 297.0),
        Paper("A2", 594.0, 420.0),
        Paper("A1", 841.0, 594.0),
        Paper("A0", 1189.0, 841.0),
    )
}
SCALES = (10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000)
"""Scales that are tried where none is asked for: metres of the hall become 1/n."""
LEAST, MOST = 1, 10_000


def paper_of(text: str) -> Paper:
    """Read the name of a sheet.

    Raises:
        UserError: for another one.
    """
    if text.upper() not in PAPERS:
        raise UserError(f"--paper: found {text!r}, expected {', '.join(PAPERS)}")
    return PAPERS[text.upper()]


def scale_of(text: str) -> int:
    """Read a scale such as 1:100 and return the 100.

    Raises:
        UserError: for anything else.
    """
    match = re.fullmatch(r"1\s*:\s*(\d{1,6})", text.strip())
    if match is None or not LEAST <= int(match[1]) <= MOST:
        raise UserError(f"--scale: found {text!r}, expected a scale such as 1:100, from 1:{LEAST} to 1:{MOST}")
    return int(match[1])
