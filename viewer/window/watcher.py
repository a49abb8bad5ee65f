"""Notices that a file has changed, also when an editor replaces it, and says so once."""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

SETTLING = 150
"""Milliseconds without a change before the file is taken as written."""


class Watcher(QObject):
    """Watches a file and its folder: a file that is replaced is another file, which only the folder tells."""

    changed = Signal()

    def __init__(self, path: Path | None, parent: QObject) -> None:
        super().__init__(parent)
        self._path = path
        self._content = _content(path)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLING)
        self._timer.timeout.connect(self._look)
        self._watcher = QFileSystemWatcher(self)
        if path is not None:
            self._watcher.addPath(str(path.parent))
        self._watcher.fileChanged.connect(self._stir)
        self._watcher.directoryChanged.connect(self._stir)
        self._watch_file()

    def watch(self, path: Path | None) -> None:
        """Watch another file from now on, as it is now, or none."""
        self._forget()
        self._path, self._content = path, _content(path)
        if path is not None:
            self._watcher.addPath(str(path.parent))
            self._watch_file()

    def close(self) -> None:
        """Watch no more."""
        self._timer.stop()
        self._watcher.blockSignals(True)
        self._forget()

    def _forget(self) -> None:
        watched = self._watcher.files() + self._watcher.directories()
        if watched:
            self._watcher.removePaths(watched)

    def _stir(self) -> None:
        self._watch_file()
        self._timer.start()

    def _look(self) -> None:
        content = _content(self._path)
        if content != self._content:
            self._content = content
            self.changed.emit()

    def _watch_file(self) -> None:
        if self._path and str(self._path) not in self._watcher.files() and self._path.exists():
            self._watcher.addPath(str(self._path))


def _content(path: Path | None) -> bytes | None:
    try:
        return None if path is None else path.read_bytes()
    except OSError:
        return None
