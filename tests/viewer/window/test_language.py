"""The window in German: every text is translated, its values are kept, and Qt finds it."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from importlib.resources import files

import pytest
from PySide6.QtWidgets import QApplication

from scripts.translations import FOLDER, texts, translated
from viewer.window.actions import ACTIONS, Menu
from viewer.window.language import LANGUAGES, language, speak, tr, written

VALUE = re.compile(r"\{(\w+)")


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    speak("de", qapp)
    yield
    speak("en", qapp)


@pytest.mark.parametrize("code", LANGUAGES.keys() - {"en"})
def test_every_text_is_translated_with_its_values_and_nothing_is_left_over(code: str) -> None:
    known = translated(FOLDER / f"{code}.ts")
    assert known.keys() == texts()
    for text, translation in known.items():
        assert sorted(VALUE.findall(text)) == sorted(VALUE.findall(translation)), text


def test_what_is_packed_is_what_is_written(german: None) -> None:
    for text, translation in translated(FOLDER / "de.ts").items():
        assert tr(text) == translation


def test_letters_of_menus_differ(german: None) -> None:
    for menu in Menu:
        letters = [tr(action.text).partition("&")[2][:1].lower() for action in ACTIONS if action.menu is menu]
        chosen = [letter for letter in letters if letter]
        assert len({*chosen}) == len(chosen), (menu, letters)


def test_numbers_are_written_as_the_language_does(german: None) -> None:
    assert written(3600.5, 1) == "3.600,5"


def test_english_needs_no_translation() -> None:
    assert written(3600.5, 1) == "3,600.5"
    assert tr("{number} of {all}", number=1, all=5) == "1 of 5"


@pytest.mark.parametrize(("wanted", "code"), [("de", "de"), ("de_AT", "de"), ("en_GB", "en"), ("fr", "en")])
def test_the_variable_chooses_a_language(monkeypatch: pytest.MonkeyPatch, wanted: str, code: str) -> None:
    monkeypatch.setenv("LINEWRIGHT_LANGUAGE", wanted)
    assert language() == code


def test_the_translations_are_in_the_package() -> None:
    assert files("viewer.window").joinpath("translations", "de.qm").is_file()
    assert ET.parse(FOLDER / "de.ts").getroot().get("language") == "de"
