"""Trips of people who carry: there, take up, over to where it is wanted, set down; again and again by the same way."""

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

from layouts.spots import Spot
from sim.clock import Call, Order
from sim.jobs import Job, Work

if TYPE_CHECKING:
    from sim.people import People


class Stage(IntEnum):
    """How far a trip has come."""

    IDLE = 0
    FETCHING = 1
    TAKING_UP = 2
    CARRYING = 3
    SETTING_DOWN = 4


class Trip:
    """One way on which somebody of a post carries, one trip at a time.

    Somebody is asked for, walks to where the load is, takes it up and sets it down, each within the transfer time of
    the post and its allowance. `take` takes up what is there, and returns its look, None where there was nothing; `put`
    sets it down.
    """

    def __init__(
        self,
        people: "People",
        key: tuple[str, str],
        post: str,
        way: tuple[Spot, Spot],
        take: Callable[[], int | None],
        put: Callable[[], None],
    ) -> None:
        """Register the job, which checkpoints know by `key`; `way` leads from where the load is to where it goes."""
        self.stage = Stage.IDLE
        self.call = Call(f"trip:{key[1]}", self._is_over, Order.WORK)
        self._people, self._way, self._take, self._put = people, way, take, put
        self._transfer = float(people.posts[post].transfer)
        self._job = people.add(Job(key[0], f"carry:{key[1]}", Work.CARRY, way[0], (post,), self._is_there))

    @property
    def idle(self) -> bool:
        """Whether nobody is asked for or under way."""
        return self.stage is Stage.IDLE

    def ask(self) -> None:
        """Ask for somebody."""
        self.stage = Stage.FETCHING
        self._job.spot = self._way[0]
        self._people.ask(self._job)

    def _is_there(self) -> None:
        """Take up or set down: somebody is where that is to be done."""
        self.stage = Stage.TAKING_UP if self.stage is Stage.FETCHING else Stage.SETTING_DOWN
        self._people.clock.call(self.call, self._transfer * (1 + self._job.allowance))

    def _is_over(self) -> None:
        if self.stage is Stage.SETTING_DOWN:
            self._end()
            self._put()
        elif (look := self._take()) is not None:
            self.stage = Stage.CARRYING
            self._job.load = look
            self._people.lead(self._job, self._way[1])
        else:
            self._end()

    def _end(self) -> None:
        self.stage = Stage.IDLE
        self._job.load = -1
        self._people.let_go(self._job)

    def snapshot(self) -> list[int]:
        """Return the state as plain values, all but who is under way."""
        return [int(self.stage), self._job.load]

    def restore(self, values: Sequence[int]) -> None:
        """Take the state of a snapshot."""
        self.stage, self._job.load = Stage(values[0]), values[1]
        self._job.spot = self._way[self.stage >= Stage.CARRYING]
