"""What holds for every test: examples drawn the same way each time, and no thread left behind."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from layouts.state_folder import OVERRIDE

ROOT = Path(__file__).resolve().parent.parent

# A run that fails must fail again when repeated, and no test is timed; `--hypothesis-profile wide` looks further.
settings.register_profile("steady", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("wide", deadline=None, max_examples=2_000, print_blob=True)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def _leaves_no_thread() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [thread.name for thread in threading.enumerate() if thread not in before]
    assert not left, f"threads left running: {left}"


@pytest.fixture
def packaging_line() -> Path:
    """The example line of the demo."""
    return ROOT / "layouts" / "examples" / "packaging_line.yaml"


@pytest.fixture(autouse=True)
def state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for what the program remembers, in the place of that of the user."""
    folder = tmp_path_factory.mktemp("state")
    monkeypatch.setenv(OVERRIDE, str(folder))
    return folder
