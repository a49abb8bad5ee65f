"""Marks on belts that move with them: whether a belt runs, and which way, is seen also where it carries nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkGlyph3DMapper, vtkRenderer

from geometry.chevrons import LENGTH, LIFT, PERIOD, WIDTH, chevron
from geometry.models.belt import BeltShape
from geometry.palette import Role, Theme
from geometry.scene import Piece, Scene
from layouts.space import Polyline
from layouts.table import Table
from replay.frames import PathFrame
from replay.header import Header
from replay.playback import Moment
from replay.tracks import Tracks
from viewer.render.arrays import polygons, set_array, set_points
from viewer.render.parts import quaternions
from viewer.render.surfaces import actor_of, mixed, select_colors, shares

BLUR = 0.4
"""Share of the period beyond which a move from one picture to the next blurs the marks: they would seem to run back."""
PALE = 0.55
TURN, SCALE = "turn", "scale"

Floats = NDArray[np.float64]
Single = NDArray[np.float32]


class Marks(NamedTuple):
    """Marks as they lie in the hall: points (n, 3), turns (n, 4), scales (n, 3), all float32."""

    points: Single
    turns: Single
    scales: Single


@dataclass(frozen=True)
class Track:
    """A belt that bears marks: its id, the path of its top in the hall, and its width."""

    belt: str
    path: Polyline
    width: float

    @cached_property
    def at_rest(self) -> Marks:
        """Its marks while it has not run."""
        return _Laid((self,), None).marks(np.zeros(1), np.ones(1, bool))


class Rows(NamedTuple):
    """The marks of all belts, one behind the other: on which belt (n,), and where while its odometer reads 0 (n,)."""

    belts: NDArray[np.int32]
    starts: Floats

    @classmethod
    def along(cls, lengths: Floats) -> "Rows":
        """Put marks on belts of some lengths (b,): one a period, and as many as are ever seen at once."""
        counts = np.ceil(lengths / PERIOD).astype(np.int64)
        belts = np.repeat(np.arange(len(lengths), dtype=np.int32), counts)
        first = np.concatenate(([0], np.cumsum(counts)))[:-1]
        return cls(belts, PERIOD * (np.arange(len(belts)) - np.repeat(first, counts)))


class _Laid:
    """Belts one behind the other, and their numbers among the frames of a run, -1 where they are none."""

    def __init__(self, tracks: Sequence[Track], header: Header | None) -> None:
        """Lay them."""
        self._paths = Tracks([PathFrame(t.belt, t.path, 0.0, 0.0, True, 0.0) for t in tracks])
        self._lengths = np.array([track.path.length for track in tracks])
        self._widths = np.array([track.width * WIDTH for track in tracks])
        self._rows = Rows.along(self._lengths)
        self.frames = _frames(tracks, header)

    def places(self, odometers: Floats) -> Floats:
        """Return where along its belt each mark is (n,), metres, while the odometers of the belts (b,) read so."""
        found: Floats = self._rows.starts + np.mod(odometers, PERIOD)[self._rows.belts]
        return found

    def marks(self, odometers: Floats, sharp: NDArray[np.bool_]) -> Marks:
        """Return the marks that are to be seen, of belts (b,) that are sharp."""
        at, belts = self.places(odometers), self._rows.belts
        whole = (at >= LENGTH) & (at <= self._lengths[belts] - LENGTH) & sharp[belts]
        points, ahead = self._paths.at(belts[whole], at[whole])
        points[:, 2] += LIFT
        widths = self._widths[belts[whole]]
        ones = np.ones_like(widths)
        scales = np.column_stack([ones, widths, ones]).astype(np.float32)
        return Marks(points.astype(np.float32), quaternions(ahead), scales)


class Belts:
    """The marks on all belts of a scene."""

    def __init__(self, renderer: vtkRenderer, theme: Theme) -> None:
        """Begin without belts."""
        self.places = vtkPolyData()
        self.actor = self._actor(theme)
        renderer.AddActor(self.actor)
        self.tracks: list[Track] = []
        self._tracks: dict[str, Track] = {}
        self._pieces = Table[Piece]()
        self._header: Header | None = None
        self._odometers: Floats | None = None
        self.lay(Scene(), None)

    def lay(self, scene: Scene, header: Header | None) -> None:
        """Take the belts of a scene, of which most are as they were, and find their odometers in those of a run."""
        for name in (*scene.pieces.anew_since(self._pieces), *(self._tracks.keys() - scene.pieces.keys())):
            track = _track(scene.pieces[name]) if name in scene.pieces else None
            if track:
                self._tracks[name] = track
            else:
                self._tracks.pop(name, None)
        self._pieces, self.tracks, self._header = scene.pieces, [*self._tracks.values()], header
        vars(self).pop("_laid", None)
        self._odometers = None
        self.show(None)

    def show(self, moment: Moment | None) -> None:
        """Put the marks where the belts have carried them; those of a belt that rushes are blurred away."""
        before, self._odometers = self._odometers, self._read(moment)
        if before is None or self._odometers is None:
            self.settle()
        else:
            self._draw(self._laid.marks(self._odometers, np.abs(self._odometers - before) <= BLUR * PERIOD))

    def settle(self) -> None:
        """Show the marks of all belts, for nothing moves any more."""
        if self._odometers is not None:
            self._draw(self._laid.marks(self._odometers, np.ones(len(self.tracks), bool)))
        elif self.tracks:
            resting = zip(*(track.at_rest for track in self.tracks), strict=True)
            self._draw(Marks(*map(np.concatenate, resting)))
        else:
            self.actor.SetVisibility(False)

    def marks(self) -> Floats:
        """Return where along its belt each mark is (n,), metres."""
        return self._laid.places(np.zeros(len(self.tracks)) if self._odometers is None else self._odometers)

    @cached_property
    def _laid(self) -> _Laid:
        return _Laid(self.tracks, self._header)

    def _read(self, moment: Moment | None) -> Floats | None:
        """The odometer of each belt, 0 where there is none; None for a line at rest."""
        if moment is None:
            return None
        return np.append(moment.odometers, 0.0)[self._laid.frames]

    def _draw(self, marks: Marks) -> None:
        self.actor.SetVisibility(len(marks.points) > 0)
        if len(marks.points):
            set_points(self.places, marks.points)
            set_array(self.places, TURN, marks.turns)
            set_array(self.places, SCALE, marks.scales)

    def _actor(self, theme: Theme) -> vtkActor:
        mapper = vtkGlyph3DMapper()
        mapper.SetSourceData(polygons(chevron()))
        mapper.SetInputData(self.places)
        mapper.SetOrientationArray(TURN)
        mapper.SetOrientationModeToQuaternion()
        mapper.SetScaleArray(SCALE)
        mapper.SetScaleModeToScaleByVectorComponents()
        select_colors(mapper, None)
        actor = actor_of(mapper)
        actor.GetProperty().SetColor(*shares(mixed(theme[Role.BELT], theme[Role.STEEL], PALE)))
        actor.ForceOpaqueOn()
        actor.PickableOff()
        return actor


def _track(piece: Piece) -> Track | None:
    if not isinstance(piece.shape, BeltShape):
        return None
    path = Polyline(tuple(map(piece.pose.apply, piece.shape.path.points)))
    return Track(piece.equipment, path, piece.shape.width)


def _frames(tracks: Sequence[Track], header: Header | None) -> NDArray[np.int64]:
    """The number of each belt among the frames of a run, -1 where it is none."""
    numbers: Mapping[str, int] = dict(_paths(header)) if header else {}
    return np.array([numbers.get(track.belt, -1) for track in tracks], np.int64)


def _paths(header: Header) -> Iterator[tuple[str, int]]:
    return ((frame.id, number) for number, frame in enumerate(header.frames) if isinstance(frame, PathFrame))
