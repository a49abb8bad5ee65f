"""Films of a layout: MP4 through ffmpeg where the extra `video` is installed, animated WebP everywhere."""

import contextlib
import importlib
import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from geometry.scene import scene_of
from layouts.errors import UserError
from layouts.model import Layout
from replay.playback import Playback
from sim.progress import Progress
from viewer.pages.caption import captioned, clock
from viewer.render.arrays import Bytes
from viewer.render.glide import Glide
from viewer.render.options import Pixels, Take
from viewer.render.pictures import Studio

DEFAULT_FPS = 25
SHARPNESS = "18"
"""Constant rate factor of H.264: visually without loss for such pictures."""
INSTALL = "pip install 'linewright[video]'"


@dataclass(frozen=True)
class Span:
    """Which time of a run is shown, seconds, how many times faster than it was, in how many pictures a second."""

    start: float
    end: float
    speed: float = 1.0
    fps: int = DEFAULT_FPS

    @property
    def pictures(self) -> int:
        """How many pictures the film has."""
        return max(1, round((self.end - self.start) / self.speed * self.fps))

    def times(self) -> Iterator[float]:
        """Go through the times of the pictures."""
        for number in range(self.pictures):
            yield min(self.start + number * self.speed / self.fps, self.end)


def write_film(
    path: Path, layout: Layout, playback: Playback, span: Span, take: Take, progress: Progress | None = None
) -> None:
    """Draw a film of a run and write it to a file, `.mp4` or `.webp`.

    Raises:
        UserError: for another kind of file, where the extra for MP4 is missing, and for sizes that MP4 cannot have.
    """
    write = writer_of(path, take.size)
    unfinished = path.with_name(f".{path.stem}.unfinished{path.suffix}")
    try:
        with Studio(scene_of(layout), take) as studio:
            write(unfinished, _pictures(studio, layout, playback, span, take, progress), span, take.size)
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def _pictures(
    studio: Studio, layout: Layout, playback: Playback, span: Span, take: Take, progress: Progress | None
) -> Iterator[Bytes]:
    glide = Glide(playback)
    for number, t in enumerate(span.times()):
        if progress is not None:
            progress("drawing", (number + 1) / span.pictures)
        picture = studio.picture(glide.at(t), playback.trace.header)
        yield captioned(picture, _caption(layout, t, span.speed), take.theme) if take.caption else picture


def _caption(layout: Layout, t: float, speed: float) -> str:
    faster = f"  ·  {speed:g}×" if speed != 1 else ""
    return "  ·  ".join(word for word in (layout.name, clock(t)) if word) + faster


# the kinds of files

Write = Callable[[Path, Iterator[Bytes], Span, Pixels], None]


def _write_mp4(path: Path, pictures: Iterator[Bytes], span: Span, size: Pixels) -> None:
    raw = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", str(size), "-r", str(span.fps), "-i", "-"]
    # Players want 4:2:0 and the index in front.
    coded = ["-c:v", "libx264", "-crf", SHARPNESS, "-pix_fmt", "yuv420p", "-movflags", "+faststart", str(path)]
    command = [_ffmpeg(), "-y", "-loglevel", "error", *raw, *coded]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            _feed(process, pictures)
        except BaseException:
            process.kill()
            raise
        complaint = process.stderr.read().decode(errors="replace").strip() if process.stderr else ""
    if process.returncode:
        raise UserError(f"{path.name}: ffmpeg failed: {complaint or process.returncode}")


def _feed(process: "subprocess.Popen[bytes]", pictures: Iterator[Bytes]) -> None:
    """Send the pictures; where ffmpeg stops listening, it says why afterwards."""
    if process.stdin is None:
        raise ValueError("ffmpeg was started without standard input")
    with contextlib.suppress(BrokenPipeError), process.stdin as stream:
        for picture in pictures:
            stream.write(picture.tobytes())


def _write_webp(path: Path, pictures: Iterator[Bytes], span: Span, size: Pixels) -> None:
    strip = _Strip(pictures, span.pictures)
    strip.save(path, format="WEBP", save_all=True, duration=1000 / span.fps, loop=0, quality=80, method=2)


class _Strip(Image.Image):
    """Pictures as one image of many frames (the protocol of Pillow's own), each drawn when it is asked for."""

    def __init__(self, pictures: Iterator[Bytes], count: int) -> None:
        """Draw the first."""
        super().__init__()
        self.pictures, self.n_frames, self.frame = pictures, count, -1
        self.seek(0)

    def seek(self, frame: int) -> None:
        """Draw the next frame; those before are gone."""
        if frame > self.frame:
            drawn = Image.fromarray(next(self.pictures))
            self.im, self._mode, self._size = drawn.im, drawn.mode, drawn.size
            self.frame = frame

    def tell(self) -> int:
        """Return the number of the frame."""
        return self.frame


WRITERS: Mapping[str, Write] = {".mp4": _write_mp4, ".webp": _write_webp}
"""How each kind of film is written."""


def writer_of(path: Path, size: Pixels) -> Write:
    """Find how a film is written, before anything is simulated or drawn.

    Raises:
        UserError: for another kind of file, where the extra for MP4 is missing, and for sizes that MP4 cannot have.
    """
    write = WRITERS.get(path.suffix.lower())
    if write is None:
        raise UserError(f"{path}: found {path.suffix or 'no ending'}, expected {' or '.join(WRITERS)}")
    if write is _write_mp4:
        _ffmpeg()
        if size.width % 2 or size.height % 2:
            raise UserError(f"{path}: found a size of {size}, expected even numbers for MP4")
    return write


def _ffmpeg() -> str:
    """Return the path of ffmpeg."""
    try:
        module = importlib.import_module("imageio_ffmpeg")
    except ModuleNotFoundError as error:
        raise UserError(f"MP4 needs ffmpeg: {INSTALL} (or write .webp)") from error
    return str(module.get_ffmpeg_exe())
