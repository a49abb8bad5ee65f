"""Keeps what is not saved, and offers what sessions before did not come to save."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from layouts.autosave import Autosave
from layouts.journals import FOLDER, Entry, Journal, LeftBehind, left_behind
from layouts.state_folder import state_folder
from viewer.window.document import UNTITLED, Document
from viewer.window.language import tr


class Keeping(QObject):
    """Follows the document that is edited, and holds the offers that nobody has answered yet."""

    changed = Signal()
    """Something else is offered now, or nothing any more."""
    failed = Signal(str)
    """Unsaved edits cannot be kept, and why."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = state_folder() / FOLDER
        self._autosave: Autosave | None = None
        self.offers: tuple[LeftBehind, ...] = left_behind(self._folder)

    @property
    def offer(self) -> LeftBehind | None:
        """What is offered now."""
        return self.offers[0] if self.offers else None

    def prefer(self, path: Path | None) -> None:
        """Offer first what was edited in a file."""
        wanted = None if path is None else path.absolute()
        self.offers = tuple(sorted(self.offers, key=lambda left: left.entry.file != wanted))

    def follow(self, document: Document) -> None:
        """Keep what is edited in a document from now on; what was followed before is saved, or not wanted."""
        history = document.history
        if self._autosave is None or self._autosave.document is not history:
            self.close()
            if history is not None:
                self._autosave = Autosave(history, Journal(self._folder), self.failed.emit)

    def settle(self) -> None:
        """Take an offer away that was restored or is not wanted; what was restored is kept anew before."""
        if self.offer is not None:
            if self._autosave is not None:
                self._autosave.flush()
            self.offer.discard()
            self.offers = self.offers[1:]
            self.changed.emit()

    def close(self) -> None:
        """Follow nothing; what is not saved is not wanted."""
        if self._autosave is not None:
            self._autosave.close()
            self._autosave = None


class OfferBar(QFrame):
    """A bar that names what was not saved, with the two things that can be done about it."""

    restored = Signal()
    discarded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("offer")
        self.setAccessibleName(tr("Unsaved edits of an earlier session"))
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.restore, self.discard = QPushButton(tr("&Restore")), QPushButton(tr("&Discard"))
        self.restore.setToolTip(tr("Put these edits on top of what the file says; Ctrl+Z takes them back"))
        self.discard.setToolTip(tr("Forget these edits"))
        for button in (self.restore, self.discard):
            button.setAutoDefault(True)  # Return, for Space plays wherever one is in the window
        self.restore.clicked.connect(self.restored)
        self.discard.clicked.connect(self.discarded)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 10, 8)
        row.setSpacing(8)
        row.addWidget(self.label, stretch=1)
        row.addWidget(self.restore)
        row.addWidget(self.discard)
        self.hide()

    def show_offers(self, offers: tuple[LeftBehind, ...]) -> None:
        """Show the first of some offers, or nothing where there is none."""
        self.setVisible(bool(offers))
        if offers:
            self.label.setText(told(offers[0].entry, len(offers) - 1))
            self.label.setToolTip(str(offers[0].entry.file or ""))


def told(entry: Entry, more: int = 0) -> str:
    """Say what was not saved, since when, and how much else there is."""
    name = UNTITLED if entry.file is None else entry.file.name
    said = tr("Edits of {name} since {moment} were not saved.", name=name, moment=moment(entry.since))
    return f"{said} {tr('({number} more like this)', number=more)}" if more else said


def moment(since: datetime, now: datetime | None = None) -> str:
    """Write a time as people here say it: the hour today, else with the day."""
    local, today = since.astimezone(), (now or datetime.now().astimezone())
    return f"{local:%H:%M}" if local.date() == today.date() else f"{local:%Y-%m-%d %H:%M}"
