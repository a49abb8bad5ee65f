#!/usr/bin/env bash
# Installs the system libraries of the window and of pictures on Debian and Ubuntu where that is allowed, and says what
# is needed elsewhere. Never fails: a machine that checks and simulates does without them.
set -euo pipefail

# A virtual X server, what Qt's xcb plugin links to, OpenGL with its software renderer, a font.
packages="xvfb xauth
    libxcb-icccm4 libxcb-keysyms1 libxcb-cursor0 libxcb-image0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0
    libxcb-randr0 libxkbcommon-x11-0 libglib2.0-0 libdbus-1-3 libfontconfig1
    libegl1 libgl1 libgl1-mesa-dri
    fonts-dejavu-core"

is_installed() { # newer releases add t64 to some names
    local states
    states=$(dpkg-query --show --showformat '${db:Status-Status}\n' "$1" "$1t64" 2>/dev/null || true)
    grep -qx installed <<<"$states"
}

missing() {
    local package
    for package in $packages; do
        is_installed "$package" || echo "$package"
    done
}

if [ "$(uname -s)" != Linux ]; then exit 0; fi
if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "setup: window and pictures need a virtual X server, the xcb libraries, EGL and OpenGL. Debian calls them:"
    echo "   " $packages
    exit 0
fi

wanted=$(missing)
if [ -z "$wanted" ]; then exit 0; fi
if [ "$(id -u)" = 0 ]; then
    as_root=env
elif sudo -n true 2>/dev/null; then
    as_root="sudo -n env"
else
    echo "setup: window and pictures need system libraries. Please run:  sudo apt-get install" $wanted
    exit 0
fi

echo "setup: installing system libraries:" $wanted
apt="$as_root DEBIAN_FRONTEND=noninteractive apt-get -qq"
if ! { $apt update && $apt install --yes --no-install-recommends $wanted; } >/dev/null; then
    echo "setup: that failed; window and pictures will not work before:  apt-get install" $wanted
fi
