"""The child process that reads a DXF plan: as `geometry.cad.child`, for one file, within the same limits."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from geometry.cad.limits import READING_CPU, confine
from layouts.errors import UserError


def main() -> int:
    """Serve one request."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what libraries print goes to standard error
    request = json.loads(sys.stdin.readline())
    confine(READING_CPU)
    answers.write(json.dumps(_answer(request)) + "\n")
    answers.close()
    return 0


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    import numpy as np  # noqa: PLC0415 # under the limits, as all that reads

    from geometry.plans.reading import read_plan  # noqa: PLC0415 # as above

    try:
        plan = read_plan(Path(request["file"]))
    except UserError as error:
        return {"error": str(error)}
    about = {"layers": plan.layers, "unit": plan.unit, "inserts": [insert._asdict() for insert in plan.inserts]}
    text = np.frombuffer(json.dumps(about).encode(), np.uint8)
    np.savez(request["output"], lines=plan.lines, numbers=plan.numbers, about=text)
    return {"lines": len(plan.lines)}


if __name__ == "__main__":
    sys.exit(main())
