"""Who is the cause of a state: where the next look goes for whoever asks why a piece of equipment stands.

A station that is blocked names who has no room behind, one that is starved who should have brought what it lacks, one
that waits for people the first post that may do it. What is down or being set up is its own cause. So the chain of
causes leads from any equipment that stands to the root.
"""

from typing import TYPE_CHECKING

from layouts.flow import MAIN_IN, Port
from replay.states import State
from sim.holds import NOBODY

if TYPE_CHECKING:
    from sim.component import Component
    from sim.line import Line
    from sim.outlets import Inlet, Outlet

_ITSELF = (State.FAILED, State.CHANGEOVER, State.MAINTENANCE)


class Blame:
    """Finds causes in one line, as the numbers of a trace."""

    def __init__(self, line: "Line") -> None:
        """Learn who is in front of each port, in the order of the flow."""
        self._line = line
        self._before: dict[Port, str] = {}
        for connection in line.layout.connections:
            self._before.setdefault(connection.target, connection.source.equipment)
        self._behind: dict[str, int] = {}

    def of(self, component: "Component", state: int, lacking: str = MAIN_IN) -> int:
        """Return the cause of a state of a component; `lacking` is the port at which a starved one lacks something."""
        if state == State.BLOCKED:
            return self.behind(component)
        if state == State.STARVED:
            return self._number(self._before.get(Port(component.id, lacking)))
        return component.index if state in _ITSELF else NOBODY

    def behind(self, component: "Component") -> int:
        """Return who comes first behind, in the order of the flow, which is looked up once."""
        found = self._behind.get(component.id)
        if found is None:
            targets = (target for outlet in component.outlets.values() for target in outlet.targets)
            self._behind[component.id] = found = self._number_of(next(targets, None))
        return found

    def refusing(self, outlet: "Outlet") -> int:
        """Return who has refused what is offered by a way out; where nobody has been asked, who comes first."""
        target = next((target for target in outlet.targets if outlet in target.waiting), None)
        target = target or next(iter(outlet.targets), None)
        return self._number_of(target)

    def _number_of(self, target: "Inlet | None") -> int:
        return NOBODY if target is None else self._number(target.id.partition(".")[0])

    def _number(self, key: str | None) -> int:
        return NOBODY if key is None else self._line.number_of(key)
