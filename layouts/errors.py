"""What goes wrong because of what a user gave us, told in one clear message."""

from pydantic_core import PydanticCustomError


class UserError(Exception):
    """A mistake in the user's input; its text is the whole message, shown without a traceback."""


def fault(code: str, found: object, expected: str, suggestion: str = "") -> PydanticCustomError:
    """Describe one wrong value so that reading a file can turn it into a `Problem` at its place.

    `code` names the rule that was broken (`unit`, `range`, `form`, ...), `found` is what was written,
    `expected` says in words what would have been right.
    """
    return PydanticCustomError(
        "layout",
        "found {found}, expected {expected}",
        {"code": code, "found": str(found), "expected": expected, "suggestion": suggestion},
    )
