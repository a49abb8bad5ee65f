"""Rules of stations, times, changeovers and routings: what breaks each, where it points, what it says."""

import pytest

from layouts.reading import read_text

BASE = """\
linewright: 1
products:
  P: {family: small, looks: {painted: {color: red}}}
  Q: {family: small}
  R: {}
parts: {rotor: {}, bolt: {}}
changeovers:
  tool: {to: [small, R], small: [0 s, 5 min], R: [4 min, 0 s]}
routing:
  P: [prep, fct, oven, fct:hot, pack]
  Q: [prep, fct, pack]
  R: [prep, fct | late, pack]
equipment:
  sp:   {kind: source, at: [0, 0], product: P, every: 60 s}
  sq:   {kind: source, at: [0, 2], product: Q, every: 60 s}
  sr:   {kind: source, at: [0, 4], product: R, every: 60 s}
  rot:  {kind: source, at: [0, 6], product: rotor}
  prep: {kind: assembly, at: [2, 0], manual: {P: 4 s, default: 5 s}, uses: {rotor: 2, bolt: 1}, changeover: tool}
  wait: {kind: buffer, at: [3, 0], capacity: 20}
  bolts: {kind: store, at: [2, 4], capacity: 20, initially: {bolt: 3}}
  fct:  {kind: machine, at: [4, 0], cycle: {default: 5 s, hot: 3 s}, fail: 3 %, look: painted}
  late: {kind: machine, at: [4, 1], cycle: 8 s}
  fix:  {kind: workplace, at: [4, 2], manual: 3 min, back_to: fct, passes: 2}
  oven: {kind: oven, at: [6, 2], batch: 4, cycle: 2 min}
  pack: {kind: packer, at: [6, 0], pack: 4 per box, cycle: 5 s}
  out:  {kind: sink, at: [8, 0]}
flow:
  - sp | sq | sr -> prep -> wait -> fct | late -> pack -> out
  - fct -> oven -> wait
  - fct.fail -> fix -> wait
  - rot -> prep.rotor
  - bolts -> prep.bolt
"""

