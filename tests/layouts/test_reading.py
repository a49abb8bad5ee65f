"""Reading: defaults, all problems at once with their places, and as much of a layout as can be had."""

import pickle
from pathlib import Path

import pytest

from layouts.distributions import Empirical
from layouts.equipment import Placeholder
from layouts.errors import Code
from layouts.examples import example
from layouts.kinds import Conveyor, Machine
from layouts.migrations import migrated
from layouts.nodes import MappingNode
from layouts.placement import Placement
from layouts.problems import LayoutError, Severity
from layouts.reading import Reading, load, loads, read, read_text
from layouts.space import Point

SMALL = """\
linewright: 1
name: Textbook packaging line
equipment:
  infeed:    {kind: source,  at: [1, 8]}
  filling:   {kind: machine, at: [6, 8],  cycle: 6.5 s}
  belt:      {kind: conveyor, speed: 24 m/min, gap: 20 mm, via: [[12, 8], [12, 11]]}
  labelling: {kind: machine, at: [15, 11], cycle: 8 s, failures: [{mtbf: 2 h, mttr: 6 min}]}
  shipping:  {kind: sink,    at: [20, 11]}
flow:
  - infeed -> filling -> belt -> labelling -> shipping
"""


def _told(reading: Reading) -> list[str]:
    return [str(problem).removeprefix("layout:") for problem in reading.problems]


def test_the_small_example_of_the_language_is_clean_but_for_its_gaps() -> None:
    reading = read_text(SMALL)
    assert reading.errors == ()
    assert [(problem.code, problem.severity, problem.place.line) for problem in reading.problems] == [
        (Code.APART, Severity.WARNING, 10),
        (Code.APART, Severity.WARNING, 10),
    ]
    assert reading.trusted().equipment["filling"] == Machine(at=Point(6, 8), cycle="6.5 s")  # type: ignore[arg-type] # text is decoded


def test_every_belt_of_the_demo_has_eight_places_and_takes_ten_seconds() -> None:
    line = load(example())
    placement, carton = Placement(line), line.products["carton"]
    for number in range(1, 5):
        belt, path = line.equipment[f"belt_{number}"], placement.path(f"belt_{number}")
        assert isinstance(belt, Conveyor)
        assert path is not None
        assert belt.speed is not None
        assert int(path.length / (carton.size.length + belt.standing_gap) + 1e-9) == 8
        assert path.length / belt.speed == pytest.approx(10.0, abs=2e-4)  # the curves are 0.03 mm longer
    cycles = {key: item.cycle for key, item in line.equipment.items() if isinstance(item, Machine)}
    assert {key: str(cycle) for key, cycle in cycles.items()} == {
        "filling": "6.5 s",
        "capping": "5 s",
        "labelling": "8 s",
        "sealing": "5 s",
        "packing": "6 s",
    }


def test_defaults_hold_unless_a_piece_says_otherwise() -> None:
    text = (
        "linewright: 1\nequipment:\n  a: {kind: machine, at: [1, 1]}\n"
        "  b: {kind: machine, at: [2, 2], exchange: 1 s, label: null}\n"
        "defaults: {machine: {cycle: 5 s, exchange: 4 s, label: M}}\n"
    )
    layout = read_text(text).layout
    assert layout is not None
    a, b = layout.equipment["a"], layout.equipment["b"]
    assert isinstance(a, Machine)
    assert isinstance(b, Machine)
    assert (a.exchange, a.label, str(a.cycle)) == (4.0, "M", "5 s")
    assert (b.exchange, b.label, str(b.cycle)) == (1.0, None, "5 s")


def test_a_mistake_in_the_defaults_is_told_once_at_its_place() -> None:
    text = SMALL + "defaults: {machine: {cycle: 5 kg}}\n"
    text = text.replace("cycle: 6.5 s", "nests: 1").replace("cycle: 8 s", "nests: 1")
    assert [line for line in _told(read_text(text)) if "error" in line] == [
        "11:29: error: defaults.machine.cycle: found '5 kg', expected a time such as 45 s (units: ms, s, min, h, d, w)"
    ]


def test_all_problems_are_told_at_once_in_the_order_of_the_file() -> None:
    text = (
        SMALL.replace("kind: source", "kind: sorce")
        .replace("6.5 s", "6,5 s")
        .replace("speed: 24 m/min", "speed: fast")
        .replace("nests", "nest")
        .replace("mttr: 6 min", "mttr: 6 min, mtfb: 2 h, ages: sometimes")
        + "hal: {size: 1 x 1 m}\nproducts: {1x: {color: greenish}}\nrun: {for: 8 h, seed: one, replications: 0}\n"
    )
    assert [line.split(": found")[0].split(", expected")[0] for line in _told(read_text(text)) if "error" in line] == [
        "4:21: error: equipment.infeed.kind: unknown kind `sorce`",
        "5:50: error: equipment.filling.cycle",
        "6:38: error: equipment.belt.speed",
        "7:98: error: equipment.labelling.failures[0].mtfb: unknown field `mtfb`",
        "7:109: error: equipment.labelling.failures[0].ages",
        "11:1: error: hal: unknown field `hal`",
        "12:12: error: products.1x",
        "12:24: error: products.1x.color",
        "13:23: error: run.seed",
        "13:42: error: run.replications",
    ]


