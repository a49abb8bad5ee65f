"""What a trace says before anything happens: whose run it is, and the frames, looks and equipment it counts by."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from layouts.space import Polyline, Size, Vector
from replay.frames import Frame, Look, PathFrame, SlotFrame


@dataclass(frozen=True)
class Header:
    """The names behind the numbers in a trace: a record's frame, look, equipment and person are indices into these.

    The cause of a state is equipment too, or one of `others` (people, zones), which are counted after it.
    """

    layout_sha256: str
    seed: int
    frames: tuple[Frame, ...]
    looks: tuple[Look, ...]
    equipment: tuple[str, ...]
    others: tuple[str, ...] = ()
    people: tuple[str, ...] = ()

    def cause(self, number: int) -> str | None:
        """Return the id of a cause; None for -1, which stands for none."""
        return (*self.equipment, *self.others)[number] if number >= 0 else None

    def to_json(self) -> dict[str, Any]:
        """Return the header as plain values."""
        return {
            "layout_sha256": self.layout_sha256,
            "seed": self.seed,
            "frames": [_frame_to_json(frame) for frame in self.frames],
            "looks": [_look_to_json(look) for look in self.looks],
            "equipment": list(self.equipment),
            **({"others": list(self.others)} if self.others else {}),
            **({"people": list(self.people)} if self.people else {}),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Header":
        """Read what `to_json` gave.

        Raises:
            KeyError, TypeError, ValueError: where it is something else.
        """
        return cls(
            layout_sha256=value["layout_sha256"],
            seed=value["seed"],
            frames=tuple(_frame_from_json(frame) for frame in value["frames"]),
            looks=tuple(map(_look_from_json, value["looks"])),
            equipment=tuple(value["equipment"]),
            others=tuple(value.get("others", ())),
            people=tuple(value.get("people", ())),
        )


def _look_to_json(look: Look) -> dict[str, Any]:
    layers = {"layers": [_look_to_json(layer) for layer in look.layers]} if look.layers else {}
    return {"product": look.product, "size": list(look.size.measures), "color": look.color, **layers}


def _look_from_json(value: Mapping[str, Any]) -> Look:
    layers = tuple(map(_look_from_json, value.get("layers", ())))
    return Look(value["product"], Size(*value["size"]), value["color"], layers)


def _frame_to_json(frame: Frame) -> dict[str, Any]:
    if isinstance(frame, SlotFrame):
        return {"id": frame.id, "places": [list(place) for place in frame.places], "turn": frame.turn}
    return {
        "id": frame.id,
        "path": [list(point) for point in frame.path.points],
        "gap": frame.gap,
        "queue_gap": frame.queue_gap,
        "accumulates": frame.accumulates,
        "speed": frame.speed,
        "joined": frame.joined,
    }


def _frame_from_json(value: Mapping[str, Any]) -> Frame:
    if "places" in value:
        return SlotFrame(value["id"], _vectors(value["places"]), value["turn"])
    return PathFrame(
        id=value["id"],
        path=Polyline(_vectors(value["path"])),
        gap=value["gap"],
        queue_gap=value["queue_gap"],
        accumulates=value["accumulates"],
        speed=value["speed"],
        joined=value.get("joined", True),
    )


def _vectors(values: list[list[float]]) -> tuple[Vector, ...]:
    return tuple(Vector(*value) for value in values)
