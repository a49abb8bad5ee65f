"""Which problems only follow from others: whoever mends those has mended these."""

from collections.abc import Iterable, Iterator

from layouts.errors import Code
from layouts.faults import meant_by
from layouts.nodes import MappingNode, find
from layouts.problems import Path, Problem
from layouts.station import FAIL
from layouts.vocabulary import SECTIONS_TO_COME


def not_consequences(broken: Iterable[Problem], known: list[Problem], root: MappingNode) -> Iterator[Problem]:
    """Leave out broken rules that only follow from what is already reported."""
    meant = _meant(known, root)
    reported = {problem.place.path for problem in known} | meant
    not_yet = {problem.place.path[:2] for problem in known if problem.code is Code.NOT_YET}
    nowhere = _ids_to_come(root) | _unread(reported)
    for problem in broken:
        path = problem.place.path
        by_default = any(other[:1] == ("defaults",) and other[2:3] == path[2:3] for other in reported)
        missing = problem.code is Code.MISSING and (by_default or path[:2] in not_yet)
        to_nothing = problem.code is Code.UNKNOWN_REFERENCE and not nowhere.isdisjoint(
            [problem.found, *problem.found.split(".")]
        )
        unread = problem.code in _NEED_THE_FLOW and any(other[:1] == ("flow",) for other in reported)
        mistyped = _is_of_a_mistyped_section(problem, meant) or _is_beside(problem, reported)
        if not (path in reported or missing or to_nothing or unread or mistyped or _is_a_visit(problem, reported)):
            yield problem


def _unread(reported: set[Path]) -> set[str]:
    """Ids and ports that are not there because what declares them could not be read."""
    ids = {str(path[1]) for path in reported if path[:1] == ("changeovers",) and len(path) > 1}
    ports = {f"{path[1]}.{FAIL}" for path in reported if path[:1] == ("equipment",) and path[2:3] == (FAIL,)}
    parts = {
        f"{path[1]}.{path[3]}"
        for path in reported
        if path[:1] == ("equipment",) and path[2:3] in (("uses",), ("makes",)) and len(path) > 3
    }
    return ids | ports | parts


def _is_a_visit(problem: Problem, reported: set[Path]) -> bool:
    """Whether a time is perhaps for a visit of a routing that could not be read."""
    of_a_time = problem.code is Code.UNKNOWN_REFERENCE and problem.place.path[2:3] in (("cycle",), ("manual",))
    return of_a_time and any(path[:1] == ("routing",) for path in reported)


_NEED_THE_FLOW = (Code.UNCONNECTED, Code.CONVEYOR, Code.SHARES)
"""Rules that are broken by every chain of the flow that could not be read."""


def _meant(found: Iterable[Problem], root: MappingNode) -> set[Path]:
    """The paths that mistyped names were meant to be, those that are not there as well."""
    paths = {path for problem in found if (path := meant_by(problem)) is not None}
    return {path for path in paths if find(root, path).rest}


def not_mistyped(found: list[Problem], root: MappingNode) -> Iterator[Problem]:
    """Leave out what is only missing because its name is mistyped."""
    meant = _meant(found, root)
    return (problem for problem in found if not _is_beside(problem, meant))


def _is_beside(problem: Problem, fields: set[Path]) -> bool:
    """Whether something is missing that one of some wrong fields would have given, itself or as the alternative."""
    path = problem.place.path
    item = path[:-1] if path[-1:] == (problem.found,) else path
    names = [way[-1] for way in fields if way[:-1] == item]
    return problem.code is Code.MISSING and any(
        name == problem.found or f"`{name}: " in problem.expected for name in names
    )


def _is_of_a_mistyped_section(problem: Problem, meant: set[Path]) -> bool:
    """Whether a reference leads to nothing because the section that it leads to has a mistyped name."""
    path = problem.place.path
    section = "equipment" if path[:1] == ("flow",) else "failures" if "failures" in path else "products"
    return problem.code is Code.UNKNOWN_REFERENCE and (section,) in meant


def _ids_to_come(root: MappingNode) -> set[str]:
    """Ids that sections of the language declare which this version does not build: people, vehicles, ..."""
    sections = [entry.value for entry in root.entries if entry.key.text in SECTIONS_TO_COME]
    return {entry.key.text for section in sections if isinstance(section, MappingNode) for entry in section.entries}
