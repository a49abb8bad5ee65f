"""The diet of a CAD file: read, stood upright, repeats joined, hidden parts left out, simplified, measured."""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from geometry.cad.assembly import Assembly
from geometry.cad.decimation import levels_of
from geometry.cad.deviation import Deviation, between
from geometry.cad.receipt import Level, Receipt
from geometry.cad.repeats import Repeats, instanced
from geometry.cad.sight import Sighting, look_at
from geometry.cad.standing import Upstanding, Wishes
from geometry.cad.writing import glb_of

COARSER = (1, 4, 16)
"""How many times fewer triangles each level has."""
COARSEST = 0.03
"""A coarser level that is further off than this share of the diagonal is left out: it would be seen from afar, too."""
ROUGHLY = 0.2
"""Share of the points by which coarser levels are measured."""
ALONE = Sighting(np.zeros(1, np.int64), 0, 0, 0.0)
"""What a single part needs no look for: it is seen."""


class Imported(NamedTuple):
    """The GLB of an import and its receipt."""

    glb: bytes
    receipt: Receipt


def slimmed(path: Path, standing: Upstanding, wishes: Wishes) -> Imported:
    """Put what was read on its diet."""
    repeats = instanced(standing.assembly)
    sighting = look_at(repeats.assembly) if len(repeats.assembly.placed) > 1 else ALONE
    chosen = [repeats.assembly.placed[number] for number in sighting.seen]
    seen = repeats.assembly.with_placed(chosen)
    finest, *coarser = dict.fromkeys(levels_of(seen, [wishes.budget // times for times in COARSER]))
    limit = COARSEST * float(np.linalg.norm(standing.assembly.extents))
    measured = [(finest, _measured(seen, finest)), *((level, _measured(seen, level, ROUGHLY)) for level in coarser)]
    kept = [(level, each) for level, each in measured if level is finest or each.largest <= limit]
    receipt = _receipt(path, standing, repeats, sighting, wishes)
    receipt = replace(
        receipt,
        parts=len(seen.placed),
        shapes=len(seen.bodies),
        triangles_hidden=repeats.assembly.triangles - seen.triangles,
        levels=tuple(Level(level.triangles, 1000 * each.largest) for level, each in kept),
        deviation_points=kept[0][1].points,
    )
    extras = {"format": 1, "size": [float(side) for side in standing.assembly.extents]}
    glb = glb_of([level for level, _ in kept], {**extras, "receipt": receipt.to_json_object()})
    return Imported(glb, replace(receipt, bytes_written=len(glb)))


def _measured(seen: Assembly, level: Assembly, share: float = 1.0) -> Deviation:
    """The deviation of all bodies; points are shared out by their triangles."""
    whole, total = sum(len(body.triangles) for body in seen.bodies), Deviation()
    for body, simpler in zip(seen.bodies, level.bodies, strict=True):
        if len(body.triangles) != len(simpler.triangles):
            total = total.with_other(between(body, simpler, share * len(body.triangles) / whole))
    return total


def _receipt(path: Path, standing: Upstanding, repeats: Repeats, sighting: Sighting, wishes: Wishes) -> Receipt:
    length, width, height = map(float, standing.assembly.extents)
    parts = len(standing.assembly.placed)
    return Receipt(
        file=path.name,
        format=standing.form.name,
        bytes_read=path.stat().st_size,
        units=standing.scale.name,
        units_reason=standing.scale.reason,
        up=standing.upright.axis.value,
        up_reason=standing.upright.reason,
        size=(length, width, height),
        triangles_read=standing.assembly.triangles,
        parts_read=parts,
        parts_hidden=parts - len(sighting.seen),
        triangles_hidden=0,
        points_looked_at=sighting.points,
        directions=sighting.directions,
        cell_mm=1000 * sighting.cell,
        shapes=0,
        parts=0,
        levels=(),
        deviation_points=0,
        repeat_error_mm=1000 * repeats.error,
        colors=sum(color is not None for color in standing.assembly.palette),
        budget=wishes.budget,
    )
