"""How the components of a line are joined: every connection of the flow leads from a way out to a way in."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from layouts.flow import MAIN_OUT, Connection, Port, Rule
from layouts.merges import Merge
from sim.component import Component

if TYPE_CHECKING:
    from sim.line import Line


class Joints:
    """The connections between the components of a line, port by port."""

    def __init__(self, line: "Line") -> None:
        """Look at the flow."""
        self._components = line.components
        self._layout = line.layout

    def connect(self) -> None:
        """Join all components; those that let parts in by a rule first: others keep hold of their way in."""
        for name, component in self._components.items():
            sources = [owner(connection.source) for connection in self._into(component)]
            component.merge(getattr(self._layout.equipment[name], "merge", Merge()), sources)
        for component in self._components.values():
            self._lead_out(component)
        for component in self._components.values():
            component.fed_by([self._components[connection.source.equipment] for connection in self._into(component)])

    def _into(self, component: Component) -> Iterator[Connection]:
        """Go through the connections that lead into the component itself, not into a port of its own."""
        for connection in self._layout.connections:
            if connection.target.equipment == component.id and component.inlet(connection.target.name) is component:
                yield connection

    def _lead_out(self, component: Component) -> None:
        out = [connection for connection in self._layout.connections if connection.source.equipment == component.id]
        ports = dict.fromkeys([MAIN_OUT, *(connection.source.name for connection in out)])
        for port in ports:
            ends = (connection.target for connection in out if connection.source.name == port)
            inlets = [self._components[end.equipment].inlet(end.name) for end in ends]
            if port == MAIN_OUT:
                component.connect(inlets, getattr(self._layout.equipment[component.id], "rule", Rule()))
            else:
                component.connect_port(port, inlets)


def owner(port: Port) -> str:
    """Return the name of the way out at a port: the id alone for the main one."""
    return port.equipment if port.name == MAIN_OUT else str(port)
