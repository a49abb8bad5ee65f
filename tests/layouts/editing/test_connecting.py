from layouts import Layout, read_text
from layouts.editing import connected, copied, disconnected, removed
from layouts.flow import MAIN_IN, MAIN_OUT, Connection, Port
from layouts.space import Vector
from tests.layouts.editing.lines import LINE, line


def unfinished(text: str) -> Layout:
    """Read a line with loose ends."""
    layout = read_text(text).layout
    assert layout is not None
    return layout


def flow_of(layout: Layout) -> list[str]:
    return [str(chain) for chain in layout.flow]


def joint(source: str, target: str) -> Connection:
    return Connection(Port(source, MAIN_OUT), Port(target, MAIN_IN))


def test_a_chain_grows_at_its_ends() -> None:
    short = unfinished(LINE.replace("infeed -> op10 -> belt -> op20 -> out", "op10 -> belt"))
    longer = connected(short, *joint("belt", "op20"))
    assert flow_of(longer) == ["op10 -> belt -> op20"]
    assert flow_of(connected(longer, *joint("infeed", "op10"))) == ["infeed -> op10 -> belt -> op20"]


def test_what_joins_the_middle_of_a_chain_is_one_of_its_own_and_a_port_is_named() -> None:
    after = connected(line(), Port("op20", "fail"), Port("op10", MAIN_IN))
    assert flow_of(after)[1:] == ["op20.fail -> op10"]


def test_a_connection_that_is_there_is_not_made_twice() -> None:
    before = line()
    assert connected(before, *joint("op10", "belt")) is before


def test_a_connection_that_is_taken_out_cuts_its_chain() -> None:
    before = line()
    assert flow_of(disconnected(before, joint("op10", "belt"))) == ["infeed -> op10", "belt -> op20 -> out"]
    assert flow_of(disconnected(before, joint("infeed", "op10"))) == ["op10 -> belt -> op20 -> out"]
    assert disconnected(before, joint("infeed", "out")) is before


def test_the_other_alternatives_of_a_step_are_kept() -> None:
    forked = unfinished(LINE.replace("belt -> op20 -> out", "belt -> op20 | out"))
    after = disconnected(forked, joint("belt", "op20"))
    assert set(after.connections) == set(forked.connections) - {joint("belt", "op20")}


def test_connecting_again_what_was_taken_out_leads_to_the_same_connections() -> None:
    before = line()
    for connection in before.connections:
        again = connected(disconnected(before, connection), *connection)
        assert set(again.connections) == set(before.connections)


def carried() -> Layout:
    """Read a line in which people carry from one machine to the other."""
    people = LINE.replace("infeed -> op10 -> belt -> op20", "infeed -> op10 -> mover -> op20")
    return unfinished(people + "people:\n  mover: {}\n")


def test_what_people_carry_is_taken_out_like_any_connection() -> None:
    after = disconnected(carried(), joint("op10", "op20"))
    assert flow_of(after) == ["infeed -> op10", "op20 -> out"]


def test_nobody_carries_from_or_to_nowhere() -> None:
    assert flow_of(removed(carried(), ["op20"])) == ["infeed -> op10"]
    assert flow_of(removed(carried(), ["op10"])) == ["op20 -> out"]


def test_a_copy_is_carried_to_by_the_same_people() -> None:
    after, _ = copied(carried(), ["op10", "op20"], Vector(0.0, 6.0))
    assert flow_of(after)[1:] == ["op11 -> mover -> op21"]
