"""What can come where: parts end where they are built in, containers go on behind packers, parts begin where made."""

from layouts import loads
from layouts.flow import Port
from layouts.operations import Operation, operations
from layouts.presence import Thing, everything_is_known, length_of, names_at, names_in, presence, products_at

LINE = """linewright: 1
products:
  A: {size: 300 x 200 x 100 mm, looks: {closed: {size: 500 x 200 x 200 mm}, red: {color: red}}}
parts: {rotor: {}, lid: {}, box: {size: 800 x 600 x 200 mm}}
equipment:
  a: {kind: source, at: [0, 0]}
  crates: {kind: source, at: [0, 4], product: box, every: 60 s}
  lids: {kind: store, at: [0, 8], capacity: 9, initially: {lid: 5}}
  open: {kind: disassembly, at: [3, 4], cycle: 5 s, makes: {rotor: 4}, keeps: true}
  join: {kind: assembly, at: [3, 0], cycle: 5 s, uses: {rotor: 1, lid: 1}, look: closed}
  c: {kind: conveyor, speed: 1 m/s}
  test: {kind: machine, at: [8, 0], cycle: 5 s, fail: 2 %}
  pack: {kind: packer, at: [11, 0], pack: 4 per carton, cycle: 3 s}
  out: {kind: sink, at: [14, 0]}
flow:
  - a -> join -> c -> test -> pack -> out
  - test.fail -> out
  - crates -> open -> out
  - open.rotor -> join.rotor
  - lids -> join.lid
"""


def test_everything_comes_where_the_ports_lead() -> None:
    layout = loads(LINE)
    found = presence(layout)
    assert found[Port("join", "in")] == (Thing("A"),)
    assert found[Port("join", "rotor")] == (Thing("rotor"),)
    assert found[Port("join", "lid")] == (Thing("lid"),)
    assert found[Port("c", "in")] == (Thing("A", "closed"),)
    assert set(found[Port("out", "in")]) == {Thing("A", "closed"), Thing("box"), Thing("carton")}
    assert everything_is_known(layout)


def test_what_is_built_in_does_not_count_as_coming() -> None:
    at = products_at(loads(LINE))
    assert at == names_at(loads(LINE), presence(loads(LINE)))
    assert at["join"] == ("A",)
    assert at["lids"] == ("lid",)
    assert at["out"] == ("A", "box", "carton")


def test_lengths_are_those_of_the_look_and_containers_may_be_undeclared() -> None:
    layout = loads(LINE)
    lengths = [length_of(layout, thing) for thing in (Thing("A"), Thing("A", "closed"), Thing("A", "red"))]
    assert lengths == [0.3, 0.5, 0.3]
    assert length_of(layout, Thing("box")) == 0.8
    assert length_of(layout, Thing("carton")) == 0.3
    assert names_in(layout) == ("A", "rotor", "lid", "box", "carton")


def test_operations_follow_the_routing_and_repair_is_for_whoever_fails() -> None:
    layout = loads("""linewright: 1
products: {A: {}, B: {}}
routing: {A: [m, m:hot], B: [m]}
equipment:
  a: {kind: source, at: [0, 0], product: A}
  b: {kind: source, at: [0, 0], product: B}
  wait: {kind: buffer, at: [1, 0], capacity: 9, order: any}
  m: {kind: machine, at: [2, 0], cycle: 5 s, fail: 2 %}
  fix: {kind: workplace, at: [2, 4], manual: 5 s, back_to: m, passes: 1}
  other: {kind: machine, at: [4, 0], cycle: {B: 5 s}, drive_through: true}
  out: {kind: sink, at: [6, 0]}
flow: [a | b -> wait -> m -> other -> out, m.fail -> fix -> wait, m -> wait]
""")
    done = operations(layout, products_at(layout))
    assert done["m"] == (Operation("A"), Operation("A", "hot"), Operation("B"))
    assert done["fix"] == (Operation("A"), Operation("B"))
    assert done["other"] == ()
