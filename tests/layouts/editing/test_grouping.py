"""Groups and locks."""

from dataclasses import replace

from layouts.editing.grouping import free_of_locks, grouped, locked, ungrouped, with_its_groups
from layouts.table import Table
from layouts.writing import written
from tests.layouts.editing.lines import line


def test_a_group_takes_its_members_out_of_others() -> None:
    first = grouped(line(), ["op10", "infeed"])
    assert dict(first.groups) == {"group_1": ("infeed", "op10")}
    second = grouped(first, ["op10", "belt", "op20"])
    assert dict(second.groups) == {"group_1": ("op10", "belt", "op20")}
    assert grouped(second, ["op10", "belt", "op20"]) is second
    assert grouped(second, ["out"]) is second
    assert dict(grouped(second, ["infeed", "out"]).groups)["group_2"] == ("infeed", "out")


def test_what_is_ungrouped_leaves_the_rest_together() -> None:
    before = replace(line(), groups=Table({"cell": ("op10", "belt", "op20")}))
    assert dict(ungrouped(before, ["belt"]).groups) == {"cell": ("op10", "op20")}
    assert dict(ungrouped(before, ["belt", "op10"]).groups) == {}
    assert ungrouped(before, ["out"]) is before


def test_one_of_a_group_stands_for_all_and_comes_last() -> None:
    before = replace(line(), groups=Table({"cell": ("op10", "belt", "op20")}))
    assert with_its_groups(before, ["out", "belt"]) == ("op10", "op20", "out", "belt")
    assert with_its_groups(before, ["out"]) == ("out",)


def test_a_lock_stands_in_the_file_and_goes_again() -> None:
    before = line()
    after = locked(before, ["op10"])
    assert written(after)["equipment"]["op10"]["locked"] == "true"
    assert free_of_locks(after, ["op10", "op20"]) == ("op20",)
    assert locked(after, ["op10"]) is after
    assert locked(after, ["op10"], lock=False) == before
