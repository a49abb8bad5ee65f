"""Layouts that come with the program, each a textbook case or a line that a practitioner believes."""

import re
from importlib.resources import as_file, files
from pathlib import Path


def example(name: str = "packaging_line") -> Path:
    """Return the file of an example by its name.

    Raises:
        FileNotFoundError: when there is none of that name.
    """
    with as_file(files(__name__) / f"{name}.yaml") as path:
        if path.is_file():
            return path
    raise FileNotFoundError(f"no example {name!r}; there are {', '.join(examples())}")


def examples() -> tuple[str, ...]:
    """Name all examples."""
    names = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


def example_of(kind: str) -> Path:
    """Return the small layout that shows a kind of equipment: its own file, or the one of the hall.

    Raises:
        FileNotFoundError: when none shows it.
    """
    with as_file(files(__name__) / "kinds") as folder:
        for path in (folder / f"{kind}.yaml", folder / "hall.yaml"):
            if path.is_file() and re.search(rf"\bkind: {kind}\b", path.read_text(encoding="utf-8")):
                return path
    raise FileNotFoundError(f"no example shows the kind {kind!r}")
