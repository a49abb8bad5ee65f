"""Who does what at a station: the posts that work there, change it over, and repair it."""

from layouts.failures import Failure
from layouts.flow import Port
from layouts.model import Layout
from layouts.people import NOBODY, names
from layouts.reach import Reach
from layouts.station import FAIL, Station


def workers(layout: Layout, station: str) -> tuple[str, ...]:
    """Return the posts that do the manual work of a station."""
    return tuple(key for key, post in layout.people.items() if names(post.works, station))


def setters(layout: Layout, station: str) -> tuple[str, ...]:
    """Return the posts that change a station over: those who set it up, else those who work there, else none."""
    found = tuple(key for key, post in layout.people.items() if names(post.sets_up, station))
    return found or workers(layout, station)


def repairers(layout: Layout, station: str, failure: Failure) -> tuple[str, ...]:
    """Return the posts that repair a failure of a station; none: it clears itself."""
    if failure.repair_by == NOBODY:
        return ()
    if failure.repair_by is not None:
        return (failure.repair_by,) if failure.repair_by in layout.people else ()
    return tuple(key for key, post in layout.people.items() if names(post.repairs, station))


def rework_stations(layout: Layout) -> frozenset[str]:
    """Return the stations to which parts go that have failed, and which do not test themselves."""
    reach, items = Reach(layout), layout.equipment
    testers = [key for key, item in items.items() if isinstance(item, Station) and item.tests]
    behind = {key for tester in testers for key in reach.beyond(Port(tester, FAIL))}
    return frozenset(key for key in behind if isinstance(item := items[key], Station) and not item.tests)


def allowance_at(layout: Layout, station: str) -> float:
    """Return the mean allowance of those who work at a station, by heads; 0 where nobody is named."""
    posts = [layout.people[key] for key in workers(layout, station)]
    heads = sum(post.heads for post in posts)
    return sum(post.heads * post.allowance for post in posts) / heads if heads else 0.0
