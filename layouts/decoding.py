"""From nodes to a layout: each item is decoded against its kind's own class, and every mistake becomes a problem.

What is wrong is left out, so that a window can show the rest: a field with a mistake keeps its default, and
equipment of a kind that is not known becomes a `Placeholder`, which is saved as it was written.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from layouts.aisles import Aisle
from layouts.calendar import Calendar
from layouts.carriers import Carrier
from layouts.changeovers import Matrix
from layouts.checks import Checks
from layouts.commas import torn_values
from layouts.control import Control
from layouts.costs import Costs
from layouts.drawing import Drawing
from layouts.equipment import Equipment, Placeholder
from layouts.errors import Code
from layouts.failures import Failure
from layouts.faults import meant_by, names_in_file, near, problems_of, quoted, unknown_field, written
from layouts.flow import Chain
from layouts.groups import Group
from layouts.kinds import Source
from layouts.measurements import empirical_in, values_of, with_values
from layouts.model import FORMAT, Hall, Layout, Product, Run
from layouts.model_files import is_file_name, model_file
from layouts.nodes import Entry, MappingNode, Node, ScalarNode, SequenceNode, plain
from layouts.orders import read_orders
from layouts.people import Post
from layouts.problems import Path as ValuePath
from layouts.problems import Place, Problem
from layouts.production import Plan
from layouts.registry import Registry, kinds
from layouts.routing import Route
from layouts.supply import Supply
from layouts.table import Table
from layouts.vocabulary import KINDS_INSTEAD, KINDS_TO_COME, SECTIONS_TO_COME
from layouts.zones import Zone

T = TypeVar("T")

_TABLES: Mapping[str, type] = {
    "products": Product,
    "parts": Product,
    "carriers": Carrier,
    "failures": Failure,
    "supply": Supply,
    "people": Post,
    "control": Control,
    "aisles": Aisle,
}
_ITEMS: Mapping[str, type] = {
    "hall": Hall,
    "drawing": Drawing,
    "calendar": Calendar,
    "plan": Plan,
    "costs": Costs,
    "checks": Checks,
    "run": Run,
}
_VALUES: Mapping[str, Any] = {"changeovers": Matrix, "routing": Route, "zones": Zone, "groups": Group}
_TEXTS = ("name", "description", "coordinates")


def adapter(cls: type[T]) -> TypeAdapter[T]:
    """The validator of a class, built once."""
    hashable: Any = cls
    return cast(TypeAdapter[T], _adapter(hashable))


@cache
def _adapter(cls: Any) -> TypeAdapter[Any]:
    return TypeAdapter(cls)


class Decoder:
    """Decodes one file; `problems` collects what is wrong, with paths but without lines."""

    def __init__(self, root: MappingNode, folder: Path | None) -> None:
        """Prepare to decode the nodes of a file that stands in a folder."""
        self.root = root
        self.folder = folder
        self.problems: list[Problem] = []
        self._kinds: Registry[type[Equipment]] = kinds()
        self._unit = 0.001 if self._text("coordinates") == "mm" else 1.0
        self._defaults: dict[str, Equipment] = {}

    def layout(self) -> Layout | None:
        """Decode the whole file; None where its version is not understood."""
        if not self._version_is_known():
            return None
        values: dict[str, Any] = {"folder": self.folder}
        for name in _in_order(self.root):
            entry = self.root.get(name)
            decoded = None if entry is None else self._section(name, entry.value)
            if decoded is not None:
                values[name] = decoded
        return Layout(**values)

    def _version_is_known(self) -> bool:
        entry = self.root.get("linewright")
        text = plain(entry.value) if entry else None
        if text is None:
            self._problem(Code.MISSING, (), "linewright", f"`linewright: {FORMAT}`, the version of the format")
            return True
        if not isinstance(text, str) or not text.isdecimal() or int(text[:9]) < 1:
            self._problem(Code.FORM, ("linewright",), quoted(text), f"the version of the format: {FORMAT}")
            return True
        if int(text[:9]) > FORMAT:
            self._problem(Code.VERSION, ("linewright",), text, f"format 1 to {FORMAT}: a newer Linewright wrote it")
            return False
        return True

    def _section(self, name: str, node: Node) -> Any:
        if name in _TABLES:
            return self._table(_TABLES[name], node, (name,))
        if name in _VALUES:
            return self._values(_VALUES[name], node, (name,))
        if name in _ITEMS:
            return None if _is_absent(node) else self._item(_ITEMS[name], node, (name,), {})
        if name in _TEXTS:
            return self._header(name, node)
        decoders: Mapping[str, Callable[[Node], Any]] = {
            "where": self._where,
            "flow": self._flow,
            "equipment": self._equipment,
            "defaults": self._default_items,
        }
        if name in decoders:
            return decoders[name](node)
        return None if name == "linewright" else self._unknown_section(name)

    def _unknown_section(self, name: str) -> None:
        if name in SECTIONS_TO_COME:
            self._problem(Code.NOT_YET, (name,), name, "")
        else:
            names = [name for name in names_in_file(Layout) if name != "folder"]
            self.problems.append(unknown_field(name, names, Place(path=(name,))))

    def _header(self, name: str, node: Node) -> Any:
        text = plain(node)
        units = ("m", "mm")
        if text is not None and (not isinstance(text, str) or (name == "coordinates" and text not in units)):
            self._problem(Code.FORM, (name,), quoted(text), "m or mm" if name == "coordinates" else "a text")
            return None
        return text

    def _text(self, name: str) -> str | None:
        entry = self.root.get(name)
        return entry.value.text if entry and isinstance(entry.value, ScalarNode) else None

    def _where(self, node: Node) -> Table[str]:
        texts = {}
        for entry in self._entries(node, ("where",)):
            text = plain(entry.value)
            if isinstance(text, str):
                texts[entry.key.text] = text
            elif text is not None:
                self._problem(Code.FORM, ("where", entry.key.text), written(text), "a text")
            elif ":" in entry.key.text:
                self.problems.append(unknown_field(entry.key.text, (), Place(path=("where", entry.key.text))))
        return Table(texts)

    def _flow(self, node: Node) -> tuple[Chain, ...]:
        if _is_absent(node):
            return ()
        if not isinstance(node, SequenceNode):
            self._problem(Code.FORM, ("flow",), _kind_of(node), "a list of chains such as - a -> b -> c")
            return ()
        chains = []
        for position, item in enumerate(node.items):
            try:
                chains.append(adapter(Chain).validate_python(plain(item)))
            except ValidationError as error:
                self.problems += problems_of(error, Chain, ("flow", position))
        return tuple(chains)

    def _table(self, cls: type[T], node: Node, path: ValuePath) -> Table[T]:
        items = {}
        for entry in self._entries(node, path):
            item = self._item(cls, entry.value, (*path, entry.key.text), {})
            if item is not None:
                items[entry.key.text] = item
        return Table(items)

    def _values(self, cls: Any, node: Node, path: ValuePath) -> Table[Any]:
        """Decode entries that are one value each, and no fields."""
        values = {}
        for entry in self._entries(node, path):
            try:
                values[entry.key.text] = adapter(cls).validate_python(plain(entry.value))
            except ValidationError as error:
                self.problems += problems_of(error, cls, (*path, entry.key.text))
        return Table(values)

    def _default_items(self, node: Node) -> Table[Equipment]:
        for entry in self._entries(node, ("defaults",)):
            kind = entry.key.text
            cls = self._kind(kind, ("defaults", kind))
            item = self._item(cls, entry.value, ("defaults", kind), {}) if cls else None
            if item is not None:
                self._defaults[kind] = item
        return Table(self._defaults)

    def _equipment(self, node: Node) -> Table[Equipment]:
        items = {}
        for entry in self._entries(node, ("equipment",)):
            items[entry.key.text] = self._piece(entry.value, ("equipment", entry.key.text))
        return Table(items)

    def _piece(self, node: Node, path: ValuePath) -> Equipment:
        if not isinstance(node, MappingNode):
            self._problem(Code.FORM, path, _kind_of(node), "fields such as {kind: machine, at: [6, 8]}")
            return Placeholder(written_kind="", raw=Table())
        kind = node.get("kind")
        word = plain(kind.value) if kind else None
        if word is None:
            self._no_kind(node, path)
        cls = self._kind(word, (*path, "kind")) if isinstance(word, str) else None
        if cls is None:
            return self._placeholder(node, "" if word is None else str(word))
        item = self._item(cls, node, path, _given(cls, self._defaults.get(cls.kind)))
        return Placeholder(written_kind=cls.kind, raw=_frozen(plain(node))) if item is None else item

    def _no_kind(self, node: MappingNode, path: ValuePath) -> None:
        """Report the field that was meant to be the kind, or that there is none."""
        names = ["kind", *names_in_file(Equipment)]
        keys = [entry.key.text for entry in node.entries if entry.key.text not in names]
        unknown = [unknown_field(key, names, Place(path=(*path, key))) for key in keys]
        mistyped = [problem for problem in unknown if meant_by(problem) == (*path, "kind")]
        if mistyped:
            self.problems.append(mistyped[0])
        else:
            self._problem(Code.MISSING, path, "kind", f"one of {', '.join(self._kinds.found)}")

    def _kind(self, word: str, path: ValuePath) -> type[Equipment] | None:
        cls = self._kinds.found.get(word)
        if cls is not None:
            return cls
        if word in self._kinds.broken:
            parameters = Table({"reason": self._kinds.broken[word]})
            self.problems.append(Problem(code=Code.PLUGIN, place=Place(path=path), found=word, parameters=parameters))
        elif word in KINDS_TO_COME:
            self._problem(Code.NOT_YET, path, f"kind: {word}" if path[0] == "equipment" else word, "")
        else:
            names = list(self._kinds.found)
            expected = KINDS_INSTEAD.get(word, "a kind of equipment (`linewright kinds` lists them)")
            suggestion = "" if word in KINDS_INSTEAD else near(word, names)
            self._problem(Code.UNKNOWN_KIND, path, word, expected, suggestion)
        return None

    def _placeholder(self, node: MappingNode, kind: str) -> Placeholder:
        """Keep what is written; the fields that all equipment has tell the window where to draw it."""
        common = {name for name in names_in_file(Equipment) if node.get(name)}
        silent = Decoder(MappingNode((), True, node.start, node.end), None)
        silent._unit = self._unit
        entries = tuple(entry for entry in node.entries if entry.key.text in common)
        known = silent._item(Equipment, MappingNode(entries, True, node.start, node.end), (), {}) or Equipment()
        wrong = {problem.place.path[0] for problem in silent.problems if problem.place.path}
        rest = {entry.key.text: plain(entry.value) for entry in node.entries}
        rest = {name: value for name, value in rest.items() if name != "kind" and (name in wrong or name not in common)}
        values = {field.name: getattr(known, field.name) for field in fields(known)}
        return Placeholder(written_kind=kind, raw=_frozen(rest), **values)

    def _item(self, cls: type[T], node: Node, path: ValuePath, base: Mapping[str, Any]) -> T | None:
        """Decode one item over the values of its defaults; without the fields that have mistakes."""
        if not isinstance(node, MappingNode) and not _is_absent(node):
            self._problem(Code.FORM, path, _kind_of(node), "fields: {name: value}")
            return None
        given = cast(dict[str, Any], plain(node) or {})
        if issubclass(cls, Equipment):
            given.pop("kind", None)
        for name in self._torn(node, path):
            given.pop(name, None)
        known = names_in_file(cls)  # a known field without a value is not given, an unknown one is a mistake
        values = {name: value for name, value in {**base, **given}.items() if value is not None or name not in known}
        item = self._validated(cls, values, path)
        return None if item is None else self._measured(item, path)

    def _torn(self, node: Node, path: ValuePath) -> Iterator[str]:
        """Report the values that commas tore into pieces, and name the keys that are pieces of them."""
        for torn in torn_values(node) if isinstance(node, MappingNode) else ():
            expected = "a value without commas: in braces they end it"
            self._problem(Code.FORM, (*path, torn.field), torn.written, expected, f"{torn.field}: {torn.mended}")
            yield from (torn.field, *torn.rest)

    def _validated(self, cls: type[T], values: dict[str, Any], path: ValuePath) -> T | None:
        context = {"coordinates": self._unit}
        validator = adapter(cls)
        try:
            return validator.validate_python(values, context=context, by_alias=True, by_name=False)
        except ValidationError as error:
            self.problems += problems_of(error, cls, path)
            wrong = {detail["loc"][0] for detail in error.errors(include_url=False) if detail["loc"]}
        try:
            rest = {name: value for name, value in values.items() if name not in wrong}
            return validator.validate_python(rest, context=context, by_alias=True, by_name=False)
        except ValidationError:  # the same mistakes: a field that must be given
            return None

    def _measured(self, item: T, path: ValuePath) -> T:
        """Read the files that an item names."""
        for way, distribution in list(empirical_in(item)):
            try:
                item = with_values(item, way, values_of(distribution.file, self.folder))
            except PydanticCustomError as error:
                context = error.context or {}
                self._problem(Code.DATA_FILE, (*path, *way), str(context["found"]), str(context["expected"]))
        if isinstance(item, Equipment) and item.model is not None and is_file_name(item.model):
            item = self._with_file(item, path)
        return (
            self._ordered(item, path) if isinstance(item, Source | Plan) and item.orders and item.orders.file else item
        )

    def _with_file(self, item: Any, path: ValuePath) -> Any:
        """Look into the file that is the model of a piece of equipment."""
        try:
            return replace(item, model=model_file(item.model, self.folder))
        except PydanticCustomError as error:
            context = error.context or {}
            self._problem(Code.DATA_FILE, (*path, "model"), str(context["found"]), str(context["expected"]))
        return item

    def _ordered(self, source: Any, path: ValuePath) -> Any:
        """Read the file of orders of a source, or of the plan."""
        try:
            orders, found = read_orders(source.orders.file, self.folder, (*path, "orders"))
        except PydanticCustomError as error:
            context = error.context or {}
            self._problem(Code.DATA_FILE, (*path, "orders"), str(context["found"]), str(context["expected"]))
            return source
        self.problems += found
        return replace(source, orders=replace(source.orders, orders=orders))

    def _entries(self, node: Node, path: ValuePath) -> tuple[Entry, ...]:
        if isinstance(node, MappingNode):
            return node.entries
        if not _is_absent(node):
            self._problem(Code.FORM, path, _kind_of(node), "entries such as `name: {...}`")
        return ()

    def _problem(self, code: Code, path: ValuePath, found: object, expected: str, suggestion: str = "") -> None:
        place = Place(path=path)
        self.problems.append(
            Problem(code=code, place=place, found=str(found), expected=expected, suggestion=suggestion)
        )


def _in_order(root: MappingNode) -> list[str]:
    """The sections of a file, `defaults` before what it serves."""
    return sorted((entry.key.text for entry in root.entries), key=lambda name: name != "defaults")


def _is_absent(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.absent


def _kind_of(node: Node) -> str:
    if isinstance(node, ScalarNode):
        return repr(node.text)
    return "a list" if isinstance(node, SequenceNode) else "fields"


def _given(cls: type[Equipment], defaults: Equipment | None) -> dict[str, Any]:
    """The fields that the defaults of a kind set, as a file calls them."""
    if defaults is None:
        return {}
    blank = cls()
    names = names_in_file(cls).items()
    values = {name: getattr(defaults, attribute) for name, attribute in names}
    return {name: value for name, value in values.items() if value != getattr(blank, names_in_file(cls)[name])}


def _frozen(value: Any) -> Any:
    """A tree of dicts and lists as tables and tuples, which can be hashed and compared."""
    if isinstance(value, dict):
        return Table({key: _frozen(item) for key, item in value.items()})
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
