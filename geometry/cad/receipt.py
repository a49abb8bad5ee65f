"""The receipt of an import: what was read how, what was left out, and how far the result is from the file."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Level:
    """One level of detail: triangles drawn, and the largest deviation from the file, millimetres."""

    triangles: int
    deviation_mm: float


@dataclass(frozen=True)
class Receipt:
    """Everything that an import did. Lengths are metres, except where the name says otherwise."""

    file: str
    format: str
    bytes_read: int
    units: str
    units_reason: str
    up: str
    up_reason: str
    size: tuple[float, float, float]
    """Length (X), width (Y) and height (Z) of the box around it."""
    triangles_read: int
    parts_read: int
    parts_hidden: int
    """Parts left out because they cannot be seen from outside."""
    triangles_hidden: int
    points_looked_at: int
    directions: int
    cell_mm: float
    shapes: int
    """Different bodies among the parts; all others are repeats of one of them."""
    parts: int
    levels: tuple[Level, ...]
    deviation_points: int
    repeat_error_mm: float
    colors: int
    budget: int
    bytes_written: int = 0

    @property
    def triangles(self) -> int:
        """Triangles of the finest level."""
        return self.levels[0].triangles

    def to_json_object(self) -> dict[str, Any]:
        """Return the receipt as plain values."""
        return {"format_version": 1, **asdict(self)}

    @classmethod
    def from_json_object(cls, values: dict[str, Any]) -> "Receipt":
        """Return the receipt that plain values are of."""
        rest = {name: value for name, value in values.items() if name not in ("format_version", "levels", "size")}
        levels = tuple(Level(**level) for level in values["levels"])
        return cls(levels=levels, size=tuple(values["size"]), **rest)

    def text(self) -> str:
        """Say it in lines."""
        length, width, height = self.size
        lines = [
            f"{self.file}: {self.format}, {self.bytes_read:,} bytes",
            f"  units      {self.units}: {self.units_reason}",
            f"  up         {self.up.upper()}: {self.up_reason}",
            f"  size       {length:.3f} x {width:.3f} x {height:.3f} m (length x width x height)",
            f"  parts      {self._parts()}",
            f"  triangles  {self.triangles_read:,} read, {self.triangles:,} written{self._over()}",
            f"  deviation  {self._deviation()}",
            f"  levels     {', '.join(map(_level, self.levels))}",
            f"  bytes      {self.bytes_written:,}",
        ]
        return "\n".join(lines)

    def _parts(self) -> str:
        if self.parts_read == 1:
            return "1"
        shapes = f"{self.parts_read:,} read, {self.parts:,} kept as {_counted(self.shapes, 'shape')}"
        look = f"{self.points_looked_at:,} points seen from {self.directions} sides, {self.cell_mm:.1f} mm apart"
        return f"{shapes}; {self.parts_hidden:,} hidden ones left out ({look})"

    def _over(self) -> str:
        budget = f" (budget {self.budget:,})"
        return budget if self.triangles <= self.budget else f"{budget}: with fewer, parts would be lost"

    def _deviation(self) -> str:
        largest = max(self.levels[0].deviation_mm, self.repeat_error_mm)
        if not self.deviation_points:
            return f"{largest:.3f} mm: nothing was simplified"
        how = "points on both surfaces, each to the nearest triangle of the other"
        return f"{largest:.3f} mm, the largest of {self.deviation_points:,} {how}"


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}" + ("" if number == 1 else "s")


def _level(level: Level) -> str:
    return f"{level.triangles:,} triangles ({level.deviation_mm:.2f} mm)"
