#!/usr/bin/env bash
# Installs what the slow tests of exported files are measured with, on Debian and Ubuntu where that is allowed: a browser
# (chromium), a rasteriser of PDF (poppler-utils), Node.js and the Khronos validator of glTF, the last into
# build/exchange-tools. Says what is missing elsewhere; the tests then fail and name it.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=build/exchange-tools
missing=""
command -v chromium >/dev/null || missing="$missing chromium"
command -v pdftoppm >/dev/null || missing="$missing poppler-utils"
command -v node >/dev/null || missing="$missing nodejs"
command -v npm >/dev/null || missing="$missing npm"

if [ -n "$missing" ]; then
    if [ "$(id -u)" = 0 ]; then as_root=env; else as_root="sudo -n env"; fi
    echo "exchange tools: installing$missing"
    if ! { $as_root apt-get -qq update && $as_root DEBIAN_FRONTEND=noninteractive \
        apt-get -qq install --yes --no-install-recommends $missing; } >/dev/null; then
        echo "exchange tools: that failed. Please run:  sudo apt-get install$missing"
        exit 0
    fi
fi

if [ ! -d "$folder/node_modules/gltf-validator" ]; then
    mkdir -p "$folder"
    npm install --silent --no-fund --no-audit --prefix "$folder" gltf-validator@2.0.0-dev.3.10 >/dev/null ||
        echo "exchange tools: gltf-validator could not be installed; please run:  npm install --prefix $folder gltf-validator"
fi
