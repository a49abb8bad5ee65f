"""The static capacity as a text and as a JSON object."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from textwrap import wrap
from typing import Any

from layouts.capacity import OVER, TIGHT, BeltLoad, Capacity, StationLoad
from layouts.columns import WIDTH, aligned
from layouts.model import Layout
from layouts.net_time import net_time_in_words
from layouts.people_loads import PostLoad

KINDS_OF_TIME = ("manual", "cycle", "exchange", "changeover", "failures")
"""Of what the time of a visit consists; the text leaves out the seldom ones where no station has them."""
_SELDOM = ("manual", "changeover")
_FEW = 3
"""Kinds of time up to which the headings are written out."""
RED, AMBER, PLAIN = "\x1b[31m", "\x1b[33m", "\x1b[0m"


def to_json_object(capacity: Capacity) -> dict[str, Any]:
    """Return format, net_time_s, takt_s, pace_s, constraint, feasible, stations, belts, people, assumptions.

    `net_time_s` is the planned time of a production day. Times in seconds, rates per hour, loads as fractions; by
    station `visits`, `manual_s`, `cycle_s`, `exchange_s`, `changeover_s`, `failures_s`, `nests`, `visit_s`, `load`,
    `nests_needed`; by belt `carries_per_hour`, `needs_per_hour`, `load`, `places`; by post `count`, `s` a part, `load`,
    and as `contents` the seconds `s` a part of each of its people at each `equipment` by sort of `work`.
    """
    return {
        "format": 1,
        "net_time_s": capacity.net_time,
        "takt_s": capacity.takt,
        "pace_s": capacity.pace,
        "constraint": capacity.constraint,
        "feasible": capacity.feasible,
        "stations": {load.equipment: _station(load) for load in capacity.stations},
        "belts": {load.equipment: _belt(load) for load in capacity.belts},
        "people": {load.post: _post(load) for load in capacity.people},
        "assumptions": list(capacity.assumptions),
    }


def _station(load: StationLoad) -> dict[str, Any]:
    seconds = (*KINDS_OF_TIME, "visit")
    return {f"{name}_s" if name in seconds else name: x for name, x in asdict(load).items() if name != "equipment"}


def _belt(load: BeltLoad) -> dict[str, Any]:
    rates = {"carries_per_hour": load.carries, "needs_per_hour": load.needs}
    return {**rates, "load": load.load, "places": load.places}


def _post(load: PostLoad) -> dict[str, Any]:
    contents = [{"equipment": each.equipment, "work": each.work.value, "s": each.seconds} for each in load.contents]
    return {"count": load.heads, "s": load.seconds, "load": load.load, "contents": contents}


def text_of(layout: Layout, capacity: Capacity, *, in_color: bool = False) -> str:
    """Write takt, pace and a table of loads; `tight` above 85 %, `over` above 100 %."""
    return "\n".join([*_head(layout, capacity), "", *_tables(layout, capacity, in_color), "", *_notes(capacity)])


def _head(layout: Layout, capacity: Capacity) -> Iterator[str]:
    yield layout.name or "Layout"
    time = net_time_in_words(layout)
    if time is not None:
        yield f"Time  {time}"
    if capacity.takt is not None:
        yield f"Takt  {capacity.takt:.1f} s a part, {3600 / capacity.takt:.1f} an hour asked for"
    if capacity.pace is not None and capacity.constraint is not None:
        label = layout.label(capacity.constraint)
        yield f"Pace  {capacity.pace:.1f} s a part, {3600 / capacity.pace:.1f} an hour at best: {label}"


def _tables(layout: Layout, capacity: Capacity, in_color: bool) -> Iterator[str]:
    given = {name for name in _SELDOM for load in capacity.stations if getattr(load, name)}
    kinds = [name for name in KINDS_OF_TIME if name in given or name not in _SELDOM]
    heads = ("Stations", "visits", *_heads(kinds), "nests", "needed", _share(capacity, kinds), "")
    rows = [heads, *(_station_row(layout, capacity, load, kinds) for load in capacity.stations)]
    yield from _colored(aligned(rows), in_color)
    if capacity.belts:
        yield ""
        belts = [("Belts", "carries/h", "needs/h", "places", "load", "")]
        belts += [_belt_row(layout, load) for load in capacity.belts]
        yield from _colored(aligned(belts), in_color)
    if capacity.people:
        yield ""
        people = [("People", "count", "s a part", _share(capacity, kinds), "")]
        people += [_post_row(layout, load) for load in capacity.people]
        yield from _colored(aligned(people), in_color)
        for load in capacity.people:
            yield from wrap(_contents(layout, load), WIDTH, subsequent_indent="  ", break_on_hyphens=False)


def _heads(kinds: Sequence[str]) -> list[str]:
    """Name the kinds of time with their unit, where there is room for it."""
    return [f"{name} s" for name in kinds] if len(kinds) <= _FEW else list(kinds)


def _share(capacity: Capacity, kinds: Sequence[str]) -> str:
    share = "of takt" if capacity.takt is not None else "of pace"
    return f"load {share}" if len(kinds) <= _FEW else share


def _station_row(layout: Layout, capacity: Capacity, load: StationLoad, kinds: Sequence[str]) -> tuple[str, ...]:
    times = [f"{seconds:.1f}" if seconds else "–" for seconds in (getattr(load, name) for name in kinds)]
    word = _word(load.load) if capacity.takt is not None else "pace" if load.equipment == capacity.constraint else ""
    visits, nests = f"{load.visits:.2f}", (str(load.nests), str(load.nests_needed))
    return (layout.label(load.equipment), visits, *times, *nests, f"{100 * load.load:.1f} %", word)


def _belt_row(layout: Layout, load: BeltLoad) -> tuple[str, str, str, str, str, str]:
    carries, needs = f"{load.carries:,.0f}", f"{load.needs:,.0f}"
    return layout.label(load.equipment), carries, needs, str(load.places), f"{100 * load.load:.1f} %", _word(load.load)


def _post_row(layout: Layout, load: PostLoad) -> tuple[str, str, str, str, str]:
    seconds, share = f"{load.seconds:.1f}", f"{100 * load.load:.1f} %"
    return _post_name(layout, load), str(load.heads), seconds, share, _word(load.load)


def _post_name(layout: Layout, load: PostLoad) -> str:
    return layout.people[load.post].label or load.post


def _contents(layout: Layout, load: PostLoad) -> str:
    """Say where the seconds of a post go, the longest first."""
    contents = sorted(load.contents, key=lambda content: -content.seconds)
    said = ", ".join(f"{layout.label(each.equipment)} {each.work.value} {each.seconds:.1f} s" for each in contents)
    return f"{_post_name(layout, load)}: {said or 'nothing'}"


def _word(load: float) -> str:
    if load > OVER + 1e-9:
        return "over"
    return "tight" if load > TIGHT else ""


def _colored(lines: list[str], in_color: bool) -> Iterator[str]:
    for line in lines:
        color = RED if line.endswith(" over") else AMBER if line.endswith(" tight") else ""
        yield f"{color}{line}{PLAIN}" if in_color and color else line


def _notes(capacity: Capacity) -> Iterator[str]:
    if capacity.takt is None:
        yield "No product has a demand: loads are against the pace of the slowest station."
    elif capacity.feasible:
        yield "No load is above 100 %: feasible on paper; simulate to see what buffers and chance leave of it."
    else:
        yield "Not feasible: what is marked `over` cannot do what is asked, however it is run."
    yield from wrap(f"Assumed: {'; '.join(capacity.assumptions)}.", WIDTH, break_on_hyphens=False)
