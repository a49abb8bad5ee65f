"""Random lines of ovens, tunnels, lines of stations, packers and stores among the rest, the same for the same seed."""

from collections.abc import Sequence

from layouts import loads
from layouts.model import Layout
from tests.sim.random_lines import LineDice

STATIONS = ("oven", "oven", "rotary", "tunnel", "transfer_line", "moving_line", "packer", "store")
OTHERS = ("machine", "conveyor", "belts", "buffer")
FAMILIES = ("warm", "cold")


class StationDice(LineDice):
    """Throws the dice for one line with some of these kinds in it."""

    def text(self) -> str:
        """Return the layout as a file."""
        self._layer("source", self.random.choice((1, 2, 2)))
        self._layer(self.random.choice(("oven", "oven", "rotary", "machine", "conveyor")))
        for _ in range(self.random.randint(1, 3)):
            self._layer(self.random.choice(STATIONS))
            self._layer(self.random.choice((*STATIONS, *OTHERS)))
        self._layer("sink", self.random.randint(1, 2))
        equipment = [f"  {name}: {self._written(name)}" for name in self.equipment]
        sections = ["products:", *self._products(), *self._containers(), *self._matrix(), self.failures]
        chain = " -> ".join(" | ".join(layer) for layer in self.layers)
        return "\n".join(["linewright: 1", *sections, "equipment:", *equipment, "flow:", f"  - {chain}"])

    def _products(self) -> list[str]:
        look = "looks: {done: {size: 150 x 100 x 100 mm, color: teal}}"
        return [
            f"  {name}: {{size: {length} x 100 x 100 mm, of: {self.random.choice('1114')}, {look}, family: {family}}}"
            for (name, length), family in zip(self.products.items(), FAMILIES, strict=False)
        ]

    def _lengths(self) -> Sequence[int]:
        return self.random.sample((100, 250, 400), self.random.choice((1, 2, 2)))

    def _containers(self) -> list[str]:
        """Declare every other container; the rest are plain ones."""
        names = [f"box_{name}" for name, kind in self.equipment.items() if kind == "packer"][::2]
        return ["parts:", *(f"  {name}: {{size: 300 x 200 x 200 mm}}" for name in names)] if names else []

    def _matrix(self) -> list[str]:
        both = "{to: [warm, cold], warm: [0 s, 9 s], cold: [15.5 s, 0 s]}"
        return [f"changeovers: {{families: {both if len(self.products) > 1 else '{to: [warm], warm: [0 s]}'}}}"]

    def _machine(self, layer: int, row: int) -> dict[str, str]:
        """Give every machine a time for containers too."""
        fields = super()._machine(layer, row)
        cycle = fields["cycle"]
        return fields | {"cycle": cycle.replace("{", "{default: 3 s, ") if cycle.startswith("{") else cycle}

    def _oven(self, layer: int, row: int) -> dict[str, str]:
        fields = {"at": self._at(layer, row), "batch": self.random.choice("1235"), "cycle": self._time()}
        fields["wait"] = f"{self.random.uniform(2, 30):.3f} s"
        fields |= self.random.choice(({}, {"exchange": "1.5 s"}))
        packed = any(name.startswith("packer") for names in self.layers[:layer] for name in names)
        fields |= self.random.choice(({}, {"changeover": "14 s"}, {"changeover": "14 s" if packed else "families"}))
        return fields | self._look() | self._failing()

    def _rotary(self, layer: int, row: int) -> dict[str, str]:
        rate, transit = self.random.choice(("10/min", "20/min", "37/min")), self.random.choice(("2 s", "9 s", "20.5 s"))
        fields = {"at": self._at(layer, row), "rate": rate, "transit": transit, "turn": self.random.choice(("0", "30"))}
        return fields | self._look() | self._failing()

    def _tunnel(self, layer: int, row: int) -> dict[str, str]:
        rate, transit = self.random.choice(("10/min", "37/min")), self.random.choice(("2 s", "9 s", "20.5 s"))
        overstay = self.random.choice(("0 s", "1.5 s", "8 s"))
        fields = {"at": self._at(layer, row), "rate": rate, "transit": transit, "overstay": overstay}
        return fields | self._look() | self._failing()

    def _transfer_line(self, layer: int, row: int) -> dict[str, str]:
        fields = {"at": self._at(layer, row), "index": self.random.choice(("0.7 s", "2 s")), "stations": self._row(5)}
        return fields | self._look() | self._failing()

    def _moving_line(self, layer: int, row: int) -> dict[str, str]:
        takt, drift = self.random.choice(("4 s", "6.3 s")), self.random.choice(("0 s", "1.2 s", "5 s"))
        fields = {"at": self._at(layer, row), "takt": takt, "drift": drift, "stations": self._row(4)}
        return fields | self._look() | self._failing()

    def _row(self, most: int) -> str:
        """Stations with times for whatever comes, containers too; of some products there is nothing to do."""
        names = "abcde"[: self.random.randint(1, most)]
        times = (self.random.choice((self._time(), "{default: 3 s, p0: 0 s}", "5 s")) for _ in names)
        given = (time.replace("{p", "{default: 2.5 s, p") for time in times)
        listed = (f"{name}: {time}" for name, time in zip(names, given, strict=True))
        return "{" + ", ".join(listed) + "}"

    def _packer(self, layer: int, row: int) -> dict[str, str]:
        name = self.layers[layer][row]
        fields = {"at": self._at(layer, row), "pack": f"{self.random.randint(1, 5)} per box_{name}"}
        fields |= self.random.choice(({}, {"exchange": "0.5 s"}))
        return fields | self.random.choice(({}, {"cycle": self._time()})) | self._failing()

    def _store(self, layer: int, row: int) -> dict[str, str]:
        stock = {name: self.random.randint(1, 2) for name in self.products if self.random.random() < 0.6}
        initially = "{" + ", ".join(f"{name}: {number}" for name, number in stock.items()) + "}"
        return self._buffer(layer, row) | {
            "capacity": self.random.choice(("6", "9", "unlimited")),
            "initially": initially,
        }

    def _look(self) -> dict[str, str]:
        return self.random.choice(({}, {"look": "done"}))


def stations_text(seed: int) -> str:
    """Return a random line as a file."""
    return StationDice(seed).text()


def stations(seed: int) -> Layout:
    """Return a random line."""
    return loads(stations_text(seed))
