"""The line in the engine: what its components share, and what is counted for the line as a whole."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import Any, Protocol

from layouts.carriages import carriages
from layouts.distributions import Distribution, time_for
from layouts.errors import UserError
from layouts.failures import Failure
from layouts.flow import MAIN_OUT
from layouts.kinds import Source
from layouts.model import Layout, Product
from layouts.placement import Placement
from layouts.table import Table
from layouts.working_time import working_time
from replay.recorder import NullRecorder, Recorder
from sim.blame import Blame
from sim.carriers import Carriers
from sim.checkpoint import Caller
from sim.clock import Clock
from sim.component import Component
from sim.control import controls_of
from sim.energy import METER, meter_of
from sim.hours import first_of
from sim.item import Item
from sim.looks import Looks, products_of
from sim.orders import PLANNED, order_book
from sim.outlets import Outlet
from sim.people import PEOPLE, People
from sim.porter import porters_of
from sim.programme import programme_of
from sim.recording import Frames
from sim.rework import Rework
from sim.routes import Routes
from sim.shift_counts import ShiftCounts
from sim.statistics import Histogram, Level
from sim.streams import Stream
from sim.zones import ZONES, Zones


class Keeper(Protocol):
    """What remembers something beside the components."""

    def snapshot(self) -> Any:  # noqa: ANN401  plain values, whose form only the keeper knows
        """Return the state as plain values."""
        ...

    def restore(self, state: Any, /) -> None:  # noqa: ANN401  plain values, whose form only the keeper knows
        """Take the state of a snapshot."""
        ...


class Line:
    """Clock, recorder, layout and components of one simulation, and the counts of the whole line.

    Parts count from time 0: `come` in and `made`, `gone` out good, `scrapped` and `used`, `lost` at sources that lose;
    the rest is inside. `reworked` are those of the good that had failed somewhere. `number_inside` counts pieces, all
    else parts as they are moved.
    """

    def __init__(self, layout: Layout, seed: int, recorder: Recorder) -> None:
        """Prepare an empty line."""
        self.layout = layout
        self.seed = seed
        self.recorder = recorder
        self.watched = not isinstance(recorder, NullRecorder)
        """Whether it is worth while to put a record together: two for each operation are a seventh of the time."""
        self.clock = Clock()
        self.placement = Placement(layout)
        self.frames = Frames(layout, self.placement)
        self._plain_look = cache(self.look_of)
        self.routes = Routes(layout)
        self.rework = Rework(layout)
        self.components: dict[str, Component] = {}
        self.numbered = self.lost = 0
        self.pieces = {name: product.of for name, product in self.looks.catalogue.items()}
        self.pieces |= dict.fromkeys(layout.carriers, 0)  # what comes back counts in no figure of parts
        self.come, self.made, self.gone = Counter[str](), Counter[str](), Counter[str]()
        self.scrapped, self.used, self.reworked = Counter[str](), Counter[str](), Counter[str]()
        self.inside = Level()
        self.number_inside = 0
        self.lead_time = Histogram()
        self.lead_times: dict[str, Histogram] = {product: Histogram() for product in self.pieces}
        self.first_out: float | None = None
        self.orders = order_book(layout)
        self.calendar = working_time(layout)
        """Planned time; None where all time is."""
        self.feeding = None if self.calendar is None else self.calendar.emptied()
        """The part of planned time in which sources and first stations begin something."""
        self.shift_counts = None if self.calendar is None else ShiftCounts(self.calendar)
        self.zones = Zones(self)
        """What stands behind one fence."""
        self.people = People(self, layout.people) if layout.people else None
        """Those who work here; None where somebody is always there."""
        self.carriers = Carriers(self)
        self.controls = controls_of(self)
        """What holds parts back; None where the line pushes."""
        self.powered = [key for key, item in layout.equipment.items() if getattr(item, "power", None) is not None]
        """Equipment of which the layout gives the power."""
        self.meter = meter_of(self)
        """What counts energy by price; None where it has none."""
        self.programme = programme_of(self)
        self.porters = porters_of(self, tuple(carriages(layout).values()))
        """Those who carry on ways of the flow, by the names of their carriages."""
        """What is started next; None where every source says what it brings."""
        self.watch: Callable[[Component | Outlet], None] = _pass_over
        """Called with a component that holds parts and lacks others; looks after it where a deadlock can form."""

    # products

    @cached_property
    def products(self) -> Mapping[str, Product]:
        """Products, and parts that are consumed, by id; the anonymous product where the layout declares none."""
        return products_of(self.layout)

    @cached_property
    def looks(self) -> Looks:
        """How products, parts and containers are drawn."""
        return Looks(self.layout)

    def look_of(self, product: str, finish: str | None = None) -> tuple[int, float]:
        """Return the number of a product's look in the trace, and its length along the flow, metres."""
        return self.looks.look_of(product, finish)

    def product_of(self, source: Source) -> str:
        """Return the product that a source brings."""
        return source.product or next(iter(self.products))

    def longest_part(self) -> float:
        """Return the length of the longest product, or carrier where there are some, metres."""
        carriers = [carrier.size.length for carrier in self.layout.carriers.values()]
        return max(*carriers, *(product.size.length for product in self.products.values()), 0.0)

    @cached_property
    def blame(self) -> Blame:
        """Who is the cause of which state."""
        return Blame(self)

    @cached_property
    def first(self) -> frozenset[str]:
        """Sources, and the stations that their parts enter first."""
        return first_of(self.layout)

    # what components ask

    @property
    def everything(self) -> Mapping[str, Component]:
        """All that holds parts: equipment, and those who carry between."""
        return {**self.components, **self.porters}

    def outlet(self, owner: str) -> Outlet | None:
        """Return the way out of that name: an id, or `id.port`; None where the line has none."""
        name, _, port = owner.partition(".")
        if owner.endswith(":"):
            return self.carriers.outlets.get(owner[:-1])
        component = self.everything.get(name)
        return None if component is None else component.outlets.get(port or MAIN_OUT)

    def outlets_of(self, owners: Iterable[str]) -> dict[Outlet, None]:
        """Return those of the ways out of these names that the line has, in this order."""
        return {outlet: None for outlet in map(self.outlet, owners) if outlet is not None}

    def items(self) -> Iterator[Item]:
        """Go through all items: those in components, and carriers that are under products or not in the line yet."""
        yield from (item for component in self.everything.values() for item in component.items())
        yield from self.carriers.items()

    @property
    def callers(self) -> Mapping[str, Caller]:
        """All whose calls may be pending, by the names that checkpoints use."""
        others: dict[str, Caller] = {} if self.people is None else {PEOPLE: self.people}
        others |= {ZONES: self.zones} if self.layout.zones else {}
        others |= {} if self.meter is None else {METER: self.meter}
        return {**self.everything, **others, **({} if self.programme is None else {PLANNED: self.programme})}

    def index_of(self, equipment_id: str) -> int:
        """Return the number of a piece of equipment in the trace, -1 for who carries."""
        return self.frames.equipment_index.get(equipment_id, -1)

    def number_of(self, key: str) -> int:
        """Return the number under which a trace knows a cause: equipment, a post, a zone; -1 for none."""
        index = self.frames.equipment_index.get(key)
        return self.frames.cause_index.get(key, -1) if index is None else index

    def frame_of(self, equipment_id: str) -> int:
        """Return the number of an equipment's frame in the trace, -1 where parts are not seen."""
        return self.frames.frame_index.get(equipment_id, -1)

    def length_of(self, conveyor_id: str) -> float:
        """Return the length of a conveyor's path, metres.

        Raises:
            UserError: when the layout does not say where it runs.
        """
        path = self.placement.path(conveyor_id)
        if path is None:
            raise UserError(f"conveyor {conveyor_id!r} has no path: give it `path`, or connect both ends in `flow`")
        return path.length

    def failures_of(self, equipment_id: str) -> Iterator[tuple[str, Failure]]:
        """Go through the failures of a piece of equipment with the names under which results list them."""
        references = getattr(self.layout.equipment[equipment_id], "failures", ())
        names: list[str] = []
        for number, reference in enumerate(references):
            name = reference if isinstance(reference, str) else reference.label or f"failure {number + 1}"
            names.append(name)
            again = names.count(name)
            yield name if again == 1 else f"{name} ({again})", self.layout.failure(reference)

    def times_of(
        self, component: Component, purpose: str, times: Distribution | Table[Distribution] | None, product: str
    ) -> Stream:
        """Return what draws a component's times for a product; each product has its own stream.

        Raises:
            UserError: when the layout gives no time for the product; there is no silent zero.
        """
        time = None if times is None else time_for(times, product)
        if time is None:
            raise UserError(f"{component.id}: no {purpose} for product {product!r}: give it one, or a `default`")
        return component.stream(f"{purpose}:{product}", time)

    # the life of a part

    def new_item(self, product: str) -> Item:
        """Make the next part of a product."""
        self.numbered += 1
        return Item(self.numbered, product, self.clock._now, *self._plain_look(product))

    def come_in(self, item: Item) -> None:
        """Count a part that enters the line."""
        self._enter(item, self.come)

    def make(self, item: Item) -> None:
        """Count a part that another was taken apart into."""
        self._enter(item, self.made)

    def _enter(self, item: Item, counter: Counter[str]) -> None:
        product, inside = item.product, self.inside
        counter[product] += 1
        pieces = self.pieces[product]
        self.number_inside = number = self.number_inside + pieces
        inside.area -= pieces * self.clock._now
        if number > inside.most:
            inside.most = number

    def _fall(self, item: Item) -> None:
        pieces = self.pieces[item.product]
        self.number_inside -= pieces
        self.inside.area += pieces * self.clock._now

    def go_out(self, item: Item) -> None:
        """Count a good part that leaves the line; of a container, the parts in it."""
        if self.watched:
            self.record_end(item)
        if not item.content:
            return self._count_good(item)
        for part in item.unpacked():
            self._count_good(part)

    def _count_good(self, item: Item) -> None:
        now, product = self.clock._now, item.product
        if self.first_out is None:
            self.first_out = now
        self.gone[product] += 1
        pieces = self.pieces[product]
        self.number_inside -= pieces
        self.inside.area += pieces * now
        if item.rework is not None and item.has_failed:
            self.reworked[product] += 1
        if self.orders is not None:
            self.orders.leave(item, now)
        if self.shift_counts is not None:
            self.shift_counts.add(now, self.pieces[product])
        lead_time = now - item.born
        self.lead_time.add(lead_time)
        if len(self.lead_times) > 1:
            self.lead_times[product].add(lead_time)

    def scrap(self, item: Item) -> int:
        """Count a part that is thrown away, with what is in it; return how many pieces that are."""
        before = self.number_inside
        self._end(item, self.scrapped)
        return before - self.number_inside

    def unpack(self, item: Item) -> None:
        """Count what is in a container as used, and from now on the container itself; do nothing with other parts."""
        if item.content:
            for part in item.unpacked():
                self.used[part.product] += 1
                self._fall(part)
            item.content = ()
            self.make(item)

    def use(self, item: Item) -> None:
        """Count a part that is built into another, or taken apart."""
        self._end(item, self.used)

    def _end(self, item: Item, counter: Counter[str]) -> None:
        self.record_end(item)
        for part in item.unpacked():
            counter[part.product] += 1
            if self.orders is not None:
                self.orders.leave(part, self.clock._now)
            self._fall(part)
        if self.controls is not None:
            self.controls.end(item)

    def record_end(self, item: Item) -> None:
        """Tell a recording that an item is to be seen no longer."""
        odometer = item.leave_belt() if item.belt else 0.0
        self.recorder.moved((item.number, -1, 0, item.look, self.clock._now, odometer, 0.0))

    def begin_window(self) -> None:
        """Begin lead times and greatest contents anew: the warm-up is over."""
        self.lead_time = Histogram()
        self.lead_times = {product: Histogram() for product in self.pieces}
        self.inside.most = self.number_inside
        for component in self.components.values():
            if component.level is not None:
                component.level.most = component.load()

    @property
    def counters(self) -> dict[str, Counter[str]]:
        """What is counted by product, under the names that checkpoints use."""
        names = ("come", "made", "gone", "scrapped", "used", "reworked")
        return {name: getattr(self, name) for name in names}

    # snapshots

    @property
    def _keepers(self) -> dict[str, Keeper]:
        """What remembers something beside the components, where the layout has it, by its name in checkpoints."""
        found: dict[str, Keeper | None] = {
            "orders": self.orders,
            "programme": self.programme,
            "controls": self.controls,
            "shifts": self.shift_counts,
            "meter": self.meter,
            "zones": self.zones if self.layout.zones else None,
            "people": self.people,
        }
        return {name: keeper for name, keeper in found.items() if keeper is not None}

    def snapshot(self) -> dict[str, Any]:
        """Return the counts of the line as plain values."""
        carriers = {"carriers": self.carriers.snapshot()} if self.carriers.kinds else {}
        return {
            **{name: keeper.snapshot() for name, keeper in self._keepers.items()},
            **carriers,
            "counts": [self.numbered, self.number_inside, self.lost, self.first_out],
            **{name: dict(counter) for name, counter in self.counters.items()},
            "inside": self.inside.snapshot(),
            "lead_time": self.lead_time.snapshot(),
            "lead_times": {product: histogram.snapshot() for product, histogram in self.lead_times.items()},
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Take the counts of a snapshot."""
        self.numbered, self.number_inside, self.lost, self.first_out = state["counts"]
        for name, keeper in self._keepers.items():
            if name in state:
                keeper.restore(state[name])
        for name, counter in self.counters.items():
            counter.clear()
            counter.update(state[name])
        self.inside.restore(state["inside"])
        self.lead_time.restore(state["lead_time"])
        for product, values in state["lead_times"].items():
            if product in self.lead_times:
                self.lead_times[product].restore(values)


def _pass_over(waiter: Component | Outlet) -> None:
    """Look after nobody."""
