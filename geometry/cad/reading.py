"""Reading CAD files into assemblies, with trimesh. Only the child process does this: it may run out of anything."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from geometry.cad.assembly import Assembly, Body, Floats, Placed, Whole
from geometry.cad.formats import Format
from layouts.errors import UserError

if TYPE_CHECKING:
    from trimesh import Scene, Trimesh
    from trimesh.visual import TextureVisuals

MOST_TRIANGLES = 5_000_000
"""Triangles that are read, each body as often as it stands somewhere."""
MOST_PLACES = 20_000
MOST_COLORS = 24
"""Colours that are kept; what has more gets the nearest of so many."""
TONE = 40.0
"""Colours of a texture nearer than this (of 255, as points in space) are one: its grain would be patches."""
FARTHEST = 1e9
"""Coordinates beyond this are no place, whatever the unit."""
LINEAR = (Format.GLB, Format.GLTF, Format.STEP)
"""Formats whose colours are shares of light and not of what the eye sees."""

Color = NDArray[np.uint8]


def read_assembly(path: Path, form: Format) -> Assembly:
    """Read a file as it is, in its own units and with its own axes.

    Raises:
        UserError: where there is nothing in it, too much, or coordinates that are no numbers.
    """
    import trimesh  # noqa: PLC0415 # takes a third of a second, and only the child needs it

    try:
        scene = trimesh.load_scene(str(path), file_type=form.value, process=False)
    except FileNotFoundError as error:  # the kernel for STEP says it this way when it finds nothing that it can read
        raise UserError(f"{path}: damaged, or there is no solid and no surface in it") from error
    found = list(_found(scene))
    if not found:
        raise UserError(f"{path}: there is nothing in it that can be drawn")
    _refuse_too_much(path, scene, found)
    numbers = {name: number for number, name in enumerate(dict.fromkeys(name for _, name, _ in found))}
    meshes = [scene.geometry[name] for name in numbers]
    palette, paints = _painted([_colors(mesh, form in LINEAR) for mesh in meshes], [len(mesh.faces) for mesh in meshes])
    bodies: list[Body] = []
    placed: list[Placed] = []
    for node, name, matrix in found:
        placed.append(_placed(matrix, len(bodies), node))
        bodies.append(_body(meshes[numbers[name]], _skew(matrix), paints[numbers[name]]))
    return _checked(path, bodies, placed, palette)


def _found(scene: "Scene") -> Iterator[tuple[str, str, Floats]]:
    """Every place of every mesh with triangles: the name of its node, the name of its mesh, a (4, 4) matrix."""
    for node in scene.graph.nodes_geometry:
        matrix, name = scene.graph[node]
        if len(getattr(scene.geometry[name], "faces", ())):
            yield str(node), str(name), np.asarray(matrix, np.float64)


def _refuse_too_much(path: Path, scene: "Scene", found: list[tuple[str, str, Floats]]) -> None:
    if len(found) > MOST_PLACES:
        raise UserError(f"{path}: {len(found):,} parts; at most {MOST_PLACES:,} are read")
    triangles = sum(len(scene.geometry[name].faces) for _, name, _ in found)
    if triangles > MOST_TRIANGLES:
        raise UserError(f"{path}: {triangles:,} triangles; at most {MOST_TRIANGLES:,} are read: save it more coarsely")


def _body(mesh: "Trimesh", skew: Floats, paint: Whole) -> Body:
    triangles = np.asarray(mesh.faces, np.int64)
    inside_out = np.linalg.det(skew) < 0
    return Body(np.asarray(mesh.vertices, np.float64) @ skew.T, triangles[:, ::-1] if inside_out else triangles, paint)


def _placed(matrix: Floats, body: int, name: str) -> Placed:
    return Placed(body, _rotation(matrix), matrix[:3, 3], name)


def _rotation(matrix: Floats) -> Floats:
    """The rotation nearest to a matrix; what is left over is baked into the points."""
    if not np.isfinite(matrix).all():
        return np.eye(3)
    left, _, right = np.linalg.svd(matrix[:3, :3])
    sign = np.sign(np.linalg.det(left @ right)) or 1.0
    rotation: Floats = left @ np.diag([1.0, 1.0, sign]) @ right
    return rotation


def _skew(matrix: Floats) -> Floats:
    """Scaling, shearing and mirroring, before the rotation."""
    skew: Floats = _rotation(matrix).T @ matrix[:3, :3]
    return np.where(np.abs(skew - np.eye(3)) < 1e-7, np.eye(3), skew)


def _checked(path: Path, bodies: list[Body], placed: list[Placed], palette: tuple[str | None, ...]) -> Assembly:
    for body, place in zip(bodies, placed, strict=True):
        if len(body.points) == 0 or body.triangles.max() >= len(body.points) or body.triangles.min() < 0:
            raise UserError(f"{path}: damaged: triangles of {place.name!r} name points that are not there")
        if not (np.isfinite(body.points).all() and np.isfinite(place.offset).all()):
            raise UserError(f"{path}: damaged: coordinates of {place.name!r} are not numbers")
        if max(np.abs(body.points).max(), np.abs(place.offset).max()) > FARTHEST:
            raise UserError(f"{path}: damaged: coordinates of {place.name!r} are larger than {FARTHEST:g}")
    clean = [body.cleaned() for body in bodies]
    whole = Assembly(tuple(clean), tuple(placed), palette)
    whole = whole.with_placed(each for each in whole.placed if len(clean[each.body].triangles))
    if not whole.placed:
        raise UserError(f"{path}: there is nothing in it that can be drawn: no triangle has an area")
    return whole


# colours


def _colors(mesh: "Trimesh", linear: bool) -> Color | None:
    """The colour of each triangle (m, 3); None where the file gives none."""
    visual: Any = mesh.visual
    if not visual.defined:
        return None
    if visual.kind == "texture":
        return _of_material(visual, np.asarray(mesh.faces), linear)
    colors = np.asarray(visual.face_colors)[:, :3]
    return colors.astype(np.uint8)


def _of_material(visual: "TextureVisuals", triangles: Whole, linear: bool) -> Color | None:
    material = visual.material
    image = getattr(material, "baseColorTexture", None) or getattr(material, "image", None)
    factor = getattr(material, "baseColorFactor", None)
    factor = getattr(material, "diffuse", None) if factor is None else factor
    base = np.full(3, 255.0) if factor is None else np.asarray(factor, np.float64)[:3]
    if linear:
        base = 255 * _seen(base / 255)
    if image is not None and visual.uv is not None:
        texels = _texels(np.asarray(image.convert("RGB")), np.asarray(visual.uv)[triangles])
        return _in_few_tones(texels * base / 255)
    if image is None and factor is None:
        return None
    return np.tile(np.round(base).astype(np.uint8), (len(triangles), 1))


def _seen(light: Floats) -> Floats:
    """Shares of light as the eye sees them (IEC 61966-2-1)."""
    seen: Floats = np.where(light <= 0.0031308, 12.92 * light, 1.055 * np.maximum(light, 0) ** (1 / 2.4) - 0.055)
    return seen


def _texels(image: Color, places: Floats) -> Floats:
    """The mean of a picture (h, w, 3) at four points of each triangle, whose corners are at (m, 3, 2)."""
    shares = np.array([[1, 1, 1], [4, 1, 1], [1, 4, 1], [1, 1, 4]], np.float64)
    points = np.nan_to_num((shares / shares.sum(axis=1, keepdims=True)) @ places) % 1.0
    high, wide, _ = image.shape
    columns = np.minimum((points[..., 0] * wide).astype(np.int64), wide - 1)
    rows = np.minimum(((1 - points[..., 1]) * high).astype(np.int64), high - 1)
    mean: Floats = image[rows, columns].astype(np.float64).mean(axis=1)
    return mean


def _painted(colors: list[Color | None], counts: list[int]) -> tuple[tuple[str | None, ...], list[Whole]]:
    """Count all colours: the palette, grey first, and for each mesh the number of each triangle's colour."""
    given = [each for each in colors if each is not None]
    table = _table(np.concatenate(given)) if given else np.zeros((0, 3))
    palette = (None, *("#" + "".join(f"{round(c):02x}" for c in color) for color in table))
    return palette, [_numbers(each, table, count) for each, count in zip(colors, counts, strict=True)]


