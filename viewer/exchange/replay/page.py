"""The page of a replay: a template with style and program, the description as JSON, and all numbers as base64."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geometry.chevrons import PERIOD, chevron
from geometry.exchange.motion import Motion
from geometry.exchange.paint import drawing_paint
from geometry.models.stack_light import PITCH, lit_segment
from geometry.palette import DARK, LIGHT, SIGNALS, Role, Segment, Theme, mixed
from geometry.scene import Piece, Scene
from geometry.wardrobe import Wardrobe
from layouts.equipment import Role as Duty
from layouts.kinds import Conveyor, Sink
from layouts.model import Layout
from layouts.space import Vector
from replay.frames import PathFrame
from replay.states import State
from replay.trace import Trace
from sim.results import EquipmentFigures, Results
from viewer.exchange.replay.moving import moving_rigs, people_of, poses_of, rigs_of
from viewer.exchange.replay.numbers import Numbers
from viewer.exchange.replay.shapes import Shapes, shadows_of

Object = dict[str, Any]
BELT_MARK = 0.2
"""Width of the marks on belts, metres."""
PALE = 0.55
ABOVE = 0.55
"""How far names float above what they name, metres."""


@dataclass(frozen=True)
class Show:
    """What the page is about: the stretch of a run as motion, what was recorded, and its figures."""

    layout: Layout
    scene: Scene
    motion: Motion
    trace: Trace
    results: Results


def html_of(show: Show) -> bytes:
    """Return the bytes of the page."""
    numbers = Numbers()
    told = json.dumps(_description(show, numbers), ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    parts = {
        "STYLE": _read("page.css"),
        "SCRIPT": _read("page.js"),
        # Nothing in a name may end the element that it stands in.
        "DATA": told.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"),
        "NUMBERS": numbers.text(),
    }
    return re.sub("@([A-Z]+)@", lambda mark: parts[mark[1]], _read("page.html")).encode("utf-8")


def _read(name: str) -> str:
    return files("viewer.exchange.replay").joinpath(name).read_text(encoding="utf-8")


def _description(show: Show, numbers: Numbers) -> Object:
    shapes, layout, motion = Shapes(numbers), show.layout, show.motion
    left, front, right, rear, hall = show.scene.extent
    out, rigs = _times_out(show), moving_rigs(show.scene, motion)
    found: Object = {
        "title": layout.name or "Line",
        "where": " · ".join(part for part in (*layout.where.values(), layout.description or "") if part),
        "what": _what(show),
        "duration": motion.duration,
        "start": motion.start,
        "extent": [left, front, right, rear],
        "hall": hall,
        "corners": [list(map(float, corner)) for corner in show.scene.corners],
        "places": shapes.places(show.scene, rigs),
        "rigs": rigs_of(rigs, motion, shapes, numbers),
        "people": people_of(show.scene, motion, shapes, numbers),
        "drawing": _drawing(show.scene, numbers),
        "looks": _looks(show, shapes),
        "lamps": _lamps(shapes),
        "marks": _mark(shapes),
        "period": PERIOD,
        "tracks": _tracks(motion, numbers),
        "belts": [*_belts(show)],
        "states": [_state(state) for state in State],
        "starved": int(State.STARVED),
        "stations": [*_stations(show, numbers)],
        "shadows": shadows_of(show.scene, numbers),
        "out": numbers.add(np.array(out or []), "f4"),
        "countsOut": out is not None,
        "constraint": show.results.constraint.equipment if show.results.constraint else None,
        "figures": _figures(show.results),
        "themes": {theme.name: _theme(theme) for theme in (LIGHT, DARK)},
    }
    return found | {"shapes": shapes.found, "palette": shapes.palette}


def _what(show: Show) -> str:
    """What the figures are, before anybody compares them with others."""
    begin, end = _clock(show.motion.start), _clock(show.motion.start + show.motion.duration)
    told = f"Simulated, started empty, seed {show.results.seed}; shown and counted: {begin} to {end}."
    return f"{told} One run, no interval."


def _clock(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


def _figures(results: Results) -> Mapping[str, str]:
    lead, oee = results.lead_time.mean, results.oee
    return {
        "good": f"{results.throughput * results.time:.0f}",
        "rate": f"{3600 * results.throughput:.1f}",
        "lead": "–" if lead is None else f"{lead / 60:.1f} min",
        "oee": "–" if oee is None else f"{100 * oee:.1f} %",
    }


def _theme(theme: Theme) -> Mapping[str, str]:
    roles = (Role.BACKGROUND, Role.FLOOR, Role.GRID, Role.SHADOW)
    return {role.name.lower(): theme[role] for role in roles} | {"drawing": drawing_paint(theme).color}


def _drawing(scene: Scene, numbers: Numbers) -> list[str | int] | None:
    """The lines on the floor, ends (2 n, 2)."""
    lines = scene.underlay.lines if scene.underlay else np.zeros((0, 2, 2))
    return numbers.add(lines, "f4") if len(lines) else None


def _state(state: State) -> Object:
    segment = SIGNALS[state].segment
    label = state.word.replace("_", " ")
    tones = {"light": LIGHT.states[state], "dark": DARK.states[state]}
    return {"word": state.word, "label": label, "segment": -1 if segment is None else int(segment), **tones}


# shapes


def _looks(show: Show, shapes: Shapes) -> list[Object]:
    looks = show.motion.header.looks
    wardrobe = Wardrobe(looks, LIGHT)
    return [
        {"product": look.product, "shape": shapes.add([(mesh, (c, c, 1.0)) for mesh, c in wardrobe.pieces(look)])}
        for look in looks
    ]


def _lamps(shapes: Shapes) -> Object:
    color = LIGHT.lamps[Segment.GREEN]
    colors = [LIGHT.lamps[segment] for segment in Segment]
    return {"shape": shapes.add([(lit_segment(), (color, color, 1.0))]), "colors": colors, "pitch": PITCH}


def _mark(shapes: Shapes) -> int:
    tones = [mixed(theme[Role.BELT], theme[Role.STEEL], PALE) for theme in (LIGHT, DARK)]
    narrow = chevron().rotated(np.diag([1.0, BELT_MARK, 1.0]))
    return shapes.add([(narrow, (tones[0], tones[1], 1.0))])


# motion


def _tracks(motion: Motion, numbers: Numbers) -> Object:
    tracks = motion.tracks
    ends = np.cumsum([0, *(len(track.times) for track in tracks)])
    poses = [poses_of(track.positions, track.headings) for track in tracks]
    return {
        "items": numbers.add(np.array([track.item for track in tracks]), "i4"),
        "looks": numbers.add(np.array([track.look for track in tracks]), "u2"),
        "first": numbers.add(ends, "u4"),
        "times": numbers.add(np.concatenate([*(track.times for track in tracks), np.zeros(0)]), "f4"),
        "poses": numbers.add(np.concatenate([*poses, np.zeros((0, 5))]), "f4"),
    }


def _belts(show: Show) -> Iterator[Object]:
    """The paths of conveyors and how far each has run: from each time on, the odometer and its speed."""
    for number, frame in enumerate(show.motion.header.frames):
        if isinstance(frame, PathFrame) and isinstance(show.layout.equipment.get(frame.id), Conveyor):
            times, read, speeds = _odometer(show, number, frame.speed)
            path = [list(map(float, point)) for point in frame.path.points]
            yield {
                "path": path,
                "far": list(frame.path.distances),
                "times": times.round(4).tolist(),
                "read": read.round(4).tolist(),
                "speeds": speeds.round(6).tolist(),
            }


def _odometer(show: Show, number: int, speed: float) -> tuple[NDArray[np.float64], ...]:
    start, end = show.motion.start, show.motion.start + show.motion.duration
    rows = [chunk.odometers.rows(chunk.odometers.frame == number) for chunk in show.trace.chunks if chunk.start <= end]
    times = np.concatenate([[0.0], *(row.t for row in rows)])
    read = np.concatenate([[0.0], *(row.b for row in rows)])
    speeds = np.concatenate([[speed], *(row.speed for row in rows)])
    times, first = np.unique(times[::-1], return_index=True)
    read, speeds = read[::-1][first], speeds[::-1][first]
    kept = np.flatnonzero(times <= end)
    kept = kept[max(int(np.searchsorted(times[kept], start, side="right")) - 1, 0) :]
    return times[kept] - start, read[kept], speeds[kept]


# stations


def _stations(show: Show, numbers: Numbers) -> Iterator[Object]:
    for name in show.motion.header.equipment:
        piece = show.scene.pieces.get(name)
        if piece is not None and piece.role in (Duty.STATION, Duty.BOUNDARY):
            yield _station(show, piece, numbers)


def _station(show: Show, piece: Piece, numbers: Numbers) -> Object:
    series, figures = show.motion.states[piece.equipment], show.results.equipment.get(piece.equipment)
    top = piece.pose.apply(piece.model.crown)
    is_station = piece.role is Duty.STATION
    return {
        "id": piece.equipment,
        "label": piece.label or piece.equipment,
        "named": piece.label is not None,
        "listed": is_station,
        "crown": [top.x, top.y, top.z + ABOVE],
        "stack": _stack(piece) if is_station else None,
        "since": numbers.add(series.t, "f4"),
        "states": numbers.add(series.state, "u1"),
        "completed": figures.completed if figures else 0,
        "oee": _oee(figures),
    }


def _stack(piece: Piece) -> list[float] | None:
    found: Vector | None = piece.model.stack
    return None if found is None else list(map(float, piece.pose.apply(found)))


def _oee(figures: EquipmentFigures | None) -> float | None:
    oee = figures.oee if figures else None
    return None if oee is None else oee.oee


def _times_out(show: Show) -> list[float] | None:
    """When parts left the line, None where that cannot be told from the trace as the engine counted it.

    A part is out when its last stay ends on what leads to a sink; the count must be that of the figures.
    """
    header, start, end = show.motion.header, show.motion.start, show.motion.start + show.motion.duration
    sinks = {name for name, each in show.layout.equipment.items() if isinstance(each, Sink)}
    before = {c.source.equipment for c in show.layout.connections if c.target.equipment in sinks}
    frames = [number for number, frame in enumerate(header.frames) if frame.id in before]
    found: set[tuple[int, float]] = set()
    for chunk in show.trace.chunks:
        visits = chunk.visits
        gone = (visits.follower < 0) & np.isin(visits.frame, frames) & (visits.t_out > start) & (visits.t_out <= end)
        found |= set(zip(visits.item[gone].tolist(), visits.t_out[gone].tolist(), strict=True))
    times = sorted(t - start for _, t in found)
    return times if len(times) == round(show.results.throughput * show.results.time) else None
