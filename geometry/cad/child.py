"""The child process that reads a CAD file: started as `python -m geometry.cad.child`, within limits, for one file.

The request comes as one line of JSON on standard input: the file, the wishes, and where to write. The answer goes as
one line of JSON to standard output: a receipt, or what is wrong in one sentence. What goes wrong unforeseen ends the
process with a traceback, of which the parent tells the last line.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from geometry.cad.limits import READING_CPU, WHOLE_CPU, confine, let_compute
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
    from geometry.cad.standing import Wishes, stand_up  # noqa: PLC0415 # under the limits, as all that reads

    path, wishes = Path(request["file"]), Wishes.from_json_object(request["wishes"])
    try:
        standing = stand_up(path, wishes)
        let_compute(WHOLE_CPU)
        from geometry.cad.diet import slimmed  # noqa: PLC0415 # not for files that do not come so far

        imported = slimmed(path, standing, wishes)
    except UserError as error:
        return {"error": str(error)}
    Path(request["output"]).write_bytes(imported.glb)
    return {"receipt": imported.receipt.to_json_object()}


if __name__ == "__main__":
    sys.exit(main())
