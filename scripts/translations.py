"""Collects the texts of the window into `viewer/window/translations/*.ts`, and packs the translations for Qt (`.qm`).

    python -m scripts.translations

A new text is added as unfinished, one that is gone is taken out; what is translated stays.
"""

import ast
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from layouts import Layout
from layouts.capacity_report import KINDS_OF_TIME
from layouts.sheets import sheets
from layouts.sheets.changeovers import Changeovers
from replay.states import State
from viewer.window.actions import ACTIONS, MOUSE, Menu
from viewer.window.inspector import MORE
from viewer.window.language import CONTEXT, LANGUAGES
from viewer.window.layers import Layer
from viewer.window.library import articles
from viewer.window.loads import WORK
from viewer.window.numbers import FIGURES
from viewer.window.problem_list import EMPTY, NONE
from viewer.window.rows import word
from viewer.window.scrubber import HOW
from viewer.window.stage import NOTHING
from viewer.window.templates import TEMPLATES
from viewer.window.tiles import TILES
from viewer.window.tour import STEPS

WINDOW = Path(__file__).parent.parent / "viewer" / "window"
FOLDER = WINDOW / "translations"


def texts() -> set[str]:
    """Return every text that is looked up: literals in calls of `tr`, and those in data."""
    return {*_literals(), *_data()}


def _literals() -> Iterator[str]:
    for file in sorted(WINDOW.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr":
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value


def _data() -> Iterator[str]:
    for action in ACTIONS:
        yield from (action.text, action.tip)
    for template in TEMPLATES:
        yield from (template.title, template.about)
    for step in STEPS:
        yield from (step.title, step.text)
    for tile in TILES:
        yield from (tile.title, tile.meaning)
    for figure in FIGURES:
        yield from (figure.title, figure.unit, figure.meaning)
    yield from (*KINDS_OF_TIME, WORK)
    for mouse in MOUSE:
        yield from mouse
    yield from (layer.value for layer in Layer)
    for sheet in sheets(Layout()):
        yield from (
            sheet.note(Layout()),
            f"Add {sheet.entry}",
            *([] if isinstance(sheet, Changeovers) else [sheet.title]),
        )
    yield from (menu.value for menu in Menu)
    yield from map(word, State)
    yield from (article.title for article in articles())
    yield from (NOTHING, NONE, EMPTY, MORE, HOW)


def translated(file: Path) -> dict[str, str]:
    """Return the finished translations of a file, by text."""
    if not file.exists():
        return {}
    found = ET.parse(file).getroot().iter("message")
    pairs = {message.findtext("source", ""): message.findtext("translation", "") for message in found}
    return {source: translation for source, translation in pairs.items() if translation}


def write(file: Path, code: str, known: dict[str, str]) -> list[str]:
    """Write a file anew; return what is not translated in it."""
    root = ET.Element("TS", version="2.1", language=code, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for text in sorted(texts()):
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = text
        translation = ET.SubElement(message, "translation")
        translation.text = known.get(text)
        if text not in known:
            translation.set("type", "unfinished")
    ET.indent(root)
    body = ET.tostring(root, encoding="unicode")
    file.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")
    return sorted(texts() - known.keys())


def main() -> int:
    """Bring all translations up to date; 1 where something is not translated."""
    missing = 0
    for code in LANGUAGES.keys() - {"en"}:
        file = FOLDER / f"{code}.ts"
        unfinished = write(file, code, translated(file))
        for text in unfinished:
            print(f"{file.name}: not translated: {text!r}")
        missing += len(unfinished)
        pack = Path(sys.executable).parent / "pyside6-lrelease"
        subprocess.run([pack, "-silent", file, "-qm", file.with_suffix(".qm")], check=True)
    return min(missing, 1)


if __name__ == "__main__":
    sys.exit(main())
