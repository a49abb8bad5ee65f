"""The figures of a run as a text for people: pieces an hour and a shift, seconds per part, minutes of buffer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from textwrap import wrap

from layouts.columns import WIDTH, aligned
from layouts.flow import MAIN_IN, Port
from layouts.kinds import Buffer, Conveyor, Source, Store
from layouts.model import Layout, Product
from layouts.net_time import net_time_in_words
from layouts.placement import Placement
from layouts.presence import Thing, length_of, presence
from replay.states import State
from sim.clock import TOLERANCE
from sim.costs import EnergyFigures
from sim.jam import Jam, moment
from sim.jobs import Work
from sim.orders import OrderFigures
from sim.results import EquipmentFigures, LeadTime, Results, Share
from sim.shift_figures import ShiftFigures

SHIFT = 8 * 3600.0
"""Length of the shift in which a report counts while a layout has no calendar, seconds."""

MOST_SHIFTS = 10
"""Shifts that a report lists."""

NOTHING = "–"
"""What stands where a figure is zero or not known."""

TIE = "\u00a0"
"""A blank at which no line is broken; a plain one in the end."""

_SPANS = (("d", 86_400.0, 2), ("h", 3600.0, 1), ("min", 60.0, 1), ("s", 1.0, 0))
"""Units of a span of time in seconds, and from how many of them on they are used."""

_ORDER = (
    *(State.WORKING, State.CHANGEOVER, State.BLOCKED, State.STARVED, State.FAILED),
    *(State.WAITING_OPERATOR, State.WAITING_SETTER, State.WAITING_REPAIR),
    *(State.STOPPED, State.MAINTENANCE, State.BREAK, State.OFF_SHIFT),
)
"""The order of the columns of states."""
_STATES = (State.WORKING, State.BLOCKED, State.STARVED, State.FAILED)
"""The states that always have a column; the others have one where they occur."""


def report(results: Results, layout: Layout) -> str:
    """Say what came of a run, in lines of at most 100 columns where the layout's names allow it.

    With shifts the states of equipment are shares of planned time.
    """
    results = _in_planned_time(results) if results.shifts else results
    blocks = [
        _what_the_figures_are(results, layout),
        _headline(results, layout),
        _shifts(results),
        _stations(results, layout),
        _quality(results, layout),
        _changeovers(results, layout),
        _upkeep(results, layout),
        _people(results, layout),
        _held_up(results, layout),
        _failures(results, layout),
        _energy(results, layout),
        _costs(results),
        _holding(results, layout),
        _sources(results, layout),
        _products(results, layout),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block).replace(TIE, " ")


def _in_planned_time(results: Results) -> Results:
    """Return results whose shares of elapsed time are those of planned time."""
    equipment = {
        name: replace(figures, states=figures.states and Share(figures.states.planned, figures.states.planned))
        for name, figures in results.equipment.items()
    }
    return replace(results, equipment=equipment)


# words and numbers


def span(seconds: float, significant: int = 3) -> str:
    """Write a span of time in the unit that suits it: `8 h`, `2.4 min`."""
    unit, factor = next((unit, factor) for unit, factor, least in _SPANS if seconds >= least * factor)
    return f"{digits(seconds / factor, significant)}{TIE}{unit}"


def digits(number: float, significant: int = 3) -> str:
    """Write a number with as many digits as say something, thousands apart: `3,600`, `119.6`, `0.12`."""
    if number == 0:
        return "0"
    whole = len(str(int(abs(number)))) if abs(number) >= 1 else 0
    text = f"{number:,.{max(0, significant - max(whole, 1))}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(fraction: float | None) -> str:
    """Write a fraction in per cent, a dash for nothing."""
    return f"{100 * fraction:.1f}{TIE}%" if fraction else NOTHING


def _minutes(seconds: float | None) -> str:
    return NOTHING if seconds is None else f"{digits(seconds / 60)}{TIE}min"


def _count(number: int) -> str:
    return f"{number:,}" if number else NOTHING


def _figure(number: float | None, decimals: int) -> str:
    return f"{number:,.{decimals}f}" if number else NOTHING


# the head


def _what_the_figures_are(results: Results, layout: Layout) -> list[str]:
    warm_up = f"after a warm-up of {span(results.warm_up)}" if results.warm_up else "from the start, no warm-up"
    first = (
        f"first part out after {span(results.first_out, 2)}" if results.first_out is not None else "no part came out"
    )
    asked = layout.run.replications
    runs = "one run" if asked == 1 else f"one run of {asked} (`linewright replicate` makes them all)"
    sentence = f"{span(results.time)} {warm_up}; {_beginning(layout)}; {first}; {runs}, no interval."
    return [*wrap(layout.name or "", WIDTH), *wrap(sentence, WIDTH), *_deadlock(results.deadlock)]


def _deadlock(jam: Jam | None) -> Iterator[str]:
    """Say where a line got stuck: each link of the ring on a line of its own."""
    if jam is not None:
        yield f"The run ends in a deadlock at {moment(jam.time)}; each waits for the next, for ever:"
        for link in jam.cycle:
            yield from wrap(f"- {link}", WIDTH, subsequent_indent="  ")


def _beginning(layout: Layout) -> str:
    """Say whether anything is inside at time 0: carriers count nowhere."""
    stocks = any(isinstance(item, Store) and item.initially for item in layout.equipment.values())
    return "started with its stock" if stocks else "started empty"


def _headline(results: Results, layout: Layout) -> list[str]:
    facts = {
        "Time": net_time_in_words(layout) or "",
        "Output": _output(results),
        "Demand": _demand(results),
        "Lead time": _lead_time(results.lead_time),
        "Inside (WIP)": f"{digits(results.wip_mean)} parts on average, {results.wip_max:,} at most",
        "Parts": _parts(results),
        "First pass": _first_pass(results),
        "Orders": "" if results.orders is None else _orders(results.orders),
        "Constraint": _constraint(results, layout),
        "Line OEE": percent(results.oee) if results.oee else "",
    }
    return [line for name, text in facts.items() if text for line in _fact(name, text)]


def _fact(name: str, text: str) -> Iterator[str]:
    margin = 15
    for number, line in enumerate(wrap(text, WIDTH - margin)):
        yield f"{'' if number else name:<{margin}}{line}"


def _output(results: Results) -> str:
    rate = results.planned_throughput
    if not rate:
        return "nothing"
    if results.shifts:
        planned = f"{span(results.planned_time)} of planned time"
        return f"{digits(3600 * rate, 4)} pieces an hour in {planned}, {digits(1 / rate, 4)}{TIE}s per part"
    shift = f"{rate * SHIFT:,.0f} a shift of {span(SHIFT)}"
    return f"{digits(3600 * rate, 4)} pieces an hour, {shift}, {digits(1 / rate, 4)}{TIE}s per part"


def _demand(results: Results) -> str:
    if results.takt is None:
        return ""
    met = f"met to {percent(results.planned_throughput * results.takt)}" if not results.demand_met else "met"
    return f"{met}: takt {digits(results.takt, 4)}{TIE}s, {digits(3600 / results.takt, 4)} pieces an hour wanted"


def _lead_time(times: LeadTime) -> str:
    if times.mean is None:
        return "no part has gone through"
    return (
        f"{_minutes(times.mean)} on average, half within {_minutes(times.p50)}, 95{TIE}% within {_minutes(times.p95)}"
    )


def _parts(results: Results) -> str:
    parts = results.parts
    made = {"made of others": parts.made} if parts.made else {}
    counts = {"in": parts.came_in, **made, "good": parts.good, "inside": parts.inside}
    rare = {"scrapped": parts.scrapped, "used": parts.used, "lost": parts.lost}
    counts |= {word: number for word, number in rare.items() if number}
    return f"{', '.join(f'{number:,} {word}' for word, number in counts.items())}; counted from time 0"


def _orders(orders: OrderFigures) -> str:
    text = f"{orders.released:,} released, {orders.finished:,} finished"
    if orders.mean_tardiness is None:
        return f"{text}; none was due; counted from time 0"
    return f"{text}, {orders.late:,} late; {_minutes(orders.mean_tardiness)} late on average; counted from time 0"


def _first_pass(results: Results) -> str:
    if results.first_pass_yield is None:
        return ""
    reworked = (
        f"; {results.parts.reworked:,} of the good ones had failed a test before" if results.parts.reworked else ""
    )
    return f"{percent(results.first_pass_yield)} through all stations without rework or scrap{reworked}"


def _constraint(results: Results, layout: Layout) -> str:
    if results.constraint is None:
        return ""
    return f"{layout.label(results.constraint.equipment)}: {results.constraint.reason}"


# tables


def _shifts(results: Results) -> list[str]:
    """Say what each shift made; of many the last ones."""
    shown = results.shifts[-MOST_SHIFTS:]
    wanted = any(shift.target is not None for shift in shown)
    rows = [[shift.shift, *_shift(shift, wanted)] for shift in shown]
    heads = ["Shifts", "begins", "pieces", *(["wanted"] if wanted else [])]
    hidden = len(results.shifts) > len(shown)
    return [*_table(heads, rows), *([f"The last {len(shown)} of {len(results.shifts)} shifts."] if hidden else [])]


def _shift(shift: ShiftFigures, wanted: bool) -> Iterator[str]:
    yield f"{datetime.fromisoformat(shift.starts):%a %Y-%m-%d %H:%M}"
    yield _count(shift.good)
    if wanted:
        yield _figure(shift.target, 0)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return aligned([heads, *rows]) if rows else []


def _stations(results: Results, layout: Layout) -> list[str]:
    stations = {name: figures for name, figures in results.equipment.items() if figures.oee is not None}
    states = [state for state in _ORDER if state in _STATES or _occurs(state, stations)]
    heads = ["Stations", *(state.word.replace("_", " ") for state in states), "pieces", "OEE", "alone"]
    rows = [[layout.label(name), *_station(figures, states)] for name, figures in stations.items()]
    note = "OEE counts blocked and starved time against a station (ISO 22400-2); alone: without that time."
    return [*_table(heads, rows), note] if rows else []


def _occurs(state: State, stations: Mapping[str, EquipmentFigures]) -> bool:
    return any(_shares(figures).get(state) for figures in stations.values())


def _station(figures: EquipmentFigures, states: Sequence[State]) -> Iterator[str]:
    yield from (percent(_shares(figures).get(state)) for state in states)
    yield _count(figures.completed)
    oee = figures.oee
    yield from (NOTHING, NOTHING) if oee is None else (percent(oee.oee), percent(oee.stand_alone))


def _shares(figures: EquipmentFigures) -> Mapping[State, float]:
    return figures.states.elapsed if figures.states else {}


def _quality(results: Results, layout: Layout) -> list[str]:
    """Only stations at which an operation can end otherwise than good, or to which parts come again."""
    rows = [
        [
            layout.label(name),
            _count(figures.completed),
            _count(figures.good),
            _count(figures.reworked),
            _count(figures.scrapped),
            percent(figures.first_pass_yield),
        ]
        for name, figures in results.equipment.items()
        if figures.first_pass_yield is not None or figures.reworked
    ]
    return _table(["Quality", "pieces", "good", "reworked", "scrapped", "first pass"], rows)


def _changeovers(results: Results, layout: Layout) -> list[str]:
    rows = [
        [layout.label(name), _count(number), _figure(seconds / 60, 1), _each(seconds, number)]
        for name, figures in results.equipment.items()
        for number, seconds in [figures.changeovers]
        if number
    ]
    return _table(["Changeovers", "number", "min in all", "min each"], rows)


def _people(results: Results, layout: Layout) -> list[str]:
    sorts = [work for work in Work if any(figures.work[work] for figures in results.people.values())]
    rows = [
        [
            layout.people[name].label or name,
            percent(figures.working),
            *([percent(figures.work[work]) for work in sorts] if len(sorts) > 1 else []),
            percent(figures.walking),
            percent(figures.waiting),
            _figure(figures.walked / 1000, 2),
        ]
        for name, figures in results.people.items()
    ]
    heads = [work.word for work in sorts] if len(sorts) > 1 else []
    return _table(["People", "working", *heads, "walking", "waiting", "km walked"], rows)


def _upkeep(results: Results, layout: Layout) -> list[str]:
    rows = [
        [f"{layout.label(name)}: {upkeep}", _count(number), _figure(seconds / 60, 1), _each(seconds, number)]
        for name, figures in results.equipment.items()
        for upkeep, (number, seconds) in figures.upkeep.items()
    ]
    return _table(["Maintenance and tools", "number", "min in all", "min each"], rows)


def _held_up(results: Results, layout: Layout) -> list[str]:
    """Say which stations of a line in one machine held up the others: the last to be done, or who stopped it."""
    rows = [
        [f"{layout.label(name)}: {station}", _count(number), _figure(seconds / 60, 1), _figure(seconds / number, 1)]
        for name, figures in results.equipment.items()
        for station, (number, seconds) in figures.stations.items()
        if number
    ]
    return _table(["Stations that held up their line", "times", "min in all", "s each"], rows)


def _failures(results: Results, layout: Layout) -> list[str]:
    """Say how often each failure came; minor stops apart where the layout says what is minor."""
    apart = layout.run.minor_stop_limit is not None
    rows = [
        [
            f"{layout.label(name)}: {failure}",
            _count(stops),
            *([_count(figures.minor_stops[failure][0])] if apart else []),
            _figure(down / 60, 1),
            _each(down, stops),
            available,
        ]
        for name, figures in results.equipment.items()
        for available in [percent(_technical_availability(figures))]
        for failure, (stops, down) in figures.failures.items()
    ]
    heads = ["Failures", "stops", *(["minor"] if apart else []), "min down", "min each", "available"]
    note = "Available: working / (working + failed), of the station with all its failures."
    minor = f"Minor: over within {span(layout.run.minor_stop)}."
    return [*_table(heads, rows), note, *([minor] if apart else [])] if rows else []


def _energy(results: Results, layout: Layout) -> list[str]:
    """Say what equipment used, of it while it worked, and what a good piece took."""
    energy = results.energy
    if energy is None:
        return []
    used = {name: figures.energy for name, figures in results.equipment.items() if figures.energy is not None}
    rows = [
        [layout.label(name), _figure(energy.equipment[name], 2), percent(_share(states[State.WORKING], energy, name))]
        for name, states in used.items()
    ]
    each = "" if energy.per_part is None else f", {digits(energy.per_part, 4)}{TIE}kWh a good piece"
    return [*_table(["Energy", "kWh", "while working"], rows), f"In all {digits(energy.total)}{TIE}kWh{each}."]


def _share(working: float, energy: EnergyFigures, name: str) -> float:
    return working / energy.equipment[name] if energy.equipment[name] else 0.0


def _costs(results: Results) -> list[str]:
    costs = results.costs
    if costs is None:
        return []
    currency = costs.currency or "money"
    rows = [[sort, f"{amount:,.2f}", percent(amount / costs.total)] for sort, amount in costs.sorts().items() if amount]
    table = _table([f"Costs, {currency}", "amount", "share"], rows)
    rates = ((costs.per_part, "a good piece"), (costs.per_hour, "an hour"))
    said = ", ".join(f"{digits(rate, 4)} {what}" for rate, what in rates if rate is not None)
    return [*table, f"In all {costs.total:,.2f}{': ' if said else ''}{said}."]


def _each(down: float, stops: int) -> str:
    return _figure(down / stops / 60, 1) if stops else NOTHING


def _technical_availability(figures: EquipmentFigures) -> float | None:
    """Working / (working + failed + waiting for repair)."""
    shares = _shares(figures)
    working = shares.get(State.WORKING, 0.0)
    down = shares.get(State.FAILED, 0.0) + shares.get(State.WAITING_REPAIR, 0.0)
    return working / (working + down) if working + down else None


def _holding(results: Results, layout: Layout) -> list[str]:
    placement, rate, coming = Placement(layout), results.throughput, presence(layout)
    rows = [
        [
            layout.label(name),
            _figure(held.mean, 1),
            _count(held.max),
            _places(layout, placement, name, coming.get(Port(name, MAIN_IN), ())),
            percent(held.full),
            percent(held.empty),
            _figure(held.mean / rate / 60, 2) if rate else NOTHING,
        ]
        for name, held in results.buffers.items()
    ]
    return _table(["Belts and buffers", "parts", "most", "places", "full", "empty", "min of buffer"], rows)


def _places(layout: Layout, placement: Placement, name: str, coming: Sequence[Thing]) -> str:
    """How many a buffer or a belt has room for of what comes there: of the longest, of the shortest if that differs."""
    equipment, path = layout.equipment[name], placement.path(name)
    if isinstance(equipment, Buffer):
        return f"{equipment.capacity:,}" if isinstance(equipment.capacity, int) else NOTHING
    if not isinstance(equipment, Conveyor) or path is None:
        return NOTHING
    lengths = [length_of(layout, thing) for thing in coming] or [Product().size.length]
    pitches = (length + equipment.standing_gap for length in (max(lengths), min(lengths)))
    room = [f"{max(1, int(path.length / pitch + TOLERANCE)):,}" for pitch in pitches]
    return "–".join(dict.fromkeys(room))


def _sources(results: Results, layout: Layout) -> list[str]:
    """Only sources that are not always ready: how long a part had to wait, and how many found no room."""
    rows = [
        [
            layout.label(name),
            _count(figures.completed),
            percent(_shares(figures).get(State.BLOCKED)),
            _count(figures.lost),
        ]
        for name, figures in results.equipment.items()
        if isinstance(source := layout.equipment[name], Source) and source.timed
    ]
    return _table(["Sources", "pieces", "waited", "lost"], rows)


def _products(results: Results, layout: Layout) -> list[str]:
    rows = [
        [
            layout.product(name).label or name,
            _count(figures.came_in),
            _count(figures.good),
            _count(figures.scrapped),
            _minutes(figures.lead_time.mean),
        ]
        for name, figures in results.products.items()
    ]
    heads = ["Products", "in", "good", "scrapped", "lead time"]
    return _table(heads, rows) if len(rows) > 1 else []
