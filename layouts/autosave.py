"""Keeps the unsaved edits of a document in a journal, a moment after each edit, in a thread of its own.

Whoever edits never waits: a change is noted, and the text is worked out and written in the background.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from layouts.document import Document, Draft
from layouts.errors import UserError
from layouts.journals import Entry, Journal
from layouts.model import Layout


@dataclass(frozen=True)
class Pace:
    """Seconds without an edit after which is written, and the most that edits one upon the other may delay it."""

    calm: float = 2.0
    at_latest: float = 10.0


class Autosave:
    """Follows one document; `close` ends it."""

    def __init__(
        self, document: Document, journal: Journal, failed: Callable[[str], None], pace: Pace | None = None
    ) -> None:
        """Begin to follow a document; `failed` is told in words, from the thread, where nothing can be kept."""
        self.document, self.journal = document, journal
        self._pace, self._failed = pace or Pace(), failed
        self._since: datetime | None = None
        self._noted: tuple[Draft | None] | None = None
        self._first = self._last = 0.0
        self._closed = False
        self._bell, self._writing = threading.Condition(), threading.Lock()
        self._thread = threading.Thread(target=self._work, name="autosave", daemon=True)
        document.changed.append(self._changed)
        document.saving.append(self.flush)  # killed while it saves, the journal says exactly what was to be saved
        document.saved.append(self._note)
        self._thread.start()

    def flush(self) -> None:
        """Keep what is unsaved now, without waiting for a calm moment."""
        self._note()
        self._write()

    def close(self, keep: bool = False) -> None:
        """Follow no more; what is not saved is forgotten, or kept and left behind."""
        if self._closed:
            return
        self.document.changed.remove(self._changed)
        self.document.saving.remove(self.flush)
        self.document.saved.remove(self._note)
        with self._bell:
            self._closed = True
            self._bell.notify()
        self._thread.join()
        if keep:
            self._write()
        else:
            self.journal.remove()
        self.journal.close()

    def _changed(self, old: Layout, new: Layout) -> None:
        self._note()

    def _note(self) -> None:
        """Remember what there is to keep; a value is never changed, so the thread may read it at leisure."""
        draft, now = self.document.draft, time.monotonic()
        with self._bell:
            if self._noted is None:
                self._first = now
            self._noted, self._last = (draft,), now
            self._bell.notify()

    def _work(self) -> None:
        while self._waited():
            self._write()

    def _waited(self) -> bool:
        """Wait until something is to be written; False: nothing ever will."""
        with self._bell:
            while not self._closed:
                left = self._left()
                if left is not None and left <= 0.0:
                    return True
                self._bell.wait(left)
        return False

    def _left(self) -> float | None:
        """Seconds until it is time to write; None where there is nothing."""
        if self._noted is None:
            return None
        if self._noted[0] is None:  # all is saved: nothing to wait for
            return 0.0
        return min(self._last + self._pace.calm, self._first + self._pace.at_latest) - time.monotonic()

    def _write(self) -> None:
        with self._writing:
            with self._bell:
                noted, self._noted = self._noted, None
            if noted is not None:
                self._keep(noted[0])

    def _keep(self, draft: Draft | None) -> None:
        if draft is None:
            self._since = None
            self.journal.remove()
            return
        self._since = self._since or datetime.now(UTC)
        try:
            self.journal.write(Entry(draft.path, self._since, draft.base, draft.text()))
        except UserError as error:
            self._failed(str(error))
