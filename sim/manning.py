"""The people of one station: a job for the manual work of each nest, and one for changing each nest over."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from layouts.duties import rework_stations, setters, workers
from layouts.station import Station
from sim.jobs import Job, Work
from sim.people import People

if TYPE_CHECKING:
    from sim.line import Line


Begin = Callable[[int], None]
"""Called with the number of a nest when its people are there."""


def manning_of(line: "Line", key: str, station: Station, begin_manual: Begin, begin_setup: Begin) -> "Manning | None":
    """Return the people of a station; None in a line without a section `people`, where somebody is always there."""
    return None if line.people is None else Manning(line, line.people, key, station, begin_manual, begin_setup)


class Manning:
    """Asks for people in the name of a station.

    `manual` has the job of each nest's manual work, none where the station has no manual time; `setup` the one of each
    nest's changeover, none where nobody is needed for it.
    """

    def __init__(
        self,
        line: "Line",
        people: People,
        key: str,
        station: Station,
        begin_manual: Begin,
        begin_setup: Begin,
    ) -> None:
        """Register the jobs; `begin_...` are called with the number of the nest when the people are there."""
        self.people = people
        layout, spot, nests = line.layout, people.spots.at(key), range(station.nests)
        work = Work.REWORK if key in rework_stations(layout) else Work.RUN
        working, setting = workers(layout, key), setters(layout, key)

        def manual(nest: int) -> Job:
            name, begin = f"manual:{nest}", partial(begin_manual, nest)
            return people.add(Job(key, name, work, spot, working, begin, station.crew))

        def setup(nest: int) -> Job:
            name, begin = f"setup:{nest}", partial(begin_setup, nest)
            return people.add(Job(key, name, Work.CHANGEOVER, spot, setting, begin, zone=line.zones.of(key)))

        self.manual = [manual(nest) for nest in nests] if station.manual is not None and working else []
        self.setup = [setup(nest) for nest in nests] if station.changeover is not None and setting else []

    def let_go(self, nest: int) -> None:
        """Let everybody go who works in a nest, and call off what is asked for there."""
        for jobs in (self.manual, self.setup):
            if jobs:
                self.people.let_go(jobs[nest])

    def job(self, nest: int, is_setup: bool) -> Job | None:
        """Return the job of a nest for a changeover, or for manual work; None where nobody is needed."""
        jobs = self.setup if is_setup else self.manual
        return jobs[nest] if jobs else None
