"""How long the operations of a station take: by product, and by the visits that a routing names."""

from collections.abc import Iterable, Mapping

from layouts.distributions import Times
from layouts.station import Station
from layouts.table import Table
from sim.component import Component


class Durations:
    """Draws times by what they are for; a stream is made when it is first needed."""

    def __init__(self, component: Component, times: Mapping[str, Times | None]) -> None:
        """Keep the times of a component, by purpose."""
        self._component = component
        self._times = dict(times)

    def of(self, purpose: str, product: str, visit: str | None) -> float:
        """Return one time for a purpose, seconds.

        Raises:
            UserError: when the layout gives no time for the product; there is no silent zero.
        """
        times = self._times[purpose]
        name = visit if visit is not None and isinstance(times, Table) and visit in times else product
        stream = self._component.streams.get(f"{purpose}:{name}")
        if stream is None:
            stream = self._component.line.times_of(self._component, purpose, times, name)
        return stream.draw()

    def prepare(self, streams: Iterable[str]) -> None:
        """Make the streams of a checkpoint, as far as the layout still has times for them."""
        for stream in streams:
            purpose, _, name = stream.partition(":")
            times = self._times.get(purpose)
            known = times is not None and (not isinstance(times, Table) or name in times or "default" in times)
            if known and stream not in self._component.streams:
                self._component.line.times_of(self._component, purpose, times, name)


class OperationTimes(Durations):
    """Draws manual time and cycle of each operation."""

    def __init__(self, component: Component, station: Station) -> None:
        """Read the station's data."""
        times = {"manual": station.manual, "cycle": station.cycle}
        found = {purpose: time for purpose, time in times.items() if time is not None or purpose == "cycle"}
        if station.manual is not None and station.cycle is None:
            del found["cycle"]
        super().__init__(component, found)

    def draw(self, product: str, visit: str | None) -> float:
        """Return manual time plus cycle of one operation, seconds.

        Raises:
            UserError: when the layout gives no time for the product; there is no silent zero.
        """
        return sum([self.of(purpose, product, visit) for purpose in self._times])

    @property
    def has_cycle(self) -> bool:
        """Whether the machine has something to do alone."""
        return "cycle" in self._times

    def manual(self, product: str, visit: str | None) -> float:
        """Return the manual time of one operation, seconds, as `draw` does."""
        return self.of("manual", product, visit)

    def cycle(self, product: str, visit: str | None) -> float:
        """Return the machine's own time of one operation, seconds, as `draw` does."""
        return self.of("cycle", product, visit)
