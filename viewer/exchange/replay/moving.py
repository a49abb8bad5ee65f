"""What moves in the page by itself: joints as functions of the states, people along their ways."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geometry.crew import load_before
from geometry.exchange.motion import Motion
from geometry.exchange.people import Walker, figures, walkers
from geometry.models.model import Motion as Move
from geometry.motion import ATTENDED, TRAVEL, WORKING, linkage
from geometry.palette import DARK, LIGHT
from geometry.rigs import Rig
from geometry.scene import Scene
from viewer.exchange.replay.numbers import Numbers
from viewer.exchange.replay.shapes import Shapes, row_of, tone_of

Object = dict[str, Any]


def moving_rigs(scene: Scene, motion: Motion) -> dict[str, Rig]:
    """Return what has joints that follow the states of a run, by id; people move the others, which rest."""
    rigs = filter(None, map(Rig.of, scene.pieces.values()))
    return {
        rig.piece.equipment: rig
        for rig in rigs
        if rig.piece.equipment in motion.records and any(joint.motion is not Move.STAYS for joint in rig.joints)
    }


def rigs_of(rigs: Mapping[str, Rig], motion: Motion, shapes: Shapes, numbers: Numbers) -> Object:
    """Return the rules by which joints follow states, all joints in the hall, and the shapes that hang on them."""
    hung: dict[tuple[Any, str], int] = {}
    return {
        "travel": TRAVEL,
        "attended": ATTENDED.tolist(),
        "working": WORKING.tolist(),
        "each": [_rig(rig, motion, shapes, numbers, hung) for rig in rigs.values()],
        "families": [*hung.values()],
    }


def _rig(rig: Rig, motion: Motion, shapes: Shapes, numbers: Numbers, hung: dict[tuple[Any, str], int]) -> Object:
    series = motion.records[rig.piece.equipment]
    link = linkage([(joint, rig.piece.pose) for joint in rig.joints], rig.parents)
    return {
        "id": rig.piece.equipment,
        "since": numbers.add(series.t, "f4"),
        "states": numbers.add(series.state, "u1"),
        "row": row_of(rig.piece.pose)[:7],
        "joints": [
            {
                "motion": joint.motion.name,
                "reach": joint.reach,
                "period": joint.period,
                "turns": joint.turns,
                "parent": rig.parents[number],
                "origin": link.origins[number].tolist(),
                "axis": link.axes[number].tolist(),
            }
            for number, joint in enumerate(rig.joints)
        ],
        "limbs": [*_limbs(rig, shapes, hung)],
    }


def _limbs(rig: Rig, shapes: Shapes, hung: dict[tuple[Any, str], int]) -> Iterator[list[int]]:
    """The number of a joint with that of the family of what hangs on it; equal models share families."""
    for number, joint in enumerate(rig.joints):
        mine = [surface for surface, by in rig.surfaces if by == number]
        key = rig.piece.model, joint.name
        if mine and key not in hung:
            hung[key] = shapes.add([(surface.mesh, tone_of(surface.role, surface.tint)) for surface in mine])
        if mine:
            yield [number, [*hung].index(key)]


def people_of(scene: Scene, motion: Motion, shapes: Shapes, numbers: Numbers) -> Object | None:
    """Return everybody's ways, what they look like, and when they work or carry; None where nobody is."""
    everybody = [*walkers(scene, motion)]
    if not everybody:
        return None
    light, dark = figures(LIGHT), figures(DARK)
    painted = {
        word: [
            (mesh, (day.color, night.color, 1.0))
            for (mesh, day), (_, night) in zip(light[word], dark[word], strict=True)
        ]
        for word in light
    }
    return {
        "shapes": [shapes.add(painted["standing"]), shapes.add(painted["working"])],
        "first": numbers.add(np.cumsum([0, *(len(walker.times) for walker in everybody)]), "u4"),
        "times": numbers.add(np.concatenate([walker.times for walker in everybody]), "f4"),
        "poses": numbers.add(np.concatenate([poses_of(each.feet, each.headings) for each in everybody]), "f4"),
        "each": [_person(walker) for walker in everybody],
        "before": [list(map(float, load_before(look))) for look in motion.header.looks],
    }


def _person(walker: Walker) -> Object:
    carries = [[look, _rounded(spans)] for look, spans in walker.carries.items()]
    return {"name": walker.name, "works": _rounded(walker.at_work), "carries": carries}


def _rounded(spans: Sequence[tuple[float, float]]) -> list[list[float]]:
    return [[round(begin, 4), round(end, 4)] for begin, end in spans]


def poses_of(positions: NDArray[np.float64], headings: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return positions with yaw and pitch (k, 5), yaw going on without jumps so that it can be interpolated."""
    x, y, z = headings.T
    return np.column_stack([positions, np.unwrap(np.arctan2(y, x)), np.arctan2(z, np.hypot(x, y))])
