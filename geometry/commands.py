"""The words `import-cad` and `import-plan` of the command line. What reads files runs in a child process.

`import-cad --json` prints the receipt as one JSON object, with the keys of `geometry.cad.receipt.Receipt`.
"""

import argparse
import json
from pathlib import Path

SUCCESS = 0
UNITS = ("um", "mm", "cm", "m", "in", "ft")
AXES = ("x", "y", "z")
BUDGET, LEAST_BUDGET, LARGEST_BUDGET = 20_000, 100, 1_000_000


def add_import_cad(parser: argparse.ArgumentParser) -> None:
    """Declare `import-cad FILE -o OUT.glb [--units mm] [--up z] [--budget 20000] [--json]`."""
    parser.add_argument("file", type=Path, metavar="FILE", help="STEP, glTF, GLB, OBJ, STL, PLY, 3MF or COLLADA file")
    parser.add_argument("-o", "--output", type=_glb, required=True, metavar="OUT.glb", help="the model to write")
    parser.add_argument("--units", choices=UNITS, help="unit of the file, where it says none or the wrong one")
    parser.add_argument("--up", choices=AXES, help="axis of the file that points up")
    parser.add_argument(
        "--budget", type=_budget, default=BUDGET, metavar="N", help=f"triangles of the model at most ({BUDGET})"
    )
    parser.add_argument("--json", action="store_true", help="print the receipt as one JSON object")
    parser.set_defaults(run=import_cad)


def import_cad(arguments: argparse.Namespace) -> int:
    """Import a CAD file and print the receipt.

    Raises:
        UserError: where it cannot be imported.
    """
    from geometry.cad.importing import import_cad as run

    wishes = {"units": arguments.units, "up": arguments.up, "budget": arguments.budget}
    receipt = run(arguments.file, arguments.output, wishes)
    if arguments.json:
        print(json.dumps(receipt.to_json_object(), indent=2, ensure_ascii=False))
    else:
        print(receipt.text())
        print(f"{arguments.output}: written; use it as `model: {arguments.output}`, relative to the layout file")
    return SUCCESS


def _glb(text: str) -> Path:
    if not text.lower().endswith(".glb"):
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a file that ends in .glb")
    return Path(text)


def _budget(text: str) -> int:
    number = int(text) if text.isdecimal() and len(text) < 9 else 0
    if not LEAST_BUDGET <= number <= LARGEST_BUDGET:
        expected = f"a whole number from {LEAST_BUDGET} to {LARGEST_BUDGET}"
        raise argparse.ArgumentTypeError(f"found {text!r}, expected {expected}")
    return number
