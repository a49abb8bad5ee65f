"""Check that functions say one thing: the lengths of their bodies stay within the bounds of the house.

A body is counted without its docstring, blank lines and lines that only hold a comment; a function inside another
counts for both.
"""

import ast
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("layouts", "replay", "geometry", "sim", "studies", "viewer")
MEDIAN, NINE_OF_TEN, LONGEST = 5, 20, 60


@dataclass(frozen=True, slots=True, order=True)
class Body:
    """A function and the lines of code in its body."""

    lines: int
    place: str
    name: str


def main() -> int:
    """Print the three figures and every body that is too long; 1 where a bound is broken."""
    bodies = sorted(body for path in sources() for body in bodies_in(path))
    lengths = [body.lines for body in bodies]
    middle, ninth = median(lengths), lengths[len(lengths) * 9 // 10]
    print(f"{len(bodies)} bodies: median {middle:g} (≤ {MEDIAN}), 90 % {ninth} (≤ {NINE_OF_TEN}),", end=" ")
    print(f"longest {lengths[-1]} (≤ {LONGEST}): {bodies[-1].name}")
    for body in bodies:
        if body.lines > LONGEST:
            print(f"{body.place}: {body.name} has {body.lines} lines")
    return int(middle > MEDIAN or ninth > NINE_OF_TEN or lengths[-1] > LONGEST)


def sources() -> Iterator[Path]:
    """Every module of the product; tests, benchmarks and scripts are not counted."""
    yield ROOT / "linewright.py"
    for package in PACKAGES:
        yield from sorted((ROOT / package).rglob("*.py"))


def bodies_in(path: Path) -> Iterator[Body]:
    """The bodies of all functions and methods in a file."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    for node in ast.walk(ast.parse(text, str(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            place = f"{path.relative_to(ROOT)}:{node.lineno}"
            yield Body(_count(node, lines), place, node.name)


def _count(function: ast.FunctionDef | ast.AsyncFunctionDef, lines: Sequence[str]) -> int:
    statements = function.body[1:] if ast.get_docstring(function) is not None else function.body
    if not statements:
        return 0
    body = lines[statements[0].lineno - 1 : function.end_lineno]
    return sum(1 for line in body if line.strip() and not line.lstrip().startswith("#"))


if __name__ == "__main__":
    sys.exit(main())
