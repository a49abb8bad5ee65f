"""The rules about space: what each asks, which pack it is in, its numbers, and where they come from.

They are hints for planning and no certificate of safety: who builds a plant asks the standards and a safety engineer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from layouts.errors import Code


class Pack(Enum):
    """Rules that are chosen together."""

    WORKPLACES = "workplaces"
    TRAFFIC = "traffic"


@dataclass(frozen=True)
class Number:
    """A number of a rule, metres: what it is, and where it comes from."""

    value: float
    meaning: str
    source: str


@dataclass(frozen=True)
class Rule:
    """A rule about space: what it asks in one sentence, its pack (None: always on), and its numbers by name."""

    code: Code
    asks: str
    pack: Pack | None = None
    numbers: Mapping[str, Number] | None = None
    source: str = "geometry"

    @property
    def name(self) -> str:
        """The word for it in a layout file and in messages."""
        return self.code.value


RULES: Mapping[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule(Code.OVERLAP, "nothing stands where something else stands; what only touches is fine"),
        Rule(Code.CLEARANCE, "the room that equipment needs around it is free"),
        Rule(
            Code.PORT_HEIGHT,
            "what hands over and what takes over do so at one height",
            numbers={"port_step": Number(0.005, "most difference of heights", "practice: parts stumble over more")},
        ),
        Rule(
            Code.PORT_GAP,
            "ports that are connected touch",
            numbers={"port_gap": Number(0.05, "widest gap without something that bridges it", "practice")},
        ),
        Rule(Code.HALL_HEIGHT, "everything is lower than the clear height of the hall"),
        Rule(
            Code.WORK_SPACE,
            "the floor on which somebody works is free",
            Pack.WORKPLACES,
            source="ASR A1.2, 5.1.2: 1.00 m deep and wide at least",
        ),
        Rule(
            Code.SERVICE,
            "what is opened for service can be reached",
            Pack.WORKPLACES,
            source="DIN VDE 0100-729 and ASR A1.8: ways in front of cabinets",
        ),
        Rule(Code.DOOR_SWING, "doors open fully", Pack.WORKPLACES, source="ASR A1.7: nothing in the way of a leaf"),
        Rule(
            Code.ROBOT_ENVELOPE,
            "no workplace and no aisle is within reach of a robot without a fence between",
            Pack.WORKPLACES,
            source="ISO 10218-2: safeguarded space",
        ),
        Rule(
            Code.OPERATOR_REACH,
            "what an operator takes and puts by hand is within reach",
            Pack.WORKPLACES,
            {"reach": Number(0.8, "farthest from where he stands", "practice")},
        ),
        Rule(
            Code.ESCAPE,
            "from every workplace an exit is near",
            Pack.WORKPLACES,
            {
                "escape": Number(
                    35.0, "longest straight line to an exit", "ASR A2.3 (2022): 35 m, ordinary danger of fire"
                )
            },
        ),
        Rule(
            Code.HEADROOM,
            "nothing hangs low over an aisle",
            Pack.WORKPLACES,
            {
                "headroom": Number(2.1, "clear height for people", "ASR A2.3 (2022): 2.10 m over escape routes"),
                "vehicle_headroom": Number(0.2, "added above vehicles and their loads", "practice"),
            },
        ),
        Rule(
            Code.AISLE_WIDTH,
            "an aisle is as wide as its traffic needs, and free so far",
            Pack.TRAFFIC,
            {
                "side": Number(0.50, "beside the widest vehicle or load, each side", "ASR A1.8: 0.50 m"),
                "side_pedestrians": Number(0.75, "the same where people walk there too", "ASR A1.8: 0.75 m"),
                "passing": Number(0.40, "between vehicles that meet", "practice"),
                "side_driverless": Number(0.50, "beside driverless vehicles, each side", "practice"),
                "walkway": Number(1.0, "an aisle for people alone", "ASR A1.8 (2022), table 2: up to 20 people"),
            },
        ),
        Rule(
            Code.TURNING,
            "what a vehicle sweeps at a corner is free",
            Pack.TRAFFIC,
            {"turning_side": Number(0.20, "beside what is swept", "VDI 2198: a = 200 mm")},
        ),
        Rule(
            Code.PALLET_ACCESS,
            "a forklift can take and set down pallets at the places that an aisle serves",
            Pack.TRAFFIC,
            {"dock_gap": Number(0.3, "farthest from the aisle's edge to the places", "practice")},
            source="VDI 2198: width of a working aisle",
        ),
        Rule(
            Code.LARGEST_DOOR,
            "the largest machine fits through a door",
            Pack.TRAFFIC,
            {"door_side": Number(0.10, "beside and above the machine", "practice")},
        ),
        Rule(Code.OWN_RULE, "what the layout's own rules ask"),
    )
}
"""Every rule by name."""


def numbers() -> Iterator[tuple[str, Rule, Number]]:
    """Go through all numbers of all rules: name, rule, number."""
    for rule in RULES.values():
        for name, number in (rule.numbers or {}).items():
            yield name, rule, number
