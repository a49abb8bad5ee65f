"""One person in the engine: where he is, what he does, and for how long he has done what."""

from collections.abc import Callable
from enum import IntEnum
from typing import Any

from layouts.people import AT_ONCE, Post
from layouts.spots import Spot
from sim.clock import Call, Order
from sim.jobs import Job, Work
from sim.walking import Walker


class Activity(IntEnum):
    """What a person does; `off` is a break, or off shift. Work is `FIRST_WORK` + its sort."""

    WAITING = 0
    WALKING = 1
    OFF = 2
    REPAIR = 3
    CHANGEOVER = 4
    RUN = 5
    CARRY = 6
    REWORK = 7
    IRREGULAR = 8


FIRST_WORK = 3
WORKING = {work: Activity(FIRST_WORK + work) for work in Work}
"""The activity of each sort of work."""


class Person(Walker):
    """A person of a post; `number` counts those of one post. He is free without a `job`, also on the way home.

    `seconds` are those spent in each activity up to `since`.
    """

    __slots__ = ("activity", "allowance", "arrival", "home", "job", "number", "post", "seconds", "since", "there")

    def __init__(self, key: str, number: int, post: Post, spot: Spot, arrived: Callable[["Person"], None]) -> None:
        """Wait at a spot."""
        super().__init__(spot, float("inf") if post.walk == AT_ONCE else float(post.walk))
        self.post, self.number, self.allowance = key, number, float(post.allowance)
        self.home = None if post.home is None else spot
        self.job: Job | None = None
        self.there = True
        self.activity = Activity.WAITING
        self.since = 0.0
        self.seconds = [0.0] * len(Activity)
        self.arrival = Call(f"arrival:{key}:{number}", lambda: arrived(self), Order.BELT)

    @property
    def name(self) -> str:
        """What identifies the person in a checkpoint."""
        return f"{self.post}:{self.number}"

    def turn_to(self, activity: Activity, now: float) -> None:
        """Do something else from now on."""
        self.seconds[self.activity] += now - self.since
        self.activity, self.since = activity, now

    def figures(self, now: float) -> list[float]:
        """Return the seconds in each activity up to now, and the metres walked."""
        seconds = list(self.seconds)
        seconds[self.activity] += now - self.since
        return [*seconds, self.walked_until(now)]

    def snapshot(self) -> list[Any]:
        """Return the state as plain values, all but the job."""
        return [super().snapshot(), self.there, int(self.activity), self.since, list(self.seconds)]

    def restore(self, values: list[Any]) -> None:
        """Take the state of a snapshot."""
        walker, self.there, activity, self.since, seconds = values
        super().restore(walker)
        self.activity, self.seconds = Activity(activity), list(seconds)
