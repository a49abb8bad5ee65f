"""One field of a piece of equipment, as text: read by the same rules as a field of a file."""

from dataclasses import replace
from typing import cast, get_type_hints

from layouts.decoding import Decoder
from layouts.emitting import document, flow
from layouts.equipment import Equipment
from layouts.errors import Code, UserError
from layouts.faults import names_in_file
from layouts.model import Layout
from layouts.nodes import MappingNode, Node, compose
from layouts.problems import Place, Problem
from layouts.table import Table
from layouts.writing import Tree, Words, fields_written, written

_NEVER = "linewright_field_to_set"
"""Stands for the typed text until the rest is written: what is typed is a piece of a file, not a text to quote."""


class FieldError(UserError):
    """What was typed into a field does not say anything there; `problem` has found, expected and a suggestion."""

    def __init__(self, problem: Problem) -> None:
        """Say it in one sentence."""
        super().__init__(problem.message)
        self.problem = problem


def with_field(layout: Layout, name: str, field: str, typed: str) -> Layout:
    """Set a field of a piece of equipment to what was typed, as if it stood in the file; an empty text gives it up.

    Raises:
        FieldError: where it says nothing there.
        KeyError: when there is no such equipment.
    """
    text = typed.strip()
    if not text:
        return without_field(layout, name, field)
    free = _is_free_text(type(layout.equipment[name]), field)
    return _decoded(layout, name, {**_written(layout, name), field: Words(text) if free else _NEVER}, text)


def without_field(layout: Layout, name: str, field: str) -> Layout:
    """Give up what a field of a piece of equipment says: what holds then is the default.

    Raises:
        FieldError: where the field has no default.
        KeyError: when there is no such equipment.
    """
    return _decoded(layout, name, {key: tree for key, tree in _written(layout, name).items() if key != field}, "")


def field_text(layout: Layout, name: str, field: str) -> str:
    """Return what a file would say of a field, in one line; nothing where it is not given.

    Raises:
        KeyError: when there is no such equipment.
    """
    tree = fields_written(layout.equipment[name]).get(field)
    return "" if tree is None else flow(tree)


def _written(layout: Layout, name: str) -> dict[str, Tree]:
    return cast(dict[str, Tree], written(_alone(layout, name))["equipment"][name])


def _alone(layout: Layout, name: str) -> Layout:
    """Return a layout of this one piece of equipment, with all that decides how it is read and written."""
    item = Table({name: layout.equipment[name]})
    return Layout(coordinates=layout.coordinates, defaults=layout.defaults, equipment=item, folder=layout.folder)


def _is_free_text(cls: type[Equipment], field: str) -> bool:
    """Whether a field takes any text, so that nothing in it is a sign of the language."""
    hints = get_type_hints(cls)
    return hints.get(names_in_file(cls).get(field, ""), None) in (str, str | None)


def _decoded(layout: Layout, name: str, fields: dict[str, Tree], text: str) -> Layout:
    """Return the layout with the equipment that the fields say."""
    root = _composed(layout, name, fields, text)
    decoder = Decoder(root, layout.folder)
    found = decoder.layout()
    if decoder.problems or found is None:
        raise FieldError(decoder.problems[0])
    item = found.equipment[name]
    same = item == layout.equipment[name] and _written(found, name) == _written(layout, name)
    return layout if same else replace(layout, equipment=layout.equipment.with_item(name, item))


def _composed(layout: Layout, name: str, fields: dict[str, Tree], text: str) -> MappingNode:
    """Return the nodes of a file with this one piece of equipment."""
    tree = {**written(_alone(layout, name)), "equipment": {name: fields}}
    file = "\n".join(document(tree)).replace(_NEVER, text.replace("\n", " "))
    root, problems = compose(file)
    if root is None or problems:
        raise FieldError(problems[0])
    if _keys(root) != [*tree] or _keys(_of(_of(root, "equipment"), name)) != [*fields]:
        raise FieldError(Problem(code=Code.FORM, place=Place(), found=repr(text), expected="one value"))
    return root


def _of(node: Node | None, key: str) -> Node | None:
    entry = node.get(key) if isinstance(node, MappingNode) else None
    return entry and entry.value


def _keys(node: Node | None) -> list[str]:
    return [entry.key.text for entry in node.entries] if isinstance(node, MappingNode) else []
