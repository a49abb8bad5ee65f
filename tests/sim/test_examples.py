"""The examples: what the report of each says, and that every small line of a kind runs and loses nothing.

With LINEWRIGHT_WRITE_GOLDEN in the environment the committed reports are written anew.
"""

from pathlib import Path

import pytest

from layouts import load
from layouts.examples import example, example_of, examples
from layouts.registry import OWN_KINDS
from sim import simulate
from sim.report import report
from tests.sim.golden_forks import WRITES_GOLDEN

GOLDEN = Path(__file__).resolve().parent.parent / "golden"


LASTING = {"pump_line": 86_400.0}
"""Time for which the figures of a long example are looked at, from the beginning, seconds."""


@pytest.mark.parametrize("name", sorted(set(examples()) - {"packaging_line"}))
def test_the_report_of_an_example_is_the_golden_one(name: str) -> None:
    """Figures of the default run or a shorter one, as printed: rounded, so that no last digit of a logarithm counts."""
    layout, path = load(example(name)), GOLDEN / f"{name}_report.txt"
    lasting = LASTING.get(name)
    results = simulate(layout, lasting, warm_up=None if lasting is None else 0.0)
    text = report(results, layout) + "\n"
    if WRITES_GOLDEN:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted({example_of(kind) for kind in OWN_KINDS}), ids=lambda path: Path(path).stem)
def test_the_line_of_a_kind_runs_and_loses_nothing(path: Path) -> None:
    results = simulate(load(path))
    parts = results.parts
    assert parts.out > 0
    assert parts.came_in + parts.made == parts.out + parts.inside + parts.scrapped + parts.used
