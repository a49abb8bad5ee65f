"""Random lines of everything the engine knows, the same for the same seed."""

import random
from collections.abc import Sequence

from layouts import loads
from layouts.model import Layout

DISTRIBUTIONS = (
    "4 s",
    "6.5 s",
    "uniform 2 5 s",
    "triangular 2 3 7 s",
    "normal 4 1 s",
    "lognormal 4 2 s",
    "exponential 4 s",
    "erlang 4 s k=3",
    "weibull scale=4 s shape=1.5",
)
EXACT_DISTRIBUTIONS = ("4 s", "6.5 s", "uniform 2 5 s", "triangular 2 3 7 s")
"""Those whose values are the same on every processor: they need no more than a square root."""
RULES = (
    "first free",
    "first free strict",
    "round robin",
    "round robin strict",
    "share {}",
    "share {} strict",
    "random share {}",
    "random share {} strict",
    "shortest queue",
    "shortest queue strict",
)
MERGES = ("first come", "priority", "zipper", "batch of 2", "batch of 3")
ORDERS = ("fifo", "lifo", "any")
RATES = ("900/h", "{0 h: 1200/h, 20 s: 0/h, 40 s: 1800/h, 90 s: 600/h}", "{0 s: 0/h, 5 s: 2400/h, 60 s: 300/h}")
AGES = ("working", "busy", "scheduled", "calendar")
FATES = ("kept", "restarted", "scrapped")
FAILURES = """failures:
  jam: {mtbf: 60 s, mttr: 6 s, ages: working}
  belt: {mtbf: uniform 10 60 s, mttr: uniform 1 12 s, ages: calendar}
  tool: {availability: 90 %, mttr: 10 s, ages: busy, part: restarted}"""
EXACT_FAILURES = """failures:
  jam: {mtbf: triangular 5 60 90 s, mttr: uniform 2 9 s, ages: working}
  belt: {mtbf: uniform 10 60 s, mttr: uniform 1 12 s, ages: calendar}
  tool: {mtbf: constant 45 s, mttr: constant 10 s, ages: busy, part: restarted}"""


