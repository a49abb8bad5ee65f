"""The time bar under the view: play and pause, speed, the clock, and the slider over what has been simulated."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from viewer.window.icons import Icon, icon
from viewer.window.language import tr
from viewer.window.play_clock import SPEEDS, PlayClock, clock_text, speed_text
from viewer.window.scrubber import Scrubber
from viewer.window.skin import Skin


class TimeBar(QWidget):
    """Shows a play clock; what the user wants comes out as signals and triggers the window's actions."""

    speed_chosen = Signal(float)

    def __init__(self, skin: Skin, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._skin = skin
        self.play = _button("play", actions["play"], 22, self)
        self.play.setFixedSize(38, 38)
        self.clock, self.known = QLabel("0:00:00"), QLabel("")
        self.scrubber = Scrubber(skin, self)
        self.speed = QToolButton(self)
        self._buttons = [_button(name, actions[name], 18, self) for name in ("begin", "end", "slower", "faster")]
        self._speeds = QActionGroup(self)
        self._fill_speeds()
        self._arrange()

    def wear(self, skin: Skin) -> None:
        """Take another set of colours."""
        self._skin = skin
        self.scrubber.wear(skin)

    def show_clock(self, clock: PlayClock) -> None:
        """Show position, speed and whether it plays."""
        self.clock.setText(clock_text(clock.position))
        self.scrubber.show_position(clock.position)
        self.speed.setText(speed_text(clock.speed))
        self.play.setIcon(icon(Icon.PAUSE if clock.playing else Icon.PLAY, self._skin.on_accent))
        self.play.setAccessibleName(tr("Pause") if clock.playing else tr("Play"))
        for action in self._speeds.actions():
            action.setChecked(action.data() == clock.speed)

    def show_range(self, known: float, horizon: float, note: str) -> None:
        """Show how far the run is known and how far it will go, and a word about it."""
        self.scrubber.show_range(known, horizon)
        self.known.setText(note)

    def _fill_speeds(self) -> None:
        menu = QMenu(self.speed)
        for speed in SPEEDS:
            action = menu.addAction(speed_text(speed))
            action.setData(speed)
            action.setCheckable(True)
            self._speeds.addAction(action)
        self._speeds.triggered.connect(self._choose)
        self.speed.setMenu(menu)
        self.speed.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.speed.setToolTip(tr("Simulated seconds a second (- and + change it)"))
        self.speed.setAccessibleName(tr("Speed"))
        self.speed.setObjectName("speed")
        self.speed.setFixedWidth(self.speed.fontMetrics().horizontalAdvance("10,000×") + 38)

    def _choose(self, action: QAction) -> None:
        self.speed_chosen.emit(float(action.data()))

    def _arrange(self) -> None:
        begin, end, slower, faster = self._buttons
        self.clock.setObjectName("clock")
        self.known.setObjectName("note")
        self.clock.setMinimumWidth(132)
        times = QVBoxLayout()
        times.setSpacing(0)
        times.addWidget(self.clock)
        times.addWidget(self.known)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 12, 7)
        row.setSpacing(5)
        for widget in (begin, self.play, end):
            row.addWidget(widget)
        row.addSpacing(8)
        row.addLayout(times)
        row.addSpacing(6)
        row.addWidget(self.scrubber, stretch=1)
        for widget in (slower, self.speed, faster):
            row.addWidget(widget)


def _button(name: str, action: QAction, size: int, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setObjectName(name)
    button.setIconSize(QSize(size, size))
    button.setAccessibleName(action.toolTip())
    return button
