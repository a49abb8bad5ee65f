"""Who repairs a failure: somebody is asked for when it happens, and goes when it is over."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from layouts.duties import repairers
from layouts.failures import Failure
from sim.jobs import Job, Work

if TYPE_CHECKING:
    from sim.line import Line
    from sim.people import People


class Repair:
    """The request for somebody who repairs one failure of one piece of equipment."""

    def __init__(self, people: "People", job: Job) -> None:
        """Register the job."""
        self._people = people
        self._job = people.add(job)

    def ask(self) -> None:
        """Ask for somebody."""
        self._people.ask(self._job)

    def let_go(self) -> None:
        """Let him go."""
        self._people.let_go(self._job)


def repair_of(line: "Line", key: str, name: str, failure: Failure, begin: Callable[[], None]) -> Repair | None:
    """Return who repairs a failure; None where it clears itself. `begin` is called when he is there."""
    people = line.people
    posts = () if people is None else repairers(line.layout, key, failure)
    if people is None or not posts:
        return None
    return Repair(people, Job(key, f"repair:{name}", Work.REPAIR, people.spots.at(key), posts, begin))