class LineDice:
    """Throws the dice for one line: layers of equipment, each fed by the one before."""

    def __init__(self, seed: int, exact: bool = False) -> None:
        self.random = random.Random(f"line {seed}")
        self.order = random.Random(f"order {seed}")
        self.arrivals = None if exact else random.Random(f"arrivals {seed}")
        self.distributions: Sequence[str] = EXACT_DISTRIBUTIONS if exact else DISTRIBUTIONS
        self.failures = EXACT_FAILURES if exact else FAILURES
        self.products = {f"p{number}": length for number, length in enumerate(self._lengths())}
        self.layers: list[list[str]] = []
        self.equipment: dict[str, str] = {}

    def text(self) -> str:
        """Return the layout as a file."""
        self._layer("source", self.random.randint(1, 2))
        self._layer(self.random.choice(("machine", "conveyor")))
        for _ in range(self.random.randint(1, 4)):
            self._layer(self.random.choice(("machine", "machine", "conveyor", "conveyor", "belts", "buffer")))
        self._layer("sink", self.random.randint(1, 2))
        products = [f"  {name}: {{size: {length} x 100 x 100 mm}}" for name, length in self.products.items()]
        equipment = [f"  {name}: {self._written(name)}" for name in self.equipment]
        chain = " -> ".join(" | ".join(layer) for layer in self.layers)
        return "\n".join(
            ["linewright: 1", "products:", *products, self.failures, "equipment:", *equipment, "flow:", f"  - {chain}"]
        )

    def _lengths(self) -> Sequence[int]:
        return self.random.sample((100, 250, 400, 700), self.random.choice((1, 1, 2, 3)))

    def _layer(self, kind: str, width: int | None = None) -> None:
        if kind == "belts":
            self._layer("conveyor", 1)
            return self._layer("conveyor", 1)
        width = width or self.random.choice((1, 1, 1, 2, 3))
        names = [f"{kind}_{len(self.equipment) + place}" for place in range(width)]
        self.layers.append(names)
        self.equipment |= dict.fromkeys(names, kind)

    def _written(self, name: str) -> str:
        kind = self.equipment[name]
        layer = next(place for place, names in enumerate(self.layers) if name in names)
        fields = {"kind": kind, **getattr(self, f"_{kind}")(layer, self.layers[layer].index(name))}
        if kind != "sink" and len(self.layers[layer + 1]) > 1:
            fields["rule"] = self._rule(len(self.layers[layer + 1]))
        if kind not in ("source", "sink") and len(self.layers[layer - 1]) > 1:
            fields["merge"] = self.order.choice(MERGES)
        return "{" + ", ".join(f"{key}: {value}" for key, value in fields.items()) + "}"

    def _at(self, layer: int, row: int) -> str:
        return f"[{10 * layer}, {5 * row}]"

    def _rule(self, width: int) -> str:
        shares = " / ".join(str(self.random.randint(0 if place else 1, 5)) for place in range(width))
        rule = self.random.choice(RULES).format(shares)
        return self.order.choice((rule, rule, f"least recently used{self._strict()}", self._by_product(width)))

    def _strict(self) -> str:
        return self.order.choice(("", "", " strict"))

    def _by_product(self, width: int) -> str:
        ways = [self.order.choice((*self.products, "*")) for _ in range(width)]
        ways[self.order.randrange(width)] = "*"
        return f"by product {' / '.join(ways)}{self._strict()}"

    def _time(self) -> str:
        return self.random.choice(self.distributions)

    def _source(self, layer: int, row: int) -> dict[str, str]:
        fields = {"at": self._at(layer, row), "product": self.random.choice(sorted(self.products))}
        if self.random.random() < 0.75:
            fields |= {"every": self._time(), "if_full": self.random.choice(("wait", "queue", "lose"))}
            fields |= self.random.choice(({}, {"first": "0 s"}, {"first": "3 s"}))
        fields |= self.random.choice(({}, {}, {"limit": "40"}))
        return fields if self.arrivals is None else self._arriving(self.arrivals, fields)

    def _arriving(self, dice: random.Random, fields: dict[str, str]) -> dict[str, str]:
        """Let some of the sources that are not always ready bring parts by a rate or a schedule, or several at once."""
        form = dice.choice(("every", "every", "rate", "schedule")) if "every" in fields else ""
        if form == "rate":
            fields = {**fields, "rate": dice.choice(RATES), "arrivals": dice.choice(("even", "random"))}
        if form == "schedule":
            fields = {**fields, "schedule": self._schedule(dice), "repeats": dice.choice(("60 s", "45 s"))}
        if form in ("every", "rate"):
            fields |= dice.choice(({}, {}, {"batch": "3"}))
        unwanted = {"rate": ("every",), "schedule": ("every", "first")}.get(form, ())
        return {name: value for name, value in fields.items() if name not in unwanted}

    def _schedule(self, dice: random.Random) -> str:
        products = ("", *(f", product: {name}" for name in self.products))
        times = sorted(dice.randint(0, 40) for _ in range(dice.randint(1, 4)))
        deliveries = [f"{{at: {at} s, parts: {dice.randint(1, 9)}{dice.choice(products)}}}" for at in times]
        return f"[{', '.join(deliveries)}]"

    def _machine(self, layer: int, row: int) -> dict[str, str]:
        cycle = self._time()
        if self.random.random() < 0.3:
            cycle = "{" + ", ".join(f"{name}: {self._time()}" for name in self.products) + "}"
        fields = {"at": self._at(layer, row), "cycle": cycle, "nests": self.random.choice("1112")}
        fields |= self.random.choice(({}, {"exchange": "1.5 s"}))
        return fields | self._failing()

    def _failing(self) -> dict[str, str]:
        failures = [self._failure() for _ in range(self.random.choice((0, 0, 1, 2)))]
        failures += self.random.sample(("jam", "tool", "belt"), self.random.choice((0, 0, 1)))
        return {"failures": f"[{', '.join(failures)}]"} if failures else {}

    def _failure(self) -> str:
        ages, fate = self.random.choice(AGES), self.random.choice(FATES)
        up, down = f"{self.random.randint(15, 80)} s", f"{self.random.randint(2, 12)} s"
        if self.failures is EXACT_FAILURES:
            up, down = f"uniform 10 {up}", f"uniform 1 {down}"
        return f"{{mtbf: {up}, mttr: {down}, ages: {ages}, part: {fate}}}"

    def _conveyor(self, layer: int, row: int) -> dict[str, str]:
        length, gap = self.random.uniform(1.2, 7.0), self.random.choice((0, 30, 100))
        fields = {
            "path": f"[[{10 * layer}, {5 * row}], [{10 * layer + length:.3f}, {5 * row}]]",
            "speed": f"{self.random.uniform(0.1, 1.0):.3f} m/s",
            "gap": f"{gap} mm",
            "queue_gap": f"{self.random.choice((0, gap))} mm",
            "accumulates": self.random.choice(("together", "together", '"no"')),
        }
        belts = {"failures": "[belt]"} if self.random.random() < 0.7 else {}
        return fields | belts

    def _buffer(self, layer: int, row: int) -> dict[str, str]:
        fields = {"at": self._at(layer, row), "capacity": self.random.choice(("1", "2", "5", "unlimited"))}
        times = self.order.choice(({}, {}, {"dwell": "7.5 s"}, {"travel": "3 s"}, {"dwell": "2 s", "travel": "5 s"}))
        return fields | {"order": self.order.choice(ORDERS)} | times

    def _sink(self, layer: int, row: int) -> dict[str, str]:
        return {"at": self._at(layer, row)}


def line_text(seed: int, exact: bool = False) -> str:
    """Return a random line as a file; `exact`: with times that are the same on every processor."""
    return LineDice(seed, exact).text()


def line(seed: int) -> Layout:
    """Return a random line."""
    return loads(line_text(seed))
