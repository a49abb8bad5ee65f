import io
from pathlib import Path

import pytest
from PIL import Image

import viewer.window.main
from geometry.palette import Theme
from linewright import main
from sim.progress import progress_on


def test_render_writes_a_picture(packaging_line: Path, tmp_path: Path) -> None:
    output = tmp_path / "x.png"
    words = ["render", str(packaging_line), "--at", "2min", "--size", "200x120", "--quality", "fast", "-o", str(output)]
    assert main(words) == 0
    with Image.open(output) as image:
        assert (image.format, image.size) == ("PNG", (200, 120))


def test_the_same_command_writes_the_same_bytes(packaging_line: Path, tmp_path: Path) -> None:
    for name in ("a.png", "b.png"):
        words = ["--at", "90s", "--size", "160x90", "--view", "top", "--theme", "dark", "-o", str(tmp_path / name)]
        assert main(["render", str(packaging_line), *words]) == 0
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_video_writes_a_film(packaging_line: Path, tmp_path: Path) -> None:
    output = tmp_path / "x.webp"
    span = ["--from", "60s", "--to", "70s", "--speed", "20", "--fps", "10", "--size", "160x96", "--quality", "fast"]
    assert main(["video", str(packaging_line), *span, "-o", str(output)]) == 0
    with Image.open(output) as film:
        assert getattr(film, "n_frames", 1) == 5


def test_a_half_drawn_line_is_drawn_at_rest_but_not_at_work(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "half.yaml"
    path.write_text("linewright: 1\nequipment:\n  m1: {kind: machine, at: [1, 1]}\n")
    words = ["render", str(path), "--size", "64x64", "-o", str(tmp_path / "x.png")]
    assert main(words) == 0
    assert main([*words, "--at", "1s"]) == 1
    assert "m1" in capsys.readouterr().err


def test_a_missing_layout_is_one_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", str(tmp_path / "no.yaml"), "-o", str(tmp_path / "x.png")]) == 1
    said = capsys.readouterr().err
    assert "no.yaml" in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["render", "x.yaml", "-o", "x.jpg"], "expected a file that ends in .png"),
        (["render", "x.yaml", "-o", "no/such/folder/x.png"], "there is no folder"),
        (["render", "x.yaml", "--at", "2", "-o", "x.png"], "found '2', expected a time such as 45 s"),
        (["render", "x.yaml", "--at", "-2s", "-o", "x.png"], "expected"),
        (["render", "x.yaml", "--size", "12x9", "-o", "x.png"], "found '12x9', expected width x height"),
        (["render", "x.yaml", "--size", "big", "-o", "x.png"], "found 'big', expected width x height"),
        (["render", "x.yaml", "--view", "left", "-o", "x.png"], "invalid choice: 'left'"),
        (["render", "x.yaml"], "-o/--output"),
        (["video", "x.yaml", "--to", "1min", "-o", "x.avi"], "expected a file that ends in .mp4 or .webp"),
        (["video", "x.yaml", "--to", "1min", "--speed", "0", "-o", "x.webp"], "found '0', expected a number"),
        (["video", "x.yaml", "--to", "1min", "--fps", "0", "-o", "x.webp"], "found '0', expected a whole number"),
        (["video", "x.yaml", "--from", "2min", "--to", "1min", "-o", "x.webp"], "found 60 s, expected a time after"),
        (["video", "x.yaml", "-o", "x.webp"], "--to"),
        (["view", "x.yaml", "--seed", "one"], "found 'one', expected a whole number"),
    ],
)
def test_wrong_usage_is_one_message(words: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    said = capsys.readouterr().err.splitlines()
    assert message in said[-1]


def test_an_odd_size_is_refused_before_anything_is_drawn(
    packaging_line: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--to", "1s", "--size", "97x64", "-o", str(tmp_path / "x.mp4")]
    assert main(["video", str(packaging_line), *words]) == 1
    assert "expected even numbers" in capsys.readouterr().err


def test_view_opens_the_window(monkeypatch: pytest.MonkeyPatch, packaging_line: Path) -> None:
    seen: list[object] = []

    def run(path: Path, *, theme: Theme | None, seed: int | None) -> int:
        seen.append((path, theme and theme.name, seed))
        return 0

    monkeypatch.setattr(viewer.window.main, "run", run)
    assert main(["view", str(packaging_line), "--seed", "3"]) == 0
    assert main(["view", str(packaging_line), "--theme", "dark"]) == 0
    assert seen == [(packaging_line, None, 3), (packaging_line, "dark", None)]


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress_is_shown_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.progress.PATIENCE", 0.0)
    with progress_on(io.StringIO()) as progress:
        assert progress is None
    terminal = Terminal()
    with progress_on(terminal) as progress:
        assert progress is not None
        progress("drawing", 0.5)
    assert terminal.getvalue() == "\rdrawing: 50 %\r             \r"
