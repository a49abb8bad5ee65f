"""CAD files that are dropped on the window: imported beside the layout by a child process, while all goes on."""

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QObject, Signal

from geometry.cad.formats import ENDINGS, WAYS_OUT
from geometry.cad.importing import CHILD, import_cad
from geometry.cad.process import Child
from layouts.errors import UserError
from viewer.window.language import tr
from viewer.window.notice import Line, Message

FOLDER = "models"
"""Where imported models are kept, beside the layout."""
WISHES: dict[str, Any] = {"units": None, "up": None, "budget": 20_000}


@dataclass(frozen=True)
class Job:
    """A file that is being imported, and the model that comes of it."""

    source: Path
    target: Path
    child: Child


class Dropping(QObject):
    """Imports one file at a time; what to say of it comes as messages."""

    told = Signal(object)
    """A `Message`: what is being imported, what came of it, or why nothing did."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._thread: threading.Thread | None = None

    @property
    def busy(self) -> bool:
        """Whether a file is being imported."""
        return self._thread is not None and self._thread.is_alive()

    def take(self, source: Path, layout: Path | None) -> None:
        """Begin to import a file for a layout, beside which the model will be."""
        if layout is None:
            self.told.emit(Message(tr("Save the layout first: an imported model is kept beside it."), grave=False))
            return
        if self.busy:
            self.told.emit(Message(tr("One CAD file at a time: another one is still being imported."), grave=False))
            return
        target = layout.absolute().parent / FOLDER / f"{source.stem}.glb"
        self._job = Job(source, target, Child(CHILD))
        self.told.emit(Message(tr("{name} is being imported…", name=source.name), grave=False))
        self._thread = threading.Thread(target=self._work, args=(self._job,))
        self._thread.start()

    def close(self) -> None:
        """End what is going on, and wait for it."""
        if self._job is not None and self._thread is not None:
            self.blockSignals(True)
            self._job.child.cancel()
            self._thread.join()

    def _work(self, job: Job) -> None:
        try:
            job.target.parent.mkdir(exist_ok=True)
            receipt = import_cad(job.source, job.target, WISHES, job.child)
        except (UserError, OSError) as error:
            hint = Line(tr("In a terminal `linewright import-cad` takes --units and --up where they cannot be known."))
            self.told.emit(Message(str(error), (hint,) if "--units" in str(error) else ()))
            return
        name = f"{FOLDER}/{job.target.name}"
        lines = tuple(Line(line.strip(), grave=False) for line in receipt.text().splitlines()[1:])
        done = tr("{file} is imported: write `model: {name}`.", file=job.source.name, name=name)
        self.told.emit(Message(done, lines, grave=False))


def cad_file_in(dropped: QMimeData) -> Path | None:
    """Return the CAD file that is dropped; None where it is something else, or several things."""
    files = [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
    known = [file for file in files if file.suffix.lower() in {*ENDINGS, *WAYS_OUT}]
    return known[0] if len(files) == len(known) == 1 else None
