"""What the window remembers from one run to the next: recent files, how it stands, which parts of it are shown, theme.

It is a file in the state folder of the user (`layouts.state_folder`), and nothing of a layout is in it.
"""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

from geometry.palette import LIGHT, THEMES, Theme
from layouts.state_folder import state_folder

MOST = 10
"""Recent files that are remembered."""


class Memory:
    """Reads and writes what is remembered."""

    def __init__(self) -> None:
        """Open the file of this user; without one nothing is remembered yet."""
        self._settings = QSettings(str(state_folder() / "window.ini"), QSettings.Format.IniFormat)

    @property
    def recent(self) -> tuple[Path, ...]:
        """The files that were opened or saved last, the latest first; those that are there."""
        found = self._settings.value("files/recent")
        names = [found] if isinstance(found, str) else found if isinstance(found, list) else []
        return tuple(path for name in names if (path := Path(str(name))).is_file())

    def remember(self, path: Path) -> None:
        """Put a file first."""
        path = path.absolute()
        files = [path, *(other for other in self.recent if other != path)]
        self._settings.setValue("files/recent", [str(file) for file in files[:MOST]])

    def forget_recent(self) -> None:
        """Remember no files."""
        self._settings.remove("files/recent")

    @property
    def theme(self) -> Theme:
        """The theme that was worn last."""
        return THEMES.get(str(self._settings.value("window/theme")), LIGHT)

    def keep_theme(self, theme: Theme) -> None:
        """Remember a theme."""
        self._settings.setValue("window/theme", theme.name)

    def keep(self, window: QMainWindow, parts: dict[str, QWidget]) -> None:
        """Remember how a window stands, and which of its parts are shown."""
        self._settings.setValue("window/geometry", window.saveGeometry())
        for name, part in parts.items():
            self._settings.setValue(f"shown/{name}", not part.isHidden())
        for splitter in _splitters(window):
            self._settings.setValue(f"splitters/{splitter.objectName()}", splitter.saveState())
        self._settings.sync()

    def restore(self, window: QMainWindow, parts: dict[str, QWidget]) -> None:
        """Put a window where the last one stood, with the parts that were shown in it."""
        geometry = self._settings.value("window/geometry")
        if isinstance(geometry, QByteArray):
            window.restoreGeometry(geometry)  # Qt brings it back onto a screen that is there
        for name, part in parts.items():
            shown = self._settings.value(f"shown/{name}")
            if shown is not None:
                part.setVisible(str(shown).lower() == "true")
        for splitter in _splitters(window):
            state = self._settings.value(f"splitters/{splitter.objectName()}")
            if isinstance(state, QByteArray):
                splitter.restoreState(state)


def _splitters(window: QMainWindow) -> list[QSplitter]:
    return [splitter for splitter in window.findChildren(QSplitter) if splitter.objectName()]