CASES: dict[str, dict[str, str | None]] = {
    # times
    "manual: {P: 4 s, default: 5 s}": {
        "manual: {P: 4 s, Q: 5 s}": "18:38: error: equipment.prep.manual.R: `R` is missing, expected a time for the "
        "product R, or `default: ...`",
        "takes: together": "18:3: error: equipment.prep.cycle: `cycle` is missing, expected `cycle: ...`, or "
        "`manual: ...` where a person does it",
        "manual: {P: 0 s, default: 5 s}": "18:50: error: equipment.prep.manual.P: found 0 s, expected a time greater",
        "manual: {S: 4 s, default: 5 s}": "18:50: error: equipment.prep.manual.S: there is no `S`, expected one of the "
        "products P, Q, R, rotor, bolt, box",
        "manual: exponential 4 s": "18:46: warning: equipment.prep.manual: exponential times are for queueing tests",
    },
    "hot: 3 s": {
        "P: 3 s": None,
        "cold: 3 s": "21:65: error: equipment.fct.cycle.cold: there is no `cold`, expected one of the products",
    },
    # parts
    "uses: {rotor: 2, bolt: 1}": {
        "uses: {rotor: 2, screw: 1}": "18:94: error: equipment.prep.uses.screw: there is no `screw`, expected a "
        "product or part: one of rotor, bolt, P, Q, R",
        "uses: {bolt: 2}": "31:12: error: flow[3].prep.rotor: there is no `prep.rotor`, expected `uses: {rotor: 1}` at",
        "uses: {rotor: 0}": "18:84: error: equipment.prep.uses.rotor: found '0', expected at least 1",
    },
    "product: rotor": {
        "product: bolt": "18:84: error: equipment.prep.uses.rotor: found bolt at the port prep.rotor, expected nothing "
        "but rotor there: anything else would wait for ever",
    },
    "parts: {rotor: {}, bolt: {}}": {
        "parts: {rotor: {}, bolt: {}, fail: {}}": None,
        "parts: {rotor: {}, blot: {}}": "18:93: error: equipment.prep.uses.bolt: there is no `bolt`",
    },
    "initially: {bolt: 3}": {
        "initially: {S: 3}": "20:65: error: equipment.bolts.initially.S: there is no `S`",
        "initially: {bolt: 30}": "20:50: error: equipment.bolts.initially: found 30 parts, expected at most 20",
    },
    "4 per box": {
        "4 per boxes": None,
        "4 per rotors": "25:42: warning: equipment.pack.pack: there is no `rotors`, expected a part of the layout; as "
        "it is, a plain container of that name; did you mean rotor?",
        "4 per P": "25:42: error: equipment.pack.pack: found P in a P, expected another container",
        "4": "25:42: error: equipment.pack.pack: found '4', expected parts in a container, such as 48 per trolley",
    },
    "look: painted": {
        "look: paintd": "21:87: warning: equipment.fct.look: there is no `paintd`, expected one of the `looks` of P, "
        "Q, R: painted; did you mean painted?",
    },
    # what changes nothing
    "cycle: 8 s": {
        "cycle: 8 s, retest: 1": "22:57: warning: equipment.late.retest: `retest` has no meaning here, expected `fail",
        "cycle: 8 s, passes: 1": "22:57: warning: equipment.late.passes: `passes` has no meaning here, expected `fail",
        "cycle: 8 s, takes: together": "22:56: warning: equipment.late.takes: `takes` has no meaning here",
        "cycle: 8 s, uses: {fail: 1}": "22:62: error: equipment.late.uses.fail: there is no `fail`",
    },
    "batch: 4": {
        "batch: 0": "24:41: error: equipment.oven.batch: found '0', expected at least 1",
        "batch: 4, manual: 3 s": "24:52: error: equipment.oven.manual: `manual` has no meaning here, expected an oven",
        "batch: 4, nests: 2": "24:51: error: equipment.oven.nests: `nests` has no meaning here, expected an oven",
    },
    # changeovers
    "changeover: tool": {
        "changeover: tol": "18:109: error: equipment.prep.changeover: there is no `tol`, expected a time such as 12 "
        "min, or one of tool; did you mean tool?",
        "changeover: 12": "18:109: error: equipment.prep.changeover: found '12', expected a time",
        "changeover: 12 min": None,
    },
    "to: [small, R], small: [0 s, 5 min]": {
        "to: [small, S], small: [0 s, 5 min]": "8:22: error: changeovers.tool.to[1]: there is no `S`, expected a "
        "product or a family: P, Q, R, rotor, bolt, box, small",
        "to: [small, small], small: [0 s, 5 min]": "8:22: error: changeovers.tool.to[1]: found small twice",
        "to: [small, R], small: [0 s]": "8:3: error: changeovers.tool: found 1 times from small, expected 2 times from",
        "to: [small, R]": "8:26: error: changeovers.tool.small.R: `small to R` is missing, expected the time from",
        "to: [small, P], small: [0 s, 5 min]": "8:26: error: changeovers.tool.P.small: `P to small` is missing",
    },
    "R: [4 min, 0 s]": {"R: [4 min, 1 s]": "8:47: warning: changeovers.tool.R: found 1 s from R to R, expected 0 s"},
    # routings
    "P: [prep, fct, oven, fct:hot, pack]": {
        "P: []": "10:3: error: routing.P: found no operation, expected the operations in order",
        "P: [prep, fct, oven, fct, pack]": "10:24: error: routing.P[3].fct: found the visit fct again, expected a name "
        "for each further visit, such as fct:again",
        "P: [prep, fct, ovn, fct:hot, pack]": "10:18: error: routing.P[2].ovn: there is no `ovn`, expected a station "
        "of the section `equipment`; did you mean oven?",
        "P: [prep, wait, oven]": "10:13: error: routing.P[1].wait: found wait, a buffer, expected a station",
        "P: [prep, oven, pack]": "10:13: error: routing.P[1].oven: found oven after prep, expected a way for P from "
        "prep to oven through no other station",
        "P: [fct, pack]": "10:7: error: routing.P[0].fct: found fct after the source, expected a way for P",
        "P: [prep, fct, oven]": "10:18: error: routing.P[2].oven: found no end behind oven, the last operation",
        "P: [prep, fct, pack, oven]": "10:24: error: routing.P[3].oven: found oven after pack, expected a way for P",
        "S: [prep, fct, pack]": "10:3: error: routing.S: there is no `S`, expected one of P, Q, R",
        "P: prep": "10:6: error: routing.P: found 'prep', expected a list",
        "P: [prep, fct hot]": "10:13: error: routing.P[1]: found 'fct hot', expected an operation",
    },
    # rework
    "fail: 3 %": {
        "fail: 3 %, back_to: prep": "21:90: error: equipment.fct.back_to: found back to prep, expected a way from "
        "fct.fail to prep through no other station",
        "fail: 3": "21:76: error: equipment.fct.fail: found '3', expected a fraction",
        "retest: 0": "30:5: error: flow[2].fct.fail: there is no `fct.fail`, expected `fail: 2 %` at fct",
    },
    "back_to: fct, passes: 2": {
        "back_to: fct": "21:3: error: equipment.fct.passes: `passes` is missing, expected `passes: 2` here, or at fix: "
        "failed parts come back again and again; or `passes: unlimited`",
        "back_to: fct, passes: unlimited": None,
        "back_to: nest, passes: 2": "23:63: error: equipment.fix.back_to: there is no `nest`, expected a station",
        "back_to: prep, passes: 2": "23:63: error: equipment.fix.back_to: found back to prep, expected a way from "
        "fix.out to prep",
        "back_to: fct:hot, passes: 2": "23:63: error: equipment.fix.back_to: found fct:hot, expected an operation of "
        "the routing of Q: prep, fct, pack",
        "passes: 2": "23:3: error: equipment.fix: found parts of P that failed at fct, expected a way to pack, which "
        "comes next for them, or `back_to`",
    },
    "  - fct.fail -> fix -> wait\n": {
        "": "21:3: error: equipment.fct: `fct.fail` is not connected, expected `fct.fail -> ...` in `flow`",
        "  - fct.fail -> fix -> late\n": "23:63: error: equipment.fix.back_to: found back to fct, expected a way from",
        "  - fct.fail -> wait\n": "21:3: error: equipment.fct: found failed parts of R that come to fct, late, "
        "expected a way to pack, which comes next for them, or `back_to`",
    },
}

FLAT = [(before, after, expected) for before, cases in CASES.items() for after, expected in cases.items()]


def _told(text: str) -> list[str]:
    told = (str(problem).removeprefix("layout:") for problem in read_text(text).problems)
    return [line for line in told if " apart, nothing carries" not in line]


def test_the_base_is_clean() -> None:
    assert _told(BASE) == []


@pytest.mark.parametrize(("before", "after", "expected"), FLAT)
def test_a_broken_rule_is_told_with_its_place(before: str, after: str, expected: str | None) -> None:
    assert before in BASE
    told = _told(BASE.replace(before, after, 1))
    if expected is None:
        assert told == []
    else:
        assert any(line.startswith(expected) for line in told), "\n".join(told)
