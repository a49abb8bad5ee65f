"""The catalogue: all models of our own in groups, what each shows, and of which kind the equipment is that shows it."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from geometry.palette import Role


class Entry(NamedTuple):
    """A model: its name, what it shows, and the kind of the equipment by which it is shown."""

    model: str
    shows: str
    kind: str = "machine"


class Group(NamedTuple):
    """Models of one purpose."""

    title: str
    entries: tuple[Entry, ...]


CATALOGUE: tuple[Group, ...] = (
    Group(
        "Making and treating",
        (
            Entry("machine", "a cabinet with a glazed door and one head for each nest"),
            Entry("machining_centre", "an upright spindle before its column, a tool magazine, sloped sliding doors"),
            Entry("lathe", "a chuck, a turret and a tailstock on a long slanting bed, one sliding door"),
            Entry("press", "four columns, a slide between bed and crown, light curtains"),
            Entry("injection_moulding", "clamping unit behind a guard, heated barrel, hopper"),
            Entry("oven", "an insulated box with a door at each end and a window lit from inside", "oven"),
            Entry("transfer_line", "a long bed with a column and a head for each station", "transfer_line"),
            Entry("paint_booth", "a bright cabin with glazed doors, filter plenum and chimney"),
            Entry("washer", "three hoods over a belt, for washing, rinsing and drying, with pipes and tank"),
        ),
    ),
    Group(
        "Assembly, manual work and test",
        (
            Entry(
                "moving_line", "a slat belt with a platform, material and an andon board at each station", "moving_line"
            ),
            Entry(
                "workplace", "a manual station: bench, bins, light, screen, and the person who works there", "workplace"
            ),
            Entry("assembly_bench", "a bench on lifting columns with bins and a tool on a balancer; nobody at it"),
            Entry("assembly", "a robot that hangs in a frame above a table; components come from behind", "assembly"),
            Entry("disassembly", "an open table with bins in front and a driver that hangs from an arm", "disassembly"),
            Entry("tester", "a test station: a hood that comes down over the part, instruments behind it"),
        ),
    ),
    Group(
        "Filling and packing",
        (
            Entry("rotary", "a rotary filler: a round table with pockets under a ring of valves", "rotary"),
            Entry("filler", "a row of nozzles under a lying tank, behind glass"),
            Entry("capper", "a carousel with heads, caps from a raised bowl down a chute"),
            Entry("labeller", "two reels of labels on an upright plate beside the belt"),
            Entry("packer", "a case packer: a gantry with a head above a belt, flat cases in a magazine", "packer"),
            Entry("palletiser", "a lifting arm on a column that stacks cartons behind the way, inside a guard"),
            Entry("wrapper", "an arm that carries film around a load on rollers"),
        ),
    ),
    Group(
        "Robots and cranes",
        (
            Entry("robot", "six axes on a plate, its links hung from one another; its envelope is a zone", "object"),
            Entry("robot_cell", "a robot beside the parts' way, behind a fence with glass"),
            Entry("gantry", "two portals with a beam, a carriage and an upright axis over a way for parts"),
            Entry("crane", "an overhead crane: runways on columns, a bridge, a trolley with its hook", "object"),
        ),
    ),
    Group(
        "Conveyors",
        (
            Entry("belt", "a belt along any path", "conveyor"),
            Entry("roller_conveyor", "driven rollers between side frames, along any path", "conveyor"),
            Entry("chain_conveyor", "two chains for pallets, along any path", "conveyor"),
            Entry("slat_conveyor", "plates across the way, along any path", "conveyor"),
            Entry("curve", "rollers that taper in bends, with guide rails, along any path", "conveyor"),
            Entry("spiral", "a belt of slats that winds up around a column"),
            Entry("merge", "rollers with rails in the form of a funnel: two ways become one"),
            Entry("diverter", "rollers with an arm that leads parts aside"),
            Entry("turntable", "a round table with rollers that turns parts from one way into another"),
            Entry("transfer", "chains between rollers that lift parts and carry them to the side"),
            Entry("lift", "a carriage with rollers between four posts"),
        ),
    ),
    Group(
        "Vehicles",
        (
            Entry("agv", "an automated guided vehicle with a roller deck and scanners", "object"),
            Entry("amr", "a low mobile robot that drives under racks and lifts them", "object"),
            Entry("charger", "a charging point: cabinet with contacts, a plate on the floor", "object"),
            Entry("forklift", "a counterbalance truck: mast, forks, overhead guard", "object"),
            Entry("tugger", "a tugger with two trailers of totes", "object"),
        ),
    ),
    Group(
        "Storage and load carriers",
        (
            Entry("source", "a pallet of cartons and a table that leads into the line", "source"),
            Entry("sink", "a table that leads out of the line and a pallet of cartons", "sink"),
            Entry("rack", "shelves where the places are", "buffer"),
            Entry("store", "a rack for what a line needs: frames, beams, pallets or boards", "store"),
            Entry("pallet_rack", "wide bays on several levels, with loaded pallets", "object"),
            Entry("flow_rack", "lanes of rollers that fall towards the front, with bins", "object"),
            Entry("shuttle_storage", "two walls of totes with a mast and its carriage between them", "object"),
            Entry("floor_store", "painted places for pallets, with stock where a height is given", "object"),
            Entry("pallet", "a flat pallet of 1200 x 800 mm", "object"),
            Entry("crate", "a wooden crate on runners", "object"),
            Entry("tote", "a small load carrier with ribs and grips", "object"),
            Entry("bin", "an open-fronted storage bin", "object"),
        ),
    ),
    Group(
        "People, safety and building",
        (
            Entry("operator", "a person who stands there, 1.75 m tall, looking along +X", "object"),
            Entry("desk", "a desk with two screens and a chair", "object"),
            Entry("control_cabinet", "switchgear behind doors, each with its lever", "object"),
            Entry("fence", "posts and light panels along a path, free for toes below", "fence"),
            Entry("gate", "a piece of fence with a door", "object"),
            Entry("light_curtain", "a sender and a receiver with beams between", "object"),
            Entry("door", "a door ajar, with its way painted on the floor", "door"),
            Entry("wall", "a wall along a path, to look through", "wall"),
            Entry("wall_openings", "a piece of wall with a gate, a door and a window", "object"),
            Entry("dock", "a door for trucks with shelter, bumpers and leveller; the truck stands in front", "dock"),
            Entry("column", "a steel column with a guard", "column"),
            Entry("office", "a glazed room with a door, furniture and a cooling unit", "object"),
            Entry("floor", "a painted area", "floor"),
            Entry("text", "words on the floor", "text"),
            Entry("placeholder", "a hatched box: something of which this version does not know the look", "object"),
        ),
    ),
)
"""In the order of the contact sheet."""


class Open(NamedTuple):
    """Surfaces of a model that are not closed, by role, and why that is right."""

    roles: frozenset[Role]
    reason: str


STACK_LIGHT = Open(
    frozenset({Role.LAMP, Role.PANEL}), "the segments and the pole of a stack light are tubes around one another"
)
"""Of all models with a stack light."""
OPEN: Mapping[str, Open] = MappingProxyType(
    {
        "rotary": Open(
            frozenset({Role.ACCENT, Role.STEEL, Role.PANEL}), "valves, spokes and rings end inside what bears them"
        ),
        "store": Open(frozenset({Role.STEEL}), "struts end inside the posts"),
        "pallet_rack": Open(frozenset({Role.STEEL}), "struts end inside the posts"),
        "tester": Open(frozenset({Role.GLASS}), "the panes of the hood have no thickness"),
        "source": Open(frozenset({Role.STEEL}), "rollers end inside the side frames"),
        "sink": Open(frozenset({Role.STEEL}), "rollers end inside the side frames"),
        "fence": Open(frozenset({Role.MARKING, Role.MESH}), "bars end inside their frames, the mesh has no thickness"),
    }
)
"""All other models consist of closed bodies."""


def entries() -> Iterator[Entry]:
    """Go through all models in the order of the catalogue."""
    return (entry for group in CATALOGUE for entry in group.entries)
