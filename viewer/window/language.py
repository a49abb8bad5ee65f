"""The language of the window: English as it stands in the code, or a translation that Qt looks up.

Texts are written as `tr("…")`; those that stand in data (actions, states, steps of the tour) are translated where they
are shown. `scripts/translations.py` collects them into `translations/de.ts`, which Qt Linguist opens, and packs them.
What comes from the language of layout files (ids, problems, meanings of fields) stays as it is there.
"""

import os
from importlib.resources import as_file, files
from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

CONTEXT: Final = "Linewright"
"""The context of all texts in the translation files."""

LANGUAGES: Final = {"en": "English", "de": "Deutsch"}
"""What can be chosen, each by its own name."""

VARIABLE: Final = "LINEWRIGHT_LANGUAGE"
"""The environment variable that chooses a language, before what the system speaks."""


def tr(text: str, **values: object) -> str:
    """Return a text in the language of the window; `{name}` in it stands for one of the values."""
    found = QCoreApplication.translate(CONTEXT, text)
    return found.format(**values) if values else found


def written(value: float, digits: int = 0) -> str:
    """Write a number with as many decimals, its thousands apart, as the language of the window does."""
    english = f"{value:,.{digits}f}"
    return english.translate(_SWAPPED) if tr(".") == "," else english


_SWAPPED = str.maketrans(",.", ".,")


def language() -> str:
    """Return the language that the user wants: as chosen, else as the system speaks, else English."""
    wanted = os.environ.get(VARIABLE) or QLocale.system().name()
    return next((code for code in LANGUAGES if wanted.startswith(code)), "en")


def speak(code: str, application: QCoreApplication) -> None:
    """Let the application speak a language of `LANGUAGES` from now on; windows that are open stay as they are."""
    for old in application.findChildren(QTranslator):
        application.removeTranslator(old)
        old.deleteLater()
    if code == "en":
        return
    ours, qts = QTranslator(application), QTranslator(application)
    with as_file(files("viewer.window").joinpath("translations", f"{code}.qm")) as file:
        ours.load(str(file))
    qts.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    for translator in (qts, ours):
        application.installTranslator(translator)
