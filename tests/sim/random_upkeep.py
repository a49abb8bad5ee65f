"""Maintenance, tools, first parts, start-ups and zones for the random lines with people of `random_crews`."""

import random
import re

from layouts import loads
from layouts.model import Layout
from tests.sim.random_crews import crew_text

STATION = re.compile(r"^  (\w+): \{(.*\bkind: (?:machine|workplace|assembly|disassembly)\b.*)\}$", re.MULTILINE)


class UpkeepDice:
    """Throws the dice for one line."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(f"upkeep {seed}")
        self.text = crew_text(seed)

    def layout(self) -> str:
        """Return the layout as a file."""
        stations = [match[1] for match in STATION.finditer(self.text)]
        text = STATION.sub(lambda match: f"  {match[1]}: {{{match[2]}{self._extras(match[2])}}}", self.text)
        fenced = self.random.sample(stations, min(len(stations), self.random.randint(1, 3)))
        restart = self.random.choice(("", ", restart: 2.5 s"))
        zones = self.random.choice(("", f"\nzones: {{cell: {{members: [{', '.join(fenced)}]{restart}}}}}"))
        return text.replace("mtbf: 60 s", self.random.choice(("mtbf: 60 s", "every: 4 parts"))) + zones

    def _extras(self, fields: str) -> str:
        by = self.random.choice(("", ", by: pool", ", by: fitters"))
        every = self.random.choice(("3 parts", "17 s", "40 s"))
        found = [
            self._chance(0.3, f"maintenance: [{{every: {every}, takes: uniform 2 9 s{by}}}]"),
            self._chance(0.3, f"tools: [{{every: {every}, takes: 3 s{by}}}, {{every: 50 s, takes: 1 s}}]"),
            self._chance(0.3, "start_up: {after: 8 s, takes: 3 s}, scrap_first: 1"),
        ]
        if "changeover:" in fields:
            found.append(self._chance(0.5, "first_off: 4 s"))
            if "nests:" not in fields:
                found.append(self._chance(0.5, "prepare: 12 s"))
        return "".join(f", {each}" for each in found if each)

    def _chance(self, share: float, text: str) -> str:
        return text if self.random.random() < share else ""


def upkeep_text(seed: int) -> str:
    """Return a random line as a file."""
    return UpkeepDice(seed).layout()


def upkeep(seed: int) -> Layout:
    """Return a random line."""
    return loads(upkeep_text(seed))
