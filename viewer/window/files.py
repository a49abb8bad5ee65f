"""Files on the desk: what was open lately, templates, what is kept, what conflicts, and the history of the document."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from layouts.errors import UserError
from layouts.merging import Conflict, Side
from viewer.window.conflict_panel import ConflictPanel
from viewer.window.document import Document
from viewer.window.editing import Editing
from viewer.window.filing import Filing
from viewer.window.history_list import HistoryList, called
from viewer.window.keeping import Keeping, OfferBar
from viewer.window.language import tr
from viewer.window.memory import Memory
from viewer.window.notice import Message
from viewer.window.palette import Entry
from viewer.window.skin import Skin
from viewer.window.stage import Stage
from viewer.window.start_page import StartPage
from viewer.window.templates import TEMPLATES, Template, text_of

ENDINGS = (".yaml", ".yml")


class Home(Protocol):
    """What the files are on: the window with its document."""

    document: Document
    editing: Editing
    filing: Filing
    stage: Stage

    def open_file(self, path: Path | None, text: str | None = None) -> None:
        """Show another file, or a text that has none."""


class Files(QObject):
    """Shows and does what concerns the file as a whole; `show` is called after every change."""

    edited = Signal(tuple)
    """A step is done; with it the ids of what is selected from now on: none."""
    told = Signal(object)
    """A `Message` for the notice."""

    def __init__(self, home: Home, skin: Skin, window: QWidget) -> None:
        super().__init__(window)
        self._home = home
        self.memory, self.keeping = Memory(), Keeping(self)
        self.offer, self.conflicts, self.history = OfferBar(), ConflictPanel(), HistoryList(skin)
        self.start = StartPage(home.stage.canvas)
        self._menus: dict[QMenu, Callable[[], Iterator[Entry]]] = {}
        self.keeping.prefer(home.document.path)
        self.keeping.changed.connect(self._show_offer)
        self.keeping.failed.connect(lambda reason: self.told.emit(Message(reason)), Qt.ConnectionType.QueuedConnection)
        self.offer.restored.connect(self.restore)
        self.offer.discarded.connect(self.keeping.settle)
        self.conflicts.chosen.connect(self.choose)
        self.history.chosen.connect(self.go_to)
        self.start.opened.connect(self.open)
        self.start.taken.connect(self.begin_from)
        self._show_offer()

    def show(self) -> None:
        """Show how it stands with the document, and keep what is edited in it."""
        document = self._home.document
        self.keeping.follow(document)
        self.conflicts.show_conflicts(document.conflicts)
        history = document.history
        if history is None:
            self.history.show_steps((), 0)
        else:
            self.history.show_steps(history.steps, history.at)
            if document.path is not None and document.path.absolute() not in self.memory.recent[:1]:
                self.memory.remember(document.path)
        self.start.show_for(self.memory.recent, _is_untouched(document))

    def open(self, path: Path) -> None:
        """Open a file by its name, where nothing that was edited is lost."""
        if not path.is_file():
            self.told.emit(Message(tr("{file} is not there any more.", file=path)))
        elif self._home.filing.may_leave():
            self._home.open_file(path)

    def begin_from(self, template: Template) -> None:
        """Begin a new layout as a copy of a template."""
        if self._home.filing.may_leave():
            self._home.open_file(None, text_of(template))

    def restore(self) -> None:
        """Put the edits that are offered on top of what their file says, as a step that can be taken back."""
        offer = self.keeping.offer
        if offer is None or self._home.editing.dragging:
            return
        file = offer.entry.file
        here = self._home.document.path
        if file is None or here is None or here.absolute() != file:
            if not self._home.filing.may_leave():
                return
            self._home.open_file(file if file is not None and file.is_file() else None)
        if self._home.document.history is None:  # the file says nothing that could be shown: its edits stand alone
            self._home.open_file(None)
        try:
            self._home.document.recover(offer.entry)
        except UserError as error:
            self.told.emit(Message(tr("The edits cannot be restored: {reason}.", reason=error)))
            return
        self.edited.emit(())
        self.keeping.settle()

    def choose(self, conflict: Conflict, side: Side) -> None:
        """Settle a conflict."""
        if not self._home.editing.dragging:
            self._home.document.choose(conflict, side)
            self.edited.emit(())

    def go_to(self, number: int) -> None:
        """Go to a step of the history."""
        if not self._home.editing.dragging and self._home.document.go_to(number):
            self.edited.emit(())

    def toggle_history(self) -> None:
        """Show or hide the history; shown, the arrow keys walk through it."""
        self.history.setVisible(self.history.isHidden())
        if self.history.isVisible():
            self.history.list.setFocus()

    def fill(self, menu: QMenu, before: QAction) -> None:
        """Put the menus of recent files and templates before an action."""
        for title, entries in ((tr("Open &recent"), self._recent), (tr("New from &template"), self._templates)):
            submenu = QMenu(title, menu)
            self._menus[submenu] = entries
            submenu.aboutToShow.connect(partial(self._fill, submenu))
            submenu.setToolTipsVisible(True)
            menu.insertMenu(before, submenu)

    def entries(self) -> Iterator[Entry]:
        """Everything that can be done here, for the palette."""
        for entry in self._recent():
            yield entry._replace(text=tr("Open {name}", name=entry.text))
        for entry in self._templates():
            yield entry._replace(text=tr("New from template: {name}", name=entry.text))
        history = self._home.document.history
        for number, name in enumerate(history.steps if history else ()):
            text = tr("Go to step {number}: {name}", number=number, name=called(number, name))
            yield Entry(text, "", partial(self.go_to, number))
        for conflict in self._home.document.conflicts:
            mine, theirs = (partial(self.choose, conflict, side) for side in (Side.MINE, Side.THEIRS))
            yield Entry(tr("Take mine for {place}", place=conflict.place), "", mine)
            yield Entry(tr("Take theirs for {place}", place=conflict.place), "", theirs)

    def close(self) -> None:
        """Follow the document no more."""
        self.keeping.close()

    def _show_offer(self) -> None:
        self.offer.show_offers(self.keeping.offers)

    def _recent(self) -> Iterator[Entry]:
        for path in self.memory.recent:
            yield Entry(path.name, str(path.parent), partial(self.open, path))

    def _templates(self) -> Iterator[Entry]:
        for template in TEMPLATES:
            yield Entry(tr(template.title), tr(template.about), partial(self.begin_from, template))

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        for number, entry in enumerate(self._menus[menu](), start=1):
            action = menu.addAction(f"&{number}  {entry.text.replace('&', '&&')}", entry.run)
            action.setToolTip(entry.note)
        if menu.isEmpty():
            menu.addAction(tr("None yet")).setEnabled(False)


def layout_in(dropped: QMimeData) -> Path | None:
    """Return the layout file that is dropped; None where it is something else, or several things."""
    files = [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 and files[0].suffix.lower() in ENDINGS else None


def _is_untouched(document: Document) -> bool:
    """Whether it is an empty hall that has no file and in which nothing was done."""
    empty = document.layout is not None and not document.layout.equipment
    return document.path is None and empty and document.history is not None and len(document.history.steps) == 1
