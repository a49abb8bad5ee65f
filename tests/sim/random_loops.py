"""Random closed loops of carriers, the same for the same seed.

A row of stations between the one that puts products on carriers and the one that takes them off; tests with rework and
scrap, ovens and rotary machines, belts and buffers; one or two products, started by plan or by demand.
"""

import random

from layouts import loads
from layouts.model import Layout

TIMES = ("4 s", "6.5 s", "uniform 2 5 s", "triangular 2 3 7 s")
PLANS = (
    "plan: {sequence: [3 p0, 5 p1]}",
    "plan: {heijunka: [3 p0, 2 p1]}",
    "",
)
HEAD = """linewright: 1
products:
  p0: {size: 300 x 100 x 100 mm, demand: 700/d, looks: {done: {size: 200 x 100 x 100 mm, color: teal}}}
  p1: {size: 250 x 100 x 100 mm, demand: 300/d, of: 4}
parts:
  bolt: {size: 100 x 100 x 50 mm}
failures:
  jam: {mtbf: 30 s, mttr: 12 s, ages: working}
  crash: {mtbf: 60 s, mttr: 12 s, ages: calendar, part: scrapped}"""


class LoopDice:
    """Throws the dice for one loop."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(f"loop {seed}")
        self.equipment: dict[str, str] = {}
        self.row: list[str] = []
        self.flow: list[str] = []
        self.stations: list[str] = []
        self.carriers = self.random.randint(1, 9)

    def text(self) -> str:
        """Return the layout as a file."""
        born = self.random.random() < 0.7
        plan = self.random.choice(PLANS)
        if not born:
            fields = self.random.choice(("", ", every: 5 s", ", every: 4 s, if_full: queue"))
            self._put("infeed", f"kind: source{fields}")
        self._load()
        for number in range(self.random.randint(1, 4)):
            self._mover(f"m{number}")
            self.random.choice((self._station, self._station, self._test, self._oven, self._rotary))(f"s{number}")
        self._mover("m")
        self._put("unload", f"kind: machine, cycle: {self._time()}, frees: {{tray: 1}}{self._failures()}")
        self._put("out", "kind: sink")
        self._back()
        count = f"carriers: {{tray: {{count: {self.carriers}, size: 400 x 300 x 50 mm, initially: back}}}}"
        sections = [HEAD, count, plan, *self._supply(), "equipment:", *map(self._written, self.equipment), "flow:"]
        return "\n".join([*filter(None, sections), *(f"  - {chain}" for chain in [" -> ".join(self.row), *self.flow])])

    def _written(self, name: str) -> str:
        place = list(self.equipment).index(name)
        at = "" if "conveyor" in self.equipment[name] else f"at: [{4 * place}, {place % 3 * 4}], "
        return f"  {name}: {{{at}{self.equipment[name]}}}"

    def _put(self, name: str, fields: str) -> None:
        self.equipment[name] = fields
        self.row.append(name)

    def _time(self) -> str:
        return self.random.choice(TIMES)

    def _failures(self) -> str:
        return self.random.choice(("", "", ", failures: [jam]", ", failures: [crash]"))

    def _load(self) -> None:
        self.uses = self.random.choice(("tray: 1", "tray: 1, bolt: 2"))
        nests = self.random.choice(("", ", nests: 2"))
        takes = self.random.choice(("", ", takes: together"))
        self._put(
            "load", f"kind: machine, cycle: {self._time()}, uses: {{{self.uses}}}{nests}{takes}{self._failures()}"
        )

    def _supply(self) -> list[str]:
        if "bolt" not in self.uses or self.random.random() < 0.3:
            return []
        lead = self.random.choice(("", ", lead_time: 20 s", ", lead_time: 2 min"))
        return ["supply:", f"  load.bolt: {{container: 6 per box, stock: 2{lead}}}"]

    def _station(self, name: str) -> None:
        scrap = self.random.choice(("", "", ", scrap: 10 %"))
        look = self.random.choice(("", ", look: done"))
        self._put(name, f"kind: machine, cycle: {self._time()}{scrap}{look}{self._failures()}")

    def _test(self, name: str) -> None:
        self._put(f"{name}_queue", "kind: buffer, capacity: unlimited")
        passes = self.random.choice(("1", "2"))
        self._put(name, f"kind: machine, cycle: {self._time()}, fail: 25 %, passes: {passes}{self._failures()}")
        self.equipment[f"{name}_bench"] = (
            f"kind: workplace, manual: uniform 4 9 s{self.random.choice(('', ', scrap: 20 %'))}"
        )
        self.equipment[f"{name}_wait"] = "kind: buffer, capacity: unlimited"
        self.flow.append(f"{name}.fail -> {name}_wait -> {name}_bench -> {name}_queue")

    def _oven(self, name: str) -> None:
        self._put(name, f"kind: oven, cycle: 8 s, batch: 2, wait: 15 s{self._failures()}")

    def _rotary(self, name: str) -> None:
        self._put(name, f"kind: rotary, rate: 1200/h, transit: 7 s{self._failures()}")

    def _mover(self, name: str) -> None:
        begin = f"[[{self.random.randint(0, 9)}, 20], [{self.random.uniform(10, 13):.3f}, 20]]"
        kind = self.random.choice(("direct", "buffer", "belt", "belt"))
        if kind == "belt":
            self._put(name, f"kind: conveyor, path: {begin}, speed: 0.7 m/s, gap: 50 mm, queue_gap: 10 mm")
        elif kind == "buffer":
            self._put(name, f"kind: buffer, capacity: {self.random.choice('125')}")

    def _back(self) -> None:
        """The way of empty ones: a belt, or a buffer of any sort that may be too small for all at once."""
        fields = self.random.choice(
            (
                "kind: conveyor, path: [[0, 30], [2.5, 30]], speed: 0.7 m/s, queue_gap: 10 mm",
                "kind: buffer, capacity: unlimited",
                "kind: buffer, capacity: 3",
                "kind: buffer, capacity: unlimited, order: lifo",
                "kind: store, capacity: 9",
            )
        )
        self.equipment["back"] = fields
        self.flow.append("unload.tray -> back -> load.tray")


def loop_text(seed: int) -> str:
    """Return a random loop as a file."""
    return LoopDice(seed).text()


def loop(seed: int) -> Layout:
    """Return a random loop."""
    return loads(loop_text(seed))
