"""Scenes as OpenUSD: Z up, metres, prototypes that are instanced, and a run as time samples. Needs the extra `usd`."""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from geometry.crew import load_before
from geometry.exchange.files import beside
from geometry.exchange.joints import Curve, curves_of, ways_of
from geometry.exchange.lamps import lamp_paint, lit_spans
from geometry.exchange.motion import Floats, Motion, Span, Track, increasing, quaternions, switches
from geometry.exchange.paint import Paint, drawing_paint, paint_of, part_paint
from geometry.exchange.people import figures, walkers
from geometry.mesh import Mesh
from geometry.models.model import ORIGIN, Joint
from geometry.models.stack_light import lit_segment, segment_at
from geometry.palette import Role, Segment, Theme
from geometry.rigs import Rig
from geometry.scene import Piece, Scene
from geometry.solids import quad
from geometry.wardrobe import Wardrobe
from layouts.equipment import Placeholder
from layouts.equipment import Role as Duty
from layouts.errors import UserError
from layouts.model import Layout
from layouts.space import Vector

if TYPE_CHECKING:
    from pxr import Usd

INSTALL = "pip install 'linewright[usd]'"
CODES = 24.0
"""Time codes a second."""
GROUPS = {Duty.STATION: "Stations", Duty.MOVER: "Movers", Duty.BOUNDARY: "Ends", Duty.SCENERY: "Hall"}
ROUGHNESS = 0.85
FLOOR_LEVEL = -0.01
DRAWN_WIDTH = 0.02
"""Of the lines of a drawing, metres."""
LONGEST = 120
"""Letters of a name that a prim takes."""

Painted = Sequence[tuple[Mesh, Paint]]
Prim = Any
"""A prim of a stage; the package has no types."""


def write_usd(path: Path, layout: Layout, scene: Scene, theme: Theme, motion: Motion | None = None) -> None:
    """Write a scene, `.usdc` or `.usda`, at rest or with the parts and states of a motion.

    Raises:
        UserError: where the extra is not installed, or the file cannot be written.
    """
    try:
        from pxr import Usd  # noqa: PLC0415 # an extra, loaded where it is needed
    except ModuleNotFoundError as error:
        raise UserError(f"OpenUSD needs usd-core: {INSTALL}") from error
    with beside(path) as partial:
        stage = Usd.Stage.CreateNew(str(partial))
        _Writer(stage, layout, scene, theme).write(motion)
        stage.GetRootLayer().Save()


