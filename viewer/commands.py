"""The words `render`, `video`, `view` and `doctor` of the command line. VTK is loaded only when something is drawn."""

import argparse
import json
import re
import sys
from functools import partial
from pathlib import Path

from geometry.palette import THEMES
from layouts import Layout, read
from layouts.arguments import time, whole
from viewer.render.options import DEFAULT_SIZE, Pixels, Quality, Take, View

SMALLEST, LARGEST = 16, 8192
"""Pixels along a side of a picture."""


def add_render(parser: argparse.ArgumentParser) -> None:
    """Declare `render FILE --at 2h [--size 1280x720] [--view iso|top|front] -o x.png`."""
    _add_picture(parser)
    parser.add_argument("--at", type=time, metavar="TIME", help="time since the start; without it the line at rest")
    parser.add_argument("-o", "--output", type=_png, required=True, metavar="FILE.png", help="the picture")
    parser.set_defaults(run=partial(_render, parser))


def add_video(parser: argparse.ArgumentParser) -> None:
    """Declare `video FILE --from 0s --to 2min --speed 10 -o x.mp4|.webp`."""
    _add_picture(parser)
    parser.add_argument("--from", dest="start", type=time, default=0.0, metavar="TIME", help="where it begins (0s)")
    parser.add_argument("--to", dest="end", type=time, required=True, metavar="TIME", help="where it ends")
    parser.add_argument("--speed", type=_speed, default=1.0, metavar="N", help="times faster than real (1)")
    parser.add_argument("--fps", type=_fps, default=25, metavar="N", help="pictures a second (25)")
    parser.add_argument("--no-caption", action="store_true", help="leave out name and time in the corner")
    parser.add_argument("-o", "--output", type=_film, required=True, metavar="FILE", help="the film, .mp4 or .webp")
    parser.set_defaults(run=partial(_video, parser))


def add_view(parser: argparse.ArgumentParser) -> None:
    """Declare `view [FILE]`."""
    parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help="the layout; without one an empty hall")
    parser.add_argument("--theme", choices=[*THEMES], help="colours (as last time)")
    parser.add_argument("--seed", type=whole, metavar="N", help="seed of the random numbers")
    parser.set_defaults(run=_view)


def add_doctor(parser: argparse.ArgumentParser) -> None:
    """Declare `doctor [--json]`."""
    parser.add_argument("--json", action="store_true", help="print the findings as one JSON object")
    parser.set_defaults(run=_doctor)


def _add_picture(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="the layout")
    parser.add_argument("--size", type=_size, default=DEFAULT_SIZE, metavar="WxH", help=f"pixels ({DEFAULT_SIZE})")
    parser.add_argument("--view", choices=[view.value for view in View], default="iso", help="from where (iso)")
    parser.add_argument("--theme", choices=[*THEMES], default="light", help="colours (light)")
    parser.add_argument(
        "--quality",
        choices=[quality.value for quality in Quality],
        default="fine",
        help="fast: rough edges; fine: smooth edges; best: soft shade in corners too, slow without a GPU (fine)",
    )
    parser.add_argument("--seed", type=whole, metavar="N", help="seed of the random numbers")


# values on the command line


def _speed(text: str) -> float:
    if not re.fullmatch(r"\d+(\.\d*)?|\.\d+", text) or not 0 < float(text) <= 1e6:
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a number greater than 0, at most 1000000")
    return float(text)


def _fps(text: str) -> int:
    number = whole(text)
    if not 1 <= number <= 120:
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a whole number from 1 to 120")
    return number


def _size(text: str) -> Pixels:
    match = re.fullmatch(r"(\d{1,5})[x×](\d{1,5})", text)
    size = Pixels(int(match[1]), int(match[2])) if match else Pixels(0, 0)
    if not all(SMALLEST <= side <= LARGEST for side in size):
        raise argparse.ArgumentTypeError(
            f"found {text!r}, expected width x height such as {DEFAULT_SIZE}, each from {SMALLEST} to {LARGEST}"
        )
    return size


def _png(text: str) -> Path:
    return _output(text, (".png",))


def _film(text: str) -> Path:
    return _output(text, (".mp4", ".webp"))


def _output(text: str, endings: tuple[str, ...]) -> Path:
    path = Path(text)
    if path.suffix.lower() not in endings:
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a file that ends in {' or '.join(endings)}")
    if not path.absolute().parent.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {path.parent}")
    return path


# the work


def _read(path: Path, *, simulated: bool) -> Layout | None:
    """Read a layout and say what is wrong with it; None where that forbids what is wanted."""
    reading = read(path)
    for problem in reading.problems:
        print(problem, file=sys.stderr)
    _tell_broken_models()
    if reading.layout is not None:
        _tell_missing_drawing(reading.layout)
    return None if simulated and reading.errors else reading.layout


def _tell_missing_drawing(layout: Layout) -> None:
    if layout.drawing is None:
        return
    from geometry.plans.underlay import underlay_of
    from viewer.render.drawings import trouble_with

    _prepare()
    trouble = trouble_with(underlay_of(layout))
    if trouble:
        print(f"linewright: the drawing is left out: {trouble}", file=sys.stderr)


def _tell_broken_models() -> None:
    from geometry.models import models

    for name, reason in models().broken.items():
        message = f"model {name!r} comes from a plugin that cannot be loaded, and a block stands for it: {reason}"
        print(f"linewright: {message}", file=sys.stderr)


def _render(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    layout = _read(arguments.file, simulated=arguments.at is not None)
    if layout is None:
        return 1
    _prepare()
    from sim.progress import progress_on
    from viewer.pages.still import write_still

    with progress_on() as progress:
        write_still(arguments.output, layout, arguments.at, _take(arguments), seed=arguments.seed, progress=progress)
    return 0


def _video(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    if arguments.end <= arguments.start:
        parser.error(f"argument --to: found {arguments.end:g} s, expected a time after --from, {arguments.start:g} s")
    layout = _read(arguments.file, simulated=True)
    if layout is None:
        return 1
    _prepare()
    from sim.progress import progress_on
    from viewer.pages.film import Span, write_film, writer_of
    from viewer.pages.run import playback_of

    take = _take(arguments)
    writer_of(arguments.output, take.size)  # what cannot be written is not simulated first
    span = Span(arguments.start, arguments.end, arguments.speed, arguments.fps)
    with progress_on() as progress:
        playback = playback_of(layout, span.end, seed=arguments.seed, progress=progress)
        write_film(arguments.output, layout, playback, span, take, progress)
    return 0


def _view(arguments: argparse.Namespace) -> int:
    from viewer.window.main import run

    return run(arguments.file, theme=THEMES.get(arguments.theme), seed=arguments.seed)


def _doctor(arguments: argparse.Namespace) -> int:
    from viewer.doctor.report import examine

    report = examine()
    print(json.dumps(report.to_json_object(), indent=2) if arguments.json else report.text())
    return 0 if report.pictures else 1


def _take(arguments: argparse.Namespace) -> Take:
    return Take(
        arguments.size,
        View(arguments.view),
        THEMES[arguments.theme],
        Quality(arguments.quality),
        caption=not getattr(arguments, "no_caption", True),
    )


def _prepare() -> None:
    """Load VTK so that it draws without a display."""
    from viewer.render.offscreen import prepare_off_screen

    prepare_off_screen()
