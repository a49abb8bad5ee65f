"""Writes the layout of a line whose stations `m1`, `m2` ... follow one another."""

from collections.abc import Sequence


def serial(stations: Sequence[str], places: Sequence[int | str] = (), source: str = "", head: str = "") -> str:
    """Return the layout: fields of each machine, places between them, fields of the source, further sections.

    The buffer in front of machine 2 is `b2`; where there are no places there is none. One place more than gaps between
    machines is the buffer `b1` behind the source.
    """
    first = len(places) == len(stations)
    before = list(places) if first else [0, *places]
    lines = ["linewright: 1", *([head] if head else []), "equipment:"]
    lines.append(f"  infeed: {{kind: source, at: [0, 0]{', ' if source else ''}{source}}}")
    chain = ["infeed"]
    for number, (fields, room) in enumerate(zip(stations, before, strict=True), 1):
        if room:
            lines.append(f"  b{number}: {{kind: buffer, at: [{4 * number - 2}, 0], capacity: {room}}}")
            chain.append(f"b{number}")
        lines.append(f"  m{number}: {{kind: machine, at: [{4 * number}, 0], {fields}}}")
        chain.append(f"m{number}")
    lines += [f"  out: {{kind: sink, at: [{4 * len(stations) + 4}, 0]}}", f"flow: [{' -> '.join(chain)} -> out]"]
    return "\n".join(lines)


def exponential(*means: float) -> list[str]:
    """Return the fields of machines with exponential cycles of these means."""
    return [f"cycle: exponential {mean!r} min" for mean in means]
