"""Where things can go: chains of ports such as `op10 -> c1 -> op20 | op25`."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from itertools import product
from typing import Any, NamedTuple

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from layouts.errors import Code, fault
from layouts.quantities import NUMBER, shortest
from layouts.references import Rename, To

ID = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
"""What an id looks like."""

MAIN_OUT, MAIN_IN = "out", "in"


class Port(NamedTuple):
    """A port of a piece of equipment; the main ports are `out` and `in`."""

    equipment: str
    name: str

    def __str__(self) -> str:
        """Write the port as `id.name`."""
        return f"{self.equipment}.{self.name}"

    @property
    def owner(self) -> str:
        """The name of the way out at this port: the id alone for the main one."""
        return self.equipment if self.name == MAIN_OUT else str(self)


class Connection(NamedTuple):
    """A directed physical connection from an out-port to an in-port."""

    source: Port
    target: Port

    def __str__(self) -> str:
        """Write the connection as in a file, main ports without their names."""
        return f"{self.source} -> {self.target}"


class Stop(NamedTuple):
    """One alternative of one step of a chain: an id and, where it is not the main port, a port name."""

    equipment: str
    port: str | None = None

    def __str__(self) -> str:
        """Write the stop as in a file."""
        return self.equipment if self.port is None else f"{self.equipment}.{self.port}"


def is_carried(step: tuple[Stop, ...], people: Container[str]) -> bool:
    """Tell whether a step of a chain is no equipment, but people who carry from the step before to the one behind."""
    return len(step) == 1 and step[0].equipment in people and step[0].port is None


@dataclass(frozen=True)
class Chain:
    """Steps joined by arrows; each step is one stop or several alternatives (`a | b`)."""

    steps: tuple[tuple[Stop, ...], ...]

    def __str__(self) -> str:
        """Write the chain as in a file."""
        return " -> ".join(" | ".join(map(str, step)) for step in self.steps)

    def with_names(self, rename: Rename) -> "Chain":
        """Return the chain with other names; a step is equipment or people, a port may have the name of a part."""
        return Chain(tuple(tuple(_renamed_stop(stop, rename) for stop in step) for step in self.steps))

    def connections(self) -> Iterator[Connection]:
        """Go through the connections between neighbouring steps, in order, as if nobody carried."""
        return (connection for connection, _ in self.ways(()))

    def ways(self, people: Container[str]) -> Iterator[tuple[Connection, str | None]]:
        """Go through the connections in order, each with the post that carries there; None: parts go by themselves."""
        before, post = tuple[Stop, ...](), None
        for step in self.steps:
            if is_carried(step, people):
                post = step[0].equipment
                continue
            for a, b in product(before, step):
                yield Connection(Port(a.equipment, a.port or MAIN_OUT), Port(b.equipment, b.port or MAIN_IN)), post
            before, post = step, None

    @classmethod
    def decode(cls, value: Any) -> "Chain":
        """Read `a -> b | c -> d.port`.

        Raises:
            PydanticCustomError: for anything else.
        """
        if isinstance(value, Chain):
            return value
        if not isinstance(value, str):
            raise fault(Code.FLOW, value, "a chain such as a -> b -> c")
        steps = [[part.strip() for part in re.split(r"\s\|\s", step)] for step in re.split(r"\s->\s", value.strip())]
        stops = tuple(tuple(_stop(stop, value) for stop in step) for step in steps)
        if len(steps) < 2:
            raise fault(Code.FLOW, repr(value), "a chain such as a -> b")
        return cls(stops)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate with `decode`."""
        return core_schema.no_info_plain_validator_function(cls.decode)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the text form."""
        return {"type": "string", "description": "ports joined by arrows", "examples": ["infeed -> filling -> belt"]}


def _renamed_stop(stop: Stop, rename: Rename) -> Stop:
    equipment = rename(rename(stop.equipment, To.EQUIPMENT), To.PEOPLE)
    return Stop(equipment, None if stop.port is None else rename(stop.port, To.THINGS))


def _stop(text: str, chain: str) -> Stop:
    equipment, dot, port = text.partition(".")
    if re.fullmatch(rf"{ID.pattern}@{NUMBER}", text):
        raise fault(Code.NOT_YET, text, "")
    if not ID.fullmatch(equipment) or (dot and not ID.fullmatch(port)):
        spaced = " ".join(re.sub(r"(->|\|)", r" \1 ", chain).split())
        expected_stop = "an id or id.port (letters, digits, _ and -; arrows and | need blanks around them)"
        raise fault(Code.FLOW, repr(text), expected_stop, "" if spaced == " ".join(chain.split()) else spaced)
    return Stop(equipment, port or None)


class Choice(Enum):
    """How a branch chooses among its connections; the value is the text of the file."""

    FIRST_FREE = "first free"
    ROUND_ROBIN = "round robin"
    SHARE = "share"
    RANDOM_SHARE = "random share"
    SHORTEST_QUEUE = "shortest queue"
    LEAST_RECENTLY_USED = "least recently used"
    BY_PRODUCT = "by product"


EVERY_OTHER = "*"
"""The way of the products that no other way of the branch names."""

_FORMS = {
    Choice.SHARE: "share 70 / 30",
    Choice.RANDOM_SHARE: "random share 70 / 30",
    Choice.BY_PRODUCT: f"by product P12 / P24 / {EVERY_OTHER}",
}
"""Rules that say something of each way."""

_SHARES = re.compile(rf"{NUMBER}(\s*/\s*{NUMBER})*")


@dataclass(frozen=True)
class Rule:
    """The rule of a branch: `round robin`, `share 70 / 30`, `by product P12 / *`, `first free strict`.

    `shares` and `products` go with the connections in the order of the flow. A strict rule waits for the branch that it
    chose; otherwise a branch that cannot take the part is passed over.
    """

    choice: Choice = Choice.FIRST_FREE
    shares: tuple[float, ...] = ()
    strict: bool = False
    products: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Write the rule as in a file."""
        ways = " / ".join([*map(shortest, self.shares), *self.products])
        return " ".join(word for word in (self.choice.value, ways, "strict" if self.strict else "") if word)

    def ways_of(self, product: str) -> tuple[int, ...]:
        """Return the numbers of the ways that are named for a product, or else of those for all others."""
        name = product if product in self.products else EVERY_OTHER
        return tuple(way for way, named in enumerate(self.products) if named == name)

    def with_names(self, rename: Rename) -> "Rule":
        """Return the rule with other names of products."""
        return replace(self, products=tuple(rename(name, To.THINGS) for name in self.products))

    @classmethod
    def decode(cls, value: Any) -> "Rule":
        """Read the text form.

        Raises:
            PydanticCustomError: for anything else.
        """
        if isinstance(value, Rule):
            return value
        text = value.strip() if isinstance(value, str) else ""
        strict = text.endswith(" strict")
        body = text.removesuffix(" strict").strip()
        for choice in sorted(Choice, key=lambda choice: -len(choice.value)):
            rest = body.removeprefix(choice.value).strip()
            if body.startswith(choice.value) and bool(rest) == (choice in _FORMS):
                if choice is Choice.BY_PRODUCT:
                    return cls(choice, strict=strict, products=_products(rest, value))
                return cls(choice, _shares(rest, value), strict)
        raise fault(Code.FORM, repr(value), f"a rule: {', '.join(shown(choice) for choice in Choice)} (and: strict)")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate with `decode`."""
        return core_schema.no_info_plain_validator_function(cls.decode)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the text form."""
        return {"type": "string", "description": "rule of a branch", "examples": [shown(choice) for choice in Choice]}


def shown(choice: Choice) -> str:
    """Return an example of a rule as it is written."""
    return _FORMS.get(choice, choice.value)


def _shares(text: str, value: Any) -> tuple[float, ...]:
    if not text:
        return ()
    shares = tuple(float(share) for share in text.split("/")) if _SHARES.fullmatch(text) else ()
    if len(shares) < 2 or min(shares) < 0 or sum(shares) <= 0:
        raise fault(Code.FORM, repr(value), "shares such as 70 / 30")
    return shares


def _products(text: str, value: Any) -> tuple[str, ...]:
    products = tuple(product.strip() for product in text.split("/"))
    if len(products) < 2 or not all(product == EVERY_OTHER or ID.fullmatch(product) for product in products):
        raise fault(Code.FORM, repr(value), f"a product for each way, such as {_FORMS[Choice.BY_PRODUCT]}")
    return products
