"""Hostile and broken files, made from seeds: each must be refused in one sentence, whatever it tries."""

import io
import json
import struct
import zipfile
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import trimesh

from tests.geometry.cad import shapes

Random = np.random.Generator


class Hostile(NamedTuple):
    """A file to be refused: its name and its bytes."""

    name: str
    data: bytes


def _ball(random: Random) -> trimesh.Trimesh:
    body = shapes.sphere(int(random.integers(4, 9)))
    return trimesh.Trimesh(body.points, body.triangles, process=False)


def _exported(random: Random, form: str) -> bytes:
    data = _ball(random).export(file_type=form)
    return data.encode() if isinstance(data, str) else bytes(data)


def _whole(random: Random, ending: str) -> bytes:
    """A good file of a format."""
    if ending != "dae":
        return _exported(random, ending)
    return shapes.collada(shapes.sphere(5), "1", "Z").encode()


def truncated(random: Random) -> Hostile:
    ending = str(random.choice(["stl", "glb", "dae", "3mf", "ply"]))
    data = _whole(random, ending)
    return Hostile(f"cut.{ending}", data[: int(len(data) * random.uniform(0.05, 0.9))])


def garbage(random: Random) -> Hostile:
    ending = str(random.choice(["stl", "glb", "gltf", "dae", "3mf", "ply", "obj", "step", "stp", "dxf"]))
    length = int(random.integers(1, 5000))
    readable = random.integers(0, 2) == 0
    data = random.integers(32, 127, length) if readable else random.integers(0, 256, length)
    return Hostile(f"garbage.{ending}", data.astype(np.uint8).tobytes())


def garbage_behind_a_good_head(random: Random) -> Hostile:
    heads = {
        "glb": b"glTF\2\0\0\0",
        "ply": b"ply\nformat binary_little_endian 1.0\n",
        "step": b"ISO-10303-21;\nHEADER;\n",
        "dae": b'<?xml version="1.0"?><COLLADA>',
        "gltf": b'{"asset": {"version": "2.0"}, ',
        "obj": b"v 1 2 3\nf ",
        "stl": b"solid x\nfacet normal ",
    }
    ending = str(random.choice([*heads]))
    rest = random.integers(0, 256, int(random.integers(10, 3000))).astype(np.uint8).tobytes()
    return Hostile(f"head.{ending}", heads[ending] + rest)


def empty(random: Random) -> Hostile:
    ending = str(random.choice(["stl", "glb", "gltf", "dae", "3mf", "ply", "obj", "step", "dxf"]))
    return Hostile(f"empty.{ending}", b" \n" * int(random.integers(0, 3)))


def nothing_in_it(random: Random) -> Hostile:
    texts = {
        "obj": "# nothing\nv 1 2 3\n",
        "gltf": '{"asset": {"version": "2.0"}, "scenes": [{"nodes": []}], "scene": 0}',
        "ply": "ply\nformat ascii 1.0\nelement vertex 0\nproperty float x\nproperty float y\nend_header\n",
        "stl": "solid nothing\nendsolid nothing\n",
        "dae": '<?xml version="1.0"?><COLLADA xmlns="http://www.collada.org/2005/11/COLLADASchema" version="1.4.1">'
        "<asset/><library_visual_scenes><visual_scene id='s'/></library_visual_scenes>"
        '<scene><instance_visual_scene url="#s"/></scene></COLLADA>',
        "step": "ISO-10303-21;\nHEADER;\nENDSEC;\nDATA;\nENDSEC;\nEND-ISO-10303-21;\n",
    }
    ending = str(random.choice([*texts]))
    return Hostile(f"nothing.{ending}", texts[ending].encode())


def wrong_ending(random: Random) -> Hostile:
    holds, says = (
        random.choice(["stl", "glb", "ply", "3mf", "dae"]),
        random.choice(["step", "glb", "ply", "gltf", "3mf"]),
    )
    picture = b"\x89PNG\r\n\x1a\n" + b"\0" * 100
    return Hostile(f"wrong.{says}", picture if holds == says else _whole(random, str(holds)))


