"""Chains and rules as text."""

import pytest
from hypothesis import given
from pydantic_core import PydanticCustomError

from layouts.flow import Chain, Choice, Rule
from tests.layouts.strategies import chains, rules


def test_a_chain_is_its_connections() -> None:
    chain = Chain.decode("a -> b | c.left -> d.in")
    assert [str(connection) for connection in chain.connections()] == [
        "a.out -> b.in",
        "a.out -> c.left",
        "b.out -> d.in",
        "c.left -> d.in",
    ]


@given(chains)
def test_chains_survive_their_text(chain: Chain) -> None:
    assert Chain.decode(str(chain)) == chain


@given(rules)
def test_rules_survive_their_text(rule: Rule) -> None:
    assert Rule.decode(str(rule)) == rule


def test_rules_in_the_words_of_the_language() -> None:
    assert Rule.decode("share 70 / 30") == Rule(Choice.SHARE, (70.0, 30.0))
    assert Rule.decode("first free strict") == Rule(strict=True)


@pytest.mark.parametrize("text", ["share", "share 70", "share 0 / 0", "share -1 / 2", "round robin 3", "first", "", 7])
def test_anything_else_is_no_rule(text: object) -> None:
    with pytest.raises(PydanticCustomError):
        Rule.decode(text)


def test_arrows_without_blanks_are_told_with_the_chain_that_was_meant() -> None:
    with pytest.raises(PydanticCustomError) as caught:
        Chain.decode("a->b|c -> d")
    assert caught.value.context is not None
    assert caught.value.context["suggestion"] == "a -> b | c -> d"


@pytest.mark.parametrize("text", ["a", "", "a -> ", "a -> 1b", "a -> b.", "a -> b.c.d", "a b -> c", ["a"], None])
def test_anything_else_is_no_chain(text: object) -> None:
    with pytest.raises(PydanticCustomError):
        Chain.decode(text)
