"""The library: every kind and model with its picture, to be found by a word and placed with a click."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from geometry.models import models
from geometry.models.specimens import specimen
from layouts.registry import kinds
from viewer.window.language import tr

PICTURE = QSize(84, 72)
"""Size at which a picture is shown."""
LEFT_OUT = frozenset({"placeholder"})
"""Models that stand for something else."""
SYNONYMS = {
    "conveyor": "belt transport",
    "buffer": "rack queue store magazine",
    "workplace": "operator manual station bench",
    "machine": "station",
    "source": "infeed input start",
    "sink": "outfeed output end shipping",
}
"""Words by which kinds are looked for too."""


class Article(NamedTuple):
    """One entry of the library: what is placed, and how it is called; `model` None where the kind has this look."""

    kind: str
    model: str | None
    picture: str
    title: str
    meaning: str
    words: str


@cache
def articles() -> tuple[Article, ...]:
    """Return the kinds in the order of the registry, then the looks that no kind has of itself."""
    found = kinds().found
    own = [_article(name, None, cls.default_model) for name, cls in found.items()]
    usual = {cls.default_model for cls in found.values()}
    looks = [_article(specimen(name).kind, name, name) for name in _looks() if name not in usual]
    return (*own, *looks)


def _looks() -> Iterator[str]:
    """The models that can be chosen for a kind."""
    yield from (name for name in models().found if name not in LEFT_OUT and hasattr(specimen(name), "kind"))


def _article(kind: str, model: str | None, picture: str) -> Article:
    meaning = (kinds().found[kind].__doc__ or "").strip().partition("\n")[0]
    title = (model or kind).replace("_", " ").capitalize()
    words = f"{title} {tr(title)} {kind} {meaning} {SYNONYMS.get(kind, '')}".lower()
    return Article(kind, model, picture, title, meaning, words)


def fits(article: Article, wanted: str) -> bool:
    """Tell whether all words that somebody looks for begin a word of an article."""
    words = article.words.split()
    return all(any(word.startswith(part) for word in words) for part in wanted.lower().split())


class Library(QWidget):
    """Search and list; a click takes an article in hand, Return the first one that is found."""

    taken = Signal(object)
    """The article that the user took."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("library")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search, self.list = QLineEdit(), QListWidget()
        self.search.setPlaceholderText(tr("Search: press, conveyor, rack…"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(tr("Search the library"))
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._take_first)
        self._nothing = QLabel(tr("Nothing is called so.\nTry another word: machine, belt, store."))
        self._nothing.setObjectName("note")
        self._nothing.hide()
        self._prepare_list()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 6, 6)
        column.setSpacing(8)
        for widget in (_heading(), self.search, self._nothing, self.list):
            column.addWidget(widget)

    def _prepare_list(self) -> None:
        self.list.setViewMode(QListWidget.ViewMode.IconMode)
        self.list.setIconSize(PICTURE)
        self.list.setGridSize(QSize(PICTURE.width() + 20, PICTURE.height() + 34))
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setMovement(QListWidget.Movement.Static)
        self.list.setUniformItemSizes(True)
        self.list.setWordWrap(True)
        self.list.setAccessibleName(tr("Library of equipment"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda item: self.taken.emit(item.data(Qt.ItemDataRole.UserRole)))
        for article in articles():
            self.list.addItem(_item(article))

    def _filter(self, wanted: str) -> None:
        for number, article in enumerate(articles()):
            self.list.item(number).setHidden(not fits(article, wanted))
        self._nothing.setVisible(not any(fits(article, wanted) for article in articles()))

    def _take_first(self) -> None:
        first = next((article for article in articles() if fits(article, self.search.text())), None)
        if first is not None:
            self.taken.emit(first)


def _heading() -> QLabel:
    heading = QLabel(tr("Library"))
    heading.setObjectName("heading")
    return heading


def _item(article: Article) -> QListWidgetItem:
    item = QListWidgetItem(picture_of(article.picture), tr(article.title))
    item.setToolTip(f"{article.meaning}\n" + tr("Click, then click where it is to stand."))
    item.setData(Qt.ItemDataRole.UserRole, article)
    item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
    return item


@cache
def picture_of(model: str) -> QIcon:
    """Return the picture of a model; an empty one for a model from another package."""
    file = files("viewer.window").joinpath("pictures", f"{model}.png")
    pixmap = QPixmap()
    if file.is_file():
        pixmap.loadFromData(file.read_bytes())
    return QIcon(pixmap)