def absurd_count(random: Random) -> Hostile:
    many = int(random.integers(10**7, 2**32 - 1))
    binary = b"ply\nformat binary_little_endian 1.0\nelement vertex %d\nproperty float x\nproperty float y\n" % many
    ply = b"ply\nformat ascii 1.0\nelement vertex 3\nproperty float x\nproperty float y\nproperty float z\n"
    good = struct.pack("<9f", *range(9))
    tree = _tree(good, many)
    choices = [
        Hostile("count.stl", b"\0" * 80 + struct.pack("<I", many) + b"\0" * 500),
        Hostile("count.ply", binary + b"property float z\nend_header\n" + b"\0" * 300),
        Hostile("count.ply", ply + b"element face %d\nproperty list uchar int vertex_indices\nend_header\n" % many),
        Hostile("count.obj", b"v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 %d\n" % many),
        Hostile("count.glb", _glb(tree, good)),
        Hostile("count.glb", struct.pack("<4sIII", b"glTF", 2, many, many) + b"JSON{}"),
    ]
    return choices[int(random.integers(len(choices)))]


def _tree(data: bytes, count: int = 3) -> dict[str, object]:
    return {
        "asset": {"version": "2.0"},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0}],
        "meshes": [{"primitives": [{"attributes": {"POSITION": 0}}]}],
        "accessors": [{"bufferView": 0, "componentType": 5126, "count": count, "type": "VEC3"}],
        "bufferViews": [{"buffer": 0, "byteOffset": 0, "byteLength": len(data)}],
        "buffers": [{"byteLength": len(data)}],
    }


def _glb(tree: dict[str, object], data: bytes) -> bytes:
    text = json.dumps(tree).encode()
    text += b" " * (-len(text) % 4)
    body = struct.pack("<I4s", len(text), b"JSON") + text + struct.pack("<I4s", len(data), b"BIN\0") + data
    return struct.pack("<4sII", b"glTF", 2, 12 + len(body)) + body


