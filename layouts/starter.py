"""The commented layout with which `linewright new` begins."""

from importlib.resources import files


def starter() -> str:
    """Return the text of a small line that runs as it stands."""
    return files("layouts").joinpath("starter.yaml").read_text(encoding="utf-8")
