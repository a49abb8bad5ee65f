"""What goes wrong because of what a user gave us, told in one clear message."""

from enum import Enum
from typing import ClassVar

from pydantic_core import PydanticCustomError


class UserError(Exception):
    """A mistake in the user's input; its text is the whole message, shown without a traceback.

    `status` is the exit status of the command line.
    """

    status: ClassVar[int] = 1


class Code(Enum):
    """Which rule a problem breaks; the value is the word in JSON output and the key for translators."""

    UNREADABLE = "unreadable"
    SYNTAX = "syntax"
    TOO_BIG = "too_big"
    TOO_DEEP = "too_deep"
    REFUSED = "refused"
    DUPLICATE = "duplicate"
    VERSION = "version"
    FORM = "form"
    UNIT = "unit"
    RANGE = "range"
    FLOW = "flow"
    ID = "id"
    DATA_FILE = "data_file"
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_KIND = "unknown_kind"
    UNKNOWN_REFERENCE = "unknown_reference"
    NOT_YET = "not_yet"
    MEANINGLESS = "meaningless"
    MISSING = "missing"
    DIRECTION = "direction"
    UNCONNECTED = "unconnected"
    SHARES = "shares"
    WAYS = "ways"
    FAILURE = "failure"
    CONVEYOR = "conveyor"
    ENDLESS = "endless"
    NO_WAY = "no_way"
    AMBIGUOUS = "ambiguous"
    APART = "apart"
    OUTSIDE = "outside"
    MODEL_SIZE = "model_size"
    EXPONENTIAL = "exponential"
    NO_BOUNDARY = "no_boundary"
    PLUGIN = "plugin"
    OVERLAP = "overlap"
    CLEARANCE = "clearance"
    SERVICE = "service"
    WORK_SPACE = "work_space"
    DOOR_SWING = "door_swing"
    ROBOT_ENVELOPE = "robot_envelope"
    OPERATOR_REACH = "operator_reach"
    ESCAPE = "escape"
    HEADROOM = "headroom"
    AISLE_WIDTH = "aisle_width"
    TURNING = "turning"
    PALLET_ACCESS = "pallet_access"
    LARGEST_DOOR = "largest_door"
    PORT_HEIGHT = "port_height"
    PORT_GAP = "port_gap"
    HALL_HEIGHT = "hall_height"
    OWN_RULE = "own_rule"


def fault(code: Code, found: object, expected: str, suggestion: str = "") -> PydanticCustomError:
    """Describe one wrong value so that reading a file can turn it into a `Problem` at its place.

    `found` is what was written, `expected` says in words what would have been right.
    """
    return PydanticCustomError(
        "layout",
        "found {found}, expected {expected}",
        {"code": code.value, "found": str(found), "expected": expected, "suggestion": suggestion},
    )
