"""When are we: the position of the playback, how fast it moves, and the ladder of speeds."""

from dataclasses import dataclass, replace
from typing import Self

SPEEDS: tuple[float, ...] = (0.1, 0.5, 1, 2, 5, 10, 30, 60, 100, 300, 1_000, 3_000, 10_000)
"""Simulated seconds a second, from slow motion to a week in a minute."""

LONGEST_STEP = 0.25
"""Most real time, in seconds, that one frame may make up for: after a hiccup the playback goes on where it was."""


@dataclass(frozen=True)
class PlayClock:
    """A position in simulated time (seconds) and how it moves on."""

    position: float = 0.0
    speed: float = 1.0
    playing: bool = False

    def after(self, elapsed: float, end: float) -> Self:
        """Go on by `elapsed` real seconds, at most to `end` (simulated seconds)."""
        if not self.playing:
            return self
        ahead = self.position + min(elapsed, LONGEST_STEP) * self.speed
        return replace(self, position=max(self.position, min(ahead, end)))

    def at(self, position: float, end: float) -> Self:
        """Jump to a position, at most to `end`."""
        return replace(self, position=min(max(position, 0.0), end))

    def faster(self) -> Self:
        """Take the next speed of the ladder; the last one stays."""
        return replace(self, speed=next((speed for speed in SPEEDS if speed > self.speed), SPEEDS[-1]))

    def slower(self) -> Self:
        """Take the speed before in the ladder; the first one stays."""
        return replace(self, speed=next((speed for speed in reversed(SPEEDS) if speed < self.speed), SPEEDS[0]))

    def at_speed(self, speed: float) -> Self:
        """Take a speed."""
        return replace(self, speed=speed)

    def turned(self, playing: bool) -> Self:
        """Play, or pause."""
        return replace(self, playing=playing)


def clock_text(seconds: float) -> str:
    """Write a time as `h:mm:ss`, cut to the whole second."""
    whole = int(seconds + 1e-6)
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def span_text(seconds: float) -> str:
    """Write how long something lasts as people would: `4.2 s`, `2 min 5 s`, `12 min`, `1 h 30 min`, `3 d 4 h`."""
    if seconds < 59.95:
        return f"{seconds:.1f} s"
    if seconds < 599.5:
        return _two(round(seconds), 60, "min", "s")
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    return _two(minutes, 60, "h", "min") if minutes < 48 * 60 else _two(round(seconds / 3600), 24, "d", "h")


def _two(number: int, size: int, large: str, small: str) -> str:
    whole, rest = divmod(number, size)
    return f"{whole} {large} {rest} {small}" if rest else f"{whole} {large}"


def speed_text(speed: float) -> str:
    """Write a speed: `0.5×`, `60×`, `10,000×`."""
    return f"{speed:,g}×" if speed < 1 else f"{speed:,.0f}×"