def _numbers(colors: Color | None, table: Floats, count: int) -> Whole:
    if colors is None:
        return np.zeros(count, np.int64)
    numbers: Whole = _nearest(colors.astype(np.float64), table) + 1
    return numbers


def _table(colors: Color) -> Floats:
    distinct = np.unique(colors, axis=0).astype(np.float64)
    return distinct if len(distinct) <= MOST_COLORS else _tones(colors.astype(np.float64))


def _nearest(colors: Floats, table: Floats) -> Whole:
    """The row of a table (k, 3) nearest to each colour (n, 3)."""
    best, rows = np.full(len(colors), np.inf), np.zeros(len(colors), np.int64)
    for row, color in enumerate(table):
        distances = ((colors - color) ** 2).sum(axis=1)
        nearer = distances < best
        best[nearer], rows[nearer] = distances[nearer], row
    return rows


def _in_few_tones(colors: Floats) -> Color:
    tones = _tones(colors)
    return np.round(tones[_nearest(colors, tones)]).astype(np.uint8)


def _tones(colors: Floats) -> Floats:
    """Colours (k, 3) of which each of many is near one: the most frequent first, then those that are far from it."""
    coarse, counts = np.unique(np.round(colors / 16), axis=0, return_counts=True)
    leaders: list[Floats] = []
    for color in 16 * coarse[np.argsort(-counts, kind="stable")]:
        if len(leaders) < MOST_COLORS and all(np.linalg.norm(color - leader) > TONE for leader in leaders):
            leaders.append(color)
    nearest = _nearest(colors, np.array(leaders))
    return np.array([colors[nearest == number].mean(axis=0) for number in np.unique(nearest)])
