"""Wavefront OBJ with its materials (MTL): every piece and part once, in place, Z up, metres."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from geometry.exchange.files import write_whole
from geometry.exchange.motion import Motion, matrices
from geometry.exchange.paint import Paint, paint_of, part_paint
from geometry.mesh import Mesh
from geometry.palette import Theme
from geometry.scene import Scene
from geometry.wardrobe import Wardrobe

Painted = tuple[Mesh, Paint]
Thing = tuple[str, Sequence[Painted]]


def write_obj(path: Path, scene: Scene, theme: Theme, moment: Motion | None = None) -> None:
    """Write `path` and, beside it, its materials; `moment` adds the parts that lie in it at its start.

    Raises:
        UserError: where they cannot be written.
    """
    materials = path.with_suffix(".mtl")
    things = [*_pieces(scene, theme), *(_parts(moment, theme) if moment else ())]
    paints = {paint.name: paint for _, painted in things for _, paint in painted}
    write_whole(materials, _text(_materials(paints.values())))
    write_whole(path, _text([f"mtllib {materials.name}", *_objects(things)]))


def _pieces(scene: Scene, theme: Theme) -> Iterator[Thing]:
    for name, piece in scene.pieces.items():
        yield name, [(s.mesh.placed(piece.pose), paint_of(s, theme)) for s in piece.model.surfaces]


def _parts(moment: Motion, theme: Theme) -> Iterator[Thing]:
    wardrobe = Wardrobe(moment.header.looks, theme)
    for track in moment.tracks:
        turn = matrices(track.headings[:1])[0]
        pieces = wardrobe.pieces(moment.header.looks[track.look])
        placed = [(mesh.rotated(turn).moved(track.positions[0]), part_paint(color)) for mesh, color in pieces]
        yield f"part_{track.item}", placed


def _objects(things: Iterable[Thing]) -> Iterator[str]:
    first = 1
    for name, painted in things:
        yield f"o {name}"
        for mesh, paint in painted:
            yield f"usemtl {paint.name}"
            yield from (f"v {x:.5f} {y:.5f} {z:.5f}" for x, y, z in mesh.points.tolist())
            yield from (f"vn {x:.4f} {y:.4f} {z:.4f}" for x, y, z in mesh.normals.tolist())
            corners = (mesh.triangles.astype(np.int64) + first).tolist()
            yield from (f"f {a}//{a} {b}//{b} {c}//{c}" for a, b, c in corners)
            first += len(mesh.points)


def _materials(paints: Iterable[Paint]) -> Iterator[str]:
    for paint in paints:
        red, green, blue = paint.srgb
        yield f"newmtl {paint.name}"
        yield f"Kd {red:.4f} {green:.4f} {blue:.4f}"
        yield f"d {paint.opacity:g}"
        yield "illum 1"


def _text(lines: Iterable[str]) -> bytes:
    return "\n".join([*lines, ""]).encode("utf-8")
