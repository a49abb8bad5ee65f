"""Safety zones: what stands behind one fence stands still while somebody is inside, and while a member needs him.

A failure that needs a person stops every member from its beginning on; somebody who changes over, maintains or does a
task at a member stops the others while he is there, and the member too where it could run meanwhile. When the last
reason is over, the zone needs its `restart`, in which all members are still stopped.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from layouts.zones import Zone as Fenced
from replay.states import State
from sim.clock import Call, Order

if TYPE_CHECKING:
    from sim.breakdowns import Ageing
    from sim.line import Line

ZONES = "zones:"
"""Under what name checkpoints list calls of zones; no id ends so."""


class Zone:
    """One zone: why it is stopped (`visits`: each reason with the member that it spares), and who is held."""

    def __init__(self, line: "Line", key: str, fenced: Fenced) -> None:
        """Begin with nobody inside."""
        self.key = key
        self.fenced = fenced
        self._clock = line.clock
        self._line = line
        self.members: dict[str, Ageing] = {}
        self.visits: dict[str, str] = {}
        self.stopped: set[str] = set()
        self.restarting = Call(key, self._settle, Order.STOP)

    def enter(self, reason: str, spared: str = "") -> None:
        """Stop all members but the one that is spared."""
        self.visits[reason] = spared
        self.restarting.cancel()
        self._clock.soon(self._settle)

    def leave(self, reason: str) -> None:
        """Let the zone restart, if this was the last reason; nothing, if it was none."""
        if self.visits.pop(reason, None) is None:
            return
        if not self.visits and self.fenced.restart > 0:
            self._clock.call(self.restarting, self.fenced.restart)
        self._clock.soon(self._settle)

    def _settle(self) -> None:
        """Stop the members that must stand, and let the others go on."""
        cause = self._line.number_of(self.key)
        for key, member in self.members.items():
            stands = self.restarting.pending or any(spared != key for spared in self.visits.values())
            if stands and key not in self.stopped:
                self.stopped.add(key)
                member.hold(State.STOPPED, cause)
            elif not stands and key in self.stopped:
                self.stopped.discard(key)
                member.release(State.STOPPED, cause)

    def snapshot(self) -> list[Any]:
        """Return the state as plain values."""
        return [dict(self.visits), sorted(self.stopped)]

    def restore(self, values: list[Any]) -> None:
        """Take the state of a snapshot."""
        visits, stopped = values
        self.visits, self.stopped = dict(visits), set(stopped) & self.members.keys()

    def settle(self) -> None:
        """Stop and let go as a changed layout has it."""
        self.visits = {reason: spared for reason, spared in self.visits.items() if self._is_known(reason)}
        self._settle()

    def _is_known(self, reason: str) -> bool:
        owner, _, name = reason.partition("/")
        people = self._line.people
        jobs = () if people is None else people.jobs
        return (owner, name) in jobs


class Zones:
    """All zones of a line, by id."""

    def __init__(self, line: "Line") -> None:
        """Make them, without members yet."""
        self.clock = line.clock
        self.zones = {key: Zone(line, key, fenced) for key, fenced in line.layout.zones.items()}
        self._of = {member: zone for zone in self.zones.values() for member in zone.fenced.members}
        self.calls: dict[str, Call] = {key: zone.restarting for key, zone in self.zones.items()}

    def of(self, equipment_id: str) -> Zone | None:
        """Return the zone in which a piece of equipment stands."""
        return self._of.get(equipment_id)

    def meet(self, components: "Mapping[str, Ageing]") -> None:
        """Get to know the members."""
        for zone in self.zones.values():
            zone.members = {key: components[key] for key in zone.fenced.members if key in components}

    def snapshot(self) -> dict[str, Any]:
        """Return the state as plain values."""
        return {key: zone.snapshot() for key, zone in self.zones.items()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take the state of a snapshot."""
        for key, zone in self.zones.items():
            if key in state:
                zone.restore(state[key])

    def settle(self) -> None:
        """Stop and let go as a changed layout has it."""
        for zone in self.zones.values():
            zone.settle()
