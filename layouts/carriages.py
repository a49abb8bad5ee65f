"""Where people carry: every way in to which the flow leads through a post, with the ways out from which it does."""

from collections.abc import Mapping
from typing import NamedTuple

from layouts.flow import MAIN_IN, Port
from layouts.model import Layout


class Carriage(NamedTuple):
    """People of one `post` carry from some ways out to one way in, before which they set down what they bring."""

    post: str
    target: Port
    origins: tuple[Port, ...]

    @property
    def id(self) -> str:
        """The name under which traces and checkpoints know it: no id of equipment holds `>`."""
        return carriage_id(self.post, self.target)


def carriage_id(post: str, target: Port) -> str:
    """Return the name of what a post carries to a way in."""
    return f"{post}>{target.equipment}" + ("" if target.name == MAIN_IN else f":{target.name}")


def carriages(layout: Layout) -> Mapping[str, Carriage]:
    """Return all carriages of a layout by their names, in the order of the flow."""
    found: dict[str, Carriage] = {}
    for connection in layout.connections:
        post = layout.ways[connection]
        if post is not None:
            before = found.get(carriage_id(post, connection.target))
            origins = () if before is None else before.origins
            carriage = Carriage(post, connection.target, (*origins, connection.source))
            found[carriage.id] = carriage
    return found
