"""Nodes know where they stand, and what has no place in a layout is refused before anything is built."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.errors import Code
from layouts.nodes import MappingNode, Mark, Node, ScalarNode, SequenceNode, compose, find, mark_at, plain

TEXT = "a: 1  # one\nb:\n  c: [x, 'y z', {d: }]\n  e: |\n    text\n\nf: ~\n"


def _root(text: str) -> MappingNode:
    root, problems = compose(text)
    assert problems == ()
    assert root is not None
    return root


def test_a_tree_is_plain_text_with_none_where_nothing_is_given() -> None:
    assert plain(_root(TEXT)) == {"a": "1", "b": {"c": ["x", "y z", {"d": None}], "e": "text\n"}, "f": None}


@pytest.mark.parametrize(
    ("text", "absent"), [("~", True), ("null", True), ("", True), ("'null'", False), ("no", False), ("0", False)]
)
def test_only_plain_words_mean_nothing(text: str, absent: bool) -> None:
    value = _root(f"a: {text}\n").entries[0].value
    assert isinstance(value, ScalarNode)
    assert value.absent is absent


@pytest.mark.parametrize("before", ["", "\ufeff", "# é😀\n", "# é😀\r\n\r\n"])
def test_marks_are_indices_of_characters(before: str) -> None:
    text = before + "ü: [1, {k: 'v w'}]\n"
    value = _root(text).entries[0].value
    assert isinstance(value, SequenceNode)
    assert text[value.start.index : value.end.index] == "[1, {k: 'v w'}]"
    inner = value.items[1]
    assert isinstance(inner, MappingNode)
    word = inner.entries[0].value
    assert text[word.start.index : word.end.index] == "'v w'"
    assert word.start == mark_at(text, word.start.index)


def _scalars(node: Node) -> list[ScalarNode]:
    if isinstance(node, ScalarNode):
        return [node]
    if isinstance(node, SequenceNode):
        return [scalar for item in node.items for scalar in _scalars(item)]
    return [scalar for entry in node.entries for part in entry for scalar in _scalars(part)]


@given(st.recursive(st.from_regex(r"[a-z]{1,3}", fullmatch=True), lambda inner: st.lists(inner, max_size=3)))
def test_every_plain_scalar_stands_where_it_says(tree: object) -> None:
    text = f"top: {tree}\n".replace("'", "")
    root, _ = compose(text)
    if root is not None:
        for scalar in _scalars(root):
            assert text[scalar.start.index : scalar.end.index] == scalar.text


def test_a_path_leads_as_far_as_there_are_nodes() -> None:
    root = _root(TEXT)
    assert find(root, ("b", "c", 1)).mark == Mark(3, 10, 24)
    assert find(root, ("b", "c", 2, "d")).mark == Mark(3, 18, 32)
    assert find(root, ("b", "nothing", "here")).mark == Mark(2, 1, 12)
    assert find(root, ("b", "<tag>", "c", 0)).mark == Mark(3, 7, 21)


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a: *b\n", Code.REFUSED, (1, 4)),
        ("a: &b 1\n", Code.REFUSED, (1, 4)),
        ("a: !!str 1\n", Code.REFUSED, (1, 4)),
        ("a: !x [1]\n", Code.REFUSED, (1, 4)),
        ("a: 1\n---\nb: 2\n", Code.REFUSED, (2, 1)),
        ("? [a]\n: 1\n", Code.REFUSED, (1, 3)),
        ("- a\n", Code.FORM, (1, 1)),
        ("word\n", Code.FORM, (1, 1)),
        ("a: 1\n\tb: 2\n", Code.SYNTAX, (2, 1)),
        ("a: b: c\n", Code.SYNTAX, (1, 5)),
        ("a: 'b\n", Code.SYNTAX, (2, 1)),
        ("a: [1, 2\nb: 3\n", Code.SYNTAX, (2, 2)),
        ("a: 1\n b: 2\n", Code.SYNTAX, (2, 3)),
        ("a: @b\n", Code.SYNTAX, (1, 4)),
        ("a: 1\x07\n", Code.SYNTAX, (1, 5)),
        ("[" * 200_000, Code.TOO_DEEP, (1, 51)),
        ("", Code.SYNTAX, (1, 1)),
        ("---\n", Code.SYNTAX, (1, 1)),
    ],
)
def test_what_has_no_place_in_a_layout_is_one_problem(text: str, code: Code, place: tuple[int, int]) -> None:
    root, (problem,) = compose(text)
    assert root is None
    assert (problem.code, problem.place.line, problem.place.column) == (code, *place)
    assert problem.message


def test_all_duplicates_are_told_and_the_first_holds() -> None:
    root, problems = compose("a: 1\nb: {c: 1, c: 2}\na: 3\n")
    assert root is not None
    assert plain(root) == {"a": "1", "b": {"c": "1"}}
    assert [(problem.place.line, problem.place.column) for problem in problems] == [(2, 11), (3, 1)]
    assert problems[1].parameters == {"first_line": "1", "first_column": "1"} or dict(problems[1].parameters) == {
        "first_line": "1",
        "first_column": "1",
    }


@given(st.text(max_size=60))
def test_no_text_whatever_raises(text: str) -> None:
    root, problems = compose(text)
    assert root is not None or len(problems) == 1
