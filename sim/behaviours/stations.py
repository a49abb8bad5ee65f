"""Which behaviour a machine, a workplace or an assembly has: the plain one where that says all, as it is faster."""

from layouts.distributions import time_for
from layouts.kinds import Machine
from layouts.station import Blocking, Station, WhenDown
from sim.behaviours.machine import MachineBehaviour
from sim.behaviours.station import StationBehaviour
from sim.component import Component
from sim.line import Line


def station_behaviour(line: Line, equipment_id: str, station: Station) -> Component:
    """Make a station as simple as the layout allows."""
    if isinstance(station, Machine) and is_plain(line, equipment_id, station):
        return MachineBehaviour(line, equipment_id, station)
    return StationBehaviour(line, equipment_id, station)


def is_plain(line: Line, equipment_id: str, machine: Machine) -> bool:
    """Tell whether cycle, exchange, nests and failures are all that matters for a machine."""
    used = (machine.manual, machine.changeover, machine.look)
    shares = (machine.fail, machine.scrap, len(machine.uses))
    comes_again = equipment_id in line.rework.recurring
    if machine.maintenance or machine.tools or machine.start_up or line.zones.of(equipment_id) is not None:
        return False
    if any(failure.every is not None for _, failure in line.failures_of(equipment_id)):
        return False
    if line.calendar is not None or line.people is not None:
        return False
    if machine.preempts or machine.blocking is not Blocking.AFTER_SERVICE or machine.when_down is not WhenDown.NEITHER:
        return False
    if machine.sequence or any(equipment_id in control.entering for control in line.layout.control.values()):
        return False
    if len(line.looks.catalogue) > len(line.products):  # plain containers, which are no products, may come
        return False
    if any(used) or any(shares) or comes_again or machine.drive_through or line.routes.applies:
        return False
    return machine.cycle is not None and all(time_for(machine.cycle, product) for product in line.looks.catalogue)
