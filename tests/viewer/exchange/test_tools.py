"""Exported files before the programs of others: Khronos' validator, a browser, a rasteriser. Part of `make test-slow`.

`scripts/exchange_tools.sh` installs the programs; where one is missing its tests fail and say so.
"""

import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from geometry.motion import Drives
from geometry.rigs import stance_of
from geometry.scene import scene_of
from layouts import load
from linewright import main
from tests.geometry.exchange.runs import EXAMPLES, named
from tests.viewer.exchange.replay.shows import shown

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
TOOLS = ROOT / "build" / "exchange-tools"
LINES = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))
VALIDATE = """
const validator = require("gltf-validator"), fs = require("fs");
const content = new Uint8Array(fs.readFileSync(process.argv[1]));
validator.validateBytes(content).then((report) => console.log(JSON.stringify(report)));
"""


def program(name: str) -> str:
    found = shutil.which(name)
    assert found, f"{name} is not installed: run scripts/exchange_tools.sh"
    return found


def validated(path: Path) -> dict[str, Any]:
    """What the validator of Khronos says about a file."""
    assert (TOOLS / "node_modules" / "gltf-validator").is_dir(), "run scripts/exchange_tools.sh"
    command = [program("node"), "-e", VALIDATE, str(path)]
    environment = {"NODE_PATH": str(TOOLS / "node_modules")}
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    report: dict[str, Any] = json.loads(ended.stdout)
    return report


def browsed(page: Path, wish: str, folder: Path, *words: str) -> str:
    """What a headless browser that draws in software prints about a page."""
    drawing = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-dev-shm-usage"]
    command = [program("chromium"), "--headless=new", "--no-sandbox", *drawing, "--virtual-time-budget=4000"]
    where = [f"--user-data-dir={folder}", *words, f"file://{page}#{wish}"]
    return subprocess.run([*command, *where], capture_output=True, text=True, check=True, timeout=100).stdout


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("words", [[], ["--run", "2min", "--at", "5min"]], ids=["at rest", "run"])
def test_the_validator_of_khronos_finds_nothing(line: str, words: list[str], tmp_path: Path) -> None:
    path = tmp_path / "line.glb"
    assert main(["export", str(EXAMPLES / f"{line}.yaml"), "-o", str(path), *words]) == 0
    issues = validated(path)["issues"]
    assert (issues["numErrors"], issues["numWarnings"], issues["messages"]) == (0, 0, [])


@pytest.mark.parametrize("line", LINES)
def test_a_browser_shows_the_positions_of_the_playback(line: str, tmp_path: Path) -> None:
    """Three moments, to a millimetre."""
    start, moments = 600.0, (7.0, 61.25, 113.5)
    content, playback = shown(load(EXAMPLES / f"{line}.yaml"), start, 120.0)
    page = tmp_path / "replay.html"
    page.write_bytes(content)
    text = browsed(page, f"dump={','.join(map(str, moments))}", tmp_path / "browser", "--dump-dom")
    (dumped,) = re.findall(r'<pre id="positions"[^>]*>(.*?)</pre>', text, re.DOTALL)
    for t, parts in zip(moments, json.loads(html.unescape(dumped)), strict=True):
        moment = playback.at(start + t)
        assert sorted(part["item"] for part in parts) == sorted(moment.items.tolist())
        for part in parts:
            position = moment.positions[moment.index_of(part["item"])]
            np.testing.assert_allclose([part["x"], part["y"], part["z"]], position, atol=0.001)


@pytest.mark.parametrize("line", LINES)
def test_a_browser_moves_joints_as_the_window_does(line: str, tmp_path: Path) -> None:
    start, moments = 600.0, (0.0, 7.0, 61.25, 113.5)
    content, playback = shown(load(EXAMPLES / f"{line}.yaml"), start, 120.0)
    page = tmp_path / "replay.html"
    page.write_bytes(content)
    text = browsed(page, f"dump={','.join(map(str, moments))}", tmp_path / "browser", "--dump-dom")
    (dumped,) = re.findall(r'<pre id="joints"[^>]*>(.*?)</pre>', text, re.DOTALL)
    scene, names = scene_of(load(EXAMPLES / f"{line}.yaml")), playback.trace.header.equipment
    for t, joints in zip(moments, json.loads(html.unescape(dumped)), strict=True):
        stance = stance_of(playback.at(start + t))
        for name, values in joints.items():
            drives = Drives.of(scene.pieces[name].model.joints)
            expected = drives.values(stance.of(np.full(len(values), names.index(name))))
            np.testing.assert_allclose(values, expected, atol=0.001 * np.abs(drives.reaches).max())


def test_a_browser_draws_the_line(tmp_path: Path) -> None:
    content, _ = shown(load(EXAMPLES / "assembly_cell.yaml"), 600.0, 60.0)
    page, picture = tmp_path / "replay.html", tmp_path / "shot.png"
    page.write_bytes(content)
    size = ["--window-size=900,600", f"--screenshot={picture}"]
    browsed(page, "t=20&theme=light", tmp_path / "browser", *size)
    with Image.open(picture) as image:
        middle = np.asarray(image.convert("RGB"), np.float64)[120:450, 60:480]
    assert middle.std(axis=(0, 1)).min() > 15


def test_a_browser_takes_no_name_for_a_program(tmp_path: Path) -> None:
    name = "</script><img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"
    page = tmp_path / "replay.html"
    page.write_bytes(shown(named(name), 0.0, 5.0)[0])
    text = browsed(page, "t=1", tmp_path / "browser", "--dump-dom")
    assert "<title>owned</title>" not in text
    assert f"<title>{html.escape(name, quote=False)}</title>" in text


def test_ten_metres_are_a_tenth_of_a_metre_when_a_plan_is_rasterised(tmp_path: Path) -> None:
    """The outer edges of the hall's outline, drawn 0.7 mm thick, at 600 dots an inch."""
    layout = tmp_path / "hall.yaml"
    layout.write_text("linewright: 1\nhall: {size: 10 x 8 x 5 m}\n", encoding="utf-8")
    words = ["--scale", "1:100", "--paper", "A4", "--layers", "hall", "-o", str(tmp_path / "plan.pdf")]
    assert main(["export", str(layout), *words]) == 0
    drawn = [program("pdftoppm"), "-r", "600", "-gray", str(tmp_path / "plan.pdf"), str(tmp_path / "plan")]
    subprocess.run(drawn, check=True)
    with Image.open(next(tmp_path.glob("plan*.pgm"))) as image:
        dark = np.asarray(image) < 128
    window = dark[round(15 / 25.4 * 600) : round(165 / 25.4 * 600), round(30 / 25.4 * 600) : round(280 / 25.4 * 600)]
    columns, rows = np.flatnonzero(window.any(axis=0)), np.flatnonzero(window.any(axis=1))
    wide, tall = ((found[-1] - found[0] + 1) * 25.4 / 600 - 0.7 for found in (columns, rows))
    assert wide == pytest.approx(100.0, abs=0.1)
    assert tall == pytest.approx(80.0, abs=0.1)
