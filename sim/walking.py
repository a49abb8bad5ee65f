"""How people walk: along straight lines, at one speed, without a beginning or an end of it.

What stands between is not looked at: a line across a conveyor is walked as if there were a gate.
"""

import math
from typing import Any

from layouts.spots import Spot


class Walker:
    """Somebody who stands at `goal`, or is on the way there since `left_at` until `arrives`; `walked` metres in all."""

    __slots__ = ("arrives", "goal", "left_at", "origin", "speed", "walked")

    def __init__(self, spot: Spot, speed: float) -> None:
        """Stand somewhere; `speed` in m/s, infinite for ways that take no time."""
        self.origin = self.goal = spot
        self.speed = speed
        self.left_at = self.arrives = self.walked = 0.0

    def place(self, now: float) -> Spot:
        """Return where somebody is."""
        if now >= self.arrives:
            return self.goal
        share = (now - self.left_at) / (self.arrives - self.left_at)
        (x, y), (to_x, to_y) = self.origin, self.goal
        return Spot(x + share * (to_x - x), y + share * (to_y - y))

    def halt(self, now: float) -> None:
        """Stand still where he is."""
        place = self.place(now)
        self.walked -= math.dist(place, self.goal)
        self.origin = self.goal = place
        self.left_at = self.arrives = now

    def set_out(self, goal: Spot, now: float) -> float:
        """Begin to walk from where he is; return how long it takes, seconds."""
        self.halt(now)
        distance = math.dist(self.origin, goal)
        self.walked += distance
        self.goal = goal
        self.arrives = now + distance / self.speed
        return self.arrives - now

    def walked_until(self, now: float) -> float:
        """Return the metres walked so far."""
        return self.walked - math.dist(self.place(now), self.goal)

    def snapshot(self) -> list[Any]:
        """Return the state as plain values."""
        return [list(self.origin), list(self.goal), self.left_at, self.arrives, self.walked]

    def restore(self, values: list[Any]) -> None:
        """Take the state of a snapshot."""
        origin, goal, self.left_at, self.arrives, self.walked = values
        self.origin, self.goal = Spot(*origin), Spot(*goal)
