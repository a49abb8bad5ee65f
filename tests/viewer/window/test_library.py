"""The library: everything that can be placed, with a picture, found by the words that people use."""

from importlib.resources import files

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from geometry.models import OWN_MODELS
from layouts import Layout
from layouts.editing import started
from layouts.registry import kinds
from layouts.space import Point
from viewer.window.library import Article, Library, articles, fits


def test_every_model_has_a_picture_and_every_picture_a_model() -> None:
    pictures = {file.name.removesuffix(".png") for file in files("viewer.window").joinpath("pictures").iterdir()}
    assert pictures == set(OWN_MODELS)


def test_every_kind_and_every_look_is_an_article() -> None:
    assert {article.kind for article in articles()} == set(kinds().found)
    shown = {article.picture for article in articles()}
    assert set(OWN_MODELS) - shown == {"placeholder"}


@pytest.mark.parametrize(
    "article", [each for each in articles() if each.kind != "conveyor"], ids=lambda each: each.picture
)
def test_every_article_can_be_placed(article: Article) -> None:
    layout = started(Layout(), "it", article.kind, Point(3.0, 4.0), article.model)
    item = layout.equipment["it"]
    assert (item.kind, item.model or item.default_model) == (article.kind, article.picture)


@pytest.mark.parametrize(
    ("wanted", "first"), [("press", "Press"), ("belt", "Conveyor"), ("lath", "Lathe"), ("shipping", "Sink")]
)
def test_articles_are_found_by_the_beginnings_of_words(wanted: str, first: str) -> None:
    assert first in [article.title for article in articles() if fits(article, wanted)]
    assert not any(fits(article, f"{wanted} qqq") for article in articles())


def test_the_search_hides_what_does_not_fit_and_return_takes_the_first(qtbot: QtBot) -> None:
    library = Library()
    qtbot.addWidget(library)
    QTest.keyClicks(library.search, "lathe")
    shown = [number for number in range(library.list.count()) if not library.list.item(number).isHidden()]
    assert [articles()[number].title for number in shown] == ["Lathe"]
    with qtbot.waitSignal(library.taken) as taken:
        QTest.keyClick(library.search, Qt.Key.Key_Return)
    assert taken.args is not None
    assert taken.args[0].model == "lathe"
