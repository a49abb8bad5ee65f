"""From a layout to the plain tree of its file: as typed where it was typed, defaults left out.

The leaves of a tree are texts as they stand in a file; `Words` are free text, which is quoted where a reader of YAML
would take it for something else. A `Record` also knows what its fields would be if nothing were written, so that the
same tree serves for a whole dump and for changing a file that says more than it must.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from functools import cache
from typing import Any, get_args, get_type_hints

from pydantic_core import PydanticCustomError

from layouts.aisles import Aisle
from layouts.checks import Checks
from layouts.distributions import Distribution, Empirical, decode
from layouts.equipment import Equipment, Placeholder
from layouts.failures import Mean
from layouts.faults import names_in_file
from layouts.model import Layout, Run
from layouts.orders import OrderFile
from layouts.people import Post
from layouts.provenance import Provenance
from layouts.quantities import NUMBER, Dimension, Dimensioned, Quantity, parse, shown
from layouts.space import Point, Size
from layouts.table import Table
from layouts.times_of_day import Days

Tree = Any
"""None, str, Words, list of trees, dict of trees, or Record."""


class Words(str):
    """Free text, as opposed to a number, a quantity or a word of the language."""

    __slots__ = ()


class Coordinates(list[Tree]):
    """The list of a point: what stands first is X, whatever the others are."""

    __slots__ = ()


@dataclass(frozen=True)
class Record:
    """Fields with their trees; `implied` names those that need not be written, since they say what holds anyway."""

    fields: Mapping[str, Tree]
    implied: frozenset[str] = frozenset()


def written(layout: Layout) -> dict[str, Tree]:
    """Return what a file of the layout says, as nested dicts, lists and texts."""
    tree: dict[str, Tree] = without_implied(tree_of(layout))
    return tree


def without_implied(tree: Tree) -> Tree:
    """Turn records into dicts of the fields that must be written."""
    if isinstance(tree, Record):
        return {key: without_implied(value) for key, value in tree.fields.items() if key not in tree.implied}
    if isinstance(tree, dict):
        return {key: without_implied(value) for key, value in tree.items()}
    return [without_implied(item) for item in tree] if isinstance(tree, list) else tree


def tree_of(layout: Layout) -> Record:
    """Return the tree of a whole layout, sections in the order of the language."""
    unit = 0.001 if layout.coordinates == "mm" else 1.0
    encode = _Encoder(unit)
    sections: dict[str, Tree] = {
        "linewright": str(layout.version),
        "name": _words(layout.name),
        "description": _words(layout.description),
        "where": {key: Words(text) for key, text in layout.where.items()},
        "coordinates": Words(layout.coordinates),
        "hall": None if layout.hall is None else encode.record(layout.hall, None),
        "drawing": None if layout.drawing is None else encode.record(layout.drawing, None),
        "calendar": None if layout.calendar is None else encode.record(layout.calendar, None),
        "products": {key: encode.record(item, None) for key, item in layout.products.items()},
        "parts": {key: encode.record(item, None) for key, item in layout.parts.items()},
        "carriers": {key: encode.record(item, None) for key, item in layout.carriers.items()},
        "plan": None if layout.plan is None else encode.record(layout.plan, None),
        "defaults": {kind: encode.record(item, type(item)()) for kind, item in layout.defaults.items()},
        "equipment": {key: encode.equipment(item, layout.defaults) for key, item in layout.equipment.items()},
        "flow": [str(chain) for chain in layout.flow],
        "routing": {product: [str(step) for step in route] for product, route in layout.routing.items()},
        "changeovers": {key: matrix.written() for key, matrix in layout.changeovers.items()},
        "failures": {key: encode.record(item, None) for key, item in layout.failures.items()},
        "zones": {key: zone.written() for key, zone in layout.zones.items()},
        "supply": {key: encode.record(item, None) for key, item in layout.supply.items()},
        "people": {key: encode.record(item, None) for key, item in layout.people.items()},
        "control": {key: encode.record(item, None) for key, item in layout.control.items()},
        "groups": {key: list(members) for key, members in layout.groups.items()},
        "aisles": {key: encode.record(item, None) for key, item in layout.aisles.items()},
        "checks": encode.record(layout.checks, None),
        "costs": None if layout.costs is None else encode.record(layout.costs, None),
        "run": encode.record(layout.run, None),
    }
    present = {key: tree for key, tree in sections.items() if tree is not None}
    return Record(present, frozenset(key for key, tree in present.items() if _says_nothing(key, tree, layout)))


def fields_written(item: object) -> dict[str, Tree]:
    """Return the trees of all fields of an item, also of those that need not be written."""
    tree: dict[str, Tree] = without_implied(Record(_Encoder(1.0).record(item, None).fields))
    return tree


def _says_nothing(section: str, tree: Tree, layout: Layout) -> bool:
    if section == "coordinates":
        return layout.coordinates == "m"
    if section == "checks":
        return layout.checks == Checks()
    return layout.run == Run() if section == "run" else tree in ({}, [])


def _words(text: str | None) -> Words | None:
    return None if text is None else Words(text)


@dataclass(frozen=True)
class _Field:
    """A field of an item: its names, what its values measure, and what holds when it is not given."""

    name: str
    attribute: str
    codec: Dimensioned | Mean | None
    default: Any


@cache
def _fields(cls: Any) -> tuple[_Field, ...]:
    hints = get_type_hints(cls, include_extras=True)
    declared = cls.__pydantic_fields__
    return tuple(
        _Field(
            name,
            attribute,
            _codec(hints[attribute]),
            None if declared[attribute].is_required() else declared[attribute].get_default(),
        )
        for name, attribute in names_in_file(cls).items()
    )


def _codec(hint: Any) -> Dimensioned | Mean | None:
    """The first annotation within a type that says how its numbers are written."""
    own = [part for part in getattr(hint, "__metadata__", ()) if isinstance(part, Dimensioned | Mean)]
    inner = (_codec(part) for part in get_args(hint) if not isinstance(part, str))
    return next(iter(own), None) or next((codec for codec in inner if codec), None)


@dataclass(frozen=True)
class _Encoder:
    """Encodes values; bare coordinates count in `unit` metres."""

    unit: float

    def equipment(self, item: Equipment, defaults: Table[Equipment]) -> Record:
        """Encode equipment, less what the defaults of its kind say."""
        if isinstance(item, Placeholder):
            return self._placeholder(item)
        record = self.record(item, defaults.get(item.kind))
        return Record({"kind": item.kind, **record.fields}, record.implied)

    def _placeholder(self, item: Placeholder) -> Record:
        common = Equipment(**{field.attribute: getattr(item, field.attribute) for field in _fields(Equipment)})
        record = self.record(common, None)
        kind = {"kind": item.written_kind} if item.written_kind else {}
        rest = {key: _thawed(value) for key, value in item.raw.items()}
        return Record({**kind, **record.fields, **rest}, record.implied - rest.keys())

    def record(self, item: Any, base: Any) -> Record:
        """Encode an item; `base` holds what is implied (None: the defaults of its class)."""
        trees, implied = {}, set()
        cls: Any = type(item)
        for field in _fields(cls):
            value = getattr(item, field.attribute)
            other = field.default if base is None else getattr(base, field.attribute)
            if value is None and other is None:
                continue
            trees[field.name] = self.tree(value, field.codec)
            if value is other or (value == other and _provenance(value) is None):
                implied.add(field.name)
        return Record(trees, frozenset(implied))

    def tree(self, value: Any, codec: Dimensioned | Mean | None) -> Tree:
        """Encode one value of a field."""
        if isinstance(value, Table):
            return {key: self.tree(item, codec) for key, item in value.items()}
        if isinstance(value, Distribution):
            return _with_provenance(_distribution_text(value, codec), value.provenance)
        if isinstance(value, OrderFile) and not value.file:
            return [{**order, "part": Words(order["part"])} for order in value.written()]
        if isinstance(value, Point):
            numbers = (number for number in (value.x, value.y, value.z) if number is not None)
            return Coordinates(coordinate_text(number, self.unit) for number in numbers)
        if isinstance(value, Size):
            return _size_text(value)
        if isinstance(value, tuple):
            return [self.tree(item, codec) for item in value]
        if is_dataclass(value) and hasattr(value, "__pydantic_fields__"):
            return self.record(value, None)
        return _leaf(value, codec)


def _leaf(value: Any, codec: Dimensioned | Mean | None) -> Tree:
    if value is None:
        return None
    if isinstance(value, Enum):
        return Words(value.value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Days):
        return value.written()
    if isinstance(value, float) and isinstance(codec, Dimensioned):
        return _with_provenance(_quantity_text(value, codec.dimension), _provenance(value))
    return Words(value) if isinstance(value, str | OrderFile) else str(value)


def _provenance(value: Any) -> Provenance | None:
    return value.provenance if isinstance(value, Quantity | Distribution) else None


def _with_provenance(text: str, provenance: Provenance | None) -> Tree:
    if provenance is None:
        return text
    return {"value": text, **{name: Words(said) for name, said in provenance.written().items()}}


def _quantity_text(value: float, dimension: Dimension) -> str:
    if isinstance(value, Quantity) and _says(value.text, value, lambda text: parse(text, dimension)):
        return value.text
    if dimension is Dimension.ANGLE:
        value = round(value, 1)
    return shown(float(value), dimension)


def _distribution_text(value: Distribution, codec: Dimensioned | Mean | None) -> str:
    decoder: Callable[[Any], Distribution] = codec.decode if isinstance(codec, Mean) else decode
    bare = replace(value, values=()) if isinstance(value, Empirical) else value
    for text in (value.text, value.text_form()):
        if text is not None and _says(text, bare, decoder):
            return text
    return f"{value.name} {value.text_form()}"  # a constant where a lone time would be a mean


def _size_text(value: Size) -> str:
    said = value.text is not None and _says(value.text, value, Size.decode)
    return str(value) if said else value.text_form()


def _says(text: str, value: object, decoder: Callable[[str], object]) -> bool:
    """Whether a typed text still says this value here: it may have come from a field that reads it otherwise."""
    try:
        return decoder(text) == value
    except PydanticCustomError:
        return False


def coordinate_text(value: float, unit: float) -> str:
    """Write a coordinate: as typed, or to 1 mm."""
    if isinstance(value, Quantity) and _says(value.text, value, lambda text: _coordinate(text, unit)):
        return value.text
    text = f"{value / unit:.3f}" if unit == 1.0 else f"{value / unit:.0f}"
    short = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if short in ("-0", "") else short


def _coordinate(text: str, unit: float) -> float:
    return float(text) * unit if re.fullmatch(NUMBER, text) else parse(text, Dimension.LENGTH)


def _thawed(value: Any) -> Tree:
    if isinstance(value, Table):
        return {key: _thawed(item) for key, item in value.items()}
    return [_thawed(item) for item in value] if isinstance(value, tuple) else value


def settled(layout: Layout, since: Layout | None = None) -> Layout:
    """Return the layout with coordinates and angles that a program computed rounded as they are saved.

    Equipment that is the same object as in `since` is taken as settled.
    """
    unit = 0.001 if layout.coordinates == "mm" else 1.0
    before = since.equipment if since is not None and since.coordinates == layout.coordinates else Table[Equipment]()
    anew = layout.equipment.anew_since(before)
    items = layout.equipment.with_items({key: _settled_item(layout.equipment[key], unit) for key in anew})
    defaults = {kind: _settled_item(item, unit) for kind, item in layout.defaults.items()}
    people = {key: _settled_post(post, unit) for key, post in layout.people.items()}
    aisles = {key: _settled_aisle(aisle, unit) for key, aisle in layout.aisles.items()}
    same = all(items[key] is layout.equipment[key] for key in anew) and defaults == dict(layout.defaults)
    same = same and all(people[key] is post for key, post in layout.people.items())
    if same and all(aisles[key] is aisle for key, aisle in layout.aisles.items()):
        return layout
    tables = Table(defaults), Table(people), Table(aisles)
    return replace(layout, equipment=items, defaults=tables[0], people=tables[1], aisles=tables[2])


def _settled_aisle(aisle: Aisle, unit: float) -> Aisle:
    path = _settled_value(aisle.path, unit)
    return aisle if path == aisle.path else replace(aisle, path=path)


def _settled_post(post: Post, unit: float) -> Post:
    home = _settled_value(post.home, unit)
    return post if home == post.home else replace(post, home=home)


def _settled_item(item: Equipment, unit: float) -> Equipment:
    values = {field.name: getattr(item, field.name) for field in fields(item)}
    changed = {name: _settled_value(value, unit) for name, value in values.items()}
    if not isinstance(item.turn, Quantity):
        changed["turn"] = round(item.turn, 1)
    differing = {name: value for name, value in changed.items() if value != values[name]}
    return replace(item, **differing) if differing else item


def _settled_value(value: Any, unit: float) -> Any:
    if isinstance(value, Point):
        numbers = [_settled_coordinate(number, unit) for number in (value.x, value.y, value.z) if number is not None]
        return Point(*numbers)
    if type(value) is tuple:
        return tuple(_settled_value(item, unit) for item in value)
    return value


def _settled_coordinate(value: float, unit: float) -> float:
    return _coordinate(coordinate_text(value, unit), unit)
