"""What a layout says about its checks: packs, rules that are switched off, other numbers, rules of its own."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from layouts.equipment import CONFIG
from layouts.quantities import Length, PositiveLength
from layouts.references import To
from layouts.rulebook import RULES, Pack, numbers
from layouts.table import Table


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class OwnRule:
    """A rule of this layout: how near or how far two things may be, surface to surface, as the crow flies."""

    min_distance: PositiveLength | None = Field(default=None, description="at least so far apart")
    max_distance: PositiveLength | None = Field(default=None, description="at most so far apart")
    between: tuple[Annotated[str, To.EQUIPMENT, To.AISLES], ...] = Field(
        default=(), description="two of: an id of equipment or of an aisle, a kind, a model (any of that sort)"
    )
    source: str | None = Field(default=None, description="who asks for it")


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Checks:
    """Which rules about space hold here. All of it may be left out: then both packs hold with their numbers."""

    packs: tuple[Pack, ...] = Field(default=(Pack.WORKPLACES, Pack.TRAFFIC), description="packs of rules that hold")
    off: Table[str] = Field(default=Table(), description="rules that are switched off, each with the reason")
    numbers: Table[Length] = Field(default=Table(), description="numbers of rules that are others here, by name")
    rules: tuple[OwnRule, ...] = Field(
        default=(), description="rules of this layout: {min_distance: 0.8 m, between: [press, aisle]}"
    )

    def holds(self, rule: str) -> bool:
        """Tell whether a rule is to be checked."""
        pack = RULES[rule].pack
        return rule not in self.off and (pack is None or pack in self.packs)

    def values(self) -> Mapping[str, float]:
        """Return every number by name, the layout's own where it gives one."""
        return {name: float(number.value) for name, _, number in numbers()} | dict(self.numbers)
