"""Colours by role, light and dark, and how the state of a machine is shown: by a lamp, a ring and a symbol.

Nothing here knows a toolkit: the same values feed pictures, window, charts and pages.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum, auto
from types import MappingProxyType

from replay.states import State


class Role(Enum):
    """What a surface or a sign is; a theme says in which colour it is drawn."""

    BACKGROUND = auto()
    FLOOR = auto()
    GRID = auto()
    SHADOW = auto()
    BODY = auto()
    TRIM = auto()
    PLINTH = auto()
    INTERIOR = auto()
    GLASS = auto()
    LIT_GLASS = auto()
    ACCENT = auto()
    PANEL = auto()
    SCREEN = auto()
    BELT = auto()
    STEEL = auto()
    LEG = auto()
    SHELF = auto()
    WOOD = auto()
    CARTON = auto()
    TAPE = auto()
    WALL = auto()
    COLUMN = auto()
    GUARD = auto()
    MARKING = auto()
    AREA = auto()
    CLOTHES = auto()
    SKIN = auto()
    GLOW = auto()
    MESH = auto()
    LAMP = auto()
    PLACEHOLDER = auto()
    HATCH = auto()
    LINK = auto()
    LABEL = auto()
    PLATE = auto()
    HIGHLIGHT = auto()


OPACITY: Mapping[Role, float] = MappingProxyType(
    {Role.GLASS: 0.24, Role.LIT_GLASS: 0.24, Role.WALL: 0.42, Role.AREA: 0.38, Role.PLACEHOLDER: 0.34, Role.MESH: 0.22}
)
"""The roles that let light through, and how opaque they are; all others are opaque."""


class Segment(IntEnum):
    """The lights of a stack light, counted from below: the place tells the state as well as the colour does."""

    WHITE = 0
    BLUE = 1
    GREEN = 2
    YELLOW = 3
    RED = 4


class Symbol(Enum):
    """The sign that floats above a machine: another one for each state, since not everybody tells colours apart."""

    CHECK = "check"
    ARROWS = "arrows"
    CROSS = "cross"
    BARS = "bars"
    CIRCLE = "circle"
    PERSON = "person"
    WRENCH = "wrench"
    GEAR = "gear"
    SQUARE = "square"
    DROP = "drop"
    CUP = "cup"
    MOON = "moon"


@dataclass(frozen=True)
class Signal:
    """How a state is shown: which segment is lit (none: dark), which symbol floats, whether the ring is there."""

    segment: Segment | None
    symbol: Symbol
    ring: bool = False


SIGNALS: Mapping[State, Signal] = MappingProxyType(
    {
        State.WORKING: Signal(Segment.GREEN, Symbol.CHECK),
        State.CHANGEOVER: Signal(Segment.BLUE, Symbol.ARROWS, ring=True),
        State.FAILED: Signal(Segment.RED, Symbol.CROSS),
        State.STARVED: Signal(Segment.WHITE, Symbol.CIRCLE),
        State.BLOCKED: Signal(Segment.YELLOW, Symbol.BARS),
        State.WAITING_OPERATOR: Signal(Segment.BLUE, Symbol.PERSON),
        State.WAITING_REPAIR: Signal(Segment.BLUE, Symbol.WRENCH),
        State.WAITING_SETTER: Signal(Segment.BLUE, Symbol.GEAR),
        State.STOPPED: Signal(Segment.RED, Symbol.SQUARE),
        State.MAINTENANCE: Signal(None, Symbol.DROP),
        State.BREAK: Signal(None, Symbol.CUP),
        State.OFF_SHIFT: Signal(None, Symbol.MOON),
    }
)
"""Lamps as they are understood on the floor (IEC 60204-1), and a sign for those who do not see the colour."""


@dataclass(frozen=True)
class Theme:
    """One way to colour everything: `#rrggbb` by role, by lamp and by state."""

    name: str
    colors: Mapping[Role, str]
    lamps: Mapping[Segment, str]
    ring: str
    states: Mapping[State, str]
    products: tuple[str, ...]
    """Colours of products that have none of their own, in the order of the file."""

    def __getitem__(self, role: Role) -> str:
        """Return the colour of a role."""
        return self.colors[role]

    def product(self, number: int) -> str:
        """Return the colour of the product at a place in the file."""
        return self.products[number % len(self.products)]


_PRODUCTS = ("#d98a3d", "#3d8f9c", "#9a6fb0", "#7d9a4a", "#c4625a", "#5b7fc0", "#b59a4c", "#6d7b88")
_RING = "#9b5de5"

LIGHT = Theme(
    name="light",
    colors=MappingProxyType(
        {
            Role.BACKGROUND: "#eef1f4",
            Role.FLOOR: "#e4e8ec",
            Role.GRID: "#c6ced6",
            Role.SHADOW: "#1c2733",
            Role.BODY: "#eff0ef",
            Role.TRIM: "#c9ced3",
            Role.PLINTH: "#39424e",
            Role.INTERIOR: "#9db0bc",
            Role.GLASS: "#7fb2cc",
            Role.LIT_GLASS: "#f6b26b",
            Role.ACCENT: "#12857e",
            Role.PANEL: "#2a323d",
            Role.SCREEN: "#8fd3e8",
            Role.BELT: "#434c57",
            Role.STEEL: "#b4bdc6",
            Role.LEG: "#8793a0",
            Role.SHELF: "#d6dbe0",
            Role.WOOD: "#c9a877",
            Role.CARTON: "#cfa46f",
            Role.TAPE: "#efe3cb",
            Role.WALL: "#cfd6dd",
            Role.COLUMN: "#a9b3bd",
            Role.GUARD: "#e2b33c",
            Role.MARKING: "#5d6a78",
            Role.AREA: "#7fb3c8",
            Role.CLOTHES: "#5a6d83",
            Role.SKIN: "#d8b79a",
            Role.GLOW: "#f0a35e",
            Role.MESH: "#7d8894",
            Role.LAMP: "#5f6974",
            Role.PLACEHOLDER: "#9aa7b5",
            Role.HATCH: "#6a7788",
            Role.LINK: "#d0762b",
            Role.LABEL: "#26313d",
            Role.PLATE: "#ffffff",
            Role.HIGHLIGHT: "#0a84d6",
        }
    ),
    lamps=MappingProxyType(
        {
            Segment.RED: "#f0332b",
            Segment.YELLOW: "#ffc21a",
            Segment.GREEN: "#1fc65b",
            Segment.BLUE: "#2f7df6",
            Segment.WHITE: "#ffffff",
        }
    ),
    ring=_RING,
    states=MappingProxyType(
        {
            State.WORKING: "#2fae62",
            State.CHANGEOVER: "#8e5bd0",
            State.FAILED: "#d9382f",
            State.STARVED: "#c9d1d9",
            State.BLOCKED: "#edb420",
            State.WAITING_OPERATOR: "#3f7fe0",
            State.WAITING_REPAIR: "#2c5fb3",
            State.WAITING_SETTER: "#6fa0ea",
            State.STOPPED: "#9c2a24",
            State.MAINTENANCE: "#4aa3b5",
            State.BREAK: "#7b8794",
            State.OFF_SHIFT: "#4d5864",
        }
    ),
    products=_PRODUCTS,
)
"""The theme of pictures and pages."""

DARK = Theme(
    name="dark",
    colors=MappingProxyType(
        {
            **LIGHT.colors,
            Role.BACKGROUND: "#14181e",
            Role.FLOOR: "#1d232b",
            Role.GRID: "#323b46",
            Role.SHADOW: "#000000",
            Role.BODY: "#b9c1c9",
            Role.TRIM: "#8e99a5",
            Role.PLINTH: "#2a323c",
            Role.INTERIOR: "#5f7280",
            Role.GLASS: "#6fa8c6",
            Role.ACCENT: "#17a398",
            Role.PANEL: "#1b2129",
            Role.BELT: "#313943",
            Role.STEEL: "#8b96a2",
            Role.LEG: "#66727f",
            Role.SHELF: "#a2acb7",
            Role.WALL: "#56626f",
            Role.COLUMN: "#6b7783",
            Role.MARKING: "#8a97a5",
            Role.AREA: "#3f7f97",
            Role.CLOTHES: "#465a72",
            Role.SKIN: "#b8967a",
            Role.LAMP: "#434c57",
            Role.PLACEHOLDER: "#6d7a89",
            Role.HATCH: "#9aa8b8",
            Role.LINK: "#f0953f",
            Role.LABEL: "#e8edf2",
            Role.PLATE: "#2a323c",
            Role.HIGHLIGHT: "#4db5ff",
        }
    ),
    lamps=LIGHT.lamps,
    ring=_RING,
    states=MappingProxyType({**LIGHT.states, State.STARVED: "#e6ebf0", State.OFF_SHIFT: "#66727f"}),
    products=_PRODUCTS,
)
"""The theme of the window at night."""

THEMES: Mapping[str, Theme] = MappingProxyType({theme.name: theme for theme in (LIGHT, DARK)})
"""Every theme by name."""


def rgb(color: str) -> tuple[int, int, int]:
    """Return the three bytes of `#rrggbb`."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def shares(color: str) -> tuple[float, float, float]:
    """Return `#rrggbb` as three numbers from 0 to 1."""
    red, green, blue = rgb(color)
    return red / 255, green / 255, blue / 255


def mixed(one: str, other: str, share: float) -> str:
    """Return the colour between two, `share` of the way to the other."""
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(rgb(one), rgb(other), strict=True))
