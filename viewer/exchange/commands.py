"""The word `export` of the command line."""

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from geometry.palette import THEMES
from layouts import Layout, read
from layouts.arguments import positive_time, time, whole
from viewer.exchange.formats import FORMATS

if TYPE_CHECKING:
    from geometry.exchange.plan.sheets import Wish
    from viewer.exchange.order import Span


def add_export(parser: argparse.ArgumentParser) -> None:
    """Declare `export FILE -o OUT [--run 10min] [--at 1h] [--scale 1:100] [--paper A1] [--layers hall,names]`."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the layout")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT", help=f"the file: {_endings()}")
    run, at = "with this much of a run, as an animation", "the moment shown; with --run: where the run begins (0s)"
    parser.add_argument("--run", dest="duration", type=positive_time, metavar="TIME", help=run)
    parser.add_argument("--at", type=time, metavar="TIME", help=at)
    parser.add_argument("--seed", type=whole, metavar="N", help="seed of the random numbers")
    parser.add_argument("--theme", choices=[*THEMES], default="light", help="colours (light)")
    plan = parser.add_argument_group("plans (DXF, SVG, PDF)")
    plan.add_argument("--scale", metavar="1:N", help="scale of the plan (the largest that fits on one sheet)")
    plan.add_argument("--paper", metavar="A1", help="A4 to A0, lying across (A1); larger halls take several sheets")
    plan.add_argument(
        "--layers",
        metavar="NAMES",
        help="what is drawn, separated by commas (all): areas, grid, zones, "
        "hall, conveyors, equipment, flow, dimensions, names",
    )
    plan.add_argument("--revision", metavar="TEXT", help="what the title block says (begin of the layout's SHA-256)")
    parser.set_defaults(run=partial(_export, parser))


def _endings() -> str:
    *others, last = FORMATS
    return f"{', '.join(others)} or {last}"


def _export(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    from sim.progress import progress_on
    from viewer.exchange.order import Order
    from viewer.exchange.writers import WRITERS

    _check_usage(parser, arguments)
    span = _span(arguments)
    layout = _layout(arguments.file, simulated=span is not None)
    if layout is None:
        return 1
    wish = _wish(arguments)
    with progress_on() as progress:
        order = Order(arguments.output, layout, span, arguments.seed, THEMES[arguments.theme], progress, wish)
        WRITERS[arguments.output.suffix.lower()](order)
    return 0


def _check_usage(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> None:
    """Leave with what is wrong where the file cannot be what it is asked to be."""
    output: Path = arguments.output
    chosen = FORMATS.get(output.suffix.lower())
    if chosen is None:
        parser.error(f"argument -o/--output: found {str(output)!r}, expected a file that ends in {_endings()}")
    if not output.absolute().parent.is_dir():
        parser.error(f"argument -o/--output: there is no folder {output.parent}")
    if arguments.duration is None and chosen.only_runs:
        parser.error(f"argument --run: a {output.suffix} file is a run; say how much of it, such as --run 10min")
    if arguments.duration is not None and not chosen.runs:
        parser.error(f"argument --run: a {output.suffix} file has no run; those that do: {_those('runs')}")
    if arguments.at is not None and not chosen.moments:
        parser.error(f"argument --at: a {output.suffix} file shows no moment; those that do: {_those('moments')}")

    if _plan_words(arguments) and not chosen.plans:
        words = ", ".join(f"--{word}" for word in _plan_words(arguments))
        parser.error(f"{words}: a {output.suffix} file is no plan; those that are: {_those('plans')}")


def _plan_words(arguments: argparse.Namespace) -> list[str]:
    return [word for word in ("scale", "paper", "layers", "revision") if getattr(arguments, word) is not None]


def _wish(arguments: argparse.Namespace) -> "Wish | None":
    from geometry.exchange.plan.ink import Layer, layers_of
    from geometry.exchange.plan.paper import PAPERS, paper_of, scale_of
    from geometry.exchange.plan.sheets import Wish

    if not _plan_words(arguments):
        return None
    return Wish(
        paper_of(arguments.paper) if arguments.paper else PAPERS["A1"],
        scale_of(arguments.scale) if arguments.scale else None,
        layers_of(arguments.layers) if arguments.layers else frozenset(Layer),
        arguments.revision,
    )


def _those(ability: str) -> str:
    return ", ".join(ending for ending, each in FORMATS.items() if getattr(each, ability))


def _span(arguments: argparse.Namespace) -> "Span | None":
    from viewer.exchange.order import Span

    if arguments.duration is None and arguments.at is None:
        return None
    return Span(arguments.at or 0.0, arguments.duration or 0.0)


def _layout(path: Path, *, simulated: bool) -> Layout | None:
    """Read a layout and say what is wrong with it; None where that forbids what is wanted."""
    reading = read(path)
    for problem in reading.problems:
        print(problem, file=sys.stderr)
    return None if simulated and reading.errors else reading.layout
