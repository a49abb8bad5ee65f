"""From a piece of equipment that stands to the root: who is the cause, and what is the cause of that."""

from collections.abc import Iterator
from typing import NamedTuple

from replay.header import Header
from replay.playback import Moment
from replay.states import State


class Link(NamedTuple):
    """One in a chain of causes: equipment with its state; what has none (people, zones, stations of a line) ends it."""

    id: str
    state: State | None


def chain(header: Header, moment: Moment, equipment: str) -> tuple[Link, ...]:
    """Follow the causes from a piece of equipment at a moment; a ring ends where it would begin again.

    Raises:
        ValueError: for an id that is no equipment of the trace.
    """
    if equipment not in header.equipment:
        raise ValueError(f"{equipment!r} is no equipment of this trace: {', '.join(header.equipment)}")
    return tuple(_links(header, moment, header.equipment.index(equipment)))


def _links(header: Header, moment: Moment, number: int) -> Iterator[Link]:
    seen: set[int] = set()
    while number >= 0 and number not in seen:
        seen.add(number)
        if number >= len(header.equipment):
            yield Link(str(header.cause(number)), None)
            return
        yield Link(header.equipment[number], State(int(moment.states[number])))
        number = int(moment.causes[number])
