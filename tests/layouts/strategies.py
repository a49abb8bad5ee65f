"""Random layouts with every kind, in every form of their values."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from layouts.arrivals import Delivery, Spacing
from layouts.changeovers import Matrix
from layouts.colors import NAMED
from layouts.costs import Costs
from layouts.distributions import (
    Constant,
    Distribution,
    Erlang,
    Exponential,
    Lognormal,
    Normal,
    Triangular,
    Uniform,
    Weibull,
    decode,
)
from layouts.equipment import Equipment, Placeholder
from layouts.failures import Ages, Failure, PartFate
from layouts.flow import Chain, Choice, Rule, Stop
from layouts.intervals import Interval
from layouts.kinds import (
    Accumulates,
    Assembly,
    Buffer,
    BufferOrder,
    Column,
    Conveyor,
    Disassembly,
    Dock,
    Door,
    Fence,
    Floor,
    IfFull,
    Machine,
    MovingLine,
    Oven,
    Packer,
    Rotary,
    Sink,
    Source,
    Store,
    Text,
    TransferLine,
    Tunnel,
    Wall,
    Workplace,
)
from layouts.merges import Merge, Turn
from layouts.model import Finish, Hall, Layout, Product, Run
from layouts.orders import OrderFile
from layouts.packs import Pack
from layouts.people import ALL, AT_ONCE, Post, Task
from layouts.provenance import Provenance, Status
from layouts.quantities import Dimension, parse
from layouts.routing import Step, Visit
from layouts.space import Point, Size
from layouts.station import Station, Takes
from layouts.table import Table
from layouts.upkeep import StartUp, Upkeep
from layouts.zones import Zone

hostile = st.sampled_from(
    [
        "no",
        "null",
        "~",
        "",
        "14:00",
        "1e3",
        "0x1F",
        "2026-01-01",
        "- a",
        "a: b",
        "a #b",
        "#b",
        "it's",
        '"',
        "{a}",
        "a,b",
        *(
            "[",
            "%",
            "@x",
            "`",
            "a\nb",
            " a ",
            "\t",
            "é😀\u2028",
            "-1",
            "- ",
            "---",
            "...",
            "\u0085",
            "=",
            "<<",
            "a:",
            "?",
        ),
    ]
)
words = st.one_of(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), hostile)
ids = st.from_regex(r"[A-Za-z_][A-Za-z0-9_-]{0,5}", fullmatch=True)
optional = st.none
positive = st.floats(1e-3, 1e5, allow_nan=False)
amounts = st.floats(0, 1e6, allow_nan=False)
provenances = st.one_of(
    st.none(), st.builds(Provenance, source=st.one_of(st.none(), words), status=st.sampled_from(Status))
)


def typed(dimension: Dimension, *texts: str) -> st.SearchStrategy[float]:
    """Quantities as they come from a file."""
    return st.sampled_from([parse(text, dimension) for text in texts])


times = st.one_of(amounts, typed(Dimension.TIME, "6.5 s", "2 min", "0 s", "1.50 h", "3d"))
some_time = st.one_of(positive, typed(Dimension.TIME, "6.5 s", "2 min"))
lengths = st.one_of(positive, typed(Dimension.LENGTH, "850 mm", "1.2 m", "20cm"))
some_length = st.one_of(positive, typed(Dimension.LENGTH, "2 m"))
coordinates = st.integers(-(10**5), 10**5).map(lambda number: number * 0.001)


def distributions() -> st.SearchStrategy[Distribution]:
    """Every distribution that needs no file, as typed or as computed."""
    parts = st.lists(amounts, min_size=3, max_size=3).map(sorted)
    computed: st.SearchStrategy[Distribution] = st.one_of(
        times.map(lambda value: Constant(value=float(value))),
        parts.map(lambda p: Uniform(min=p[0], max=p[1])),
        parts.map(lambda p: Triangular(min=p[0], mode=p[1], max=p[2])),
        parts.map(lambda p: Normal(mu=p[0], sd=p[1])),
        st.builds(Lognormal, mu=positive, sd=amounts),
        st.builds(Exponential, mu=amounts),
        st.builds(Erlang, mu=amounts, k=st.integers(1, 9).map(float)),
        st.builds(Weibull, scale=amounts, shape=st.floats(0.1, 9)),
    )
    typed_ones: st.SearchStrategy[Distribution] = st.sampled_from(
        [
            Constant(value=6.5, text="6.5 s"),
            Triangular(min=20.0, mode=23.0, max=30.0, text="triangular 20 23 30 s"),
            Exponential(mu=7200.0, text="exponential 2 h"),
            Exponential(mu=7200.0, text="2 h"),
            Erlang(mu=360.0, k=2.0, text="6 min"),
            Constant(value=300.0, text="constant 5 min"),
        ]
    )
    return st.builds(
        lambda value, provenance: replace(value, provenance=provenance), st.one_of(computed, typed_ones), provenances
    )


PRODUCTS = ("P12", "carton", "no")

all_distributions = distributions()
times_by_product: st.SearchStrategy[Any] = st.one_of(
    all_distributions,
    st.dictionaries(st.sampled_from([*PRODUCTS, "default"]), all_distributions, min_size=1, max_size=3).map(Table),
)


rate = st.one_of(amounts, typed(Dimension.RATE, "120/h", "0 /min", "900/d"))
rates: st.SearchStrategy[Any] = st.one_of(
    rate, st.dictionaries(st.sampled_from(["0 h", "6 h", "18.50 h", "1100 min"]), rate, min_size=1).map(Table)
)
deliveries = st.builds(
    Delivery, at=times, parts=st.integers(1, 99), product=st.one_of(st.none(), st.sampled_from(PRODUCTS), words)
)

points = st.one_of(st.builds(Point, coordinates, coordinates), st.builds(Point, coordinates, coordinates, coordinates))
sizes = st.one_of(
    st.builds(Size, positive, positive, positive),
    st.builds(Size, positive, positive),
    st.sampled_from([Size.decode("1.6 x 1.5 x 2.2 m"), Size.decode("160 × 120 mm")]),
)
shares = st.lists(st.floats(0.01, 100), min_size=2, max_size=4).map(tuple)
rules = st.one_of(
    st.builds(
        Rule,
        st.sampled_from([choice for choice in Choice if not str(Rule(choice)).startswith(("share", "random", "by"))]),
        strict=st.booleans(),
    ),
    st.builds(Rule, st.sampled_from([Choice.SHARE, Choice.RANDOM_SHARE]), shares, st.booleans()),
    st.builds(
        Rule,
        st.just(Choice.BY_PRODUCT),
        strict=st.booleans(),
        products=st.lists(st.sampled_from([*PRODUCTS, "*"]), min_size=2, max_size=4).map(tuple),
    ),
)
merges = st.one_of(
    st.builds(Merge, st.sampled_from([Turn.FIRST_COME, Turn.PRIORITY, Turn.ZIPPER])),
    st.builds(Merge, st.just(Turn.BATCH), st.integers(1, 99)),
)
intervals = st.one_of(
    st.builds(Interval, parts=st.integers(1, 999_999)), st.builds(Interval, time=st.floats(0.001, 1e6))
)
failures = st.builds(
    Failure,
    every=st.one_of(st.none(), intervals),
    mtbf=st.one_of(st.none(), all_distributions),
    availability=st.one_of(st.none(), st.floats(0, 1), typed(Dimension.FRACTION, "99.5 %", "0.9")),
    mttr=st.one_of(st.none(), all_distributions),
    ages=st.sampled_from(Ages),
    part=st.sampled_from(PartFate),
    label=st.one_of(st.none(), words),
    status=st.one_of(st.none(), st.sampled_from(Status)),
)
upkeeps = st.sampled_from(
    (
        (),
        (
            Upkeep(every=Interval(parts=120), takes=decode("4 min")),
            Upkeep(every=Interval(shift=True), takes=decode("9 min")),
        ),
        (
            Upkeep(every=Interval(time=90.5), takes=decode("triangular 1 2 4 min"), ages=Ages.BUSY, by="T1"),
            Upkeep(every=Interval(time=1.0), takes=decode("8 s"), label="no", status=Status.MEASURED),
        ),
    )
)
listed = {
    "part": st.sampled_from(PRODUCTS),
    "quantity": st.integers(1, 999).map(str),
    "release": st.sampled_from(["0 s", "1.50 h", "2d"]),
}
orders = st.lists(st.fixed_dictionaries(listed, optional={"due": st.just("9 h")}), min_size=1, max_size=3).map(
    OrderFile.decode
)
groups = st.lists(ids, min_size=1, max_size=3).map(tuple)
zones = st.builds(Zone, st.lists(ids, min_size=1, max_size=3).map(tuple), st.sampled_from([0.0, 20.0, 90.5]))
watts = st.one_of(amounts, typed(Dimension.POWER, "12 kW", "800 W"))
powers: st.SearchStrategy[Any] = st.one_of(
    watts, st.dictionaries(st.sampled_from(["working", "blocked", "other"]), watts, min_size=1).map(Table)
)
prices: st.SearchStrategy[Any] = st.one_of(
    amounts, st.dictionaries(st.sampled_from(["0 h"]), amounts, min_size=1).map(Table)
)
costs = st.builds(Costs, currency=st.one_of(st.none(), words), energy=st.one_of(st.none(), prices), per_hour=amounts)
references = st.lists(st.one_of(ids, failures), max_size=2).map(tuple)
colors = st.one_of(st.none(), st.sampled_from([*NAMED, "#2a8c8c"]))


def _common(cls: type[Equipment]) -> dict[str, st.SearchStrategy[Any]]:
    fields: dict[str, st.SearchStrategy[Any]] = {
        "label": st.one_of(st.none(), words),
        "tag": st.one_of(st.none(), words),
        "at": st.one_of(st.none(), points),
        "turn": st.one_of(
            st.integers(0, 3600).map(lambda tenth: tenth / 10), typed(Dimension.ANGLE, "90", "0", "45.25")
        ),
        "mirror": st.booleans(),
        "size": st.one_of(st.none(), sizes),
        "model": st.one_of(st.none(), words),
        "source": st.one_of(st.none(), words),
        "status": st.one_of(st.none(), st.sampled_from(Status)),
    }
    return {name: field for name, field in fields.items() if name not in cls.meaningless}


def _piece(cls: type[Equipment], **own: st.SearchStrategy[Any]) -> st.SearchStrategy[Equipment]:
    """Equipment with some of its fields given, the others left out."""
    given = st.fixed_dictionaries({}, optional=_common(cls) | own)
    return given.map(lambda values: cls(**values))


counts = st.one_of(st.none(), st.integers(1, 99), st.just("unlimited"))
pieces = st.dictionaries(ids, st.integers(1, 99), max_size=2).map(Table)


def _station(cls: type[Station], **own: st.SearchStrategy[Any]) -> st.SearchStrategy[Equipment]:
    """A station with some of the fields that it has."""
    fields: dict[str, st.SearchStrategy[Any]] = {
        "manual": st.one_of(st.none(), times_by_product),
        "cycle": st.one_of(st.none(), times_by_product),
        "exchange": times,
        "nests": st.integers(1, 1000),
        "uses": pieces,
        "takes": st.sampled_from(Takes),
        "fail": st.one_of(st.floats(0, 1), typed(Dimension.FRACTION, "2 %", "0.03")),
        "retest": st.integers(0, 9),
        "back_to": st.one_of(st.none(), words),
        "passes": counts,
        "scrap": st.floats(0, 1),
        "changeover": st.one_of(st.none(), ids, times),
        "prepare": times,
        "first_off": times,
        "scrap_first": st.integers(0, 99),
        "maintenance": upkeeps,
        "tools": upkeeps,
        "start_up": st.one_of(st.none(), st.builds(StartUp, after=some_time, takes=times)),
        "look": st.one_of(st.none(), words),
        "drive_through": st.booleans(),
        "failures": references,
        "power": st.one_of(st.none(), powers),
        "cost_per_hour": amounts,
        "cost_per_part": typed(Dimension.MONEY, "0.12", "3"),
        "ideal": st.one_of(st.none(), times_by_product),
        "rule": rules,
        "merge": merges,
        "height": lengths,
    }
    return _piece(cls, **{name: field for name, field in fields.items() if name not in cls.meaningless}, **own)


rows = st.dictionaries(ids, times_by_product, max_size=3).map(Table)


def _known() -> st.SearchStrategy[Equipment]:
    """Equipment of every kind."""
    return st.one_of(
        _station(Machine),
        _station(Workplace),
        _station(Assembly),
        _station(Disassembly, makes=pieces, keeps=st.booleans()),
        _station(Oven, batch=st.one_of(st.none(), st.integers(1, 999)), wait=st.one_of(st.none(), times)),
        _station(
            Rotary,
            rate=st.one_of(st.none(), positive, typed(Dimension.RATE, "36000/h")),
            transit=st.one_of(st.none(), some_time),
        ),
        _station(
            Tunnel,
            rate=st.one_of(st.none(), positive),
            transit=st.one_of(st.none(), some_time),
            overstay=st.one_of(st.none(), times),
        ),
        _station(TransferLine, index=st.one_of(st.none(), some_time), stations=rows),
        _station(MovingLine, takt=st.one_of(st.none(), some_time), drift=times, stations=rows),
        _station(Packer, pack=st.one_of(st.none(), st.builds(Pack, st.integers(1, 999_999), ids))),
        _piece(
            Store,
            capacity=st.one_of(st.none(), st.integers(1, 99), st.just("unlimited")),
            order=st.sampled_from(BufferOrder),
            initially=pieces,
        ),
        _piece(
            Conveyor,
            speed=st.one_of(st.none(), positive, typed(Dimension.SPEED, "24 m/min", "1 km/h")),
            accumulates=st.sampled_from(Accumulates),
            gap=lengths,
            queue_gap=st.one_of(st.none(), lengths),
            via=st.lists(points, max_size=3).map(tuple),
            path=st.lists(points, max_size=3).map(tuple),
            radius=lengths,
            failures=references,
            merge=merges,
        ),
        _piece(
            Buffer,
            capacity=st.one_of(st.none(), st.integers(1, 99), st.just("unlimited")),
            order=st.sampled_from(BufferOrder),
            dwell=times,
            travel=times,
            rule=rules,
            merge=merges,
        ),
        _piece(
            Source,
            product=st.one_of(st.none(), st.sampled_from(PRODUCTS), words),
            every=st.one_of(st.none(), all_distributions),
            rate=st.one_of(st.none(), rates),
            arrivals=st.sampled_from(Spacing),
            schedule=st.one_of(st.none(), st.lists(deliveries, min_size=1, max_size=3).map(tuple)),
            repeats=st.one_of(st.none(), some_time),
            orders=st.one_of(st.none(), words.filter(str.strip).map(OrderFile.decode), orders),
            batch=st.integers(1, 99),
            first=st.one_of(st.none(), times),
            if_full=st.one_of(st.none(), st.sampled_from(IfFull)),
            limit=st.one_of(st.none(), st.integers(0, 99)),
        ),
        _piece(Sink, height=lengths),
        _piece(Floor, color=colors),
        _piece(Wall, path=st.lists(points, max_size=3).map(tuple), thickness=lengths),
        _piece(Fence, path=st.lists(points, max_size=3).map(tuple), height=some_length),
        _piece(Column),
        _piece(Door),
        _piece(Dock),
        _piece(Text, text=st.one_of(st.none(), words), letter_height=lengths, color=colors),
    )


known = _known()
_raw_values: st.SearchStrategy[Any] = st.one_of(words, st.none(), st.just(("a", "b")), st.just(Table({"rotor": "1"})))
placeholders: st.SearchStrategy[Equipment] = st.builds(
    Placeholder,
    written_kind=st.just("odd-kind"),
    raw=st.dictionaries(st.sampled_from(["manual", "uses", "odd"]), _raw_values).map(Table),
    **_common(Placeholder),
)
equipment = st.one_of(known, placeholders)

_stops = st.builds(Stop, ids, st.one_of(st.none(), ids))
chains = st.lists(st.lists(_stops, min_size=1, max_size=2).map(tuple), min_size=2, max_size=4).map(
    lambda steps: Chain(tuple(steps))
)
products = st.builds(
    Product,
    label=st.one_of(st.none(), words),
    demand=st.one_of(st.none(), positive, typed(Dimension.RATE, "900/d", "120 /h")),
    size=sizes,
    weight=st.one_of(st.none(), amounts),
    color=colors,
    of=st.integers(1, 99),
    family=st.one_of(st.none(), words),
    looks=st.dictionaries(words, st.builds(Finish, size=st.one_of(st.none(), sizes), color=colors), max_size=2).map(
        Table
    ),
)
visits = st.builds(Visit, ids, st.one_of(st.none(), ids))
routes = st.lists(st.lists(visits, min_size=1, max_size=2).map(lambda step: Step(tuple(step))), max_size=4).map(tuple)


@st.composite
def matrices(draw: st.DrawFn) -> Matrix:
    """Matrices of changeover times, square or not."""
    to = tuple(draw(st.lists(ids.filter(lambda name: name != "to"), min_size=1, max_size=3)))
    row = st.lists(times, min_size=len(to), max_size=len(to)).map(tuple)
    return Matrix(to, Table(draw(st.dictionaries(st.sampled_from(to), row, max_size=3))))


named_stations: st.SearchStrategy[Any] = st.one_of(st.just(ALL), st.lists(words, max_size=2).map(tuple))
tasks = st.builds(
    Task,
    at=words,
    every=st.one_of(
        st.integers(1, 999).map(lambda parts: Interval(parts=parts)),
        some_time.map(lambda time: Interval(time=time)),
    ),
    takes=all_distributions,
    label=st.one_of(st.none(), words),
)
posts = st.builds(
    Post,
    label=st.one_of(st.none(), words),
    works=named_stations,
    sets_up=named_stations,
    repairs=named_stations,
    tasks=st.lists(tasks, max_size=1).map(tuple),
    count=st.one_of(st.integers(1, 9), st.dictionaries(ids, st.integers(0, 9), max_size=2).map(Table)),
    walk=st.one_of(st.just(AT_ONCE), positive, typed(Dimension.SPEED, "1.1 m/s", "60 m/min")),
    allowance=st.floats(0, 1),
    home=st.one_of(st.none(), st.builds(Point, coordinates, coordinates)),
)


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    """Layouts that can be written; they need not keep the rules."""
    defaults = draw(st.lists(known, max_size=2))
    return Layout(
        name=draw(st.one_of(st.none(), words)),
        description=draw(st.one_of(st.none(), words)),
        where=Table(draw(st.dictionaries(words, words, max_size=2))),
        coordinates=draw(st.sampled_from(["m", "mm"])),
        hall=draw(st.one_of(st.none(), st.builds(Hall, size=sizes, columns=st.one_of(st.none(), sizes)))),
        products=Table(draw(st.dictionaries(st.sampled_from(PRODUCTS), products, max_size=2))),
        parts=Table(draw(st.dictionaries(ids, products, max_size=1))),
        defaults=Table({item.kind: item for item in defaults}),
        changeovers=Table(draw(st.dictionaries(ids, matrices(), max_size=2))),
        routing=Table(draw(st.dictionaries(st.sampled_from(PRODUCTS), routes, max_size=2))),
        failures=Table(draw(st.dictionaries(ids, failures, max_size=2))),
        zones=Table(draw(st.dictionaries(ids, zones, max_size=2))),
        groups=Table(draw(st.dictionaries(ids, groups, max_size=2))),
        costs=draw(st.one_of(st.none(), costs)),
        equipment=Table(draw(st.dictionaries(ids, equipment, max_size=6))),
        flow=tuple(draw(st.lists(chains, max_size=3))),
        people=Table(draw(st.dictionaries(ids, posts, max_size=1))),
        run=draw(
            st.builds(
                Run,
                warm_up=times,
                duration=st.one_of(st.none(), some_time),
                replications=st.integers(1, 9),
                seed=st.integers(0, 2**31),
            )
        ),
    )


@st.composite
def changed(draw: st.DrawFn, layout: Layout) -> Layout:
    """A layout in which things were moved, renamed, changed, taken out and put in."""
    entries = draw(st.permutations(list(layout.equipment.items()))) if draw(st.booleans()) else layout.equipment.items()
    kept: dict[str, Equipment] = {}
    for key, item in entries:
        action = draw(st.sampled_from(["keep", "keep", "rename", "change", "drop", "add"]))
        new_key = draw(ids) if action == "rename" else key
        if action == "change":
            item = draw(st.one_of(equipment, _changed_piece(item)))
        if action != "drop":
            kept.setdefault(new_key, item)
        if action == "add":
            kept.setdefault(draw(ids), draw(equipment))
    flow = [draw(chains) if draw(st.integers(0, 3)) == 0 else chain for chain in layout.flow]
    fewer = {kind: item for kind, item in layout.defaults.items() if draw(st.booleans())}
    return replace(
        layout,
        changeovers=draw(
            st.one_of(st.just(layout.changeovers), st.dictionaries(ids, matrices(), max_size=2).map(Table))
        ),
        routing=draw(st.one_of(st.just(layout.routing), st.dictionaries(ids, routes, max_size=2).map(Table))),
        name=draw(st.one_of(st.just(layout.name), words)),
        coordinates=draw(st.sampled_from([layout.coordinates, "m"])),
        equipment=Table(kept),
        flow=tuple(draw(st.permutations(flow)) if draw(st.booleans()) else flow[1:]),
        defaults=draw(st.sampled_from([layout.defaults, Table(fewer)])),
        failures=draw(st.one_of(st.just(layout.failures), st.dictionaries(ids, failures, max_size=2).map(Table))),
    )


def _changed_piece(item: Equipment) -> st.SearchStrategy[Equipment]:
    """The same piece with other values in the fields that all equipment has."""
    given = st.fixed_dictionaries({}, optional=_common(type(item)))
    return given.map(lambda values: replace(item, **values))
