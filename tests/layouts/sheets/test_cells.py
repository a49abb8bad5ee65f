"""Cells through the clipboard, and numbers with a comma."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.sheets import Cell, as_text, from_text, with_block, without_comma, without_rows, without_texts

cells = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), max_size=8)


@given(st.lists(st.lists(cells, min_size=2, max_size=4).map(tuple), max_size=5).map(tuple))
def test_what_is_copied_is_pasted(rows: tuple[tuple[str, ...], ...]) -> None:
    assert from_text(as_text(rows)) == rows


def test_cells_of_spreadsheets_are_read() -> None:
    assert from_text('A\t12 min\r\n"op\t10"\t"two\nlines"\r\n') == (("A", "12 min"), ("op 10", "two lines"))
    assert from_text("alone") == (("alone",),)
    assert from_text("a\t\tb\n") == (("a", "", "b"),)


@pytest.mark.parametrize(
    ("text", "read", "said"),
    [
        ("1,5 h", "1.5 h", "1,5 h read as 1.5 h"),
        ("12,25min", "12.25min", "12,25min read as 12.25min"),
        ("1,500 s", "1.500 s", "1,500 s read as 1.500 s"),
        ("8 s", "8 s", ""),
        ("1,234,567 s", "1,234,567 s", ""),
        ("uniform 1,5 2,5 s", "uniform 1.5 2.5 s", "uniform 1,5 2,5 s read as uniform 1.5 2.5 s"),
    ],
)
def test_a_decimal_comma_is_read_as_a_point(text: str, read: str, said: str) -> None:
    assert without_comma(text) == (read, said)


def test_blocks_are_put_in_and_rows_taken_out() -> None:
    rows = (("a", "b"), ("c",))
    assert with_block(rows, Cell(1, 1), (("x", "y"), ("z",))) == (("a", "b"), ("c", "x", "y"), ("", "z"))
    assert with_block((), Cell(1, 0), (("x",),)) == ((), ("x",))
    assert without_rows(rows, {0}) == (("c",),)
    assert without_texts(rows, {Cell(0, 1), Cell(1, 0)}) == (("a", ""), ("",))
