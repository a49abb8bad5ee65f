"""Random lines in which something is held back, in another order, or interrupted; the same for the same seed.

Four machines with buffers between; cards, base stock and levels at random places, dispatch rules, blocking before
service, stations that are loaded and unloaded while they are down, sequences, urgent products.
"""

import random

from layouts import loads
from layouts.model import Layout

PRODUCTS = ("A", "B", "C")
ORDERS = ("fifo", "lifo", "any", "spt", "edd", "critical ratio", "least setup", "priority")
TIMES = ("2 s", "3.5 s", "uniform 1 4 s", "{A: 2 s, B: 3 s, C: 5 s}", "exponential 2.5 s")
HEAD = """linewright: 1
products: {A: {priority: 3, size: 200 x 100 x 100 mm}, B: {priority: 1, size: 100 x 100 x 100 mm}, C: {}}
failures:
  jam: {mtbf: 25 s, mttr: 6 s}
  stop: {mtbf: 40 s, mttr: 9 s, ages: calendar}
  crash: {mtbf: 60 s, mttr: 9 s, part: scrapped}
changeovers:
  dies: {to: [A, B, C], A: [0 s, 1 s, 3 s], B: [2 s, 0 s, 1 s], C: [1 s, 2 s, 0 s]}"""
MACHINES = 4


class ControlDice:
    """Throws the dice for one line."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(f"control {seed}")
        self.buffers = {number: self._buffer() for number in range(2, MACHINES + 1) if self.random.random() < 0.7}

    def text(self) -> str:
        """Return the layout as a file."""
        machines = [self._machine(number) for number in range(1, MACHINES + 1)]
        lines = [
            HEAD,
            "equipment:",
            *self._sources(),
            "  b1: {kind: buffer, at: [3, 0], capacity: unlimited, order: any}",
        ]
        lines += [f"  b{number}: {{{fields}, at: [{6 * number - 3}, 0]}}" for number, fields in self.buffers.items()]
        lines += [f"  m{number}: {{{fields}}}" for number, fields in enumerate(machines, 1)]
        lines += ["  out: {kind: sink, at: [40, 0]}", "  wishes_out: {kind: sink, at: [8, 9]}"]
        row = [f"b{number} -> m{number}" if number in {1, *self.buffers} else f"m{number}" for number in range(1, 5)]
        lines += [f"flow: [a | b | c -> {' -> '.join(row)} -> out, wishes -> wishes_out]", *self._control()]
        return "\n".join(lines)

    def _sources(self) -> list[str]:
        arrivals = ("every: exponential 9 s", "every: 7 s", "every: 11 s, if_full: queue", "every: 8 s, if_full: lose")
        names = zip("abc", PRODUCTS, strict=True)
        return [
            "  wishes: {kind: source, at: [0, 9], product: C, every: exponential 4 s}",
            *(
                f"  {name}: {{kind: source, at: [0, {3 * row}], product: {product}, {self.random.choice(arrivals)}}}"
                for row, (name, product) in enumerate(names)
            ),
        ]

    def _buffer(self) -> str:
        stay = self.random.choice(("", "", ", dwell: 3 s"))
        return f"kind: buffer, capacity: {self.random.choice('248')}, order: {self.random.choice(ORDERS)}{stay}"

    def _machine(self, number: int) -> str:
        fields = ["kind: machine", f"at: [{6 * number}, 0]", f"cycle: {self.random.choice(TIMES)}"]
        fields += [self.random.choice(("", "", "nests: 2"))]
        failing = self.random.choice(("", "failures: [jam]", "failures: [stop]", "failures: [jam, crash]"))
        if failing:
            fields += [failing, f"when_down: {self.random.choice(('neither', 'load', 'unload', 'load and unload'))}"]
        blocking = self.random.choice(("after service", "after service", "before service", "before loading"))
        fields += [f"blocking: {blocking}"]
        fields += [self.random.choice(("", "", "preempts: true", "changeover: dies", "scrap: 5 %"))]
        if number == 1:
            fields += [self.random.choice(("", "", "sequence: [2 A, 1 B, 1 C]"))]
        return ", ".join(filter(None, fields))

    def _control(self) -> list[str]:
        last = self.random.choice(("m2", "m3", "m4"))
        level = self.random.choice([f"b{number}" for number in self.buffers] or ["b1"])
        start, stop = self.random.choice(((0, 2), (1, 2), (2, 0), (1, 0)))
        first = self.random.choice(("b1", "m1", "[a, b, c]"))
        entries = [
            f"loop: {{rule: conwip, cards: {self.random.randint(2, 9)}, from: {first}}}",
            f"card: {{rule: kanban, cards: {self.random.randint(1, 4)}, from: m1, to: {last}}}",
            f"type: {{rule: kanban, cards: {self.random.randint(1, 4)}, from: m2, to: m4, products: [A, B]}}",
            f"base: {{rule: basestock, stock: {self.random.randint(0, 5)}, from: m1, demand: wishes}}",
            "clear: {rule: line_clearance, from: m1}",
            f"parted: {{rule: line_clearance, from: [a, b, c], to: {last}}}",
            f"level: {{rule: threshold, from: m1, of: {level}, start: {start}, stop: {stop}}}",
        ]
        chosen = self.random.sample(entries, self.random.randint(1, 2))
        return ["control:", *(f"  {entry}" for entry in chosen)]


def controlled_text(seed: int) -> str:
    """Return a random line as a file."""
    return ControlDice(seed).text()


def controlled(seed: int) -> Layout:
    """Return a random line."""
    return loads(controlled_text(seed))
