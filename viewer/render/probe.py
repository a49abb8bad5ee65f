"""A small picture drawn off screen, and what drew it, as JSON; run in a process of its own by `linewright doctor`."""

import json
import re
import sys
import time

from geometry.scene import Scene, scene_of
from layouts import loads
from viewer.render.offscreen import prepare_off_screen
from viewer.render.options import Pixels, Quality, Take

LINE = """
linewright: 1
equipment:
  start: {kind: source, at: [0, 0]}
  one:   {kind: machine, at: [2, 0], cycle: 5 s}
  belt:  {kind: conveyor, speed: 0.2 m/s}
  two:   {kind: machine, at: [6, 0], cycle: 5 s}
  end:   {kind: sink, at: [8, 0]}
flow:
  - start -> one -> belt -> two -> end
"""
TAKE = Take(Pixels(640, 360), quality=Quality.FAST)
FRAMES = 5


def main() -> None:
    """Draw and print."""
    prepare_off_screen()
    from viewer.render.pictures import Studio  # noqa: PLC0415 # VTK is told first where to draw

    with Studio(Scene(), TAKE) as studio:
        empty = studio.picture()
    with Studio(scene_of(loads(LINE)), TAKE) as studio:
        picture = studio.picture()
        seconds = []
        for _ in range(FRAMES):
            began = time.perf_counter()
            studio.picture()
            seconds.append(time.perf_counter() - began)
        window = studio.plotter.render_window
        answer = {
            "window": window.GetClassName() if window else "",
            "drawn": round(float((picture != empty).any(axis=2).mean()), 4),
            "frame_ms": round(1000 * min(seconds), 1),
            **driver(window.ReportCapabilities() if window else ""),
        }
    sys.stdout.write(json.dumps(answer) + "\n")


def driver(capabilities: str) -> dict[str, str]:
    """Return vendor, renderer and version from what VTK reports."""
    found = re.findall(r"^OpenGL (vendor|renderer|version) string: *(.*?) *$", capabilities, re.MULTILINE)
    return dict(found)


if __name__ == "__main__":
    main()
