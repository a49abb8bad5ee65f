#!/usr/bin/env bash
# Shows the example line in the window; without a display writes a picture and a film and prints the figures of a shift.
set -euo pipefail
cd "$(dirname "$0")/.."

linewright=.venv/bin/linewright
layout=layouts/examples/packaging_line.yaml
made=build/demo

if [ "$(uname -s)" != Linux ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "$linewright" view "$layout"
fi

export VTK_DEFAULT_OPENGL_WINDOW=vtkEGLRenderWindow
mkdir -p "$made"
"$linewright" simulate "$layout" --for 8h
echo
"$linewright" render "$layout" --at 10min -o "$made/packaging_line.png"
"$linewright" video "$layout" --from 0s --to 2min --speed 20 -o "$made/packaging_line.mp4"
echo "No display here, so look at $made/packaging_line.png and $made/packaging_line.mp4"
