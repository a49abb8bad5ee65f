"""One order of all stations in which every product moves forwards only."""

from collections.abc import Iterable


class Sequence:
    """Stations and which of them come before which others, as the products say one after the other."""

    def __init__(self, stations: Iterable[str]) -> None:
        """Begin with stations in the order of a file, which decides wherever no product does."""
        self._behind: dict[str, dict[str, None]] = {station: {} for station in stations}

    def add(self, before: str, after: str) -> bool:
        """Say that a product goes from one station to another; False where other products go the other way."""
        if self._leads(after, before):
            return False
        self._behind[before][after] = None
        return True

    def _leads(self, start: str, end: str) -> bool:
        reached, ahead = {start}, [start]
        while ahead:
            station = ahead.pop()
            if station == end:
                return True
            fresh = self._behind[station].keys() - reached
            reached |= fresh
            ahead += fresh
        return False

    def in_order(self) -> tuple[str, ...]:
        """Return all stations: at each place the first of the file before which none is missing."""
        waiting_for = dict.fromkeys(self._behind, 0)
        for following in self._behind.values():
            for station in following:
                waiting_for[station] += 1
        order: list[str] = []
        while waiting_for:
            station = next(station for station, missing in waiting_for.items() if not missing)
            del waiting_for[station]
            order.append(station)
            for after in self._behind[station]:
                waiting_for[after] -= 1
        return tuple(order)
