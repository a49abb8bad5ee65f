"""Rules for models that are files: a declared size is the model's, and what has a path has no such model."""

from collections.abc import Iterator

from layouts.breaches import known, with_article
from layouts.errors import Code
from layouts.model import Layout
from layouts.model_files import ModelFile
from layouts.problems import Place, Problem, Severity
from layouts.space import Size

TOLERANCE = 0.01
"""How far a declared size may differ from that of the model, metres."""


def model_problems(layout: Layout) -> Iterator[Problem]:
    """Find models that do not fit what they stand for."""
    for key, item in known(layout):
        if not isinstance(item.model, ModelFile):
            continue
        if "at" in item.meaningless:
            expected = f"{with_article(item.kind)} without a file: its path makes its shape"
            yield Problem(
                code=Code.MEANINGLESS, place=Place(path=("equipment", key, "model")), found="model", expected=expected
            )
        elif item.size is not None and _differ(item.size, item.model.size):
            yield Problem(
                code=Code.MODEL_SIZE,
                severity=Severity.WARNING,
                place=Place(path=("equipment", key, "size")),
                found=str(item.size),
                expected=f"that of {item.model}, {item.model.size}: the model is drawn as large as it is",
            )


def _differ(declared: Size, measured: Size) -> bool:
    pairs = zip(declared.measures, measured.measures, strict=True)
    return any(abs(one - other) > TOLERANCE for one, other in pairs if one)
