"""From a layout to its process plan: the operations of each product in the order in which it meets them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from layouts.distributions import Constant, Distribution, time_for
from layouts.equipment import Equipment
from layouts.flow import MAIN_IN, MAIN_OUT
from layouts.kinds import Source
from layouts.model import ANONYMOUS, Layout
from layouts.plans.line import PRODUCT, STATION
from layouts.plans.names import name_of
from layouts.plans.plan import Figures, Operation, Plan
from layouts.presence import products_at
from layouts.routing import Visit
from layouts.station import Station
from layouts.table import Table


@dataclass(frozen=True)
class Extract:
    """A plan, and what a table of operations has no room for, in sentences."""

    plan: Plan
    left_out: tuple[str, ...]


def plan_of(layout: Layout) -> Extract:
    """Take the operations out of a layout: along the routing of a product, or else along the flow."""
    reader = _Reader(layout)
    products = list(layout.products or {ANONYMOUS: layout.product(ANONYMOUS)})
    operations = tuple(operation for product in products for operation in reader.operations(product))
    visited = {operation.station for operation in operations}
    names = {id_: reader.station_name(id_) for id_, item in layout.equipment.items() if isinstance(item, Station)}
    plan = Plan(
        Table({reader.product_name(product): layout.product(product).demand for product in products}),
        Table({name: reader.figures(id_) for id_, name in names.items() if name in visited}),
        operations,
    )
    apart = [f"{id_}: no operation on the way of a product" for id_, name in names.items() if name not in visited]
    return Extract(plan, tuple(dict.fromkeys([*reader.left_out, *apart])))


@dataclass(frozen=True)
class _Reader:
    """Reads operations and figures of one layout; `left_out` collects what has no place in a plan."""

    layout: Layout
    left_out: list[str] = field(default_factory=list)

    def product_name(self, product: str) -> str:
        """The name of a product in a plan."""
        return name_of(product, self.layout.product(product).label, PRODUCT)

    def station_name(self, station: str) -> str:
        """The name of a station in a plan."""
        return name_of(station, self.layout.equipment[station].tag, STATION)

    def operations(self, product: str) -> Iterator[Operation]:
        """Go through the operations of a product, each station once."""
        seen = set[str]()
        for visit in self._visits(product):
            item = self.layout.equipment.get(visit.station)
            if not isinstance(item, Station):
                continue
            if visit.station in seen:
                self.left_out.append(f"{visit.station}: the second visit of {product}")
            elif item.manual is None and item.cycle is None:
                self.left_out.append(f"{visit.station}: a {item.kind} has neither a manual nor a machine time")
            else:
                yield self._operation(product, visit, item)
            seen.add(visit.station)

    def _operation(self, product: str, visit: Visit, item: Station) -> Operation:
        times = (self._time(times, product, visit) for times in (item.manual, item.cycle))
        manual, machine = times
        return Operation(self.product_name(product), self.station_name(visit.station), item.label, manual, machine)

    def _time(
        self, times: Distribution | Table[Distribution] | None, product: str, visit: Visit
    ) -> Distribution | None:
        found = None if times is None else time_for(times, visit.name or product) or time_for(times, product)
        return None if isinstance(found, Constant) and found.value == 0 else found

    def _visits(self, product: str) -> Iterator[Visit]:
        route = self.layout.routing.get(product)
        if route is None:
            reached = {id_ for id_, products in products_at(self.layout).items() if product in products}
            yield from map(Visit, _along_the_flow(self.layout, product, reached))
            return
        for step in route:
            if len(step.visits) > 1:
                self.left_out.append(f"{step}: only the first alternative of {product}")
            yield step.visits[0]

    def figures(self, station: str) -> Figures:
        """Return changeover and failures of a station, as far as a plan can say them."""
        item = self.layout.equipment[station]
        changeover = item.changeover if isinstance(item, Station) else None
        if isinstance(changeover, str):
            self.left_out.append(f"{station}: its changeovers by the matrix {changeover}")
            changeover = None
        return self._failure(station, item, changeover)

    def _failure(self, station: str, item: Equipment, changeover: float | None) -> Figures:
        failures = [self.layout.failure(each) for each in item.failures] if isinstance(item, Station) else []
        for failure in failures[1:]:
            self.left_out.append(f"{station}: {failure.label or 'a failure behind the first'}")
        up, down = (failures[0].up_time(), failures[0].mttr) if failures else (None, None)
        return Figures(changeover, up, down) if up and down else Figures(changeover)


def _along_the_flow(layout: Layout, product: str, reached: set[str]) -> list[str]:
    """Order the equipment that a product comes to by main ports, what comes first first; ways back do not count."""
    following: dict[str, list[str]] = {id_: [] for id_ in layout.equipment}
    for source, target in layout.connections:
        if source.name == MAIN_OUT and target.name == MAIN_IN and target.equipment in reached:
            following[source.equipment].append(target.equipment)
    order, seen = list[str](), set[str]()
    only = next(iter(layout.products), ANONYMOUS)
    for id_, item in reversed(tuple(layout.equipment.items())):
        if isinstance(item, Source) and product in item.brings(only):
            _behind(id_, following, seen, order)
    return order[::-1]


def _behind(start: str, following: dict[str, list[str]], seen: set[str], order: list[str]) -> None:
    """Append everything behind a start that was not seen yet, last things first (depth first, with its own stack)."""
    if start in seen:
        return
    seen.add(start)
    stack = [(start, iter(reversed(following[start])))]
    while stack:
        id_, targets = stack[-1]
        target = next((target for target in targets if target not in seen), None)
        if target is None:
            order.append(id_)
            stack.pop()
        else:
            seen.add(target)
            stack.append((target, iter(reversed(following[target]))))
