"""The word `plan` of the command line, and `new FILE --from PLAN`: process plans in spreadsheets."""

import argparse
from pathlib import Path

from layouts.errors import UserError
from layouts.reading import load

SUCCESS = 0


def write_line(file: Path, plan_file: str, map_file: str | None) -> int:
    """Write the layout of a process plan into a new file.

    Raises:
        PlanError: with everything that is wrong with the plan or the map of its columns.
        UserError: where the file exists.
    """
    from layouts.plans.line import layout_of
    from layouts.plans.listing import listing
    from layouts.plans.mapping import ColumnMap, read_map
    from layouts.plans.reading import read_table

    if file.exists():
        raise UserError(f"{file}: exists already; name another file")
    plan, sheet, _ = read_table(plan_file, read_map(Path(map_file)) if map_file else ColumnMap())
    counts = (
        f"{_counted(len(plan.operations), 'operation')}, {_counted(len(plan.products), 'product')}, "
        f"{_counted(len(plan.stations), 'station')}"
    )
    source = Path(plan_file)
    where = source.name if sheet.name is None else f"{source.name}, sheet {sheet.name}"
    text = listing(layout_of(plan, source.stem), f"{where}: {counts}")
    with file.open("x", encoding="utf-8", newline="\n") as out:
        out.write(text)
    print(f"{file}: written from {where}: {counts}; try `linewright simulate {file}` and `linewright view {file}`")
    return SUCCESS


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" + ("" if number == 1 else "s")


def add_plan(parser: argparse.ArgumentParser) -> None:
    """Declare `plan FILE -o PLAN`."""
    parser.add_argument("file", metavar="FILE", help="layout file")
    parser.add_argument(
        "-o",
        "--output",
        metavar="PLAN",
        required=True,
        help="the spreadsheet to write, .csv or .xlsx; in one that is a plan already only the cells that differ change",
    )
    parser.add_argument("--columns", metavar="MAP", help="YAML file that says which column of that plan holds what")
    parser.set_defaults(run=plan)


def plan(arguments: argparse.Namespace) -> int:
    """Write the operations of a layout into a spreadsheet.

    Raises:
        LayoutError: for a layout with errors, and for a spreadsheet that cannot say what the layout says.
        UserError: for a layout without operations, and where the file cannot be written.
    """
    from layouts.plans.extraction import plan_of
    from layouts.plans.mapping import ColumnMap, read_map
    from layouts.plans.writing import change_plan, write_plan

    extract, target = plan_of(load(arguments.file)), Path(arguments.output)
    if not extract.plan.operations:
        raise UserError(f"{arguments.file}: no station is reached from a source: no operation to write")
    if target.exists():
        columns = read_map(Path(arguments.columns)) if arguments.columns else ColumnMap()
        print(f"{target}: {_counted(change_plan(extract.plan, target, columns), 'cell')} changed")
    else:
        write_plan(extract.plan, target)
        print(f"{target}: written, {_counted(len(extract.plan.operations), 'operation')}")
    for thing in extract.left_out:
        print(f"Not in the table: {thing}")
    return SUCCESS
