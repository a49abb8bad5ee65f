"""The words `import-cad` and `import-plan` of the command line. What reads files runs in a child process.

`import-cad --json` prints the receipt as one JSON object, with the keys of `geometry.cad.receipt.Receipt`.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from layouts.errors import UserError

if TYPE_CHECKING:
    from geometry.plans.reading import Lines

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


def add_import_plan(parser: argparse.ArgumentParser) -> None:
    """Declare `import-plan PLAN.dxf --map BLOCKS.csv -o LINE.yaml [--unit mm] [--origin X,Y] [--turn DEGREES]`."""
    parser.add_argument("file", type=Path, metavar="PLAN.dxf", help="the plan; its blocks become equipment")
    parser.add_argument("--map", type=Path, metavar="BLOCKS.csv", help="table: block, kind, and fields such as model")
    parser.add_argument("-o", "--output", type=Path, metavar="LINE.yaml", help="the layout to write")
    parser.add_argument("--unit", choices=("mm", "cm", "m", "in", "ft"), help="unit of the plan, where it says none")
    parser.add_argument("--origin", type=_point, default=(0.0, 0.0), metavar="X,Y", help="its point that is our [0, 0]")
    parser.add_argument("--turn", type=_degrees, default=0.0, metavar="DEGREES", help="by how much it is turned")
    parser.set_defaults(run=import_plan)


def import_plan(arguments: argparse.Namespace) -> int:
    """List the blocks of a plan; with a table write the layout of those it knows.

    Raises:
        UserError: where the plan or the table cannot be used, and where the layout exists.
    """
    from geometry.plans.plan import plan_in

    if (arguments.map is None) != (arguments.output is None):
        raise UserError("--map and -o belong together: the table says what the layout will hold")
    plan = plan_in(arguments.file)
    if arguments.map is None:
        return _list_blocks(arguments.file, plan)
    return _write_line(arguments, plan)


def _list_blocks(file: Path, plan: "Lines") -> int:
    counts = Counter(insert.name for insert in plan.inserts)
    unit = plan.unit or "not said: give it with --unit"
    print(f"{file}: {len(plan.lines):,} lines, unit {unit}")
    print(f"layers: {', '.join(plan.layers)}")
    for name, count in sorted(counts.items()):
        print(f"block {name}: {count} x")
    if not counts:
        print("no blocks")
    return SUCCESS


def _write_line(arguments: argparse.Namespace, plan: "Lines") -> int:
    from geometry.plans.equipment import listed, read_meanings
    from layouts.drawing import Drawing, DrawingUnit

    output: Path = arguments.output
    if output.exists():
        raise UserError(f"{output}: exists already; name another file")
    folder = output.absolute().parent.resolve()
    inside = arguments.file.resolve().is_relative_to(folder)
    file = arguments.file.resolve().relative_to(folder).as_posix() if inside else arguments.file.name
    unit = arguments.unit and DrawingUnit(arguments.unit)
    drawing = Drawing(file=file, unit=unit, origin=arguments.origin, turn=arguments.turn)
    found = listed(plan, drawing, read_meanings(arguments.map), folder, arguments.file.stem)
    with output.open("x", encoding="utf-8", newline="\n") as out:
        out.write(found.text)
    made = ", ".join(f"{count} x {block}" for block, count in found.counts.items())
    print(f"{output}: written: {made}; say in `flow` where parts can go")
    if found.left:
        print(f"Blocks that the table does not name: {', '.join(found.left)}")
    if not inside:
        print(f"To see the plan on the floor put it beside {output}: a layout shows files of its own folder only")
    return SUCCESS


def _point(text: str) -> tuple[float, float]:
    try:
        x, y = map(float, text.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"found {text!r}, expected two numbers such as 12500,8000") from error
    return x, y


def _degrees(text: str) -> float:
    try:
        turn = float(text) % 360.0
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"found {text!r}, expected degrees such as 90") from error
    return turn


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
