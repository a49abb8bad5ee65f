"""`make validate`: runs every case with five sets of seeds, prints the table, and writes the page about it."""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.validation.catalogue import CASES, ENOUGH, IDS, OUTSIDE
from tests.validation.page import written
from tests.validation.table import failing_sets, outside_lines, text_table
from tests.validation.trial import SETS, sampled_apart, tasks
from tests.validation.verdict import Row, rows_of

EVERY = 10.0
"""Seconds from one line of progress to the next."""


class Progress:
    """Says now and then how far it is, on stderr."""

    def __init__(self) -> None:
        """Begin to count the time."""
        self.began = self.said = time.monotonic()

    def __call__(self, done: int, number: int) -> None:
        """Say so many of so many are done, unless it has just said something."""
        now = time.monotonic()
        if done == number or now - self.said >= EVERY:
            self.said = now
            sys.stderr.write(f"{done} of {number} runs done, {now - self.began:.0f} s\n")
            sys.stderr.flush()


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="make validate", description=__doc__)
    parser.add_argument("cases", nargs="*", choices=[[], *CASES], help="which cases; default: all")
    parser.add_argument("--sets", type=int, default=len(SETS), choices=SETS, help="how many sets of seeds")
    parser.add_argument("--share", type=float, default=1.0, help="share of the full length: less proves nothing")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="worker processes")
    parser.add_argument("--page", type=Path, help="where to write the page, when all has been run in full")
    return parser.parse_args(given)


def validated(rows: Sequence[Row]) -> list[str]:
    """Return the cases all of whose measures hold."""
    cases = dict.fromkeys(row.case.id for row in rows)
    return [case for case in cases if all(row.holds for row in rows if row.case.id == case)]


def main(given: Sequence[str] | None = None) -> int:
    """Run the cases and say what holds; 0 when enough of them do."""
    chosen = arguments(given)
    cases = [CASES[name] for name in chosen.cases or CASES]
    sets = SETS[: chosen.sets]
    samples = sampled_apart(tasks(cases, sets), chosen.share, chosen.workers, Progress())
    rows = [row for case in cases for row in rows_of(case, samples, sets)]
    good = validated(rows)
    if chosen.page and len(cases) == len(CASES) and sets == SETS and chosen.share == 1:
        chosen.page.write_text(written(rows, good), encoding="utf-8")
    report(rows, good)
    return 0 if len(good) >= ENOUGH else 1


def report(rows: Sequence[Row], good: Sequence[str]) -> None:
    """Print the table, what fails, what is outside the model, and how many cases hold."""
    lines = [text_table(rows), "", *failing_sets(rows), *outside_lines(OUTSIDE)]
    if len(good) < ENOUGH:
        lines.append(f"at least {ENOUGH} of {len(IDS)} must hold")
    lines.append(f"validated {len(good)} of {len(IDS)}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    sys.exit(main())
