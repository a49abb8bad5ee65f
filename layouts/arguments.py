"""Values on the command line that several words take: times, lengths and whole numbers."""

from argparse import ArgumentTypeError

from pydantic_core import PydanticCustomError

from layouts.quantities import Dimension, parse


def time(text: str) -> float:
    """Read a time such as `8h` or `90 min`, in seconds.

    Raises:
        ArgumentTypeError: for anything else, and below 0.
    """
    try:
        seconds = parse(text, Dimension.TIME)
    except PydanticCustomError as error:
        raise ArgumentTypeError(error.message()) from error
    if seconds < 0:
        raise ArgumentTypeError(f"found {text!r}, expected a time of at least 0")
    return float(seconds)


def positive_time(text: str) -> float:
    """Read a time above 0, in seconds.

    Raises:
        ArgumentTypeError: for anything else.
    """
    seconds = time(text)
    if seconds == 0:
        raise ArgumentTypeError(f"found {text!r}, expected a time greater than 0")
    return seconds


def positive_length(text: str) -> float:
    """Read a length such as `0.3m` or `300 mm`, in metres.

    Raises:
        ArgumentTypeError: for anything else, and for 0 or less.
    """
    try:
        metres = parse(text, Dimension.LENGTH)
    except PydanticCustomError as error:
        raise ArgumentTypeError(error.message()) from error
    if metres <= 0:
        raise ArgumentTypeError(f"found {text!r}, expected a length greater than 0")
    return float(metres)


def whole(text: str) -> int:
    """Read a whole number from 0.

    Raises:
        ArgumentTypeError: for anything else.
    """
    if not (text.isascii() and text.isdecimal()):
        raise ArgumentTypeError(f"found {text!r}, expected a whole number from 0")
    return int(text)
