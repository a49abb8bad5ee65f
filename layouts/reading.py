"""Reading layout files: text to a layout and everything that is wrong with it, at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from layouts.consequences import not_consequences, not_mistyped
from layouts.decoding import Decoder
from layouts.errors import Code
from layouts.migrations import migrated
from layouts.model import Layout
from layouts.nodes import LONGEST, MappingNode, compose, mark_at, placed, plain
from layouts.problems import LayoutError, Place, Problem, errors_among
from layouts.rules import problems


@dataclass(frozen=True)
class Reading:
    """What a file gave: the layout as far as it could be read (None: not at all), and the problems in its order."""

    layout: Layout | None
    problems: tuple[Problem, ...]
    text: str = ""
    root: MappingNode | None = None
    file: str | None = None

    def located(self, found: Iterable[Problem]) -> tuple[Problem, ...]:
        """Add file, line and column to problems of the layout that others have found, in the order of the file."""
        return _placed(found, self.root, self.file, self.text)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that forbid simulating; the rest are warnings."""
        return errors_among(self.problems)

    def trusted(self) -> Layout:
        """Return the layout.

        Raises:
            LayoutError: when there are errors.
        """
        if self.layout is None or self.errors:
            raise LayoutError(self.errors)
        return self.layout


def load(path: str | Path) -> Layout:
    """Read a layout that can be simulated.

    Raises:
        LayoutError: with every error of the file and its place.
    """
    return read(path).trusted()


def loads(text: str, folder: str | Path | None = None) -> Layout:
    """Read a layout from a text; `folder` is where the files that it names are.

    Raises:
        LayoutError: with every error of the text and its place.
    """
    return read_text(text, folder).trusted()


def read(path: str | Path) -> Reading:
    """Read a file, whatever is wrong with it; a missing or unreadable file is a problem too."""
    path = Path(path)
    place = Place(file=str(path))
    try:
        if path.stat().st_size > 4 * LONGEST:
            return _unread(Code.TOO_BIG, place, f"a file of {path.stat().st_size:,} bytes", f"at most {LONGEST:,}")
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return _unread(Code.UNREADABLE, place, reason, "a layout file")
    try:
        return read_text(data.decode("utf-8"), path.parent, str(path))
    except UnicodeDecodeError as error:
        mark = mark_at(data[: error.start].decode("utf-8"), error.start)
        place = Place(file=str(path), line=mark.line, column=mark.column)
        return _unread(Code.SYNTAX, place, f"a byte 0x{data[error.start]:02x} that is no UTF-8", "a text in UTF-8")


def _unread(code: Code, place: Place, found: str, expected: str) -> Reading:
    return Reading(None, (Problem(code=code, place=place, found=found, expected=expected),))


def read_text(text: str, folder: str | Path | None = None, file: str | None = None) -> Reading:
    """Read a text, whatever is wrong with it; `file` is named in the problems."""
    composed = compose(text)
    if composed.root is None:
        return Reading(None, _placed(composed.problems, None, file, text), text, file=file)
    root = migrated(composed.root, _version(composed.root))
    decoder = Decoder(root, None if folder is None else Path(folder))
    layout = decoder.layout()
    found = [*composed.problems, *not_mistyped(decoder.problems, root)]
    if layout is not None:
        found += not_consequences(problems(layout), found, root)
    return Reading(layout, _placed(found, root, file, text), text, root, file)


def layout_of(text: str, folder: Path | None = None) -> Layout | None:
    """Read what a text says, without checking the rules; None where nothing can be had of it."""
    root = compose(text).root
    return None if root is None else Decoder(migrated(root, _version(root)), folder).layout()


def _version(root: MappingNode) -> int:
    entry = root.get("linewright")
    text = plain(entry.value) if entry else None
    return int(text) if isinstance(text, str) and text.isdecimal() and len(text) < 9 else 1


def _placed(found: Iterable[Problem], root: MappingNode | None, file: str | None, text: str) -> tuple[Problem, ...]:
    all_placed = [placed(problem, root, file, text) for problem in found]
    return tuple(sorted(all_placed, key=lambda problem: _order(problem.place, file)))


def _order(place: Place, file: str | None) -> tuple[bool, int, int]:
    """In the order of the file; what is wrong with the files that it names comes behind."""
    return place.file != file, place.line or 0, place.column or 0
