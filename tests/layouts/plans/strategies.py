"""Random process plans."""

from dataclasses import replace

from hypothesis import strategies as st

from layouts.distributions import Constant, Erlang, Exponential, Triangular
from layouts.plans.plan import Figures, Operation, Plan
from layouts.table import Table


def constant(seconds: float) -> Constant:
    return Constant(value=seconds)


def numbers(least: float, most: float) -> st.SearchStrategy[float]:
    """Numbers of 15 digits, which is what every number in a workbook keeps."""
    return st.floats(least, most).map(lambda number: float(f"{number:.15g}"))


words = st.text("abÄ1 .-", min_size=1, max_size=4).filter(lambda text: text == " ".join(text.split()))
times = numbers(0.001, 1e5).map(constant) | st.sampled_from(
    [constant(8.0), Triangular(min=20.0, mode=23.5, max=30.0), Triangular(min=1e-3, mode=1 / 3, max=9.0)]
)
failures = st.none() | st.tuples(
    numbers(1.0, 1e6).map(lambda mean: Exponential(mu=mean)) | times,
    numbers(1.0, 1e6).map(lambda mean: Erlang(mu=mean, k=2.0)) | times,
)


@st.composite
def figures(draw: st.DrawFn) -> Figures:
    up, down = draw(failures) or (None, None)
    return Figures(draw(st.none() | numbers(0.0, 1e4)), up, down)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Plans of up to three products, each of which may skip stations."""
    stations = draw(st.lists(words, min_size=1, max_size=14, unique=True))
    products = draw(
        st.lists(st.sampled_from(["P12", "24 V", "default", "Öl", "Ol"]), min_size=1, max_size=3, unique=True)
    )
    names = {station: draw(st.none() | st.sampled_from(["Turn", "Mill, wash", "no"])) for station in stations}
    rates = numbers(1e-5, 0.1) if draw(st.booleans()) else st.none()
    operations = []
    for product in products:
        for station in sorted(draw(st.sets(st.sampled_from(stations), min_size=1)), key=stations.index):
            manual, machine = draw(st.tuples(st.none() | times, st.none() | times).filter(any))
            operations.append(Operation(product, station, names[station], manual, machine))
    visited = {operation.station for operation in operations}
    return Plan(
        Table({product: draw(rates) for product in products}),
        Table({station: draw(figures()) for station in stations if station in visited}),
        tuple(operations),
    )


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Plan, Plan]:
    """Two plans of the same operations with other times, figures and demands."""
    plan = draw(plans())
    operations = []
    for operation in plan.operations:
        manual, machine = draw(st.tuples(st.none() | times, st.none() | times).filter(any))
        operations.append(replace(operation, manual=manual, machine=machine))
    return plan, Plan(
        Table({product: demand and draw(numbers(1e-5, 0.1)) for product, demand in plan.products.items()}),
        Table({station: draw(figures()) for station in plan.stations}),
        tuple(operations),
    )
