#!/usr/bin/env bash
# Shows the example line in the window; without a display writes a picture and a film and prints the figures of a shift.
set -euo pipefail
cd "$(dirname "$0")/.."

linewright=.venv/bin/linewright
layout=layouts/examples/pump_line.yaml
made=build/demo

if [ "$(uname -s)" != Linux ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "$linewright" view "$layout"
fi

export VTK_DEFAULT_OPENGL_WINDOW=vtkEGLRenderWindow
mkdir -p "$made"
"$linewright" simulate "$layout" --for 8h --warm-up 0s
echo
"$linewright" render "$layout" --at 19494s -o "$made/pump_line.png"
"$linewright" video "$layout" --from 19470s --to 19530s --speed 15 -o "$made/pump_line.mp4"
echo "No display here, so look at $made/pump_line.png and $made/pump_line.mp4"