class _Writer:
    """Fills a stage."""

    def __init__(self, stage: "Usd.Stage", layout: Layout, scene: Scene, theme: Theme) -> None:
        """Declare units, axes and the root of everything."""
        from pxr import Kind, Usd, UsdGeom  # noqa: PLC0415 # an extra, loaded where it is needed

        self.stage, self.layout, self.scene, self.theme = stage, layout, scene, theme
        UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
        UsdGeom.SetStageMetersPerUnit(stage, 1.0)
        stage.SetTimeCodesPerSecond(CODES)
        stage.SetFramesPerSecond(CODES)
        self.root = UsdGeom.Xform.Define(stage, "/Line").GetPrim()
        stage.SetDefaultPrim(self.root)
        Usd.ModelAPI(self.root).SetKind(Kind.Tokens.assembly)
        self.root.SetDisplayName(_text(layout.name or "Layout"))
        UsdGeom.Scope.Define(stage, "/Line/Looks")
        self._materials: dict[Paint, Prim] = {}
        self._prototypes: dict[object, str] = {}

    def write(self, motion: Motion | None) -> None:
        """Write what stands, then what moves."""
        self._floor()
        self._drawing()
        for duty, name in GROUPS.items():
            pieces = [piece for piece in self.scene.pieces.values() if piece.role is duty and piece.model.surfaces]
            if pieces:
                self._group(name)
            for piece in pieces:
                self._piece(f"/Line/{name}", piece, motion)
        if motion is not None:
            self._parts(motion)
            self._lamps(motion)
            self._crew(motion)
            self.stage.SetStartTimeCode(0.0)
            self.stage.SetEndTimeCode(motion.duration * CODES)

    def _group(self, name: str) -> Prim:
        from pxr import Kind, Usd, UsdGeom  # noqa: PLC0415 # an extra, loaded where it is needed

        prim = UsdGeom.Xform.Define(self.stage, f"/Line/{name}").GetPrim()
        Usd.ModelAPI(prim).SetKind(Kind.Tokens.group)
        return prim

    def _floor(self) -> None:
        left, front, right, rear = self.scene.extent[:4]
        plane = quad([(left, front, 0), (right, front, 0), (right, rear, 0), (left, rear, 0)])
        self._mesh("/Line/Floor", plane.moved((0, 0, FLOOR_LEVEL)), Paint("floor", self.theme[Role.FLOOR]))

    def _drawing(self) -> None:
        """The lines of the drawing that lies on the floor."""
        from pxr import Gf, UsdGeom, UsdShade, Vt  # noqa: PLC0415 # an extra, loaded where it is needed

        lines = self.scene.underlay.polylines if self.scene.underlay else ()
        if not lines:
            return
        paint, points = drawing_paint(self.theme), np.vstack(lines)
        ends = np.column_stack([points, np.zeros(len(points))]).astype(np.float32)
        found = UsdGeom.BasisCurves.Define(self.stage, "/Line/Drawing")
        found.CreateTypeAttr(UsdGeom.Tokens.linear)
        found.CreateCurveVertexCountsAttr([len(line) for line in lines])
        found.CreatePointsAttr(Vt.Vec3fArray.FromNumpy(ends))
        found.CreateWidthsAttr([DRAWN_WIDTH])
        found.SetWidthsInterpolation(UsdGeom.Tokens.constant)
        half = DRAWN_WIDTH / 2
        found.CreateExtentAttr(Vt.Vec3fArray.FromNumpy(np.array([ends.min(axis=0) - half, ends.max(axis=0) + half])))
        found.CreateDisplayColorAttr([Gf.Vec3f(*paint.linear)])
        UsdShade.MaterialBindingAPI.Apply(found.GetPrim()).Bind(self._material(paint))

    def _piece(self, group: str, piece: Piece, motion: Motion | None) -> None:
        """An instance of its model, with its facts; in a run, one of what stands still and one for each joint."""
        rig = Rig.of(piece)
        curves = curves_of(rig, motion) if rig is not None and motion is not None else {}
        path = f"{group}/{_name(piece.equipment)}"
        if rig is not None and curves:
            prim = self._rig(path, rig, curves, animated=motion is not None and motion.duration > 0)
        else:
            prim = self._instance(path, self._prototype(piece.model, _word(piece), self._painted(piece)))
        half = np.radians(piece.pose.turn) / 2
        turn = np.array([[0.0, 0.0, np.sin(half), np.cos(half)]])
        self._place(prim, np.array([piece.pose.position]), turn, mirror=piece.pose.mirror)
        equipment = self.layout.equipment[piece.equipment]
        kind = equipment.written_kind if isinstance(equipment, Placeholder) else equipment.kind
        facts = {"id": piece.equipment, "kind": kind, "model": equipment.model or equipment.default_model}
        prim.SetCustomDataByKey("linewright", {key: _text(value) for key, value in facts.items()})
        prim.SetDisplayName(_text(equipment.label or piece.equipment))

    def _painted(self, piece: Piece) -> list[tuple[Mesh, Paint]]:
        return [(surface.mesh, paint_of(surface, self.theme)) for surface in piece.model.surfaces]

    def _rig(self, path: str, rig: Rig, curves: Mapping[str, Curve], *, animated: bool) -> Prim:
        """A piece of which each joint moves what hangs on it, about its origin."""
        from pxr import Kind, Usd, UsdGeom  # noqa: PLC0415 # an extra, loaded where it is needed

        piece = rig.piece
        prim = UsdGeom.Xform.Define(self.stage, path).GetPrim()
        Usd.ModelAPI(prim).SetKind(Kind.Tokens.component)
        still = [(s.mesh, paint_of(s, self.theme)) for s in piece.model.surfaces if s.joint is None]
        if still:
            self._instance(
                f"{path}/Still", self._prototype((piece.model, None), f"{_word(piece)}_still", still), part=True
            )
        for joint in rig.joints:
            if joint.parent is None:
                self._limb(path, rig, joint, ORIGIN, curves, animated=animated)
        return prim

    def _limb(
        self, path: str, rig: Rig, joint: Joint, carried_at: Vector, curves: Mapping[str, Curve], *, animated: bool
    ) -> None:
        from pxr import UsdGeom  # noqa: PLC0415 # an extra, loaded where it is needed

        mine, model = f"{path}/{_name(joint.name)}", rig.piece.model
        prim = UsdGeom.Xform.Define(self.stage, mine).GetPrim()
        times, places, turns = ways_of(joint, carried_at, curves[joint.name])
        self._place(prim, places, turns, times if animated else None)
        back = ORIGIN.minus(joint.origin)
        moved = [(s.mesh.moved(back), paint_of(s, self.theme)) for s in model.surfaces if s.joint == joint.name]
        if moved:
            key, name = (model, joint.name), f"{_word(rig.piece)}_{joint.name}"
            self._instance(f"{mine}/Moved", self._prototype(key, name, moved), part=True)
        for other in rig.joints:
            if other.parent == joint.name:
                self._limb(mine, rig, other, joint.origin, curves, animated=animated)

    # what moves

    def _parts(self, motion: Motion) -> None:
        wardrobe = Wardrobe(motion.header.looks, self.theme)
        for number, (_, stays) in enumerate(groupby(sorted(motion.tracks, key=_identity), key=_identity)):
            if number == 0:
                self._group("Parts")
            self._part(motion, [*stays], wardrobe)

    def _part(self, motion: Motion, tracks: Sequence[Track], wardrobe: Wardrobe) -> None:
        """One part with one look, over all times at which it is seen."""
        look = motion.header.looks[tracks[0].look]
        prototype = self._part_prototype(wardrobe, motion, tracks[0].look)
        name = _name(f"{look.product}_{tracks[0].item}_{tracks[0].look}")
        prim = self._instance(f"/Line/Parts/{name}", prototype)
        prim.SetCustomDataByKey("linewright", {"item": tracks[0].item, "product": _text(look.product)})
        times, keep = increasing(np.concatenate([track.times for track in tracks]))
        positions = np.concatenate([track.positions for track in tracks])[keep]
        turns = np.concatenate([quaternions(track.headings) for track in tracks])[keep]
        self._place(prim, positions, turns, times if motion.duration else None)
        self._show(prim, [(track.times[0], track.times[-1]) for track in tracks], motion.duration)

    def _lamps(self, motion: Motion) -> None:
        lit = [(piece, spans) for piece in self.scene.pieces.values() if (spans := lit_spans(piece, motion))]
        if lit:
            self._group("Lamps")
        for piece, spans in lit:
            for segment, times in spans.items():
                self._lamp(piece, segment, times, motion)

    def _lamp(self, piece: Piece, segment: Segment, spans: list[Span], motion: Motion) -> None:
        if piece.model.stack is None:
            return
        paint = lamp_paint(segment, self.theme)
        prototype = self._prototype(segment, paint.name, [(lit_segment(), paint)])
        foot = piece.pose.apply(segment_at(piece.model.stack, segment))
        path = f"/Line/Lamps/{_name(f'{piece.equipment}_{segment.name.lower()}')}"
        self._shown(path, prototype, foot, spans, motion)

    def _crew(self, motion: Motion) -> None:
        """People: for each a prim that walks, with his figures and what he carries, each seen when it is so."""
        wardrobe, bodies = Wardrobe(motion.header.looks, self.theme), figures(self.theme)
        for number, walker in enumerate(walkers(self.scene, motion)):
            if number == 0:
                self._group("Crew")
            path = f"/Line/Crew/{_name(walker.name)}"
            prim = self._group(f"Crew/{_name(walker.name)}")
            prim.SetCustomDataByKey("linewright", {"person": _text(walker.name)})
            times, keep = increasing(walker.times)
            turns = quaternions(walker.headings)[keep]
            self._place(prim, walker.feet[keep], turns, times if motion.duration else None)
            for word, spans in (("standing", walker.upright), ("working", walker.at_work)):
                prototype = self._prototype(("person", word), f"Person_{word}", bodies[word])
                self._shown(f"{path}/{word.capitalize()}", prototype, ORIGIN, spans, motion)
            for look, spans in walker.carries.items():
                carried = motion.header.looks[look]
                prototype = self._part_prototype(wardrobe, motion, look)
                self._shown(
                    f"{path}/{_name(f'{carried.product}_{look}')}", prototype, load_before(carried), spans, motion
                )

    def _shown(self, path: str, prototype: str, place: Vector, spans: Sequence[Span], motion: Motion) -> None:
        """An instance at a place, seen in some spans of time; none where it is never seen."""
        if spans:
            prim = self._instance(path, prototype)
            self._place(prim, np.array([place]), np.array([[0.0, 0.0, 0.0, 1.0]]))
            self._show(prim, spans, motion.duration)

    def _part_prototype(self, wardrobe: Wardrobe, motion: Motion, look: int) -> str:
        found = motion.header.looks[look]
        painted = [(mesh, part_paint(color)) for mesh, color in wardrobe.pieces(found)]
        return self._prototype(("part", look), f"Part_{found.product}", painted)

    # prims

    def _prototype(self, key: object, name: str, painted: Painted) -> str:
        """The path of a class that is drawn when it is met first."""
        if key not in self._prototypes:
            path = f"/Line/Prototypes/{_name(name)}_{len(self._prototypes) + 1}"
            self._prototypes[key] = path
            self.stage.CreateClassPrim("/Line/Prototypes")
            self.stage.DefinePrim(path, "Xform")
            for number, (mesh, paint) in enumerate(painted):
                self._mesh(f"{path}/{_name(paint.name)}_{number + 1}", mesh, paint)
        return self._prototypes[key]

    def _instance(self, path: str, prototype: str, *, part: bool = False) -> Prim:
        """An instance of a prototype, a component of its own or a part of one."""
        from pxr import Kind, Usd, UsdGeom  # noqa: PLC0415 # an extra, loaded where it is needed

        prim = UsdGeom.Xform.Define(self.stage, path).GetPrim()
        prim.GetReferences().AddInternalReference(prototype)
        prim.SetInstanceable(True)
        if not part:
            Usd.ModelAPI(prim).SetKind(Kind.Tokens.component)
        return prim

    def _place(
        self, prim: Prim, positions: Floats, turns: Floats, times: Floats | None = None, *, mirror: bool = False
    ) -> None:
        """Put a prim at a place, or at places over time."""
        from pxr import Gf, Usd, UsdGeom  # noqa: PLC0415 # an extra, loaded where it is needed

        form = UsdGeom.Xformable(prim)
        move, turn = form.AddTranslateOp(), form.AddOrientOp()
        codes = [Usd.TimeCode.Default()] if times is None else [Usd.TimeCode(t * CODES) for t in times.tolist()]
        for code, place, (x, y, z, w) in zip(codes, positions.tolist(), turns.tolist(), strict=False):
            move.Set(Gf.Vec3d(*place), code)
            turn.Set(Gf.Quatf(w, x, y, z), code)
        if mirror:
            form.AddScaleOp().Set(Gf.Vec3f(1, -1, 1))

    def _show(self, prim: Prim, spans: Sequence[Span], duration: float) -> None:
        """Let a prim be seen in some spans of time only."""
        from pxr import UsdGeom  # noqa: PLC0415 # an extra, loaded where it is needed

        if not duration:
            return
        found = UsdGeom.Imageable(prim).GetVisibilityAttr()
        for time, seen in dict(switches(spans, duration)).items():
            found.Set(UsdGeom.Tokens.inherited if seen else UsdGeom.Tokens.invisible, time * CODES)

    def _mesh(self, path: str, mesh: Mesh, paint: Paint) -> None:
        from pxr import Gf, UsdGeom, UsdShade, Vt  # noqa: PLC0415 # an extra, loaded where it is needed

        found = UsdGeom.Mesh.Define(self.stage, path)
        found.CreatePointsAttr(Vt.Vec3fArray.FromNumpy(mesh.points))
        found.CreateFaceVertexCountsAttr(Vt.IntArray.FromNumpy(np.full(len(mesh.triangles), 3, np.int32)))
        found.CreateFaceVertexIndicesAttr(Vt.IntArray.FromNumpy(mesh.triangles.ravel()))
        found.CreateNormalsAttr(Vt.Vec3fArray.FromNumpy(mesh.normals))
        found.SetNormalsInterpolation(UsdGeom.Tokens.vertex)
        found.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.none)
        found.CreateExtentAttr(Vt.Vec3fArray.FromNumpy(np.array([*mesh.bounds], np.float32)))
        found.CreateDisplayColorAttr([Gf.Vec3f(*paint.linear)])
        UsdShade.MaterialBindingAPI.Apply(found.GetPrim()).Bind(self._material(paint))

    def _material(self, paint: Paint) -> Prim:
        from pxr import Gf, Sdf, UsdShade  # noqa: PLC0415 # an extra, loaded where it is needed

        if paint in self._materials:
            return self._materials[paint]
        path = f"/Line/Looks/{_name(paint.name)}_{len(self._materials) + 1}"
        material = UsdShade.Material.Define(self.stage, path)
        shader = UsdShade.Shader.Define(self.stage, f"{path}/Surface")
        shader.CreateIdAttr("UsdPreviewSurface")
        shader.CreateInput("diffuseColor", Sdf.ValueTypeNames.Color3f).Set(Gf.Vec3f(*paint.linear))
        shader.CreateInput("roughness", Sdf.ValueTypeNames.Float).Set(ROUGHNESS)
        shader.CreateInput("opacity", Sdf.ValueTypeNames.Float).Set(paint.opacity)
        if paint.shines:
            shader.CreateInput("emissiveColor", Sdf.ValueTypeNames.Color3f).Set(Gf.Vec3f(*paint.linear))
        material.CreateSurfaceOutput().ConnectToSource(shader.ConnectableAPI(), "surface")
        self._materials[paint] = material
        return material


def _identity(track: Track) -> tuple[int, int]:
    return track.item, track.look


def _word(piece: Piece) -> str:
    return type(piece.shape).__name__.removesuffix("Shape")


def _name(text: str) -> str:
    """A name that a prim can have; different ids stay different."""
    plain = re.sub(r"[^A-Za-z0-9_]", lambda sign: f"_{ord(sign[0]):x}_", text[:LONGEST])
    return plain if re.match(r"[A-Za-z_]", plain) else f"_{plain}"


def _text(text: str) -> str:
    return text.replace("\x00", "")
