"""The page about what is proved: docs/validation.md."""

import math
from collections.abc import Sequence

from tests.validation.case import Case
from tests.validation.catalogue import CASES, IDS, OUTSIDE
from tests.validation.table import markdown_table
from tests.validation.verdict import Row, false_alarms

HEAD = """# Validation: exact results that the program reproduces

`make validate` runs {number} models whose results are known from closed forms, Markov chains or plain arithmetic, most
of them from textbooks, and compares. The cases stand in `tests/validation/`, one module for each family of them. This
page is written by that command, which takes the better part of an hour on two free cores; the same seeds give the same
table.

**Validated: {good} of {number}.**

## How it is judged

- **Where chance plays a part** there are 20 independent replications of at least 50,000 finished parts, after a warm-up
  of 5 % of the run. A measure holds if the mean is within its tolerance or three standard errors of the exact value,
  *and* three standard errors are no more than two tolerances. Where figures scatter much, runs are longer.
- **Where nothing is left to chance** figures must be right to 1e-9, over whole periods.
- **Properties** are tried on every model of the other cases: states fill the time, nothing is lost, Little's law, and a
  layout with hours for minutes does the same sixty times as slowly.
- All of this with **five sets of seeds, none of them chosen**: in set k, from 1 to 5, the replications have the seeds
  1000 k + i, with the numbers of case and model in front, so that no two models share random numbers. Each set is
  judged alone, by the rule above, and nothing is averaged away: a case holds if all its measures hold with every set.

With so many judgements the rule itself has to be right by far: three standard errors of 20 runs are left by chance by
one mean in 140. So runs are so long that three standard errors are mostly well within the
tolerance. With the errors that were found, a table like this would be expected to have {alarms:.2g} false alarms
(Student's t, one term for each judgement).

`make test` runs all cases too, with one set of seeds, shorter, and with wider limits (`tests/validation/test_cases.py`
says how wide, and what the chance of a false alarm is).

## What came of it

The column *simulated* is the mean over the five sets, *half-width* three standard errors in the set where they are
greatest, *sets* in how many of them the measure holds.

"""


def written(rows: Sequence[Row], good: Sequence[str]) -> str:
    """Return the page."""
    outside = [f"- **{case}**, {reason}" for case, reason in OUTSIDE.items()] or ["None."]
    alarms = math.fsum(map(false_alarms, rows))
    models = [_said(case) for case in CASES.values()]
    return "\n".join(
        [
            HEAD.format(good=len(good), number=len(IDS), alarms=alarms) + markdown_table(rows),
            "",
            "## Outside the model",
            "",
            *outside,
            "",
            "## Where the models come from",
            "",
            *models,
            "",
        ]
    )


def _said(case: Case) -> str:
    remark = f" *{case.remark[0].upper()}{case.remark[1:]}.*" if case.remark else ""
    return f"- **{case.id}**, {case.title}. {case.citation}.{remark}"
