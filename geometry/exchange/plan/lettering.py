"""How wide letters are: those of Helvetica and of the faces with its widths (Arial, Liberation Sans, Nimbus Sans)."""

import unicodedata
from bisect import bisect_right
from functools import lru_cache

CAPITAL = 0.718
"""Height of a capital as a share of the size of the face."""
LONGEST = 400
"""Letters that are looked at of a line that must be shortened."""
OTHER = 0.6
"""Width of a letter that is not known, as a share of the size; wide ones of East Asia take a whole."""
# From blank to tilde, in thousandths of the size (Adobe Font Metrics of Helvetica and Helvetica-Bold).
_PLAIN = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 "
    "278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 "
    "667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 "
    "556 333 500 278 556 500 722 500 500 500 334 260 334 584"
)
_BOLD = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 "
    "333 584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 "
    "667 944 667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 "
    "611 389 556 333 611 556 778 556 556 500 389 280 389 584"
)
WIDTHS = {False: tuple(map(int, _PLAIN.split())), True: tuple(map(int, _BOLD.split()))}


@lru_cache(maxsize=4096)
def width_of(text: str, height: float, *, bold: bool = False) -> float:
    """Return how long a line of text is whose capitals have a height, in the same unit."""
    return sum(_share(letter, bold) for letter in text) * height / CAPITAL


def _share(letter: str, bold: bool) -> float:
    plain = unicodedata.normalize("NFD", letter)[0]
    if " " <= plain <= "~":
        return WIDTHS[bold][ord(plain) - 32] / 1000
    return 1.0 if unicodedata.east_asian_width(letter) in "WF" else OTHER


def shortened(text: str, height: float, room: float, *, bold: bool = False) -> str:
    """Return as much of a text as fits into some room, with an ellipsis where something is left out."""
    if len(text) <= LONGEST and width_of(text, height, bold=bold) <= room:
        return text
    lengths = range(1, min(len(text), LONGEST))
    fitting = bisect_right(lengths, room, key=lambda n: width_of(text[:n] + "…", height, bold=bold))
    return text[:fitting].rstrip() + "…" if fitting else ""