def test_the_rest_of_a_broken_layout_is_there_to_be_seen() -> None:
    text = SMALL.replace("kind: source, ", "kind: robot, hand: double,").replace("cycle: 8 s", "cycle: 8")
    layout = read_text(text).layout
    assert layout is not None
    infeed, labelling = layout.equipment["infeed"], layout.equipment["labelling"]
    assert isinstance(infeed, Placeholder)
    assert (infeed.written_kind, infeed.at, dict(infeed.raw)) == ("robot", Point(1, 8), {"hand": "double"})
    assert isinstance(labelling, Machine)
    assert labelling.cycle is None
    assert len(labelling.failures) == 1


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ("name:", "roads: {lanes: [A -> B]}\nname:", "roads"),
        ("kind: source", "kind: lift", "kind: lift"),
        ("cycle: 6.5 s", "cycle: 6.5 s, hindrance: 10 %", "hindrance"),
        ("gap: 20 mm", "accumulates: zones", "accumulates: zones"),
        ("-> belt ->", "-> belt@1.2 ->", "belt@1.2"),
        ("-> shipping", "-> shipping\n  - filling.left -> shipping", "filling.left"),
    ],
)
def test_a_word_of_the_language_that_is_not_built_yet_is_told_as_such(before: str, after: str, word: str) -> None:
    errors = read_text(SMALL.replace(before, after, 1)).errors
    assert [error.message.rpartition("`: ")[2].split(": `", 1)[-1].lstrip("`") for error in errors] == [
        f"{word}` belongs to the layout language, but this version does not simulate it yet"
    ]


def test_people_and_vehicles_in_the_flow_are_not_unknown_equipment() -> None:
    text = SMALL.replace("labelling -> shipping", "labelling -> agv -> shipping") + "vehicles: {agv: {count: 2}}\n"
    assert [problem.code for problem in read_text(text).errors] == [Code.NOT_YET]


def test_load_raises_with_every_error_and_read_does_not(tmp_path: Path) -> None:
    path = tmp_path / "line.yaml"
    path.write_text(SMALL.replace("6.5 s", "6.5").replace("-> shipping", "-> shippin"), encoding="utf-8")
    with pytest.raises(LayoutError) as caught:
        load(path)
    assert [problem.place.line for problem in caught.value.problems] == [5, 10]
    assert str(caught.value).count(f"{path}:") == 2
    assert pickle.loads(pickle.dumps(caught.value)).problems == caught.value.problems
    assert read(path).layout is not None


def test_bare_coordinates_may_be_millimetres() -> None:
    text = "linewright: 1\ncoordinates: mm\nequipment: {m: {kind: machine, at: [6500, 8 m], cycle: 1 s}}\n"
    layout = read_text(text).layout
    assert layout is not None
    assert layout.equipment["m"].at == Point(6.5, 8.0)


@pytest.mark.parametrize(
    ("content", "values"),
    [
        ("1\n2.5\n4 s\n", (1.0, 2.5, 4.0)),
        ("seconds;shift\n1;early\n2;late\n", (1.0, 2.0)),
        ("time,who\n1 min,A\n", (60.0,)),
    ],
)
def test_measured_times_come_from_a_file_beside_the_layout(
    content: str, values: tuple[float, ...], tmp_path: Path
) -> None:
    (tmp_path / "times.csv").write_text(content, encoding="utf-8")
    text = SMALL.replace("6.5 s", "empirical times.csv")
    layout = loads(text, tmp_path)
    filling = layout.equipment["filling"]
    assert isinstance(filling, Machine)
    assert isinstance(filling.cycle, Empirical)
    assert filling.cycle.values == values
    assert layout.folder == tmp_path


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.csv", None, "the file none.csv: No such file or directory"),
        ("../x.csv", None, "the file ../x.csv outside the folder of the layout"),
        ("/etc/passwd", None, "the file /etc/passwd outside the folder of the layout"),
        ("a.csv", b"1\nx\n", "'x' in the file a.csv"),
        ("a.csv", b"1\n-2\n", "'-2' in the file a.csv"),
        ("a.csv", b"time\n", "no times in the file a.csv"),
        ("a.csv", b"\xff\xfe\x00", "the file a.csv: no UTF-8 text"),
    ],
)
def test_a_missing_or_bad_file_is_a_problem(name: str, content: bytes | None, message: str, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    (problem,) = read_text(SMALL.replace("6.5 s", f"empirical {name}"), tmp_path).errors
    assert problem.code is Code.DATA_FILE
    assert problem.message.startswith(f"equipment.filling.cycle: {message}; expected ")
    assert (problem.place.line, problem.place.column) == (5, 50)


def test_a_text_without_folder_has_no_files() -> None:
    (problem,) = read_text(SMALL.replace("6.5 s", "empirical a.csv")).errors
    assert "a layout that is a file itself" in problem.message


def test_older_files_are_brought_up_step_by_step() -> None:
    root = read_text(SMALL).root
    assert root is not None
    seen: list[int] = []

    def step(number: int, node: MappingNode) -> MappingNode:
        seen.append(number)
        return node

    steps = {1: lambda node: step(1, node), 2: lambda node: step(2, node)}
    assert migrated(root, 1, steps) is root
    assert seen == [1, 2]
    assert migrated(root, 1) is root


def test_quotes_make_no_difference_to_values_but_keep_null_a_text() -> None:
    text = SMALL.replace("cycle: 6.5 s", "cycle: '6.5 s', label: 'null', mirror: \"true\"").replace(
        "[6, 8]", "['6', 8]"
    )
    filling = read_text(text).trusted().equipment["filling"]
    assert (filling.label, filling.mirror, filling.at) == ("null", True, Point(6, 8))


@pytest.mark.parametrize("word", ["yes", "on", "True", "1"])
def test_only_true_and_false_are_flags(word: str) -> None:
    errors = read_text(SMALL.replace("cycle: 6.5 s", f"cycle: 6.5 s, mirror: {word}")).errors
    assert [error.message for error in errors] == [f"equipment.filling.mirror: found '{word}', expected true or false"]
