"""What the static capacity takes for granted where the layout leaves it open."""

from collections.abc import Iterator, Mapping

from layouts.flow import Port
from layouts.intake import Intake
from layouts.kinds import Oven
from layouts.model import Layout
from layouts.operations import Operation
from layouts.station import Station
from layouts.station_times import lots_in_order


def assumptions(layout: Layout, intake: Intake, done: Mapping[str, Mapping[Operation, float]]) -> tuple[str, ...]:
    """Say what was assumed; `done` is what each station does."""
    stations = {key: item for key, item in layout.equipment.items() if isinstance(item, Station) and key in done}
    return (
        *_time(layout),
        "buffers, blocking, starving and chance are left out",
        *_coming(intake),
        *_branches(intake),
        *_people(layout, stations),
        *_parts(intake, stations),
        *_changeovers(layout, stations, done),
        *_ovens(stations),
    )


def _time(layout: Layout) -> Iterator[str]:
    if layout.calendar is None or not layout.calendar.has_shifts:
        yield "no calendar: all time is available"


def _coming(intake: Intake) -> Iterator[str]:
    if intake.takt is not None and not intake.demand:
        yield "no product has a demand: takt is what the sources bring"


def _branches(intake: Intake) -> Iterator[str]:
    if intake.split_evenly:
        yield f"parts split evenly behind {', '.join(intake.split_evenly)}: the rule there depends on the moment"


def _people(layout: Layout, stations: Mapping[str, Station]) -> Iterator[str]:
    by_hand = [key for key, station in stations.items() if station.manual is not None]
    if layout.people:
        yield "people walk in no time and share what several can do"
    elif by_hand:
        yield f"somebody is always there at {', '.join(by_hand)}"


def _parts(intake: Intake, stations: Mapping[str, Station]) -> Iterator[str]:
    ports = [Port(key, part) for key, station in stations.items() for part in station.uses]
    layout = intake.layout
    supplied = [str(port) for port in ports if str(port) in layout.supply]
    unfed = [str(port) for port in ports if not intake.is_fed(port) and str(port) not in layout.supply]
    if unfed:
        yield f"parts are never short at {', '.join(unfed)}: no flow brings them"
    if supplied:
        yield f"containers always come in time at {', '.join(supplied)}"


def _changeovers(
    layout: Layout, stations: Mapping[str, Station], done: Mapping[str, Mapping[Operation, float]]
) -> Iterator[str]:
    products = {key: tuple(dict.fromkeys(operation.product for operation in done[key])) for key in stations}
    at_random = [
        key
        for key, station in stations.items()
        if station.changeover is not None and len(products[key]) > 1 and lots_in_order(layout, products[key]) is None
    ]
    if at_random:
        yield f"products come one by one at random at {', '.join(at_random)}: lots need fewer changeovers"


def _ovens(stations: Mapping[str, Station]) -> Iterator[str]:
    ovens = [key for key, station in stations.items() if isinstance(station, Oven)]
    if ovens:
        yield f"every batch is full at {', '.join(ovens)}"
