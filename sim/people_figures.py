"""What people did: shares of the time in which they were there, by sort of work, and how far they walked."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sim.jobs import Work
from sim.persons import WORKING, Activity


@dataclass(frozen=True)
class PeopleFigures:
    """The people of one post, as fractions of their planned time, which add up to 1; `walked` metres in all.

    `work` splits `working` by its sort. What is finished in a break counts as planned.
    """

    working: float
    walking: float
    waiting: float
    walked: float
    work: Mapping[Work, float]

    def to_json_object(self) -> dict[str, Any]:
        """Return the object that `simulate --json` prints."""
        return {
            "working": self.working,
            "walking": self.walking,
            "waiting": self.waiting,
            "walked_m": self.walked,
            "work": {work.word: share for work, share in self.work.items()},
        }


def people_of(window: Mapping[str, Sequence[float]]) -> dict[str, PeopleFigures]:
    """Work out the figures by post from seconds in each activity and metres (`People.figures`)."""
    return {key: _figures(values) for key, values in window.items()}


def _figures(values: Sequence[float]) -> PeopleFigures:
    *seconds, walked = values
    there = math.fsum(seconds) - seconds[Activity.OFF]
    shares = [time / there if there else 0.0 for time in seconds]
    work = {work: shares[WORKING[work]] for work in Work}
    return PeopleFigures(
        working=math.fsum(work.values()),
        walking=shares[Activity.WALKING],
        waiting=shares[Activity.WAITING],
        walked=walked,
        work=work,
    )
