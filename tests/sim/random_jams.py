"""Random small lines that may get stuck, the same for the same seed: rings and shared ways of all sorts, mostly tight.

Each is one of the patterns in which deadlocks form in practice, with capacities, numbers of carriers and rules thrown
by dice, so that about half of them get stuck and the other half just do not.
"""

import random
import re

from layouts import loads
from layouts.model import Layout

TIMES = ("2 s", "3 s", "5 s", "uniform 1 6 s")


class JamDice:
    """Throws the dice for one line."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(f"jam {seed}")
        self.heads: list[str] = []
        self.equipment: dict[str, str] = {}
        self.flow: list[str] = []

    def text(self) -> str:
        """Return the layout as a file."""
        patterns = (self._rework, self._pallets, self._kit, self._counterflow, self._apart, self._oven, self._trays)
        self.random.choice((*patterns, self._order))()
        places = {name: f"at: [{4 * n}, {n % 3 * 4}], " for n, name in enumerate(self.equipment)}
        rows = [
            f"  {name}: {{{'' if 'conveyor' in fields else places[name]}{fields}}}"
            for name, fields in self.equipment.items()
        ]
        return "\n".join(["linewright: 1", *self.heads, "equipment:", *rows, f"flow: [{', '.join(self.flow)}]"])

    def _put(self, **equipment: str) -> None:
        self.equipment |= equipment

    def _time(self) -> str:
        return self.random.choice(TIMES)

    def _machine(self, extra: str = "") -> str:
        return f"kind: machine, cycle: {self._time()}{extra}"

    def _source(self, product: str = "") -> str:
        often = self.random.choice((", every: 1 s", ", every: 3 s", ", every: uniform 2 8 s, if_full: queue"))
        limit = self.random.choice(("", "", ", limit: 25"))
        return f"kind: source{f', product: {product}' if product else ''}{often}{limit}"

    def _mover(self, most: int = 4, *, orders: bool = False) -> str:
        """A belt or a buffer of a few places, at times without a limit."""
        kind = self.random.choice(("belt", "buffer", "buffer", "unlimited"))
        order = f", order: {self.random.choice(('fifo', 'lifo', 'any'))}" if orders and kind != "belt" else ""
        if kind == "belt":
            row, length = self.random.randint(20, 90), 0.45 * self.random.randint(1, most)
            return f"kind: conveyor, path: [[0, {row}], [{length:.2f}, {row}]], speed: 0.5 m/s, gap: 50 mm"
        capacity = "unlimited" if kind == "unlimited" else self.random.randint(1, most)
        return f"kind: buffer, capacity: {capacity}{order}"

    # patterns

    def _rework(self) -> None:
        """Parts that failed come back into the line they came from."""
        passes = self.random.choice((1, 2, 5))
        self.heads = ["products: {p: {size: 400 x 300 x 100 mm}}"]
        merge = self.random.choice(("", ", merge: priority", ", merge: zipper"))
        self._put(infeed=self._source(), press=self._machine(), lane=self._mover() + merge)
        self._put(test=self._machine(f", fail: 40 %, passes: {passes}"), out="kind: sink")
        self._put(back=self._mover(), bench=self._machine())
        self.flow = ["infeed -> press -> lane -> test -> out", "test.fail -> back -> bench -> lane"]

    def _pallets(self) -> None:
        """A closed loop, in which there may be too many pallets, or too few."""
        count = self.random.randint(1, 9)
        self.heads = [
            "products: {p: {size: 300 x 200 x 100 mm}}",
            f"carriers: {{pallet: {{count: {count}, size: 400 x 300 x 50 mm, initially: home}}}}",
        ]
        takes = self.random.choice(("", ", takes: together"))
        if self.random.random() < 0.5:
            self._put(infeed=self._source())
            self.flow.append("infeed -> load")
        frees = ", frees: {pallet: 1}"
        self._put(load=self._machine(f", uses: {{pallet: 1}}{takes}"), way=self._mover())
        self._put(unload=self._machine(frees), out="kind: sink", back=self._mover(), home=self._mover(6))
        detour = self.random.random() < 0.5
        if detour:
            self._put(test=self._machine(", fail: 50 %, passes: 3"), bench=self._machine(), lane=self._mover())
            self.flow.append("test.fail -> bench -> lane")
        middle = "way -> lane -> test -> unload" if detour else "way -> unload"
        self.flow += [f"load -> {middle} -> out", "unload.pallet -> back -> home -> load.pallet"]

    def _kit(self) -> None:
        """Parts of two sorts come by one way to a station that needs one of each."""
        self.heads = ["products: {p: {}}", "parts: {a: {size: 300 x 200 x 100 mm}, b: {size: 400 x 300 x 100 mm}}"]
        takes = self.random.choice(("", ", takes: together", ", nests: 2"))
        self._put(infeed=self._source("p"), left=self._source("a"), right=self._source("b"))
        merge = self.random.choice(("", ", merge: zipper", ", merge: priority", ", merge: batch of 3"))
        self._put(shared=f"{self._mover(orders=True)}{merge}, rule: by product a / b", out="kind: sink")
        needs = f"{{a: {self.random.randint(1, 3)}, b: {self.random.randint(1, 2)}}}"
        self._put(join=f"kind: assembly, cycle: {self._time()}, uses: {needs}{takes}")
        self.flow = ["infeed -> join -> out", "left | right -> shared", "shared -> join.a | join.b"]

    def _counterflow(self) -> None:
        """Two products go through two stations in opposite order, along ways that both share."""
        self.heads = [
            "products: {p: {size: 400 x 300 x 100 mm}, q: {size: 400 x 300 x 100 mm}}",
            "routing: {p: [one, two], q: [two, one]}",
        ]
        self._put(first=self._source("p"), second=self._source("q"))
        self._put(one=self._machine(self._nests()), two=self._machine(self._nests()))
        self._put(there=self._mover(), back=self._mover(), out="kind: sink")
        self.flow = ["first -> one", "second -> two", "one -> there | out", "two -> back | out"]
        self.flow += ["there -> two", "back -> one"]

    def _nests(self) -> str:
        return self.random.choice(("", "", ", nests: 2"))

    def _apart(self) -> None:
        """What is taken apart is put together again, after ways of its own."""
        self.heads = ["products: {p: {}}", "parts: {a: {size: 300 x 200 x 100 mm}, b: {size: 400 x 300 x 100 mm}}"]
        a, b = self.random.randint(1, 3), self.random.randint(1, 3)
        self._put(
            infeed=self._source("p"), cut=f"kind: disassembly, cycle: 3 s, makes: {{a: {a}, b: {b}}}, keeps: true"
        )
        self._put(frame=self._mover(), left=self._mover(), right=self._mover(), out="kind: sink")
        needs = f"{{a: {self.random.choice((a, a, 1))}, b: {self.random.choice((b, b, 1))}}}"
        takes = self.random.choice(("", ", takes: together"))
        self._put(join=f"kind: assembly, cycle: {self._time()}, uses: {needs}{takes}")
        self.flow = ["infeed -> cut -> frame -> join -> out", "cut.a -> left -> join.a", "cut.b -> right -> join.b"]

    def _oven(self) -> None:
        """A batch takes parts of one product alone, and those of the other stand in the way."""
        self.heads = ["products: {p: {size: 400 x 300 x 100 mm}, q: {size: 400 x 300 x 100 mm}}"]
        wait = self.random.choice(("", "", ", wait: 20 s"))
        self._put(first=self._source("p"), second=self._source("q"), lane=self._mover(orders=True))
        merge = self.random.choice(("", ", merge: zipper", ", merge: batch of 3"))
        self.equipment["lane"] += merge
        self._put(
            bake=f"kind: oven, cycle: 9 s, batch: {self.random.randint(2, 4)}, changeover: 6 s{wait}", out="kind: sink"
        )
        self.flow = ["first | second -> lane -> bake -> out"]

    def _trays(self) -> None:
        """Two stations take trays from one stock, one after the other."""
        count = self.random.randint(2, 6)
        self.heads = [
            "products: {p: {size: 300 x 200 x 100 mm}, q: {size: 300 x 200 x 100 mm}}",
            "parts: {tray: {size: 400 x 300 x 50 mm}}",
        ]
        needs = [self.random.randint(1, 3) for _ in range(2)]
        takes = self.random.choice(("", "", ", takes: together"))
        self._put(first=self._source("p"), second=self._source("q"))
        rule = self.random.choice(("", ", rule: round robin"))
        self._put(trays=f"kind: store, capacity: 9, initially: {{tray: {count}}}{rule}", out="kind: sink")
        for name, number in zip(("one", "two"), needs, strict=True):
            self._put(**{name: self._machine(f", uses: {{tray: {number}}}{takes}")})
            self._put(**{f"{name}_off": f"kind: disassembly, cycle: 4 s, makes: {{tray: {number}}}, keeps: true"})
            self._put(**{f"{name}_way": self._mover()})
            self.flow += [f"{name} -> {name}_way -> {name}_off -> out", f"{name}_off.tray -> trays"]
        self.flow += ["first -> one", "second -> two", "trays -> one.tray | two.tray"]

    def _order(self) -> None:
        """A machine sorts parts into two buffers, from which a station takes both; one may be full."""
        self.heads = ["products: {p: {}}", "parts: {a: {size: 300 x 200 x 100 mm}, b: {size: 300 x 200 x 100 mm}}"]
        self._put(infeed=self._source("p"), left=self._source("a"), right=self._source("b"))
        self._put(gate=self._machine(), place_a=self._mover(), place_b=self._mover(), out="kind: sink")
        strict = self.random.choice(("", " strict"))
        self.equipment["gate"] += f", rule: by product a / b{strict}"
        self._put(join=f"kind: assembly, cycle: {self._time()}, uses: {{a: {self.random.randint(1, 4)}, b: 1}}")
        self.flow = ["infeed -> join -> out", "left | right -> gate -> place_a | place_b"]
        self.flow += ["place_a -> join.a", "place_b -> join.b"]


def jam_text(seed: int) -> str:
    """Return a random line as a file."""
    return JamDice(seed).text()


def jam(seed: int) -> Layout:
    """Return a random line."""
    return loads(jam_text(seed))


def supplied(text: str) -> Layout:
    """Return the same line with sources that never run out."""
    return loads(re.sub(r", limit: \d+", "", text))
