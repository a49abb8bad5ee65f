import re

import pytest

from geometry.palette import SIGNALS, THEMES, Role, Segment, Symbol, Theme
from replay.states import State


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_a_theme_colours_everything(theme: Theme) -> None:
    assert set(theme.colors) == set(Role)
    assert set(theme.lamps) == set(Segment)
    assert set(theme.states) == set(State)
    colors = [*theme.colors.values(), *theme.lamps.values(), *theme.states.values(), *theme.products, theme.ring]
    assert all(re.fullmatch("#[0-9a-f]{6}", color) for color in colors)


def test_lamps_are_lit_as_they_are_understood() -> None:
    lit = {state: signal.segment for state, signal in SIGNALS.items()}
    assert lit == {
        State.WORKING: Segment.GREEN,
        State.CHANGEOVER: Segment.BLUE,
        State.FAILED: Segment.RED,
        State.STARVED: Segment.WHITE,
        State.BLOCKED: Segment.YELLOW,
        State.WAITING_OPERATOR: Segment.BLUE,
        State.WAITING_REPAIR: Segment.BLUE,
        State.WAITING_SETTER: Segment.BLUE,
        State.STOPPED: Segment.RED,
        State.MAINTENANCE: None,
        State.BREAK: None,
        State.OFF_SHIFT: None,
    }
    assert [state for state, signal in SIGNALS.items() if signal.ring] == [State.CHANGEOVER]


def test_every_state_is_told_without_its_colour() -> None:
    assert set(SIGNALS) == set(State)
    assert len({signal.symbol for signal in SIGNALS.values()}) == len(State)
    assert {signal.symbol for signal in SIGNALS.values()} == set(Symbol)


def test_products_without_a_colour_of_their_own_differ() -> None:
    theme = THEMES["light"]
    assert len({theme.product(number) for number in range(len(theme.products))}) == len(theme.products)
    assert theme.product(len(theme.products)) == theme.product(0)
