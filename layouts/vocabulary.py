"""Words of the layout language that this version reads but does not simulate yet.

Whoever writes one of them has made no mistake, so the problem says that and not "unknown field". A word leaves this
module in the change that builds it.
"""

from collections.abc import Mapping


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SECTIONS_TO_COME = _words("calendar carriers drawing levels people plan roads rules supply targets vehicles zones")
"""Sections of a file."""

KINDS_TO_COME = _words(
    """
    conveyor_loop crane crossing divert elevator fleet inspection lift merge palletiser person rack robot shuttle
    spiral stacker table transfer turntable unpacker washer
    """
)
"""Kinds of equipment."""

FIELDS_TO_COME = _words(
    """
    acceleration allowance at_break batch carries clean count demand_per_shift double_gripper empty_before every
    first_off frees hand hindrance irregular lanes lines maintenance minor_stop_limit overstay parts prepare priority
    reorder repair_by restart rolling scrap_first sets_up shifts spacing start_up tasks transfer travels walk
    warm_up_after_stop works zone
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
