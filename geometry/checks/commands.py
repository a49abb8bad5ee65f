"""The word `check` of the command line: the language first, then what stands where.

`check --format json` prints one object:

    {"format": 1, "files": [{"file": "a.yaml", "name": "Trial", "problems": [
        {"code": "unknown_field", "severity": "error", "file": "a.yaml", "line": 7, "column": 3,
         "path": ["equipment", "m1", "cyle"], "message": "equipment.m1.cyle: unknown field `cyle`, ...",
         "found": "cyle", "expected": "...", "suggestion": "cycle", "parameters": {},
         "pieces": [], "point": null, "source": ""}]}]}

`severity` is `error` or `warning`; line and column count from 1 and are null where a file has no such place; `name` is
the title of the layout, null where it could not be read. Of a rule about space `code` is its name, `pieces` are ids of
equipment, `point` is `[x, y, z]` in the hall in metres, and `source` says where the rule comes from. Only errors make
the exit status 1; with `--strict` warnings do too.
"""

import argparse
from importlib.metadata import PackageNotFoundError, version

from layouts.check_report import FORMATS, Checked
from layouts.problems import Problem
from layouts.reading import Reading, read

SUCCESS, PROBLEM = 0, 1


def add_check(parser: argparse.ArgumentParser) -> None:
    """Declare `check FILE...`."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="layout files")
    parser.add_argument("--format", choices=[*FORMATS], default="text", help="how problems are printed (text)")
    parser.add_argument("--language", action="store_true", help="only what files say, not what stands where: quicker")
    parser.add_argument("--strict", action="store_true", help="warnings make the exit status 1 too")
    parser.set_defaults(run=check)


def check(arguments: argparse.Namespace) -> int:
    """Print every problem of the files; 1 where one has an error, with `--strict` where one has a problem."""
    checked = [_checked(file, spatial=not arguments.language) for file in arguments.files]
    print(FORMATS[arguments.format](checked, _version()))
    failed = any(each.problems if arguments.strict else each.errors for each in checked)
    return PROBLEM if failed else SUCCESS


def _checked(file: str, *, spatial: bool) -> Checked:
    """Check one file; what stands where only where the language is right."""
    reading = read(file)
    spatial = spatial and reading.layout is not None and not reading.errors
    found = _findings(reading) if spatial else ()
    return Checked(file, reading.layout, (*reading.problems, *found), spatial)


def _findings(reading: Reading) -> tuple[Problem, ...]:
    from geometry.checks.findings import findings

    return reading.located(findings(reading.trusted()))


def _version() -> str:
    try:
        return version("linewright")
    except PackageNotFoundError:  # run from its folder without being installed
        return "unknown"
