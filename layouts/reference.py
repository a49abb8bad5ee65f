"""The reference pages of the documentation: one a kind and one a section of a file, from the declarations themselves.

    python -m layouts.reference docs/reference

writes them anew. What a page says of a field is what the schema and `linewright kinds` say; its example is a file of
`layouts/examples/kinds`, which a test simulates.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from layouts.aisles import Aisle
from layouts.calendar import Calendar, Overtime, Shift
from layouts.carriers import Carrier
from layouts.catalogue import FieldEntry, entries_of
from layouts.checks import Checks, OwnRule
from layouts.conditions import CONDITIONS
from layouts.control import Control
from layouts.costs import Costs
from layouts.drawing import Drawing
from layouts.equipment import Equipment, Role
from layouts.examples import example_of
from layouts.failures import Failure
from layouts.model import Finish, Hall, Layout, Product, Run
from layouts.people import Post, Task
from layouts.production import Plan
from layouts.reference_words import word_tables
from layouts.registry import OWN_KINDS
from layouts.station import Station
from layouts.supply import Supply
from layouts.upkeep import StartUp, Upkeep

WRITTEN = (
    "<!-- Written by `python -m layouts.reference docs/reference` from the declarations: change those instead. -->"
)

_MOVING = ("How a line is simulated", "parts-on-their-way")
_STATIONS = ("Stations", "stations")
EXACTLY: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("source", "buffer", "sink"), _MOVING),
    **dict.fromkeys(("machine", "workplace", "assembly", "disassembly"), _STATIONS),
    "oven": ("Ovens", "ovens"),
    "rotary": ("Rotary machines", "rotary-machines"),
    "tunnel": ("Tunnels", "tunnels"),
    "transfer_line": ("Transfer lines", "transfer-lines"),
    "moving_line": ("Moving lines", "moving-lines"),
    "packer": ("Packers", "packers"),
    "store": ("Stores", "stores"),
    "conveyor": ("Conveyors", "conveyors"),
}
"""By kind, where its behaviour is described: the title and the anchor in `docs/simulation.md`."""

_ROLES = {
    Role.STATION: "a station: it does operations",
    Role.MOVER: "a mover: it holds and moves parts",
    Role.BOUNDARY: "where parts come into the line, or leave it",
    Role.SCENERY: "scenery: it takes no part in the flow",
}

SECTIONS: Mapping[str, tuple[type | None, str]] = {
    "calendar": (
        Calendar,
        "calendar:\n  starts: 2026-03-02 06:00 Europe/Berlin   # a Monday; simulated time 0\n  shifts:\n"
        "    early: {days: Mon-Fri, hours: 06:00-14:00, breaks: [09:00-09:15, 11:30-12:00]}\n"
        "    late:  {days: Mon-Thu, hours: 14:00-22:00, breaks: [17:00-17:15, 19:30-20:00]}\n"
        "  holidays: [2026-05-01]\n  overtime:\n    - {day: 2026-03-07, shift: early}\n"
        "    - {day: 2026-03-08, hours: 07:00-11:00, breaks: [09:00-09:15]}\n"
        "  at_break: finish\n  empty_before: 30 min",
    ),
    "products": (Product, "products:\n  P12: {label: Pump 12 V, size: 160 x 120 x 110 mm, color: teal, demand: 900/d}"),
    "parts": (Product, "parts:\n  rotor: {size: 60 x 60 x 50 mm}"),
    "carriers": (
        Carrier,
        "carriers:\n  pallet: {count: 6, size: 240 x 240 x 60 mm, weight: 2 kg, color: grey, initially: back}\n"
        "equipment:\n"
        "  load:   {kind: machine, at: [2, 4], cycle: 9 s, uses: {pallet: 1}}\n"
        "  unload: {kind: machine, at: [8, 4], cycle: 9 s, frees: {pallet: 1}}\n"
        "  belt:   {kind: conveyor, speed: 12 m/min}\n"
        "  back:   {kind: conveyor, speed: 12 m/min, via: [[9.5, 4], [9.5, 7], [0.5, 7], [0.5, 4]]}\n"
        "  out:    {kind: sink, at: [9.4, 4]}\n"
        "flow:\n  - load -> belt -> unload -> out\n  - unload.pallet -> back -> load.pallet",
    ),
    "plan": (
        Plan,
        "products: {P12: {}, P24: {}}\nplan: {heijunka: [3 P12, 2 P24]}\nequipment:\n"
        "  raw:  {kind: source, at: [1, 1]}\n  mill: {kind: machine, at: [3, 1], cycle: {P12: 9 s, P24: 12 s}}\n"
        "  out:  {kind: sink, at: [5, 1]}\nflow:\n  - raw -> mill -> out",
    ),
    "hall": (Hall, "hall: {size: 28 x 13 x 6 m, columns: 7 x 6.5 m}"),
    "drawing": (
        Drawing,
        "drawing: {file: hall7.dxf, unit: mm, origin: [12500, 8000], turn: 90, layers: [walls, doors]}",
    ),
    "defaults": (None, "defaults:\n  machine: {exchange: 4 s}\n  conveyor: {speed: 12 m/min, gap: 50 mm}"),
    "equipment": (
        None,
        "calendar: {starts: 2026-03-02 06:00 Europe/Berlin, shifts: {early: {days: Mon-Fri, hours: 06:00-14:00}}}\n"
        "equipment:\n  infeed:  {kind: source, at: [1, 4], every: 40 s, first: 5 s, limit: 500}\n"
        "  saw:     {kind: workplace, at: [3, 4], tag: =CP3.B1, manual: 20 s, crew: 2, mirror: true,\n"
        "            at_break: finish, height: 900 mm, rule: round robin}\n"
        "  left:    {kind: conveyor, speed: 12 m/min, accumulates: no, at_break: suspend, rule: shortest queue,\n"
        "            power: 0.4 kW, cost_per_hour: 1.5, failures: [{mtbf: 8 h, mttr: 6 min, ages: calendar}]}\n"
        "  right:   {kind: conveyor, speed: 12 m/min, via: [[4.5, 7]]}\n"
        "  press:   {kind: machine, at: [8, 4], cycle: 32 s, ideal: 30 s, merge: zipper, label: Press}\n"
        "  rack:    {kind: buffer, at: [9.5, 4], capacity: 12, height: 900 mm}\n"
        "  gearbox: {kind: assembly, at: [11.5, 4], cycle: 20 s, uses: {rotor: 2}, takes: together}\n"
        "  out:     {kind: sink, at: [13.2, 4], height: 900 mm}\n"
        "parts: {rotor: {}}\nproducts: {crate: {of: 20, family: small}}\n"
        "people: {A: {count: 2, works: all, walk: 1.2 m/s}}\n"
        "flow:\n  - infeed -> saw -> left | right -> press -> rack -> gearbox -> out",
    ),
    "flow": (
        None,
        "equipment:\n  a: {kind: source, at: [1, 2]}\n  b: {kind: buffer, at: [2.2, 2], capacity: 2}\n"
        "  c: {kind: machine, at: [3.6, 2], cycle: 9 s}\n  d: {kind: sink, at: [5, 2]}\nflow:\n  - a -> b -> c -> d",
    ),
    "routing": (
        None,
        "products: {P12: {}, P24: {}}\nequipment:\n  op10: {kind: machine, at: [1, 1], cycle: 9 s}\n"
        "  op20: {kind: machine, at: [4, 1], cycle: 9 s}\n  op25: {kind: machine, at: [4, 4], cycle: 9 s}\n"
        "flow:\n  - op10 -> op20 | op25\nrouting:\n  P12: [op10, op20]\n  P24: [op10, op20 | op25]",
    ),
    "changeovers": (
        None,
        "products: {P12: {}, P24: {}}\nchangeovers:\n  press_tool:   # row = from, column = to\n"
        "    to:  [P12, P24]\n    P12: [0 s, 12 min]\n    P24: [9 min, 0 s]",
    ),
    "failures": (
        Failure,
        "failures:\n  jam: {mtbf: 45 min, mttr: 40 s}\n  press: {availability: 98.5 %, mttr: 12 min}",
    ),
    "zones": (
        None,
        "equipment:\n  r1: {kind: machine, at: [2, 2], cycle: 40 s}\n  r2: {kind: machine, at: [5, 2], cycle: 42 s}\n"
        "zones:\n  cell_1: {members: [r1, r2], restart: 20 s}",
    ),
    "groups": (
        None,
        "equipment:\n  r1:    {kind: machine, at: [2, 2], cycle: 40 s, locked: true}\n"
        "  table: {kind: buffer, at: [4, 2], capacity: 1}\n"
        "groups:\n  cell_1: [r1, table]",
    ),
    "people": (
        Post,
        "people:\n  A1: {works: [op10], allowance: 8 %}\n"
        "  T: {count: 2, repairs: all, sets_up: all, home: [1, 4], carries: 4, transfer: 5 s, places: 8,\n"
        "      tasks: [{at: op10, every: 200 parts, takes: 4 min}]}\n"
        "equipment:\n  op10:  {kind: machine, at: [1, 1], manual: 6 s, cycle: 18 s}\n"
        "  rack:  {kind: buffer, at: [3, 1], capacity: 20}\n"
        "  drill: {kind: machine, at: [9, 1], cycle: 24 s}\n"
        "flow:\n  - op10 -> rack -> T -> drill   # carried by T",
    ),
    "supply": (
        Supply,
        "parts: {housing: {}, screw: {}}\nsupply:\n"
        "  op10.housing: {container: 24 per trolley, stock: 3}                     # on a way of `flow`\n"
        "  op10.screw:   {container: 500 per box, stock: 2, reorder: 600, lead_time: 5 min, by: logistics}\n"
        "people:\n  logistics: {home: [1, 9], transfer: 25 s}\n"
        "equipment:\n  store: {kind: source, at: [9, 9], parts: [housing]}\n"
        "  op10:  {kind: machine, at: [1, 1], cycle: 18 s, uses: {housing: 1, screw: 4}}\n"
        "flow:\n  - store -> logistics -> op10.housing",
    ),
    "control": (
        Control,
        "control:\n  loop: {rule: conwip, cards: 12, from: op10, to: op20}\n"
        "  level: {rule: threshold, from: op20, of: rack, start: 4, stop: 12}\n"
        "  clear: {rule: line_clearance, from: op30}\n"
        "  stock: {rule: basestock, stock: 6, demand: wishes, from: op30, products: [A, B]}\n"
        "products: {A: {}, B: {}}\nequipment:\n"
        "  infeed: {kind: source, at: [1, 1], product: A}\n"
        "  wishes: {kind: source, at: [1, 4], product: A, every: 20 s}\n"
        "  op10: {kind: machine, at: [3, 1], cycle: 9 s}\n"
        "  op20: {kind: machine, at: [5, 1], cycle: 7 s}\n  rack: {kind: buffer, at: [7, 1], capacity: 20}\n"
        "  op30: {kind: machine, at: [9, 1], cycle: 12 s, sequence: [20 A, 10 B]}\n  out: {kind: sink, at: [11, 1]}\n"
        "flow:\n  - infeed -> op10 -> op20 -> rack -> op30 -> out",
    ),
    "run": (Run, "run: {warm_up: 1 d, for: 5 d, replications: 10, seed: 7, minor_stop_limit: 3 min}"),
    "aisles": (
        Aisle,
        "aisles:\n  main: {path: [[1, 2], [14, 2], [14, 9]], vehicle: forklift, two_way: true, width: 4 m,\n"
        "         load: 1200 x 1000 x 1500 mm, pedestrians: true, radius: 2 m, serves: [store]}\n"
        "  walkway: {path: [[1, 9], [12, 9]], width: 1.2 m}\n"
        "equipment:\n  store: {kind: source, at: [16, 6]}\n  exit:  {kind: door, at: [1, 10], exit: true}\n"
        "  dock:  {kind: dock, at: [14, 11], exit: true}",
    ),
    "checks": (
        Checks,
        "checks:\n  packs: [workplaces]\n  off: {escape: the exits are drawn in the plan of the building}\n"
        "  numbers: {headroom: 2.3 m}\n  rules:\n"
        "    - {min_distance: 0.8 m, between: [press, oven], source: fire insurance}\n"
        "    - {max_distance: 6 m, between: [press, oven]}\n"
        "equipment:\n  press: {kind: machine, at: [3, 3], cycle: 9 s}\n"
        "  oven:  {kind: oven, at: [8, 3], batch: 4, cycle: 2 min}",
    ),
    "costs": (Costs, "costs: {currency: EUR, energy: {0 h: 0.19, 6 h: 0.31, 22 h: 0.19}, per_hour: 40}"),
}
"""Sections that have a page, with the item that their entries are (None: described in words alone) and an example."""

INNER: Mapping[type, list[tuple[str, type]]] = {
    Product: [("Looks: `looks: {name: {...}}`", Finish)],
    Calendar: [("Shifts: `shifts: {name: {...}}`", Shift), ("Overtime: `overtime: [{...}]`", Overtime)],
    Checks: [("Rules of this layout: `rules: [{...}]`", OwnRule)],
    Failure: [
        ("Maintenance and tools of stations: `maintenance: [{...}]`, `tools: [{...}]`", Upkeep),
        ("Start-up of stations: `start_up: {...}`", StartUp),
    ],
    Post: [("Tasks: `tasks: [{...}]`", Task)],
}
"""Items within items, which have a table of their own."""

_HEADER = {
    "linewright": "version",
    **{name: name for name in ("name", "description", "where", "coordinates")},
}
"""Fields of the head of a file, with their names in Python."""

_WORDS: Mapping[str, str] = {
    "defaults": "Values for all equipment of a kind, under the name of the kind; what a piece of equipment says itself "
    "goes ahead. The fields are those of the kind.",
    "equipment": "What stands in the hall, by id. `kind` says how it behaves; the fields are those of the kind.",
    "flow": "Directed physical connections, from port to port: `a -> b` is `a.out -> b.in`; other ports are written "
    "`id.port`. `a | b` means either. Arrows and `|` need blanks around them. Several connections out of one port "
    "branch by the `rule` of the equipment, several into one port merge by its `merge`.",
    "routing": "The operations that a product must have, in their order. `op20 | op25` are alternatives: the branch "
    "rule decides at the last point where both can be reached. A second visit to the same station has a name of its "
    "own, `fct:hot`, under which the station may give it times. A product without a routing goes where the flow leads.",
    "carriers": "Pallets, fixtures, cards: closed loops, by id. A station that `uses` a carrier takes an empty one by "
    "its port `id.carrier` and puts it under the product; on belts the product is as long as the carrier from then on. "
    "A station that `frees` it takes it off after a good operation: it leaves by `id.carrier`, the product by `out`. "
    "Where a product is scrapped, its carrier goes on empty, by the shortest way to a station that frees it; the "
    "stations on that way it passes. A carrier counts in no figure of parts.",
    "plan": "What is started next at sources without `product`, and at stations into whose main port nothing leads: "
    "there products without routing begin, and those whose routing starts there. One of `sequence`, `heijunka` and "
    "`orders`: a CSV file, or in place a list such as `[{part: P12, quantity: 300, release: 0 h, due: 8 h}]`, without "
    "`release` there from the start, without `due` never late. Without a plan products are started by demand, evenly "
    "interleaved, at such sources, and at such stations that use a carrier.",
    "control": "What holds parts back. Without it a line pushes. `kanban` and `conwip`: a part that comes into `from` "
    "takes a card, which is free again when the part leaves `to` or the line, is scrapped or built in. `basestock`: "
    "into `from` may come `stock` parts, and one more for each arrival at the source `demand`. `threshold`: parts come "
    "into `from` from when `of` holds `start` parts until it holds `stop`; with `stop` above `start` that is a filling "
    "level behind, with `stop` below `start` a stock in front that is worked off. `line_clearance`: a part comes into "
    "`from` when none of another product is between there and `to`, so that old ones leave before a changeover.",
    "supply": "Parts in containers, by the port at which they are used (`op10.housing`). All containers are full at "
    "time 0; whenever one has been emptied, or no more than `reorder` parts are left, one is ordered. Where people "
    "stand in the `flow` between a source with these `parts` and the port, one of them fetches it: he walks there, "
    "takes it up, brings it and sets it down, each within his `transfer`. Without such a way it comes `lead_time` "
    "later; with `by` each trip needs one of these people, who walks to the station and brings it in `lead_time`.",
    "people": "Who works, changes over, repairs and carries; without this section somebody is always there. Who "
    "stands in a chain of the `flow` between two pieces of equipment carries there: `op10 -> T -> drill`. What is "
    "offered stays where it is until somebody has come and taken it up; it is set down in one of `places` before the "
    "next, which takes it in when it can.",
    "aisles": "Ways for vehicles and people, by id: a centre line, who uses it, how wide it is marked. They are "
    "checked (width, turning, headroom, what stands in them), not simulated and not drawn: a `floor` is painted.",
    "checks": "Which rules about space hold here: the packs, the rules that are switched off with the reason, other "
    "numbers, and rules of this layout. [Checks](../../checks.md) says what each rule asks, with its numbers and where "
    "they come from.",
    "zones": "Safety zones: what stands behind one fence, by id, as a list of ids, or with the time that the zone "
    "needs to go on: `{members: [r1, r2], restart: 20 s}`. Every member stands (`stopped`) from the beginning of a "
    "failure that needs a person until it is repaired, and while somebody is inside who changes over, maintains or "
    "does a task; a member that is changed over is not stopped itself. A piece of equipment is in one zone.",
    "groups": "What belongs together on the drawing, by id: a click in the window selects all of it, and it is hidden "
    "as one. A piece of equipment is in one group. Nothing that is simulated or checked asks for groups; what must not "
    "be moved by the mouse has `locked: true`.",
    "changeovers": "Times from one product to another, by id: a row for each product (or `family`) that was made, a "
    "column for each that comes. Every pair that can occur must be there. A station names its matrix in `changeover`.",
}


def pages() -> dict[str, str]:
    """Return every page by its path within the folder of the reference."""
    kinds = {f"kinds/{kind}.md": _kind_page(cls) for kind, cls in OWN_KINDS.items()}
    sections = {f"sections/{name}.md": _section_page(name) for name in SECTIONS}
    return {"README.md": _index(), "words/values.md": _page([*_words_head(), *word_tables()]), **kinds, **sections}


def _words_head() -> tuple[str, ...]:
    return "# Words and quantities", "", WRITTEN, "", "What the values of many fields are made of."


def _page(lines: Iterable[str]) -> str:
    return "\n".join([*lines, ""])


def _index() -> str:
    fields = vars(Layout)["__pydantic_fields__"]
    sections = [
        f"| [{name}](sections/{name}.md) | {fields[name].description or (cls.__doc__ if cls else '')} |"
        for name, (cls, _) in SECTIONS.items()
    ]
    kinds = [f"| [{kind}](kinds/{kind}.md) | {_meaning(cls)} |" for kind, cls in OWN_KINDS.items()]
    return _page(
        [
            *("# Reference", "", WRITTEN, "", "## Sections of a file", "", "| section | what it holds |", "|---|---|"),
            *sections,
            *("", "Beside these, a file begins with what it is:", "", "| field | meaning |", "|---|---|"),
            *(f"| `{file}` | {fields[name].description} |" for file, name in _HEADER.items()),
            *("", "Words and quantities that many fields take, and the states: [values](words/values.md)."),
            *("", "## Kinds of equipment", "", "| kind | what it does |", "|---|---|"),
            *kinds,
        ]
    )


def _meaning(cls: type) -> str:
    return " ".join((cls.__doc__ or "").split())


def _kind_page(cls: type[Equipment]) -> str:
    own, station, every = _fields(cls)
    return _page(
        [
            *(f"# {cls.kind}", "", WRITTEN, "", _meaning(cls), ""),
            f"This kind is {_ROLES[cls.role]}. Its look is the model `{cls.default_model}`, or what `model` names.",
            *_ports(cls),
            *_table("Fields", own),
            *_table("Fields of every station", station),
            *_table("Fields of all equipment", every),
            *_states(cls),
            *_example(cls.kind),
        ]
    )


def _fields(cls: type[Equipment]) -> tuple[list[FieldEntry], list[FieldEntry], list[FieldEntry]]:
    """The fields of a kind: its own or required, those of stations, those of all equipment."""
    common = {entry.name for entry in entries_of(Equipment)}
    shared = {entry.name for entry in entries_of(Station)} - common if issubclass(cls, Station) else set[str]()
    entries = entries_of(cls, cls.required)
    own = [entry for entry in entries if entry.name not in common | shared or (entry.required and entry.name != "at")]
    station = [entry for entry in entries if entry.name in shared and entry not in own]
    return own, station, [entry for entry in entries if entry.name in common]


def _ports(cls: type[Equipment]) -> Iterator[str]:
    ports = [f"`{name}` ({place.direction.value})" for name, place in cls().ports().items()]
    if ports:
        yield from ("", f"Ports: {', '.join(ports)}{_further_ports(cls)}.")


def _further_ports(cls: type[Equipment]) -> str:
    names = [entry.name for entry in entries_of(cls)]
    further = {
        "fail": "`fail` (out) where `fail` is given",
        "uses": "one (in) for each part of `uses`, named after it",
        "makes": "one (out) for each part of `makes`, named after it; `out` (out) with `keeps`",
    }
    return "".join(f"; {text}" for name, text in further.items() if name in names)


def _states(cls: type[Equipment]) -> Iterator[str]:
    """Say in which states a kind can be, and where it is described exactly."""
    if cls.states:
        yield from ("", "## States", "", "| state | when |", "|---|---|")
        yield from (_cells(f"`{word}`", CONDITIONS[word].meaning) for word in cls.states)
    if cls.kind in EXACTLY:
        title, anchor = EXACTLY[cls.kind]
        yield from ("", f"Exactly, with formulas and their sources: [{title}](../../simulation.md#{anchor}).")


def _table(title: str, entries: list[FieldEntry]) -> Iterator[str]:
    if entries:
        yield from ("", f"## {title}", "", "| field | meaning | written as | default |", "|---|---|---|---|")
        yield from map(_row, entries)


def _row(entry: FieldEntry) -> str:
    meaning, default = said(entry)
    return _cells(f"`{entry.name}`", meaning, entry.form, default)


def _cells(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def said(entry: FieldEntry) -> tuple[str, str]:
    """Return what is said of a field: its meaning, and what holds where the file does not give it."""
    meaning, divided, otherwise = entry.description.rpartition("default: ")
    meaning = meaning.rstrip("; ") if divided else entry.description
    if entry.required:
        return entry.description, "**required**"
    if entry.default is not None:
        return entry.description, f"`{entry.default}`"
    return meaning, otherwise if divided else "none"


def _example(kind: str) -> Iterator[str]:
    path = example_of(kind)
    text = path.read_text(encoding="utf-8").partition("\n")[2].rstrip()
    yield from ("", "## Example", "", "```yaml", text, "```", "")
    yield f"It is the file `layouts/examples/kinds/{path.name}`: `linewright view` plays it."


def _section_page(name: str) -> str:
    cls, text = SECTIONS[name]
    description = vars(Layout)["__pydantic_fields__"][name].description or ""
    words = _WORDS.get(name) or f"{(description or _meaning(cls or Layout)).rstrip('.')}."
    inner = [] if cls is None else INNER.get(cls, [])
    further = [line for title, item in inner for line in _table(title, list(entries_of(item, _required(item))))]
    return _page(
        [
            *(f"# {name}", "", WRITTEN, "", words[0].upper() + words[1:]),
            *_table("Fields", [] if cls is None else _entries(cls)),
            *further,
            *("", "## Example", "", "```yaml fragment", text, "```"),
        ]
    )


def _required(cls: type) -> tuple[str, ...]:
    """The fields without which an entry cannot be read."""
    return tuple(name for name, field in vars(cls)["__pydantic_fields__"].items() if field.is_required())


def _entries(cls: type) -> list[FieldEntry]:
    return list(entries_of(cls, ("size",) if cls is Hall else ()))


def write(folder: Path) -> None:
    """Write all pages into a folder, and remove those that no declaration stands behind any more."""
    wanted = pages()
    for path, text in wanted.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    for old in folder.rglob("*.md"):
        if old.relative_to(folder).as_posix() not in wanted:
            old.unlink()


if __name__ == "__main__":
    write(Path(sys.argv[1]))
