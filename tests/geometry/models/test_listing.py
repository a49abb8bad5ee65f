from pathlib import Path

import pytest

from geometry.models.listing import END, START, main, renewed

PAGE = Path(__file__).parents[3] / "docs" / "models.md"


def test_the_page_is_up_to_date() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert renewed(text) == text, "run: .venv/bin/python -m geometry.models.listing docs/models.md"


def test_what_stands_around_the_list_stays(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{START}\nlapsed\n{END}\nafter\n", encoding="utf-8")
    main([str(page)])
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"before\n{START}\n")
    assert text.endswith(f"{END}\nafter\n")
    assert "lapsed" not in text


def test_a_page_without_marks_is_left_alone() -> None:
    with pytest.raises(ValueError, match="expected a page with"):
        renewed("nothing")
