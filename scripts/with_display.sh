#!/usr/bin/env bash
# Runs a command that draws and opens windows. On Linux it gets a virtual X server of its own where xvfb-run is
# installed, so that nothing flashes up on the screen at hand; pictures off screen are drawn through EGL.
set -euo pipefail

if [ "$(uname -s)" != Linux ]; then exec "$@"; fi

export VTK_DEFAULT_OPENGL_WINDOW=vtkEGLRenderWindow # windows in Qt are not touched by this
if command -v xvfb-run >/dev/null; then
    unset WAYLAND_DISPLAY
    export QT_QPA_PLATFORM=xcb
    exec xvfb-run --auto-servernum --server-args="-screen 0 1600x1200x24" "$@"
fi
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo "with_display: neither a display nor xvfb-run: windows cannot open (Debian: apt-get install xvfb xauth)" >&2
fi
exec "$@"
