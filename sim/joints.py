"""How the components of a line are joined: every connection of the flow leads from a way out to a way in."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from layouts.carriages import carriage_id
from layouts.flow import MAIN_OUT, Connection, Rule
from layouts.merges import Merge
from sim.component import Component
from sim.outlets import Inlet

if TYPE_CHECKING:
    from sim.line import Line
    from sim.porter import Porter


class Joints:
    """The connections between the components of a line, port by port."""

    def __init__(self, line: "Line") -> None:
        """Look at the flow."""
        self._line = line
        self._components = line.components
        self._porters = line.porters
        self._layout = line.layout

    def connect(self) -> None:
        """Join all components; those that let parts in by a rule first: others keep hold of their way in."""
        for name, component in self._components.items():
            sources = dict.fromkeys(self._giving(connection)[0] for connection in self._into(component))
            component.merge(getattr(self._layout.equipment[name], "merge", Merge()), tuple(sources))
        if self._line.controls is not None:
            self._line.controls.install()
        for component in self._components.values():
            self._lead_out(component)
        for porter in self._porters.values():
            porter.connect([self._components[porter.target.equipment].inlet(porter.target.name)], Rule())
        if self._line.controls is not None:
            self._line.controls.watch()
        for component in self._components.values():
            component.fed_by([self._giving(connection)[1] for connection in self._into(component)])

    def _into(self, component: Component) -> Iterator[Connection]:
        """Go through the connections that lead into the component itself, not into a port of its own."""
        for connection in self._layout.connections:
            if connection.target.equipment == component.id and component.inlet(connection.target.name) is component:
                yield connection

    def _giving(self, connection: Connection) -> tuple[str, Component]:
        """Return who hands parts over at the end of a connection, and the name of that way out."""
        porter = self._porter(connection)
        if porter is not None:
            return porter.id, porter
        return connection.source.owner, self._components[connection.source.equipment]

    def _porter(self, connection: Connection) -> "Porter | None":
        post = self._layout.ways[connection]
        return None if post is None else self._porters[carriage_id(post, connection.target)]

    def _lead_out(self, component: Component) -> None:
        out = [connection for connection in self._layout.connections if connection.source.equipment == component.id]
        ports = dict.fromkeys([MAIN_OUT, *(connection.source.name for connection in out)])
        for port in ports:
            inlets = [self._inlet(connection) for connection in out if connection.source.name == port]
            if port == MAIN_OUT:
                component.connect(inlets, getattr(self._layout.equipment[component.id], "rule", Rule()))
            else:
                component.connect_port(port, inlets)

    def _inlet(self, connection: Connection) -> Inlet:
        """Return where parts go in at the beginning of a connection: with who carries, or at its end."""
        target = connection.target
        return self._porter(connection) or self._components[target.equipment].inlet(target.name)
