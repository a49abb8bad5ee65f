import sys
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
from PIL import Image

from geometry.palette import LIGHT
from layouts import Layout, load
from layouts.errors import UserError
from replay.playback import Playback
from viewer.pages.caption import captioned, clock
from viewer.pages.film import WRITERS, Span, write_film, writer_of
from viewer.pages.run import playback_of
from viewer.pages.still import still_of
from viewer.render.options import Pixels, Quality, Take

SMALL = Take(size=Pixels(160, 96), quality=Quality.FAST, caption=True)
SPAN = Span(60.0, 70.0, speed=10.0, fps=8)


@pytest.fixture(scope="module")
def line() -> Layout:
    return load(Path(__file__).resolve().parents[3] / "layouts" / "examples" / "packaging_line.yaml")


@pytest.fixture(scope="module")
def playback(line: Layout) -> Playback:
    return playback_of(line, 70.0)


def test_a_span_has_its_pictures_at_their_times() -> None:
    span = Span(10.0, 20.0, speed=5.0, fps=2)
    assert span.pictures == 4
    assert list(span.times()) == [10.0, 12.5, 15.0, 17.5]
    assert list(Span(3.0, 3.0).times()) == [3.0]


def test_a_film_as_webp_has_every_picture(tmp_path: Path, line: Layout, playback: Playback) -> None:
    said: list[tuple[str, float]] = []
    write_film(tmp_path / "x.webp", line, playback, SPAN, SMALL, lambda what, share: said.append((what, share)))
    with Image.open(tmp_path / "x.webp") as film:
        assert (film.size, getattr(film, "n_frames", 1)) == ((160, 96), SPAN.pictures)
    assert said[-1] == ("drawing", 1.0)
    assert [path.name for path in tmp_path.iterdir()] == ["x.webp"]


def test_a_film_as_mp4_has_every_picture(tmp_path: Path, line: Layout, playback: Playback) -> None:
    write_film(tmp_path / "x.mp4", line, playback, SPAN, SMALL)
    frames, seconds = imageio_ffmpeg.count_frames_and_secs(str(tmp_path / "x.mp4"))
    assert (frames, seconds) == (SPAN.pictures, pytest.approx(1.0, abs=0.02))


def test_what_ffmpeg_says_is_told(tmp_path: Path) -> None:
    (tmp_path / ".x.unfinished.mp4").mkdir()
    with pytest.raises(UserError, match=r"ffmpeg failed: .*[dD]irectory"):
        WRITERS[".mp4"](tmp_path / ".x.unfinished.mp4", iter([np.zeros((96, 160, 3), np.uint8)]), SPAN, SMALL.size)


def test_a_film_that_fails_leaves_no_file(tmp_path: Path, line: Layout, playback: Playback) -> None:
    with pytest.raises(ValueError, match="70"):
        write_film(tmp_path / "x.webp", line, playback, Span(60.0, 90.0, 10.0, 8), SMALL)
    assert not [*tmp_path.iterdir()]


def test_without_the_extra_the_message_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    with pytest.raises(UserError, match=r"pip install 'linewright\[video\]'"):
        writer_of(Path("x.mp4"), Pixels(160, 96))
    assert writer_of(Path("x.webp"), Pixels(160, 96)) is WRITERS[".webp"]


@pytest.mark.parametrize(
    ("name", "size", "message"),
    [
        ("x.avi", Pixels(160, 96), "x.avi: found .avi, expected .mp4 or .webp"),
        ("film", Pixels(160, 96), "film: found no ending, expected .mp4 or .webp"),
        ("x.mp4", Pixels(161, 96), "found a size of 161x96, expected even numbers"),
    ],
)
def test_what_cannot_be_written_is_said(name: str, size: Pixels, message: str) -> None:
    with pytest.raises(UserError, match=message):
        writer_of(Path(name), size)


def test_a_still_shows_the_line_at_work(line: Layout) -> None:
    rest, working = still_of(line, take=SMALL), still_of(line, 60.0, SMALL)
    assert rest.shape == working.shape == (96, 160, 3)
    assert np.any(rest != working)


def test_a_caption_stays_in_its_corner() -> None:
    picture = np.full((180, 320, 3), 200, np.uint8)
    changed = np.any(captioned(picture, "00:01:02", LIGHT) != picture, axis=2)
    rows, columns = np.nonzero(changed)
    assert rows.min() > 140
    assert columns.max() < 120


def test_a_caption_fits_into_the_smallest_picture() -> None:
    assert captioned(np.zeros((16, 16, 3), np.uint8), "a long caption", LIGHT).shape == (16, 16, 3)


def test_the_clock_counts_hours() -> None:
    assert [clock(t) for t in (0.0, 59.9999999, 3661.5, 360000)] == ["00:00:00", "00:01:00", "01:01:01", "100:00:00"]
