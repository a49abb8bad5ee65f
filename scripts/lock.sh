#!/usr/bin/env bash
# Writes requirements.lock anew: the newest versions that fit pyproject.toml, the same ones for every Python and system.
set -euo pipefail
cd "$(dirname "$0")/.."

uv=$(command -v uv || true)
if [ -z "$uv" ]; then
    .venv/bin/python -m pip install --quiet uv
    uv=.venv/bin/uv
fi

made=requirements.lock.new
{
    echo "# Written by \`make lock\` from pyproject.toml: one set of versions for Python 3.11 and newer, on every system."
    "$uv" pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --upgrade \
        --no-header --no-emit-index-url --no-emit-find-links --extra dev pyproject.toml
} >"$made"
mv "$made" requirements.lock
