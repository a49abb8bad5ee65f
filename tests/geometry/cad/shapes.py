"""Bodies and files that the tests of CAD import are about, made here and nowhere else."""

import struct
from pathlib import Path

import numpy as np

from geometry.cad.assembly import Assembly, Body, Floats, Placed

BOX = np.array(
    [
        *[(0, 1, 3), (0, 3, 2), (4, 6, 7), (4, 7, 5), (0, 4, 5), (0, 5, 1)],
        *[(2, 3, 7), (2, 7, 6), (0, 2, 6), (0, 6, 4), (1, 5, 7), (1, 7, 3)],
    ],
    np.int64,
)


def box(low: tuple[float, float, float], high: tuple[float, float, float]) -> Body:
    """A closed box between two corners."""
    ends = np.array([low, high], np.float64)
    points = np.array([(ends[x, 0], ends[y, 1], ends[z, 2]) for x in (0, 1) for y in (0, 1) for z in (0, 1)])
    return Body(points, BOX, np.zeros(len(BOX), np.int64))


def sphere(rings: int, radius: float = 1.0) -> Body:
    """A sphere of about 4 * rings squared triangles, all corners on it."""
    around = 2 * rings
    polar = np.pi * np.arange(1, rings) / rings
    angle = 2 * np.pi * np.arange(around) / around
    z, level = np.cos(polar)[:, None], np.sin(polar)[:, None]
    grid = np.stack([level * np.cos(angle), level * np.sin(angle), np.broadcast_to(z, (rings - 1, around))], -1)
    points = radius * np.concatenate([[(0, 0, 1)], grid.reshape(-1, 3), [(0, 0, -1)]])
    here = 1 + np.arange((rings - 1) * around).reshape(rings - 1, around)
    beside = np.roll(here, -1, axis=1)
    top = [(0, a, b) for a, b in zip(here[0], beside[0], strict=True)]
    foot = [(len(points) - 1, b, a) for a, b in zip(here[-1], beside[-1], strict=True)]
    a, b, c, d = (each.ravel() for each in (here[:-1], here[1:], beside[1:], beside[:-1]))
    band = np.concatenate([np.column_stack([a, b, c]), np.column_stack([a, c, d])])
    triangles = np.concatenate([top, band, foot]).astype(np.int64)
    return Body(points, triangles, np.zeros(len(triangles), np.int64))


def fine_box(steps: int) -> Body:
    """A box of 2 x 1 x 0.5 m, each side cut into steps x steps squares of two triangles."""
    numbers = np.arange(steps + 1) / steps
    u, v = (each.ravel() for each in np.meshgrid(numbers, numbers, indexing="ij"))
    one, nil = np.ones_like(u), np.zeros_like(u)
    sides = [(u, v, one), (v, u, nil), (one, u, v), (nil, v, u), (v, one, u), (u, nil, v)]
    points = np.concatenate([np.column_stack(side) for side in sides]) * (2.0, 1.0, 0.5)
    cell = (np.arange(steps)[:, None] * (steps + 1) + np.arange(steps)[None]).ravel()
    square = np.concatenate([cell[:, None] + (0, steps + 1, steps + 2), cell[:, None] + (0, steps + 2, 1)])
    triangles = np.concatenate([square + side * len(u) for side in range(6)])
    return Body(points, triangles, np.zeros(len(triangles), np.int64)).cleaned()


def alone(*bodies: Body) -> Assembly:
    """An assembly in which each body stands once, where it is."""
    placed = tuple(Placed(number, np.eye(3), np.zeros(3)) for number in range(len(bodies)))
    return Assembly(bodies, placed)


def rotation(random: np.random.Generator) -> Floats:
    """Any rotation."""
    turned, _ = np.linalg.qr(random.normal(size=(3, 3)))
    return np.asarray(turned * np.sign(np.linalg.det(turned)))


def moved(body: Body, turn: Floats, offset: Floats) -> Body:
    """The body elsewhere."""
    return Body(body.points @ turn.T + offset, body.triangles, body.paint)


def write_stl(path: Path, body: Body, scale: float = 1.0) -> Path:
    """Write a binary STL."""
    rows = np.zeros(len(body.triangles), np.dtype([("n", "<f4", 3), ("c", "<f4", (3, 3)), ("a", "<u2")]))
    rows["c"] = body.corners * scale
    path.write_bytes(b"\0" * 80 + struct.pack("<I", len(rows)) + rows.tobytes())
    return path


def write_obj(path: Path, body: Body, scale: float = 1.0, head: str = "") -> Path:
    """Write an OBJ."""
    points = "".join(f"v {x:.9g} {y:.9g} {z:.9g}\n" for x, y, z in body.points * scale)
    faces = "".join(f"f {a} {b} {c}\n" for a, b, c in body.triangles + 1)
    path.write_text(f"# made by a test\n{head}{points}{faces}")
    return path


def write_ply(path: Path, body: Body, scale: float = 1.0) -> Path:
    """Write a PLY as text."""
    points = "".join(f"{x:.9g} {y:.9g} {z:.9g}\n" for x, y, z in body.points * scale)
    faces = "".join(f"3 {a} {b} {c}\n" for a, b, c in body.triangles)
    head = f"ply\nformat ascii 1.0\nelement vertex {len(body.points)}\n"
    head += "property float x\nproperty float y\nproperty float z\n"
    head += f"element face {len(body.triangles)}\nproperty list uchar int vertex_indices\nend_header\n"
    path.write_text(head + points + faces)
    return path


def write_collada(path: Path, body: Body, unit: str = "", axis: str = "") -> Path:
    """Write a COLLADA file of one mesh, with or without a unit and an axis."""
    path.write_text(collada(body, unit, axis))
    return path


def collada(body: Body, unit: str = "", axis: str = "") -> str:
    """The text of such a file."""
    numbers = " ".join(f"{value:.9g}" for value in body.points.ravel())
    corners = " ".join(str(value) for value in body.triangles.ravel())
    meter = f'<unit name="x" meter="{unit}"/>' if unit else ""
    up = f"<up_axis>{axis}_UP</up_axis>" if axis else ""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<COLLADA xmlns="http://www.collada.org/2005/11/COLLADASchema" version="1.4.1"><asset>{meter}{up}</asset>
<library_geometries><geometry id="g" name="g"><mesh>
<source id="p"><float_array id="pa" count="{body.points.size}">{numbers}</float_array><technique_common>
<accessor source="#pa" count="{len(body.points)}" stride="3"><param name="X" type="float"/>
<param name="Y" type="float"/><param name="Z" type="float"/></accessor></technique_common></source>
<vertices id="v"><input semantic="POSITION" source="#p"/></vertices>
<triangles count="{len(body.triangles)}"><input semantic="VERTEX" source="#v" offset="0"/><p>{corners}</p></triangles>
</mesh></geometry></library_geometries>
<library_visual_scenes><visual_scene id="s"><node><instance_geometry url="#g"/></node></visual_scene>
</library_visual_scenes><scene><instance_visual_scene url="#s"/></scene></COLLADA>"""
