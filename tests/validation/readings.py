"""What can be read out of a run, in the units of its case."""

from replay.states import State
from sim.results import BufferFigures, EquipmentFigures
from tests.validation.case import Reading, Sample, Values
from tests.validation.watches import Delays, Departures, Jams, Watch


def equipment(sample: Sample, name: str) -> EquipmentFigures:
    """Return the figures of a piece of equipment."""
    return sample.results.equipment[name]


def share(state: State, *names: str) -> Reading:
    """Read the share of time that equipment is in a state, the mean of several."""

    def read(sample: Sample) -> float:
        states = [equipment(sample, name).states for name in names]
        return sum(shares.elapsed[state] for shares in states if shares is not None) / len(names)

    return read


def times(number: float, reading: Reading) -> Reading:
    """Read something so many times over."""

    def read(sample: Sample) -> float:
        value = reading(sample)
        assert isinstance(value, float)
        return number * value

    return read


def total(*readings: Reading) -> Reading:
    """Read the sum of several figures."""

    def read(sample: Sample) -> float:
        values = [reading(sample) for reading in readings]
        return sum(value for value in values if isinstance(value, float))

    return read


def working(*names: str) -> Reading:
    """Read the share of time working."""
    return share(State.WORKING, *names)


def blocked(*names: str) -> Reading:
    """Read the share of time blocked."""
    return share(State.BLOCKED, *names)


def starved(*names: str) -> Reading:
    """Read the share of time starved."""
    return share(State.STARVED, *names)


def down(*names: str) -> Reading:
    """Read the share of time failed."""
    return share(State.FAILED, *names)


def content(*names: str) -> Reading:
    """Read the mean content of a buffer or belt, the mean of several."""

    def read(sample: Sample) -> float:
        return sum(level(sample, name).mean for name in names) / len(names)

    return read


def level(sample: Sample, name: str) -> BufferFigures:
    """Return the figures of a buffer or belt."""
    return sample.results.buffers[name]


def most(name: str) -> Reading:
    """Read the greatest content."""
    return lambda sample: float(level(sample, name).max)


def stay(name: str) -> Reading:
    """Read the mean time of a part in a buffer, those that pass at once included: content over parts a time."""

    def read(sample: Sample) -> float:
        passed = equipment(sample, name).completed
        return level(sample, name).mean * sample.results.time / passed / sample.minute

    return read


def rate(name: str) -> Reading:
    """Read how many parts equipment finishes in a unit of time."""
    return lambda sample: equipment(sample, name).completed * sample.minute / sample.results.time


def scrap_rate(name: str) -> Reading:
    """Read how many parts a station scraps in a unit of time."""
    return lambda sample: equipment(sample, name).scrapped * sample.minute / sample.results.time


def good_rate(name: str) -> Reading:
    """Read how many parts a station finishes good in a unit of time."""
    return lambda sample: equipment(sample, name).good * sample.minute / sample.results.time


def throughput(sample: Sample) -> float:
    """Read how many parts leave the line in a unit of time."""
    return sample.results.throughput * sample.minute


def in_system(sample: Sample) -> float:
    """Read the mean number of parts in the line."""
    return sample.results.wip_mean


def lead_time(sample: Sample) -> float:
    """Read the mean time of a part in the line."""
    mean = sample.results.lead_time.mean
    assert mean is not None, "no part has left"
    return mean / sample.minute


def lost_share(source: str) -> Reading:
    """Read the share of arrivals that found no room."""

    def read(sample: Sample) -> float:
        figures = equipment(sample, source)
        return figures.lost / (figures.lost + figures.completed)

    return read


def passes(name: str) -> Reading:
    """Read how often a part that leaves the line has been at a station, on average."""
    return lambda sample: equipment(sample, name).completed / equipment(sample, "out").completed


def _watch(sample: Sample) -> Watch:
    assert sample.watch is not None, "nobody watched"
    return sample.watch


def delayed(sample: Sample) -> float:
    """Read the share of parts that had to wait."""
    watch = _watch(sample)
    assert isinstance(watch, Delays)
    return watch.share


def jammed(sample: Sample) -> float:
    """Read the share of time of a jam."""
    watch = _watch(sample)
    assert isinstance(watch, Jams)
    return watch.share


def departures(name: str) -> Reading:
    """Read when each part left a piece of equipment."""

    def read(sample: Sample) -> Values:
        watch = _watch(sample)
        assert isinstance(watch, Departures)
        return tuple(time / sample.minute for time in watch.times[name])

    return read


def last_departure(name: str) -> Reading:
    """Read when the last part left a piece of equipment."""

    def read(sample: Sample) -> Values:
        watch = _watch(sample)
        assert isinstance(watch, Departures)
        return (max(watch.times[name]) / sample.minute,)

    return read


def makespan(sample: Sample) -> Values:
    """Read when the last part left the last piece of equipment that any part left."""
    watch = _watch(sample)
    assert isinstance(watch, Departures)
    return (max(time for times in watch.times.values() for time in times) / sample.minute,)
