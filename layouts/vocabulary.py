"""Words of the layout language that this version reads but does not simulate yet.

Whoever writes one of them has made no mistake, so the problem says that and not "unknown field". A word leaves this
module in the change that builds it.
"""

from collections.abc import Mapping


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SECTIONS_TO_COME = _words("levels roads rules targets vehicles")
"""Sections of a file."""

KINDS_TO_COME = _words(
    """
    agv amr conveyor_loop crane crossing divert elevator fleet forklift lift merge operator palletiser person rack robot
    shuttle spiral stacker table transfer turntable unpacker vehicle washer worker
    """
)
"""Kinds of equipment."""

_TEST = "a machine or a workplace with `fail: 2 %`"
KINDS_INSTEAD: Mapping[str, str] = {
    "inspection": _TEST,
    "inspector": _TEST,
    "test": _TEST,
    "tester": _TEST,
    "rework": "a workplace behind the port `fail` of a test, with `back_to` and `passes`",
    "repair": "a workplace behind the port `fail` of a test, with `back_to` and `passes`",
    "station": "a machine, or a workplace where a person works",
    "server": "a machine",
    "queue": "a buffer",
    "storage": "a store",
    "warehouse": "a store",
    "supermarket": "a store",
    "delay": "a buffer with `dwell: 20 min`",
    "belt": "a conveyor",
    "furnace": "an oven",
    "batch": "an oven: it works on a whole batch at once",
    "combiner": "an assembly with `uses: {rotor: 1}`",
    "joiner": "an assembly with `uses: {rotor: 1}`",
    "splitter": "a disassembly with `makes: {rotor: 1}`, or a `rule` at the element before the branch",
    "separator": "a disassembly with `makes: {rotor: 1}`",
    "pasteuriser": "a tunnel with `rate`, `transit` and `overstay`",
    "reflow": "a tunnel with `rate`, `transit` and `overstay`",
    "indexing": "a transfer_line with `index` and `stations`",
    "filler": "a rotary with `rate` and `transit`, or a machine",
}
"""What stands for kinds that other programs have and this language has not."""

FIELDS_TO_COME = _words(
    """
    acceleration calendar clean count demand_per_shift double_gripper hand hindrance irregular
    lanes lines priority restart rolling spacing travels zone
    """
)
"""Fields of equipment and of failures, where the kind has no such field already."""

PORTS_TO_COME = _words("back empties front left right straight")
"""Names of ports."""

VALUES_TO_COME: Mapping[str, tuple[str, ...]] = {"accumulates": ("zones",)}
"""Values of fields, by field."""


def is_value_to_come(field: str, text: object) -> bool:
    """Tell whether a text is a value of the language that this version does not simulate yet."""
    return isinstance(text, str) and text.strip() in VALUES_TO_COME.get(field, ())
