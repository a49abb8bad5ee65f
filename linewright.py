"""The command line: `linewright WORD ...` looks up which package knows the word and loads only that one.

Every package of the house brings a module `commands` with one function `add_<word>(parser)` per word, which declares
the arguments and sets `run`, a function from the parsed arguments to the exit status.
"""

import argparse
import importlib
import io
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

__version__ = "0.1.0"

Declare = Callable[[argparse.ArgumentParser], None]
Run = Callable[[argparse.Namespace], int]

SUCCESS, PROBLEM, USAGE = 0, 1, 2
INTERRUPTED, PIPE_CLOSED = 130, 141  # what a shell reports for SIGINT and SIGPIPE


@dataclass(frozen=True, slots=True)
class Word:
    """A sub-command: the module that declares and runs it, and its line in the overview."""

    module: str
    help: str


WORDS: Mapping[str, Word] = MappingProxyType(
    {
        "new": Word("layouts.commands", "write a starter layout, or the line of a process plan"),
        "plan": Word("layouts.plans.commands", "write the operations of a layout into a spreadsheet"),
        "check": Word("geometry.checks.commands", "say what is wrong in layouts, with file, line and column"),
        "capacity": Word("layouts.commands", "work out takt, pace and loads, without a simulation"),
        "simulate": Word("sim.commands", "run a layout and print what came of it"),
        "replicate": Word("studies.commands", "run a layout several times, print means with intervals"),
        "clearance": Word("studies.commands", "run a layout and say what came how near to what"),
        "compare": Word("studies.commands", "run two layouts with the same chance and say which is better"),
        "view": Word("viewer.commands", "open a layout in the 3D window and play it"),
        "render": Word("viewer.commands", "draw a layout at one moment into a picture"),
        "video": Word("viewer.commands", "draw a layout over a span of time into a film"),
        "export": Word("viewer.exchange.commands", "write a layout or its run as 3D, plan, table or page"),
        "doctor": Word("viewer.commands", "say whether pictures and the window work here"),
        "import-cad": Word("geometry.commands", "turn a CAD file into a model of a layout"),
        "import-plan": Word("geometry.commands", "turn blocks of a DXF plan into a layout"),
        "kinds": Word("layouts.commands", "list the kinds of equipment and their fields"),
        "schema": Word("layouts.commands", "print the JSON Schema of layout files"),
    }
)

EXTRAS: Mapping[str, str] = MappingProxyType(
    {
        "PIL": "gui",
        "PySide6": "gui",
        "pyvista": "gui",
        "pyvistaqt": "gui",
        "qtpy": "gui",
        "shiboken6": "gui",
        "vtk": "gui",
        "vtkmodules": "gui",
        "imageio": "video",
        "imageio_ffmpeg": "video",
        "ezdxf": "drawings",
        "openpyxl": "excel",
        "pxr": "usd",
        "reportlab": "drawings",
    }
)
"""Which extra of the distribution brings a package that the core does without."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.

    0 success, 1 a problem, 2 wrong usage, 3 a deadlock, 4 a broken invariant, 130 interrupted.
    """
    _print_anything()
    try:
        status = _status(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return PIPE_CLOSED
    return status


def _status(words: Sequence[str]) -> int:
    try:
        return _run(words)
    except SystemExit as leaving:  # argparse leaves this way after --help, --version and wrong usage
        return leaving.code if isinstance(leaving.code, int) else SUCCESS


def _run(words: Sequence[str]) -> int:
    chosen = next((word for word in words if not word.startswith("-")), None)
    parser, parsers = _parsers()
    if chosen is None or chosen not in WORDS:
        return _without_word(parser, words)
    from layouts.errors import UserError  # not at the top: the overview needs no layouts

    try:
        _declare(chosen, parsers[chosen])
        arguments = parser.parse_args(words)
        run: Run = arguments.run
        return run(arguments)
    except UserError as error:
        return _complain(str(error), error.status)
    except ImportError as error:
        return _complain(_import_trouble(chosen, error))
    except OSError as error:
        return _complain(_file_trouble(error))


class _Overview(argparse.HelpFormatter):
    """Leaves room for the longest word, of which argparse forgets that it is indented."""

    def add_argument(self, action: argparse.Action) -> None:
        """Make the column of the words wide enough."""
        super().add_argument(action)
        self._action_max_length = max(self._action_max_length, 4 + max(map(len, WORDS)))


def _parsers() -> tuple[argparse.ArgumentParser, Mapping[str, argparse.ArgumentParser]]:
    """The parser of the whole line and those of its words, each still without arguments."""
    parser = argparse.ArgumentParser(
        prog="linewright",
        description="Design a production line in 3D and simulate it exactly.",
        allow_abbrev=False,
        formatter_class=_Overview,
    )
    parser.add_argument("--version", action="version", version=f"linewright {__version__}")
    words = parser.add_subparsers(metavar="WORD", required=True, title="words")
    return parser, {
        name: words.add_parser(name, help=word.help, description=_sentence(word.help), allow_abbrev=False)
        for name, word in WORDS.items()
    }


def _sentence(text: str) -> str:
    """Write a line of the overview as a sentence; `capitalize` would make "3D" small."""
    return f"{text[0].upper()}{text[1:]}."


def _without_word(parser: argparse.ArgumentParser, words: Sequence[str]) -> int:
    if words:
        parser.parse_args(words)  # prints the help, the version or what is wrong, and leaves
    parser.print_help(sys.stderr)
    return USAGE


def _declare(word: str, parser: argparse.ArgumentParser) -> None:
    declare: Declare = getattr(importlib.import_module(WORDS[word].module), f"add_{word.replace('-', '_')}")
    declare(parser)


def _complain(message: str, status: int = PROBLEM) -> int:
    print(f"linewright: {message}", file=sys.stderr)
    return status


def _import_trouble(word: str, error: ImportError) -> str:
    """What keeps an optional package from loading; raises `error` again where it is not about one of them."""
    package = (error.name or "").partition(".")[0]
    if package not in EXTRAS:
        raise error
    if isinstance(error, ModuleNotFoundError):
        return f"{word!r} needs {package}: pip install 'linewright[{EXTRAS[package]}]'"
    return f"{word!r} cannot load {package}: {error}"  # mostly a system library that is not installed


def _file_trouble(error: OSError) -> str:
    """Which file could not be used and why; raises `error` again where it is not about a file."""
    if error.filename is None or error.strerror is None:
        raise error
    return f"{os.fsdecode(error.filename)}: {error.strerror}"


def _print_anything() -> None:
    """Let a terminal that lacks a sign show `?` in its place instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _forget_output() -> None:
    """Point standard output nowhere, since the interpreter would flush it into the closed pipe once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
