"""People for the random lines of `random_cells`, by dice of their own, so that the lines stay as they are."""

import random
import re

from layouts import loads
from layouts.model import Layout
from tests.sim.random_cells import CellDice

CALENDAR = """calendar:
  starts: 2026-03-02 06:00 Europe/Berlin
  at_break: %s
  shifts:
    early: {days: Mon-Sun, hours: 06:00-06:04, breaks: [06:01-06:02]}
    late: {days: Mon-Sun, hours: 06:05-06:30, breaks: [06:07-06:08, 06:10-06:11]}"""


class CrewDice:
    """Throws the dice for the people of one line."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(f"crew {seed}")
        self.base = CellDice(seed)
        self.text = self.base.text()
        self.with_calendar = self.random.random() < 0.4

    def layout(self) -> str:
        """Return the layout as a file, with people and perhaps a calendar."""
        text = self.text
        for failure in ("jam", "tool", "crash"):
            who = self.random.choice(("", "", ", repair_by: nobody", ", repair_by: fitters"))
            text = re.sub(rf"( {failure}: {{[^}}]*)}}", rf"\1{who}}}", text)
        text = re.sub(r"manual: ", lambda _: self.random.choice(("manual: ", "crew: 2, manual: ")), text)
        return "\n".join([*text.split("\n"), *([self._calendar()] if self.with_calendar else []), *self._people()])

    def _calendar(self) -> str:
        return CALENDAR % self.random.choice(("suspend", "suspend", "finish", "run_on"))

    def _people(self) -> list[str]:
        stations = self.base.stations
        count = "{early: 2, late: 3}" if self.with_calendar and self.random.random() < 0.5 else "2"
        walk = self.random.choice(("", ", walk: 3 m/s", ", walk: at once"))
        home = self.random.choice(("", ", home: [3, 3]"))
        chosen = self.random.sample(stations, self.random.randint(1, len(stations)))
        setting = self.random.choice(("", ", sets_up: all", f", sets_up: [{chosen[0]}]"))
        repairs = self.random.choice(("", ", repairs: all", f", repairs: [{', '.join(chosen)}]"))
        return [
            "people:",
            f"  pool: {{works: all, count: {count}, allowance: 10 %{walk}{home}{self._tasks(stations)}}}",
            f"  fitters: {{walk: 2 m/s{setting}{repairs}{home}{self._tasks(stations)}}}",
        ]

    def _tasks(self, stations: list[str]) -> str:
        parts = f"{{at: {self.random.choice(stations)}, every: {self.random.choice('35')} parts, takes: uniform 2 6 s}}"
        every = "shift" if self.with_calendar and len(stations) % 2 else "41 s"
        timed = f"{{at: {self.random.choice(stations)}, every: {every}, takes: 7 s}}"
        return f", tasks: [{self.random.choice((parts, timed, f'{parts}, {timed}'))}]"


def crew_text(seed: int) -> str:
    """Return a random line with people as a file."""
    return CrewDice(seed).layout()


def crew(seed: int) -> Layout:
    """Return a random line with people."""
    return loads(crew_text(seed))