def bomb(random: Random) -> Hostile:
    """Archives that unpack to far more than they are, under several names."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("3D/3dmodel.model", b" " * int(random.integers(10**6, 10**7)))
    data = held.getvalue()
    if random.integers(2):  # the directory at its end announces what never came
        forged = struct.pack("<I", int(random.integers(2**30, 2**32 - 2)))
        at = data.rfind(b"PK\1\2") + 24
        data = data[:at] + forged + data[at + 4 :]
    return Hostile(f"bomb.{random.choice(['3mf', 'zip', 'stl', 'glb', 'obj'])}", data)


def entities(random: Random) -> Hostile:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 12}">' for n in range(1, 12))
    kind = int(random.integers(3))
    outside = random.choice(["file:///etc/passwd", "http://127.0.0.1:9/x", "../../../etc/passwd"])
    inner = f'<!ENTITY l0 "x">{levels}' if kind else f'<!ENTITY l11 SYSTEM "{outside}">'
    root = "COLLADA" if kind < 2 else "model"
    text = f'<?xml version="1.0"?><!DOCTYPE {root} [{inner}]><{root}>&l11;</{root}>'
    if kind < 2:
        return Hostile("entities.dae", text.encode())
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("3D/3dmodel.model", text)
    return Hostile("entities.3mf", held.getvalue())


def traversal(random: Random) -> Hostile:
    where = str(random.choice(["../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "http://127.0.0.1:9/x.bin"]))
    if random.integers(3) == 0:
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as archive:
            archive.writestr("../../../../tmp/evil", "x")
            archive.writestr("/tmp/evil", "x")
        return Hostile("traversal.3mf", held.getvalue())
    tree = {**_tree(b"\0" * 36), "buffers": [{"uri": where, "byteLength": 36}]}
    return Hostile("traversal.gltf", json.dumps(tree).encode())


def no_numbers(random: Random) -> Hostile:
    word = str(random.choice(["nan", "inf", "-inf", "1e300", "1e38"]))
    value = float(word) if abs(float(word)) < 1e300 else float("inf")
    bits = struct.pack("<9f", 0, 0, 0, 1, 0, 0, 0, value, 0)
    texts = [
        Hostile("nan.obj", f"v 0 0 0\nv 1 0 0\nv 0 {word} 0\nf 1 2 3\n".encode()),
        Hostile("nan.stl", b"\0" * 80 + struct.pack("<I12fH", 1, 0, 0, 1, *struct.unpack("<9f", bits), 0)),
        Hostile("nan.glb", _glb(_tree(bits), bits)),
    ]
    return texts[int(random.integers(len(texts)))]


def degenerate(random: Random) -> Hostile:
    x, y, z = (float(value) for value in random.normal(size=3))
    row = struct.pack("<12fH", 0, 0, 1, x, y, z, x, y, z, x, y, z, 0)
    count = int(random.integers(1, 50))
    texts = [
        Hostile("flat.stl", b"\0" * 80 + struct.pack("<I", count) + row * count),
        Hostile("flat.obj", f"v {x} {y} {z}\nv {x} {y} {z}\nv {x} {y} {z}\nf 1 2 3\n".encode()),
        Hostile("flat.obj", f"v 0 0 0\nv {x} 0 0\nv {2 * x} 0 0\nf 1 1 2\nf 1 2 2\n".encode()),
    ]
    return texts[int(random.integers(len(texts)))]


def recursion(random: Random) -> Hostile:
    good = struct.pack("<9f", *range(9))
    deep = int(random.integers(3_000, 30_000))
    ring: dict[str, object] = {**_tree(good), "nodes": [{"children": [1]}, {"children": [0]}]}
    itself: dict[str, object] = {**_tree(good), "nodes": [{"children": [0]}]}
    choices = [
        Hostile("deep.gltf", b'{"asset": ' + b"[" * deep + b"]" * deep + b"}"),
        Hostile("ring.glb", _glb(ring, good)),
        Hostile("itself.glb", _glb(itself, good)),
        Hostile("deep.dae", b'<?xml version="1.0"?><COLLADA>' + b"<node>" * deep + b"</node>" * deep + b"</COLLADA>"),
    ]
    return choices[int(random.integers(len(choices)))]


def nested_blocks(random: Random) -> Hostile:
    """A drawing whose blocks hold blocks: some 10^8 lines, a ring, a deep chain, or a field of copies."""
    kind, many = int(random.integers(4)), int(random.integers(8, 12))
    levels = 9 if kind == 0 else 40 if kind == 2 else 2
    parts = []
    for level in range(levels):
        inner = f"B{level + 1}" if level + 1 < levels else ("B0" if kind == 1 else "")
        copies = many if kind == 0 else 1
        held = f"0\nINSERT\n8\n0\n2\n{inner}\n10\n0\n20\n0\n" * copies if inner else _LINE
        parts.append(f"0\nBLOCK\n8\n0\n2\nB{level}\n70\n0\n10\n0\n20\n0\n{held}0\nENDBLK\n8\n0\n")
    field = "70\n30000\n71\n30000\n44\n1\n45\n1\n" if kind == 3 else ""
    blocks = f"0\nSECTION\n2\nBLOCKS\n{''.join(parts)}0\nENDSEC\n"
    model = f"0\nSECTION\n2\nENTITIES\n0\nINSERT\n8\n0\n2\nB0\n10\n0\n20\n0\n{field}0\nENDSEC\n0\nEOF\n"
    return Hostile("nested.dxf", (blocks + model).encode())


_LINE = "0\nLINE\n8\n0\n10\n0\n20\n0\n11\n1\n21\n1\n"


def broken_drawing(random: Random) -> Hostile:
    word = str(random.choice(["nan", "inf", "1e300"]))
    line = f"0\nLINE\n8\n0\n10\n{word}\n20\n0\n11\n1\n21\n{word}\n"
    bodies = [f"0\nSECTION\n2\nENTITIES\n{line}0\nENDSEC\n0\nEOF\n", "0\nSECTION\n2\nENTITIES\n0\nENDSEC\n0\nEOF\n"]
    texts = [bodies[0].encode(), bodies[1].encode(), b"AutoCAD Binary DXF\r\n\x1a\0" + b"\xff" * 300, b"0\nEOF\n"]
    return Hostile("broken.dxf", texts[int(random.integers(len(texts)))])


def foreign(random: Random) -> Hostile:
    heads = {"dwg": b"AC1032", "jt": b"Version 10.5 JT", "igs": b" " * 72 + b"S      1", "fbx": b"Kaydara FBX Binary  "}
    name = str(random.choice([*heads]))
    shown = str(random.choice([name, "stl", "step"]))
    return Hostile(f"foreign.{shown}", heads[name] + random.integers(0, 256, 400).astype(np.uint8).tobytes())


MAKERS: tuple[Callable[[Random], Hostile], ...] = (
    *(truncated, garbage, garbage_behind_a_good_head, empty, nothing_in_it, wrong_ending, absurd_count, bomb),
    *(entities, traversal, no_numbers, degenerate, recursion, nested_blocks, broken_drawing, foreign),
)


def hostile(seed: int) -> Hostile:
    """The file of a seed; neighbouring seeds are of different makers."""
    return MAKERS[seed % len(MAKERS)](np.random.default_rng(seed))
