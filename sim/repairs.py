"""Who repairs a failure: somebody is asked for when it happens, and goes when it is over."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from layouts.duties import repairers
from layouts.failures import Failure
from sim.jobs import Job, Work

if TYPE_CHECKING:
    from sim.line import Line
    from sim.people import People
    from sim.zones import Zone


class Repair:
    """The request for somebody who repairs one failure of one piece of equipment."""

    def __init__(self, people: "People", job: Job, who: int, zone: "Zone | None") -> None:
        """Register the job; `who` is its first post as the number of a cause, `zone` stands still meanwhile."""
        self._people = people
        self._job = people.add(job)
        self._zone = zone
        self.who = who

    def ask(self) -> None:
        """Ask for somebody; the zone stands from now on."""
        if self._zone is not None:
            self._zone.enter("/".join(self._job.key))
        self._people.ask(self._job)

    def let_go(self) -> None:
        """Let him go."""
        self._people.let_go(self._job)
        if self._zone is not None:
            self._zone.leave("/".join(self._job.key))


def repair_of(line: "Line", key: str, name: str, failure: Failure, begin: Callable[[], None]) -> Repair | None:
    """Return who repairs a failure; None where it clears itself. `begin` is called when he is there."""
    people = line.people
    posts = () if people is None else repairers(line.layout, key, failure)
    if people is None or not posts:
        return None
    job = Job(key, f"repair:{name}", Work.REPAIR, people.spots.at(key), posts, begin)
    return Repair(people, job, line.number_of(posts[0]), line.zones.of(key))
