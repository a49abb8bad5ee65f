"""Random lines over all kinds and everything that the language knows, the same for the same seed.

Each begins as a line of one of the other families (movers, cells of stations, ovens and packers, people, closed loops,
lines that get stuck), and gets on top, by dice of its own, what the others lack: a calendar, people who work, repair
and carry, cards and levels that hold parts back. What does not go together with the line, as `check` says, is left out.
"""

import random
import re
from collections.abc import Callable, Mapping

from layouts import loads
from layouts.model import Layout
from layouts.reading import read_text
from tests.sim.random_cells import cell_text
from tests.sim.random_crews import CALENDAR, crew_text
from tests.sim.random_jams import jam_text
from tests.sim.random_lines import line_text
from tests.sim.random_loops import loop_text
from tests.sim.random_stations import stations_text

FAMILIES: Mapping[str, Callable[[int], str]] = {
    "line": line_text,
    "cell": cell_text,
    "stations": stations_text,
    "crew": crew_text,
    "loop": loop_text,
    "jam": jam_text,
}
POSTS = (
    "pool: {works: all, count: 2, allowance: 5 %}",
    "pool: {works: all, sets_up: all, repairs: all, count: 2, walk: 2 m/s, home: [2, 2]}",
    "pool: {works: all, repairs: all, walk: at once}",
)
PORTERS = (
    "porter: {walk: 2 m/s, transfer: 1 s, places: 3}",
    "porter: {walk: 1.5 m/s, transfer: 2 s, places: 4, carries: 3, count: 2}",
    "porter: {walk: 3 m/s, places: unlimited, home: [5, 5]}",
)


class FactoryDice:
    """Throws the dice for one line."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(f"factory {seed}")
        self.family = list(FAMILIES)[seed % len(FAMILIES)]
        self.text = FAMILIES[self.family](seed // len(FAMILIES))
        for addition in (self._calendar, self._carrying, self._posts, *[self._control] * 3):
            self._try(addition)

    def _try(self, addition: Callable[[str], str]) -> None:
        """Add something in two cases of five, unless the line cannot have it."""
        if self.random.random() < 0.4:
            text = addition(self.text)
            if not read_text(text).errors:
                self.text = text

    def _calendar(self, text: str) -> str:
        at_break = self.random.choice(("suspend", "finish", "run_on"))
        return f"{text}\n{CALENDAR % at_break}\n"

    def _posts(self, text: str) -> str:
        post = self.random.choice(POSTS)
        if "\npeople:\n" in text:
            return text.replace("\npeople:\n", f"\npeople:\n  {post}\n".replace("pool:", "more:"))
        return f"{text}\npeople:\n  {post}\n"

    def _carrying(self, text: str) -> str:
        """Let somebody carry on one way of the flow."""
        head, word, flow = text.partition("\nflow:")
        arrows = [found.start() for found in re.finditer(" -> ", flow)]
        place = self.random.choice(arrows)
        flow = f"{flow[:place]} -> porter{flow[place:]}"
        post = self.random.choice(PORTERS)
        if "\npeople:\n" in flow:
            return head + word + flow.replace("\npeople:\n", f"\npeople:\n  {post}\n")
        return f"{head}{word}{flow}\npeople:\n  {post}\n"

    def _control(self, text: str) -> str:
        """Hold parts back in front of some equipment."""
        equipment = read_text(text).layout
        names = [] if equipment is None else list(equipment.equipment)
        entering, end = self.random.choice(names), self.random.choice(names)
        cards = self.random.randint(2, 9)
        rule = self.random.choice(
            (
                f"rule: conwip, cards: {cards}, from: {entering}",
                f"rule: kanban, cards: {cards}, from: {entering}, to: {end}",
                f"rule: threshold, of: {end}, start: 1, stop: 3, from: {entering}",
                f"rule: threshold, of: {end}, start: 4, stop: 0, from: {entering}",
                f"rule: line_clearance, from: {entering}",
                f"rule: line_clearance, from: {entering}, to: {end}",
                f"rule: basestock, stock: {cards}, demand: {end}, from: {entering}",
            )
        )
        return f"{text}\ncontrol: {{held: {{{rule}}}}}\n"


def factory_text(seed: int) -> str:
    """Return a random line as a file."""
    return FactoryDice(seed).text


def factory(seed: int) -> Layout:
    """Return a random line."""
    return loads(factory_text(seed))
