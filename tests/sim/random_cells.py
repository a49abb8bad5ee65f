"""Random lines of stations with everything that they know, the same for the same seed.

One row of stages from the sources to the sink: machines, workplaces, assemblies, tests with their rework, disassembly;
buffers or belts between them. Some lines have routings.
"""

import random

from layouts import loads
from layouts.model import Layout

TIMES = ("4 s", "6.5 s", "uniform 2 5 s", "triangular 2 3 7 s", "lognormal 4 2 s", "erlang 4 s k=3")
STAGES = ("machine", "workplace", "assembly", "test", "test", "disassembly", "plain")
MOVERS = ("buffer", "belt", "belt", "direct", "queue")
HEAD = """linewright: 1
products:
  p0: {size: 300 x 100 x 100 mm, family: left, looks: {done: {size: 200 x 100 x 100 mm, color: teal}}}
  p1: {size: 250 x 100 x 100 mm, family: right, of: 4, looks: {raw: {color: red}}}
parts:
  bolt: {size: 100 x 100 x 50 mm, of: 2}
  lid: {size: 150 x 100 x 50 mm}
changeovers:
  families: {to: [left, right], left: [0 s, 3.5 s], right: [6 s, 0 s]}
failures:
  jam: {mtbf: 30 s, mttr: 12 s, ages: working}
  tool: {availability: 90 %, mttr: 10 s, ages: busy, part: restarted}
  crash: {mtbf: 60 s, mttr: 12 s, ages: calendar, part: scrapped}"""


