#!/usr/bin/env bash
# Makes .venv-bench with the simulators that benchmarks/ compares the engine with, and with nothing of ours, for the
# interpreter of .venv; returns at once where nothing has changed.
set -euo pipefail
cd "$(dirname "$0")/.."

venv=.venv-bench
stamp=$venv/.set-up
wanted=$(.venv/bin/python -c 'import sys; print(sys.version)' && cat benchmarks/requirements.txt)
if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then exit 0; fi

export PIP_DISABLE_PIP_VERSION_CHECK=1
echo "setup: installing the packages of benchmarks/requirements.txt into $venv (some 120 MB)"
.venv/bin/python -m venv --clear "$venv"
"$venv/bin/python" -m pip install --quiet --requirement benchmarks/requirements.txt
echo "$wanted" >"$stamp" # last: a stamp means that all of the above is done
echo "setup: $venv is ready"
