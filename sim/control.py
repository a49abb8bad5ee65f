"""What holds parts back in a line: the section `control`, and the sequences of stations, as permits at gates."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from layouts.control import Control, ControlRule
from layouts.kinds import Sink
from layouts.model import Layout
from layouts.station import Blocking, Station
from sim.clock import Clock
from sim.item import Item
from sim.outlets import Outlet
from sim.permits import BaseStock, Cards, Clearance, Gate, LotSequence, Permit, Threshold

if TYPE_CHECKING:
    from sim.component import Component
    from sim.line import Line

Rule = Cards | BaseStock | Threshold
"""What an entry of the section `control` becomes."""


class Controls:
    """The gates of a line, and what opens them."""

    def __init__(self, line: "Line") -> None:
        """Prepare the rules of the section."""
        self._line, self._layout = line, line.layout
        self._rules = {key: _rule(each, line.clock) for key, each in self._layout.control.items()}
        self._permits: dict[str, Permit] = {f"control:{key}": rule for key, rule in self._rules.items()}
        self._gates: dict[str, Gate] = {}

    # building

    def install(self) -> None:
        """Put the gates in front of the equipment, before its ways in are connected."""
        for key, control in self._layout.control.items():
            rule = self._rules[key]
            for name in control.entering:
                self._gate(name).permits.append(rule)
                rule.gates.append(self._gate(name))
            if isinstance(rule, Threshold) and control.of is not None:
                rule.observed = self._line.components[control.of]
                self._gate(control.of).told.append(rule.came)
        for name, item in self._layout.equipment.items():
            if isinstance(item, Station) and item.sequence:
                self._permits[name] = LotSequence(item.sequence, self._gate(name))
                self._gate(name).permits.append(self._permits[name])
            component = self._line.components.get(name)
            if component is not None and component.own_permits():
                self._gate(name).permits += component.own_permits()
            if isinstance(item, Sink):
                self._gate(name).told += [rule.give_back for rule in self._cards()]

    def _gate(self, name: str) -> Gate:
        """Return the gate of some equipment, a new one where it has none."""
        if name not in self._gates:
            component = self._line.components[name]
            self._gates[name] = component.gate = Gate(component)
        return self._gates[name]

    def _cards(self) -> Iterator[Cards]:
        return (rule for rule in self._rules.values() if isinstance(rule, Cards))

    def watch(self) -> None:
        """Learn what leaves the equipment where cards come back and levels count, and what is wanted."""
        for key, control in self._layout.control.items():
            rule, components = self._rules[key], self._line.components
            if isinstance(rule, Cards):
                for name in control.to:
                    _watch_exits(components[name], rule.give_back)
            elif isinstance(rule, Threshold) and control.of is not None:
                _watch_exits(components[control.of], rule.left)
            elif isinstance(rule, BaseStock) and control.demand is not None:
                components[control.demand].tell_arrivals(rule.want)

    def is_watched(self, name: str) -> bool:
        """Tell whether somebody must learn what leaves some equipment."""
        return any(name == control.of or name in control.to for control in self._layout.control.values())

    # running

    def begin(self) -> None:
        """Look at what lies in the line at time 0."""
        for key, control in self._layout.control.items():
            inside = [item for name in control.to for item in self._line.components[name].items()]
            self._rules[key].begin(inside)

    def end(self, item: Item) -> None:
        """Take back the cards of a part that has been scrapped or used."""
        for rule in self._cards():
            rule.give_back(item)

    def settle(self) -> None:
        """Look anew who may come in: the layout has changed."""
        for rule in self._rules.values():
            if isinstance(rule, Threshold):
                rule.look()
        for gate in self._gates.values():
            gate.reopen()

    # snapshots

    def snapshot(self) -> dict[str, Any]:
        """Return the state as plain values."""
        permits = {key: [type(permit).__name__, permit.snapshot()] for key, permit in self._permits.items()}
        return {"permits": permits, "gates": {key: [gate.kept, gate.is_full] for key, gate in self._gates.items()}}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take the state of a snapshot, as far as there are the same permits."""
        for key, (kept, is_full) in state["gates"].items():
            if key in self._gates:
                self._gates[key].kept, self._gates[key].is_full = kept, is_full
        for key, (rule, values) in state["permits"].items():
            permit = self._permits.get(key)
            if permit is not None and type(permit).__name__ == rule:
                permit.restore(values)


def _rule(control: Control, clock: Clock) -> Rule:
    match control.rule:
        case ControlRule.KANBAN | ControlRule.CONWIP:
            return Cards(control)
        case ControlRule.BASESTOCK:
            return BaseStock(control)
        case ControlRule.THRESHOLD:
            return Threshold(control, clock)
        case ControlRule.LINE_CLEARANCE:
            return Clearance(control)


def _watch_exits(component: "Component", tell: Callable[[Item], None]) -> None:
    """Have somebody told of each part that leaves a component by any of its ways out."""
    for outlet in component.outlets.values():
        outlet.give = _telling(outlet.give, tell)
    component.give = component.outlet.give


def _telling(give: Callable[[Outlet, Item], bool], tell: Callable[[Item], None]) -> Callable[[Outlet, Item], bool]:
    def handed_over(outlet: Outlet, item: Item) -> bool:
        if not give(outlet, item):
            return False
        tell(item)
        return True

    return handed_over


def controls_of(line: "Line") -> Controls | None:
    """Return what holds parts back in a line; None where it pushes."""
    return Controls(line) if is_controlled(line.layout) else None


def is_controlled(layout: Layout) -> bool:
    """Tell whether anything holds parts back."""
    stations = (item for item in layout.equipment.values() if isinstance(item, Station))
    return bool(layout.control) or any(
        station.sequence or station.blocking is Blocking.BEFORE_LOADING for station in stations
    )
