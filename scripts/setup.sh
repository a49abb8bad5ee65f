#!/usr/bin/env bash
# Makes a virtual environment with the pinned packages and this project; returns at once where nothing has changed.
#
#   scripts/setup.sh .venv        everything: window, films, tools of development
#   scripts/setup.sh .venv-core   what layouts, replay, geometry and sim need, and pytest
#
# PYTHON names the interpreter. Without it an existing environment keeps its own, and a new one takes python3.
set -euo pipefail
cd "$(dirname "$0")/.."

venv=$1
python=$venv/bin/python
stamp=$venv/.set-up

version() { "$1" -c 'import sys; print(sys.version.replace(chr(10), " "))' 2>/dev/null || true; }

find_interpreter() { # the file itself, because making an environment anew takes the links in it away
    local candidate found
    for candidate in ${PYTHON:-$python .venv/bin/python python3 python3.13 python3.12 python3.11}; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            "$candidate" -c 'import os, sys; print(os.path.realpath(sys.executable))'
            return
        fi
    done
    found=$(version "${PYTHON:-python3}")
    echo "setup: needs Python 3.11 or newer; ${PYTHON:-python3} is ${found:-missing}" >&2
    echo "setup: name another one: make setup PYTHON=/path/to/python3.13" >&2
    return 1
}

fingerprint() { # of all that the environment is made from
    { echo "$PWD $wanted" && ls -- */__init__.py && cat pyproject.toml requirements.lock scripts/setup.sh; } | cksum
}

make_environment() {
    echo "setup: new $venv with Python ${wanted%% *}"
    rm -rf "$venv"
    if ! "$interpreter" -m venv "$venv"; then
        echo "setup: $interpreter cannot make virtual environments; on Debian and Ubuntu: apt-get install python3-venv" >&2
        return 1
    fi
}

install_everything() {
    echo "setup: installing the packages of requirements.lock into $venv (some 400 MB the first time)"
    "$python" -m pip install --quiet --requirement requirements.lock
    "$python" -m pip install --quiet --no-deps --no-build-isolation --editable .
}

install_core() {
    echo "setup: installing the packages of the core into $venv"
    "$python" -m pip install --quiet --constraint requirements.lock setuptools
    "$python" -m pip install --quiet --constraint requirements.lock --no-build-isolation --editable '.[test]'
}

interpreter=$(find_interpreter)
wanted=$(version "$interpreter")
if [ "$(version "$python")" = "$wanted" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$(fingerprint)" ]; then
    exit 0
fi

export PIP_DISABLE_PIP_VERSION_CHECK=1
export PYTHONWARNINGS=ignore # setuptools explains at length what an editable installation is
rm -f "$stamp"
if [ "$venv" = .venv ]; then scripts/system_packages.sh; fi
if [ "$(version "$python")" != "$wanted" ] || ! "$python" -m pip --version >/dev/null 2>&1; then make_environment; fi
if [ "$venv" = .venv ]; then install_everything; else install_core; fi
fingerprint >"$stamp.new"
mv "$stamp.new" "$stamp" # last and at once: a stamp means that all of the above is done
echo "setup: $venv is ready"