class CellDice:
    """Throws the dice for one line."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(f"cell {seed}")
        self.routed = self.random.random() < 0.3
        self.equipment: dict[str, dict[str, str]] = {}
        self.flow: list[str] = []
        self.stations: list[str] = []
        self.row: list[str] = []

    def text(self) -> str:
        """Return the layout as a file."""
        sources = [self._source(product) for product in self.random.choice((["p0"], ["p0", "p1"], ["p1", "p0"]))]
        self.row.append(" | ".join(sources))
        self._put("queue_0", {"kind": "buffer", "capacity": "unlimited"})
        for number in range(self.random.randint(2, 4)):
            getattr(self, f"_{self.random.choice(STAGES)}")(f"s{number}")
            self._mover(f"m{number}")
        self._put("out", {"kind": "sink"})
        self.flow.insert(0, " -> ".join(self.row))
        sections = [HEAD, *self._routing(), "equipment:", *(self._written(name) for name in self.equipment)]
        return "\n".join([*sections, "flow:", *(f"  - {chain}" for chain in self.flow)])

    def _written(self, name: str) -> str:
        place = list(self.equipment).index(name)
        fields = {"at": f"[{4 * place}, {place % 3 * 4}]", **self.equipment[name]}
        if fields["kind"] == "conveyor":
            del fields["at"]
        return f"  {name}: {{{', '.join(f'{key}: {value}' for key, value in fields.items())}}}"

    def _put(self, name: str, fields: dict[str, str]) -> None:
        self.equipment[name] = fields
        self.row.append(name)

    def _chance(self, share: float, fields: dict[str, str]) -> dict[str, str]:
        return fields if self.random.random() < share else {}

    def _source(self, product: str) -> str:
        every = self._chance(0.8, {"every": self._time(), "if_full": self.random.choice(("wait", "queue", "lose"))})
        name = f"in_{product}"
        self.equipment[name] = {"kind": "source", "product": product, **every}
        if not every or self.random.random() < 0.3:
            self.equipment[name]["limit"] = "30"
        return name

    def _time(self) -> str:
        return self.random.choice(TIMES)

    def _times(self) -> str:
        times = "{" + f"default: {self._time()}, p1: {self._time()}" + "}"
        return self.random.choice((self._time(), times))

    def _mover(self, name: str) -> None:
        kind = self.random.choice(MOVERS)
        if kind == "belt":
            begin = f"[[{self.random.randint(0, 9)}, 20], [{self.random.uniform(10, 13):.3f}, 20]]"
            self._put(name, {"kind": "conveyor", "path": begin, "speed": "0.7 m/s", "gap": "50 mm"})
        elif kind == "buffer":
            self._put(name, {"kind": "buffer", "capacity": self.random.choice("125")})
        elif kind == "queue":
            fields = self.random.choice(({}, {"order": "lifo"}, {"order": "any"}, {"dwell": "3 s"}))
            self._put(name, {"kind": "buffer", "capacity": "unlimited", **fields})

    # stages

    def _station(self, name: str, kind: str, fields: dict[str, str]) -> None:
        extras = [
            self._chance(0.3, {"exchange": "1.5 s"}),
            self._chance(0.3, {"nests": "2"}),
            self._chance(0.3, {"changeover": self.random.choice(("5 s", "families"))}),
            self._chance(0.3, {"look": self.random.choice(("done", "raw"))}),
            self._chance(0.3, {"scrap": "10 %"}),
            self._chance(0.5, {"failures": f"[{self.random.choice(('jam', 'tool', 'crash'))}]"}),
        ]
        for extra in extras:
            fields = fields | extra
        self._put(name, {"kind": kind, **fields})
        self.stations.append(name)

    def _plain(self, name: str) -> None:
        self._put(name, {"kind": "machine", "cycle": self._times(), **self._chance(0.5, {"failures": "[crash]"})})
        self.stations.append(name)

    def _machine(self, name: str) -> None:
        fields = {"cycle": self._times(), **self._chance(0.5, {"manual": self._time()})}
        self._station(name, "machine", fields)

    def _workplace(self, name: str) -> None:
        self._station(name, "workplace", {"manual": self._times()})

    def _assembly(self, name: str) -> None:
        uses = self.random.choice(("{bolt: 1}", "{bolt: 2}", "{lid: 1, bolt: 1}", "{bolt: 2, lid: 1}"))
        takes = self._chance(0.6, {"takes": self.random.choice(("together", "one by one"))})
        self._station(name, "assembly", {"cycle": self._times(), "uses": uses, **takes})
        for part in ("bolt", "lid"):
            if part in uses and self.random.random() < 0.8:
                self._supply(name, part)

    def _supply(self, name: str, part: str) -> None:
        source, queue = f"{name}_{part}", f"{name}_{part}_queue"
        every = self._chance(1.0 if self.routed else 0.6, {"every": "uniform 1 5 s"})
        self.equipment[source] = {"kind": "source", "product": part, **every}
        way = [source]
        if self.random.random() < 0.7:
            self.equipment[queue] = {"kind": "buffer", "capacity": self.random.choice("124")}
            way.append(queue)
        self.flow.append(" -> ".join([*way, f"{name}.{part}"]))

    def _test(self, name: str) -> None:
        fields = {"cycle": self._times(), "fail": self.random.choice(("10 %", "40 %"))}
        fields |= self._chance(0.7, {"retest": self.random.choice("12")})
        goal = self.random.choice(("queue_0", "own queue") if self.routed else ("queue_0", "own queue", "rejects"))
        if goal == "own queue":
            goal = f"{name}_queue"
            self._put(goal, {"kind": "buffer", "capacity": "unlimited"})
        bench = self.random.random() < 0.6
        if not bench or self.random.random() < 0.3:
            fields["passes"] = self.random.choice(("1", "2", "unlimited"))
        first = next((key for key in self.stations), name) if goal == "queue_0" else name
        back = {"back_to": first} if self.routed and goal != "rejects" else {}
        self._station(name, "machine", fields | ({} if bench else back))
        way = [f"{name}.fail"]
        if bench:
            way.append(f"{name}_bench")
            limit = self._chance(0.8, {"passes": self.random.choice("12")})
            self.equipment[way[-1]] = {"kind": "workplace", "manual": "uniform 6 20 s", **back, **limit}
            if "passes" not in fields and not limit:
                self.equipment[way[-1]]["passes"] = "unlimited"
        if goal == "rejects":
            goal = f"{name}_rejects"
            self.equipment[goal] = {"kind": "sink"}
        self.flow.append(" -> ".join([*way, goal]))

    def _disassembly(self, name: str) -> None:
        makes = self.random.choice(("{lid: 1}", "{lid: 2, bolt: 1}"))
        self._station(name, "disassembly", {"cycle": self._times(), "makes": makes, "keeps": "true"})
        for part in ("lid", "bolt"):
            if part in makes:
                self.equipment[f"{name}_{part}"] = {"kind": "machine", "cycle": "uniform 2 9 s"}
                self.equipment[f"{name}_{part}_out"] = {"kind": "sink"}
                self.flow.append(f"{name}.{part} -> {name}_{part} -> {name}_{part}_out")

    def _routing(self) -> list[str]:
        if not self.routed:
            return []
        routes = []
        for product in ("p0", "p1"):
            skipped = {name for name in self.stations if not self._is_needed(name) and self.random.random() < 0.5}
            for name in skipped:
                self.equipment[name]["drive_through"] = "true"
            route = [name for name in self.stations if name not in skipped]
            routes.append(f"  {product}: [{', '.join(route)}]")
        return ["routing:", *routes]

    def _is_needed(self, name: str) -> bool:
        fields = self.equipment[name]
        return fields["kind"] == "disassembly" or "fail" in fields or name == self.stations[0]


def cell_text(seed: int) -> str:
    """Return a random line as a file."""
    return CellDice(seed).text()


def cell(seed: int) -> Layout:
    """Return a random line."""
    return loads(cell_text(seed))
