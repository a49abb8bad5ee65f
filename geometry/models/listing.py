"""The list of models in the documentation, written by `python -m geometry.models.listing docs/models.md`."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from geometry.models.catalogue import CATALOGUE, OPEN, STACK_LIGHT, Entry
from geometry.models.model import Motion
from geometry.models.specimens import size_of, specimen, specimen_model

START, END = "<!-- models -->", "<!-- end of models -->"
"""Between these the page is written by this module."""
MOVES = {
    Motion.OPENS: "opens",
    Motion.STAYS: "by hand",
    Motion.CLOSES: "closes",
    Motion.STROKES: "strokes",
    Motion.SPINS: "spins",
}


def listing() -> str:
    """Return the tables of all groups."""
    return "\n".join(line for group in CATALOGUE for line in (*_head(group.title), *map(_row, group.entries), ""))


def _head(title: str) -> Iterator[str]:
    yield from (f"### {title}", "")
    yield "| model | what it shows | usual size | ports | zones | moves | triangles |"
    yield "|---|---|---|---|---|---|---|"


def _row(entry: Entry) -> str:
    model, equipment = specimen_model(entry.model), specimen(entry.model)
    ports = ", ".join(equipment.ports())
    zones = ", ".join(dict.fromkeys(zone.purpose.value for zone in model.zones))
    moves = ", ".join(f"{joint.name.replace('_', ' ')} ({MOVES[joint.motion]})" for joint in model.joints)
    cells = (f"`{entry.model}`", entry.shows, size_of(entry.model), ports, zones, moves, f"{model.triangles:,}")
    return f"| {' | '.join(cells)} |".replace("|  |", "| |").replace("|  |", "| |")


def open_surfaces() -> str:
    """Return the sentences that say which models are not closed, and why."""
    lines = [f"- stack lights: {STACK_LIGHT.reason}", *(f"- `{name}`: {said.reason}" for name, said in OPEN.items())]
    return "\n".join(lines)


def renewed(page: str) -> str:
    """Return a page with the list between its two marks written anew.

    Raises:
        ValueError: for a page without the marks.
    """
    before, found, rest = page.partition(START)
    _, ended, after = rest.partition(END)
    if not found or not ended:
        raise ValueError(f"expected a page with {START} and {END}")
    closed = "Bodies are closed, with these exceptions:"
    return f"{before}{START}\n\n{listing()}\n{closed}\n\n{open_surfaces()}\n\n{END}{after}"


def main(arguments: Sequence[str]) -> None:
    """Renew a page in place."""
    path = Path(arguments[0])
    path.write_text(renewed(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
