"""What people are asked for: work at a station, a changeover, a repair, carrying, irregular work."""

from collections.abc import Callable
from enum import IntEnum
from typing import TYPE_CHECKING

from layouts.spots import Spot

if TYPE_CHECKING:
    from sim.persons import Person
    from sim.zones import Zone


class Work(IntEnum):
    """Sorts of work, the most urgent first; begun work is not interrupted by more urgent."""

    REPAIR = 0
    CHANGEOVER = 1
    RUN = 2
    CARRY = 3
    REWORK = 4
    IRREGULAR = 5

    @property
    def word(self) -> str:
        """The name as results write it."""
        return self.name.lower()


class Job:
    """Something for which people are needed again and again: one record for the life of a component.

    It is idle, `waiting` for people (`sequence` is the place in the order of requests), or has a `team`, which is on
    its way or has `begun`. `begin` is called when all are there. A job that has begun may be `suspended` by a break.
    """

    __slots__ = (
        *("begin", "begun", "crew", "load", "name", "owner", "posts", "sequence", "spot", "suspended", "team"),
        *("work", "zone"),
    )

    def __init__(
        self,
        owner: str,
        name: str,
        work: Work,
        spot: Spot,
        posts: tuple[str, ...],
        begin: Callable[[], None],
        crew: int = 1,
        zone: "Zone | None" = None,
    ) -> None:
        """Describe the job: `crew` people of some `posts` do it at a `spot`; it is known by owner and name.

        Where it is done behind a fence, the rest of the `zone` stands meanwhile.
        """
        self.owner, self.name, self.work, self.spot = owner, name, work, spot
        self.posts, self.crew, self.begin, self.zone = posts, crew, begin, zone
        self.load = -1
        """The look of what the team carries, -1 for nothing."""
        self.sequence = 0
        self.team: list[Person] = []
        self.begun = self.suspended = False

    @property
    def key(self) -> tuple[str, str]:
        """What identifies the job in a checkpoint."""
        return self.owner, self.name

    @property
    def waiting(self) -> bool:
        """Whether people are asked for, and nobody is sent."""
        return self.sequence > 0 and not self.team

    @property
    def allowance(self) -> float:
        """What is added to manual times: the greatest allowance of the team."""
        return max((person.allowance for person in self.team), default=0.0)
