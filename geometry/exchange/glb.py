"""Scenes as binary glTF: Y up, metres, shared meshes, ids in `extras`, and a run as an animation.

One root node turns our Z up into glTF's Y up; below it everything is as in the layout. Equal shapes share a mesh.
Parts of a run are nodes that move; where a part is not there its scale is 0.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import numpy as np

from geometry.crew import load_before
from geometry.exchange.gltf import Document, Object
from geometry.exchange.joints import Curve, curves_of, ways_of
from geometry.exchange.lamps import lamp_paint, lit_spans
from geometry.exchange.motion import Floats, Motion, Track, increasing, quaternions, switches
from geometry.exchange.paint import Paint, drawing_paint, paint_of, part_paint
from geometry.exchange.people import Walker, figures, walkers
from geometry.models import Model
from geometry.models.model import ORIGIN, Joint
from geometry.models.stack_light import lit_segment, segment_at
from geometry.palette import Role, Segment, Theme
from geometry.rigs import Rig
from geometry.scene import Extent, Piece, Scene
from geometry.solids import quad
from geometry.wardrobe import Wardrobe
from layouts.equipment import Placeholder
from layouts.equipment import Role as Duty
from layouts.model import Layout
from layouts.space import Pose, Vector

Z_TO_Y = [-float(np.sqrt(0.5)), 0.0, 0.0, float(np.sqrt(0.5))]
"""A quarter turn about X, as a quaternion: what pointed up along Z points up along Y."""
GROUPS = {Duty.STATION: "Stations", Duty.MOVER: "Movers", Duty.BOUNDARY: "Ends of the line", Duty.SCENERY: "Hall"}
FLOOR_LEVEL = -0.01


def glb_of(layout: Layout, scene: Scene, theme: Theme, motion: Motion | None = None) -> bytes:
    """Return the bytes of a GLB file: the scene at rest, or with the parts and states of a motion."""
    return _Writer(layout, scene, theme).glb(motion)


class _Writer:
    """Puts one scene into a document."""

    def __init__(self, layout: Layout, scene: Scene, theme: Theme) -> None:
        """Begin with nothing."""
        self.layout, self.scene, self.theme = layout, scene, theme
        self.document = Document()
        self._meshes: dict[tuple[Model, str | None], int] = {}
        self._limbs: dict[tuple[str, str], tuple[int, Vector]] = {}

    def glb(self, motion: Motion | None) -> bytes:
        name = self.layout.name or "Layout"
        children = [self._floor(self.scene.extent), *_present(self._drawing()), *self._groups()]
        if motion is not None:
            self._move_limbs(motion)
            children += _present(self._parts(motion), self._lamps(motion), self._crew(motion))
        root = self.document.node(name, rotation=Z_TO_Y, children=children)
        facts: Object = {"up": "Y", "unit": "m", "linewright": 1}
        return self.document.glb([root], name, "Run", facts)

    def _floor(self, extent: Extent) -> int:
        left, front, right, rear = extent[:4]
        plane = quad([(left, front, 0), (right, front, 0), (right, rear, 0), (left, rear, 0)])
        mesh = self.document.mesh("floor", [(plane, Paint("floor", self.theme[Role.FLOOR]))])
        return self.document.node("Floor", mesh=mesh, translation=[0.0, 0.0, FLOOR_LEVEL])

    def _drawing(self) -> int | None:
        """The lines of the drawing that lies on the floor."""
        lines = self.scene.underlay.lines.reshape(-1, 2) if self.scene.underlay else np.zeros((0, 2))
        if not len(lines):
            return None
        ends = np.column_stack([lines, np.zeros(len(lines))]).astype(np.float32)
        return self.document.node("Drawing", mesh=self.document.lines("drawing", ends, drawing_paint(self.theme)))

    def _groups(self) -> Iterator[int]:
        for duty, name in GROUPS.items():
            pieces = [piece for piece in self.scene.pieces.values() if piece.role is duty and piece.model.surfaces]
            if pieces:
                yield self.document.node(name, children=[self._piece(piece) for piece in pieces])

    def _piece(self, piece: Piece) -> int:
        still = self._mesh(piece, None)
        limbs = [self._limb(piece, joint) for joint in piece.model.joints if joint.parent is None]
        extras = {"linewright": self._facts(piece)}
        return self.document.node(
            piece.equipment, mesh=still, children=_present(*limbs) or None, extras=extras, **_placed(piece.pose)
        )

    def _facts(self, piece: Piece) -> Object:
        equipment = self.layout.equipment[piece.equipment]
        kind = equipment.written_kind if isinstance(equipment, Placeholder) else equipment.kind
        model = equipment.model or equipment.default_model
        return {"id": piece.equipment, "kind": kind, "model": model, "label": equipment.label or piece.equipment}

    def _limb(self, piece: Piece, joint: Joint, carried_at: Vector = ORIGIN) -> int | None:
        """A node for what a joint moves, at its origin, with what it carries; None where that is nothing."""
        carried = [self._limb(piece, other, joint.origin) for other in piece.model.joints if other.parent == joint.name]
        mesh, children = self._mesh(piece, joint), _present(*carried)
        if mesh is None and not children:
            return None
        offset, name = joint.origin.minus(carried_at), f"{piece.equipment}.{joint.name}"
        node = self.document.node(name, mesh=mesh, translation=[*map(float, offset)], children=children or None)
        self._limbs[piece.equipment, joint.name] = node, carried_at
        return node

    def _mesh(self, piece: Piece, joint: Joint | None) -> int | None:
        """The mesh of what a joint moves, about its origin, or of what stands still; equal shapes share it."""
        word = joint.name if joint else None
        key = piece.model, word
        moved = [surface for surface in piece.model.surfaces if surface.joint == word]
        if key not in self._meshes and moved:
            back = ORIGIN.minus(joint.origin if joint else ORIGIN)
            painted = [(s.mesh.moved(back), paint_of(s, self.theme)) for s in moved]
            name = type(piece.shape).__name__.removesuffix("Shape").lower()
            self._meshes[key] = self.document.mesh(f"{name}.{word}" if word else name, painted)
        return self._meshes.get(key)

    # what moves

    def _parts(self, motion: Motion) -> int | None:
        wardrobe = Wardrobe(motion.header.looks, self.theme)
        looks = {track.look for track in motion.tracks}
        meshes = {look: self._part_mesh(wardrobe, motion, look) for look in sorted(looks)}
        by_part = groupby(sorted(motion.tracks, key=_identity), key=_identity)
        nodes = [self._part(motion, [*tracks], meshes[look]) for (_, look), tracks in by_part]
        return self.document.node("Parts", children=nodes) if nodes else None

    def _part_mesh(self, wardrobe: Wardrobe, motion: Motion, look: int) -> int:
        dressed = wardrobe.pieces(motion.header.looks[look])
        painted = [(mesh, part_paint(color)) for mesh, color in dressed]
        return self.document.mesh(motion.header.looks[look].product, painted)

    def _part(self, motion: Motion, tracks: Sequence[Track], mesh: int) -> int:
        """A node for all times at which one part is seen with one look."""
        first, product = tracks[0], motion.header.looks[tracks[0].look].product
        turns = [quaternions(track.headings) for track in tracks]
        node = self.document.node(
            f"{product} {first.item}",
            mesh=mesh,
            translation=first.positions[0].tolist(),
            rotation=turns[0][0].tolist(),
            extras={"linewright": {"item": first.item, "product": product}},
        )
        if motion.duration:
            times, keep = increasing(np.concatenate([track.times for track in tracks]))
            ways = {"translation": np.concatenate([t.positions for t in tracks]), "rotation": np.concatenate(turns)}
            self._animate(node, times, {way: values[keep] for way, values in ways.items()})
            self._show(node, [(track.times[0], track.times[-1]) for track in tracks], motion.duration)
        return node

    def _lamps(self, motion: Motion) -> int | None:
        """The lit segments of stack lights, each seen while it is lit."""
        meshes = {
            segment: self.document.mesh(
                f"lamp {segment.name.lower()}", [(lit_segment(), lamp_paint(segment, self.theme))]
            )
            for segment in Segment
            if any(segment in lit_spans(piece, motion) for piece in self.scene.pieces.values())
        }
        nodes = [node for piece in self.scene.pieces.values() for node in self._stack(piece, motion, meshes)]
        return self.document.node("Lamps", children=nodes) if nodes else None

    def _stack(self, piece: Piece, motion: Motion, meshes: dict[Segment, int]) -> Iterator[int]:
        for segment, spans in lit_spans(piece, motion).items():
            if piece.model.stack is not None:
                foot = piece.pose.apply(segment_at(piece.model.stack, segment))
                name = f"{piece.equipment} {segment.name.lower()}"
                node = self.document.node(name, mesh=meshes[segment], translation=[*map(float, foot)])
                if motion.duration:
                    self._show(node, spans, motion.duration)
                yield node

    def _move_limbs(self, motion: Motion) -> None:
        """Let joints follow the states."""
        for rig in filter(None, map(Rig.of, self.scene.pieces.values())):
            curves = curves_of(rig, motion)
            for joint in rig.joints:
                node, carried_at = self._limbs.get((rig.piece.equipment, joint.name), (None, ORIGIN))
                if node is not None and joint.name in curves:
                    self._move_limb(node, joint, carried_at, curves[joint.name], animated=motion.duration > 0)

    def _move_limb(self, node: int, joint: Joint, carried_at: Vector, curve: Curve, *, animated: bool) -> None:
        """Put a limb where it is first, and let it follow its curve."""
        times, places, turns = ways_of(joint, carried_at, curve)
        self.document.nodes[node] |= {"translation": places[0].tolist(), "rotation": turns[0].tolist()}
        if animated:
            self._animate(node, times, {"translation": places, "rotation": turns})

    def _crew(self, motion: Motion) -> int | None:
        """People: for each a node that walks, with his figures and what he carries, each seen when it is so."""
        wardrobe = Wardrobe(motion.header.looks, self.theme)
        everybody = [*walkers(self.scene, motion)]
        meshes = {word: self.document.mesh(word, painted) for word, painted in figures(self.theme).items() if everybody}
        loads = sorted({look for walker in everybody for look in walker.carries})
        carried = {look: self._part_mesh(wardrobe, motion, look) for look in loads}
        nodes = [self._walker(motion, walker, meshes, carried) for walker in everybody]
        return self.document.node("Crew", children=nodes) if nodes else None

    def _walker(self, motion: Motion, walker: Walker, meshes: Mapping[str, int], carried: Mapping[int, int]) -> int:
        seen = [
            ("standing", walker.upright, meshes["standing"], ORIGIN),
            ("working", walker.at_work, meshes["working"], ORIGIN),
        ]
        for look, spans in walker.carries.items():
            found = motion.header.looks[look]
            seen.append((found.product, spans, carried[look], load_before(found)))
        children = []
        for word, spans, mesh, place in seen:
            if spans:
                child = self.document.node(f"{walker.name} {word}", mesh=mesh, translation=[*map(float, place)])
                children.append(child)
                if motion.duration:
                    self._show(child, spans, motion.duration)
        return self._walking(motion, walker, children)

    def _walking(self, motion: Motion, walker: Walker, children: list[int]) -> int:
        turns = quaternions(walker.headings)
        node = self.document.node(
            walker.name,
            translation=walker.feet[0].tolist(),
            rotation=turns[0].tolist(),
            children=children,
            extras={"linewright": {"person": walker.name}},
        )
        if motion.duration:
            times, keep = increasing(walker.times)
            self._animate(node, times, {"translation": walker.feet[keep], "rotation": turns[keep]})
        return node

    # keyframes

    def _show(self, node: int, spans: Sequence[tuple[float, float]], duration: float) -> None:
        """Let a node be there in some spans of time only; one that is always there needs nothing."""
        scale = dict(switches(spans, duration))
        if set(scale.values()) != {1.0}:
            times, keep = increasing(np.array([*scale]))
            scales = np.repeat(np.array([*scale.values()])[keep, None], 3, axis=1)
            stamps, values = self._times(times), self.document.numbers(scales.astype(np.float32))
            self.document.animate(node, "scale", stamps, values, stepwise=True)

    def _animate(self, node: int, times: Floats, ways: Mapping[str, Floats]) -> None:
        """Move the properties of a node that change."""
        changing = {way: values for way, values in ways.items() if np.ptp(values, axis=0).max() > 0}
        stamps = self._times(times) if changing else -1
        for way, values in changing.items():
            self.document.animate(node, way, stamps, self.document.numbers(values.astype(np.float32)))

    def _times(self, times: Floats) -> int:
        return self.document.numbers(times.astype(np.float32), bounded=True)


def _placed(pose: Pose) -> Object:
    x, y, z = map(float, pose.position)
    half = np.radians(pose.turn) / 2
    found: Object = {"translation": [x, y, z], "rotation": [0.0, 0.0, float(np.sin(half)), float(np.cos(half))]}
    return found | ({"scale": [1.0, -1.0, 1.0]} if pose.mirror else {})


def _present(*nodes: int | None) -> list[int]:
    return [node for node in nodes if node is not None]


def _identity(track: Track) -> tuple[int, int]:
    return track.item, track.look
