"""Words of the layout language that this version reads but does not simulate yet.

Whoever writes one of them has made no mistake, so the problem says that and not "unknown field". A word leaves this
module in the change that builds it.
"""

from collections.abc import Mapping


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SECTIONS_TO_COME = _words(
    "calendar carriers changeovers drawing levels people plan roads routing rules supply targets vehicles zones"
)
"""Sections of a file."""

KINDS_TO_COME = _words(
    """
    assembly conveyor_loop crane crossing disassembly divert elevator fleet inspection lift merge oven packer
    palletiser person rack robot rotary shuttle spiral stacker store table transfer turntable unpacker washer workplace
    """
)
"""Kinds of equipment."""

FIELDS_TO_COME = _words(
    """
    acceleration allowance at_break back_to batch carries changeover clean count demand_per_shift double_gripper
    drive_through empty_before every fail family first_off frees hand hindrance irregular lanes lines maintenance manual
    minor_stop_limit of overstay pack parts passes prepare priority rate reorder repair_by restart retest
    rolling scrap scrap_first sets_up shifts spacing start_up tasks transfer transit travels uses walk
    warm_up_after_stop works zone
    """
)
"""Fields of equipment and of failures, where the kind has no such field already."""

PORTS_TO_COME = _words("back empties fail front left right straight")
"""Names of ports."""

VALUES_TO_COME: Mapping[str, tuple[str, ...]] = {"accumulates": ("zones",)}
"""Values of fields, by field."""


def is_value_to_come(field: str, text: object) -> bool:
    """Tell whether a text is a value of the language that this version does not simulate yet."""
    return isinstance(text, str) and text.strip() in VALUES_TO_COME.get(field, ())
