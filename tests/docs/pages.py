"""The pages of the documentation as code blocks, so that tests can run what they say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md")))

_FENCE = re.compile(r"^```(?P<info>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block of a page.

    `language` and `mark` are the words behind its fence; `output` is the text block that follows directly, if any.
    """

    page: Path
    line: int
    language: str
    mark: str
    text: str
    output: str | None

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def blocks(page: Path) -> Iterator[Block]:
    """Go through the fenced blocks of a page, each with the `text` block right behind it."""
    content = page.read_text(encoding="utf-8")
    found = list(_FENCE.finditer(content))
    for match, behind in zip_longest(found, found[1:]):
        language, _, mark = match["info"].partition(" ")
        follows = behind is not None and not content[match.end() : behind.start()].strip() and behind["info"] == "text"
        output = behind["text"] if behind is not None and follows else None
        yield Block(page, content.count("\n", 0, match.start()) + 1, language, mark, match["text"], output)


def blocks_in(*languages: str) -> list[Block]:
    """Return all blocks of all pages in some languages."""
    return [block for page in PAGES for block in blocks(page) if block.language in languages]


def commands(block: Block) -> Iterator[tuple[str, str]]:
    """Go through the commands of a console block, each with what it prints."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output
