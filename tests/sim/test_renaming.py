"""A renamed layout behaves as before, under the new name; renamed back it is the same value."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layouts import Layout, load
from layouts.editing import names_of, renamed
from layouts.examples import example, examples
from layouts.references import RenameError, To
from sim import simulate, streams

NEW = "zz_renamed"
LAYOUTS = {name: load(example(name)) for name in examples()}
NAMED = [(name, what, old) for name, layout in LAYOUTS.items() for what in To for old in names_of(layout, what)]


def figures(layout: Layout, called: str) -> str:
    """Everything that half an hour of a line gives, with the new name read as the old one."""
    found = simulate(layout, 1800.0, warm_up=0.0).to_json_object()
    return json.dumps({key: value for key, value in found.items() if key != "layout_sha256"}).replace(NEW, called)


@pytest.fixture
def same_draws(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> list[str]:
    """Let the stream of a renamed machine be that of its old name, which the list holds."""
    called = [""]
    key_of = streams.key_of

    def key(seed: int, owner: str, purpose: str) -> int:
        return key_of(seed, owner.replace(NEW, called[0]), purpose.replace(NEW, called[0]))

    monkeypatch.setattr(streams, "key_of", key)
    return called


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(NAMED))
def test_a_renamed_layout_gives_the_same_figures(same_draws: list[str], named: tuple[str, To, str]) -> None:
    example_name, what, old = named
    layout = LAYOUTS[example_name]
    try:
        after = renamed(layout, old, NEW, what)
    except RenameError:  # a file of orders names it
        assert what is To.THINGS
        assert example_name == "paint_shop"
        return
    assert renamed(after, NEW, old, what) == layout
    assert old not in names_of(after, what)
    same_draws[0] = old
    assert figures(after, old) == figures(layout, old)
