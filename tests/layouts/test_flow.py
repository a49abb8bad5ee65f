"""Chains and rules as text."""

import pytest
from hypothesis import given
from pydantic_core import PydanticCustomError

from layouts.flow import Chain, Choice, Rule
from layouts.merges import Merge, Turn
from tests.layouts.strategies import chains, merges, rules


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
    assert Rule.decode("least recently used") == Rule(Choice.LEAST_RECENTLY_USED)
    assert Rule.decode("by product P12/P24 / * strict") == Rule(
        Choice.BY_PRODUCT, strict=True, products=("P12", "P24", "*")
    )


def test_ways_of_a_product() -> None:
    rule = Rule.decode("by product P12 / * / P12 / *")
    assert (rule.ways_of("P12"), rule.ways_of("P24")) == ((0, 2), (1, 3))
    assert Rule.decode("by product P12 / P24").ways_of("P36") == ()


@given(merges)
def test_rules_of_merges_survive_their_text(merge: Merge) -> None:
    assert Merge.decode(str(merge)) == merge


def test_rules_of_merges_in_the_words_of_the_language() -> None:
    assert Merge.decode("first come") == Merge()
    assert Merge.decode("zipper") == Merge(Turn.ZIPPER)
    assert Merge.decode("batch  of 3") == Merge(Turn.BATCH, 3)


@pytest.mark.parametrize(
    "text", ["batch", "batch of 0", "batch of -1", "batch of 1.5", "zipper 2", "first", "", 3, None]
)
def test_anything_else_is_no_rule_of_a_merge(text: object) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        Merge.decode(text)
    assert caught.value.context is not None
    assert caught.value.context["expected"] == "a rule: first come, priority, zipper, batch of 3"


@pytest.mark.parametrize(
    "text",
    [
        *("share", "share 70", "share 0 / 0", "share -1 / 2", "round robin 3", "first", "", 7),
        *("by product", "by product P12", "by product P12 / ", "by product P12 / 7", "by product P12, P24"),
    ],
)
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
