"""The words `capacity`, `schema`, `kinds` and `new` of the command line.

`kinds --json` prints {"format": 1, "kinds": [{"kind", "role", "description", "fields": [{"name", "form", "default",
"required", "description"}]}], "broken": {name: reason}, "broken_behaviours": {…}, "broken_models": {…}}.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from layouts.errors import UserError
from layouts.reading import load

if TYPE_CHECKING:
    from layouts.catalogue import FieldEntry, KindEntry

SUCCESS = 0


def add_capacity(parser: argparse.ArgumentParser) -> None:
    """Declare `capacity FILE`."""
    parser.add_argument("file", metavar="FILE", help="layout file")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=capacity)


def capacity(arguments: argparse.Namespace) -> int:
    """Print takt, pace and loads of a layout.

    Raises:
        LayoutError: for a layout with errors.
        UserError: for one in which nothing is made.
    """
    from layouts.capacity import capacity_of
    from layouts.capacity_report import text_of, to_json_object

    layout = load(arguments.file)
    found = capacity_of(layout)
    if arguments.json:
        print(json.dumps(to_json_object(found), indent=2))
    else:
        print(text_of(layout, found, in_color=sys.stdout.isatty()))
    return SUCCESS


def add_schema(parser: argparse.ArgumentParser) -> None:
    """Declare `schema`."""
    parser.set_defaults(run=schema)


def schema(arguments: argparse.Namespace) -> int:
    """Print the JSON Schema of layout files."""
    from layouts.schema import schema_text

    sys.stdout.write(schema_text())
    return SUCCESS


def add_kinds(parser: argparse.ArgumentParser) -> None:
    """Declare `kinds`."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=kinds)


def kinds(arguments: argparse.Namespace) -> int:
    """Print every kind with its fields, and the plugins that could not be loaded."""
    from layouts.catalogue import catalogue, entries_of
    from layouts.equipment import Equipment
    from layouts.registry import broken

    entries, gone = catalogue(), broken()
    if arguments.json:
        objects = [entry.to_json_object() for entry in entries]
        told = {"broken": gone["kind"], "broken_behaviours": gone["behaviour"], "broken_models": gone["model"]}
        print(json.dumps({"format": 1, "kinds": objects, **told}, indent=2, ensure_ascii=False))
        return SUCCESS
    shared = entries_of(Equipment)
    print("All equipment:")
    _print_fields(shared)
    for entry in entries:
        print(f"\n{entry.kind} ({entry.role}): {entry.description}")
        _print_needs(entry, [field.name for field in shared])
        _print_fields([field for field in entry.fields if field.name not in [other.name for other in shared]])
    for what, reasons in gone.items():
        for name, reason in reasons.items():
            print(f"linewright: {what} {name!r} comes from a plugin that cannot be loaded: {reason}", file=sys.stderr)
    return SUCCESS


def _print_needs(entry: "KindEntry", shared: Sequence[str]) -> None:
    names = [field.name for field in entry.fields]
    without = [name for name in shared if name not in names]
    print(f"  needs {', '.join(field.name for field in entry.fields if field.required)}", end="")
    print(f"; has no {', '.join(without)}" if without else "")


def _print_fields(fields: "Sequence[FieldEntry]") -> None:
    for field in fields:
        note = "; required" if field.required else f"; default {field.default}" if field.default else ""
        print(f"  {field.name:14} {field.description} ({field.form}{note})")


def add_new(parser: argparse.ArgumentParser) -> None:
    """Declare `new FILE [--from PLAN]`."""
    parser.add_argument("file", metavar="FILE", help="the layout file to write; one that exists is never overwritten")
    parser.add_argument(
        "--from", dest="plan", metavar="PLAN", help="process plan from which the line is made: a .csv or .xlsx file"
    )
    parser.add_argument("--columns", metavar="MAP", help="YAML file that says which column of the plan holds what")
    parser.set_defaults(run=new)


def new(arguments: argparse.Namespace) -> int:
    """Write a commented starter layout, or the line of a process plan.

    Raises:
        UserError: where the file exists, and for a plan with problems.
    """
    from layouts.plans.commands import write_line
    from layouts.starter import starter

    path = Path(arguments.file)
    if arguments.plan is not None:
        return write_line(path, arguments.plan, arguments.columns)
    if arguments.columns is not None:
        raise UserError("--columns says what a plan holds: give that with --from")
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(starter())
    except FileExistsError as error:
        raise UserError(f"{path}: exists already; name another file") from error
    print(f"{path}: written; try `linewright check {path}` and `linewright view {path}`")
    return SUCCESS
