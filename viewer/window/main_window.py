"""The window of `linewright view`: view, time bar and panel, and what happens when the user or the file acts."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QMessageBox,
    QSizePolicy,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from geometry.palette import THEMES, Theme
from layouts.editing import FieldError
from layouts.errors import UserError
from viewer.render.options import View
from viewer.window.actions import ACTIONS, Action, Menu
from viewer.window.document import Document
from viewer.window.editing import Editing
from viewer.window.guide import Guide
from viewer.window.icons import icon
from viewer.window.notice import Line, Message, Notice
from viewer.window.panel import Panel, Sight, first_lines
from viewer.window.play_clock import clock_text
from viewer.window.player import Player
from viewer.window.remarks import message_of
from viewer.window.rows import rows
from viewer.window.skin import Skin
from viewer.window.stage import Stage
from viewer.window.tiles import Numbers
from viewer.window.time_bar import TimeBar
from viewer.window.values import more_fields, values
from viewer.window.watcher import Watcher

PANEL_EVERY = 120
"""Milliseconds between two changes of the figures: numbers that change faster cannot be read."""

SMALLEST = (1000, 640)
"""Least width and height of the window, in pixels: tiles and time bar have room also where texts wrap."""


class MainWindow(QMainWindow):
    """Shows one layout file and plays it."""

    def __init__(self, path: Path, theme: Theme, seed: int | None = None) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._seed, self._theme, self._skin = seed, theme, Skin.of_theme(theme)
        self.document = Document(path)
        self.editing = Editing(self.document, self)
        self.selected: str | None = None
        self.actions_ = {action.id: self._action(action.id) for action in ACTIONS}
        self.stage = Stage(theme, self)
        self.player = Player(self)
        self.time_bar = TimeBar(self._skin, self.actions_)
        self.panel, self.notice = Panel(self._skin), Notice(self._skin)
        self._panel_timer = QTimer(self, singleShot=True, interval=PANEL_EVERY)
        self.watcher = Watcher(path, self)
        self._arrange()
        self._fill_menus()
        self._connect()
        self.wear(theme)
        self._show_range()
        self.reload()

    def reload(self) -> None:
        """Read the file again; a good one is shown and simulated anew, a broken one leaves what is shown."""
        first = self.document.layout is None
        self.editing.abort()
        self.document.read()
        self.notice.show_message(message_of(self.document))
        if self.document.layout is not None and not self.document.stale:
            self._show_layout(first)
        self._show_title()

    def follow(self) -> None:
        """Take over what somebody else wrote into the file; what the window wrote itself is no news."""
        history = self.document.history
        if history is None or not history.is_on_disk():
            self.reload()

    def save(self) -> None:
        """Write what was edited into the file; only the lines that differ change."""
        self._save(None)

    def save_as(self) -> None:
        """Ask for another file, and write the layout into that."""
        name, _ = QFileDialog.getSaveFileName(self, "Save as", str(self.document.path), "Layouts (*.yaml *.yml)")
        if name:
            self._save(Path(name))

    def undo(self) -> None:
        """Take the last edit back."""
        self.editing.undo()

    def redo(self) -> None:
        """Do it again."""
        self.editing.redo()

    def turn(self, degrees: float) -> None:
        """Turn what is selected, anticlockwise."""
        if self.selected:
            self.editing.turn(self.selected, degrees)

    def nudge(self, right: int, up: int) -> None:
        """Move what is selected by steps of the grid."""
        if self.selected:
            self.editing.nudge(self.selected, right, up)

    def copy(self) -> None:
        """Put a copy beside what is selected, and select that."""
        if self.selected:
            self.editing.copy(self.selected)

    def remove(self) -> None:
        """Take what is selected out, with its connections."""
        if self.selected:
            self.editing.remove(self.selected)

    def select(self, equipment_id: str | None) -> None:
        """Select a piece of equipment, or none."""
        if equipment_id != self.selected:
            self.selected = equipment_id
            self.stage.select(equipment_id)
            self._show_panel()

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme, self._skin = theme, Skin.of_theme(theme)
        self.setStyleSheet(self._skin.sheet)
        for part in (self.time_bar, self.panel, self.notice):
            part.wear(self._skin)
        for action in ACTIONS:
            if action.icon:
                self.actions_[action.id].setIcon(icon(action.icon, self._skin.text))
        self.time_bar.show_clock(self.player.clock)

    def toggle_play(self) -> None:
        """Play, or pause; at the end of the run play it from its beginning."""
        if self.player.at_end and not self.player.clock.playing:
            self.player.seek(0.0)
        self.player.play(not self.player.clock.playing)

    def slower(self) -> None:
        """Take the speed before."""
        self.player.set_speed(self.player.clock.slower())

    def faster(self) -> None:
        """Take the next speed."""
        self.player.set_speed(self.player.clock.faster())

    def step(self, seconds: float) -> None:
        """Move the playback by some real seconds at the present speed."""
        self.player.seek(self.player.clock.position + seconds * self.player.clock.speed)

    def to_begin(self) -> None:
        """Go to the first moment."""
        self.player.seek(0.0)

    def to_end(self) -> None:
        """Go to the last moment that is known."""
        self.player.seek(self.player.known)

    def fit(self) -> None:
        """Bring the whole line into view."""
        self.stage.fit()

    def look_from(self, view: View) -> None:
        """Look from a direction."""
        self.stage.look_from(view)

    def zoom(self, factor: float) -> None:
        """Bring the camera nearer or farther."""
        self.stage.canvas.zoom(factor)

    def toggle_theme(self) -> None:
        """Change between light and dark."""
        theme = next(theme for theme in THEMES.values() if theme.name != self._theme.name)
        self.stage.wear(theme)
        self.wear(theme)

    def toggle_panel(self) -> None:
        """Show or hide the figures."""
        self.panel.setVisible(not self.panel.isVisible())

    def deselect(self) -> None:
        """Put back what is being dragged; else select nothing."""
        if self.editing.dragging:
            self.stage.handle.let_go()
            self.editing.abort()
        else:
            self.select(None)

    def show_help(self) -> None:
        """Show keys, mouse and signs."""
        Guide(self._skin, self).open()

    def closeEvent(self, event: QCloseEvent) -> None:
        """End worker, watcher and view, nothing of them is left; what was edited can be saved before."""
        if self.document.edited and not self._may_close():
            event.ignore()
            return
        self._panel_timer.stop()
        self.watcher.close()
        self.player.close()
        self.stage.close()
        super().closeEvent(event)

    def _may_close(self) -> bool:
        """Ask what to do with what was edited; False: go on editing."""
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self,
            "Save before closing?",
            f"{self.document.path.name} has edits that are not saved.",
            buttons.Save | buttons.Discard | buttons.Cancel,
        )
        if answer == buttons.Save:
            self.save()
        return answer == buttons.Discard or not self.document.edited

    def _save(self, path: Path | None) -> None:
        try:
            self.document.save(path)
        except UserError as error:
            self._say(str(error))
            return
        if path is not None:
            self.watcher.watch(path)
        self._show_title()

    def _show_drag(self) -> None:
        if self.document.layout is not None:
            self.stage.show_layout(self.document.layout)
            self.stage.show_guides(self.editing.guides)

    def _show_edited(self, selected: str | None) -> None:
        """Show the layout after an edit, and simulate it."""
        self.stage.show_guides(())
        self.notice.show_message(message_of(self.document))
        self._show_layout(first=False)
        self.select(selected or (self.selected if self._exists(self.selected) else None))
        self._show_title()

    def _exists(self, equipment_id: str | None) -> bool:
        return self.document.layout is not None and equipment_id in self.document.layout.equipment

    def _show_title(self) -> None:
        """Name the line and its file, with a star while there is something to save; say what Undo and Redo would do."""
        star = " *" if self.document.edited else ""
        self.setWindowTitle(f"{self._title()} – {self.document.path.name}{star} – Linewright")
        history = self.document.history
        for name, word, step in (
            ("undo", "Undo", history and history.undo_name),
            ("redo", "Redo", history and history.redo_name),
        ):
            self.actions_[name].setText(f"&{word} {step or ''}".rstrip())
            self.actions_[name].setEnabled(step is not None)
        self.actions_["save"].setEnabled(self.document.edited)

    def _set_field(self, field: str, typed: str) -> None:
        """Set a field of what is selected; a mistake is explained at the field."""
        if self.selected:
            try:
                self.editing.set_field(self.selected, field, typed)
            except FieldError as error:
                self.panel.inspector.refuse(field, str(error))

    def _show_layout(self, first: bool) -> None:
        layout = self.document.layout
        if layout is None:
            return
        if self.selected not in layout.equipment:
            self.select(None)
        self.panel.show_title(self._title(), first_lines(layout.description))
        self.time_bar.scrubber.show_warm_up(layout.run.warm_up)
        self.stage.show_layout(layout)
        self.stage.select(self.selected)
        self.actions_["play"].setEnabled(not self.document.broken)
        if self.document.broken:
            self.player.end_run()
            self.player.play(False)
        else:
            self.player.begin(layout, self._seed)
        if first and not self.document.broken:
            self.player.play(True)
        self._show_panel()

    def _show_moment(self) -> None:
        self.stage.show_moment(self.player.moment(), self.player.header)
        self.time_bar.show_clock(self.player.clock)
        if not self.player.clock.playing:
            self._show_panel()
        elif not self._panel_timer.isActive():
            self._panel_timer.start()

    def _show_panel(self) -> None:
        layout = self.document.layout
        if layout is None:
            return
        moment, figures = self.player.moment(), self.player.figures()
        self.panel.show_sight(
            Sight(
                t=self.player.clock.position,
                numbers=Numbers(figures, self.player.inside()),
                rows=rows(layout, self.player.header, moment, figures, self.player.contents()),
                selected=self.selected,
                values=values(layout, self.selected) if self.selected else (),
                more=more_fields(layout, self.selected) if self.selected else (),
            )
        )

    def _show_range(self) -> None:
        self.time_bar.show_range(self.player.known, self.player.horizon.until, self._known())

    def _show_clock(self) -> None:
        self.time_bar.show_clock(self.player.clock)
        self._show_panel()

    def _known(self) -> str:
        """Say how far it is simulated."""
        known = clock_text(self.player.known)
        if self.player.running:
            return f"simulating… {known}"
        if not self.player.known:
            return "not simulated"
        if self.player.horizon.full:
            return f"{known}, memory full"
        return f"{known}, end of the run" if self.player.horizon.final else f"simulated to {known}"

    def _say(self, reason: str) -> None:
        self.player.play(False)
        heading, *lines = reason.splitlines()
        self.notice.show_message(Message(heading, tuple(map(Line, lines))))

    def _title(self) -> str:
        layout = self.document.layout
        return (layout.name if layout else None) or self.document.path.stem

    def _action(self, name: str) -> QAction:
        entry = next(action for action in ACTIONS if action.id == name)
        action = QAction(entry.text, self)
        action.setShortcuts([QKeySequence(key) for key in entry.keys])
        native = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{entry.tip} ({native})")
        action.triggered.connect(lambda: entry.run(self))
        return action

    def _arrange(self) -> None:
        self.resize(1366, 768)
        self.setMinimumSize(*SMALLEST)
        middle, whole = QWidget(), QWidget()
        column = QVBoxLayout(middle)
        row = QHBoxLayout(whole)
        for box in (column, row):
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(0)
        column.addWidget(self.stage.canvas, stretch=1)
        column.addWidget(self.notice)
        column.addWidget(self.time_bar)
        row.addWidget(middle, stretch=1)
        row.addWidget(self.panel)
        self.setCentralWidget(whole)

    def _fill_menus(self) -> None:
        bar = QToolBar("Tools")
        bar.setMovable(False)
        bar.setIconSize(QSize(20, 20))
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        menus = {menu: self.menuBar().addMenu(menu.value) for menu in Menu}
        for entry in ACTIONS:
            menus[entry.menu].addAction(self.actions_[entry.id])
            if entry.ends_group:
                menus[entry.menu].addSeparator()
        buttons = [entry for entry in ACTIONS if entry.in_tool_bar]
        for entry, following in zip(buttons, [*buttons[1:], None], strict=True):
            _add_to(bar, entry, self.actions_[entry.id], following)
        self.addToolBar(bar)

    def _connect(self) -> None:
        self.player.moved.connect(self._show_moment)
        self.player.grown.connect(self._show_range)
        self.player.changed.connect(self._show_clock)
        self.player.failed.connect(self._say)
        self._panel_timer.timeout.connect(self._show_panel)
        self.time_bar.scrubber.scrubbed.connect(self.player.seek)
        self.time_bar.speed_chosen.connect(self._choose_speed)
        self.panel.equipment.chosen.connect(self.select)
        self.stage.picked.connect(self.select)
        self.stage.handle.begun.connect(lambda: self.editing.begin(self.selected))
        self.stage.handle.moved.connect(self.editing.drag)
        self.stage.handle.ended.connect(self.editing.drop)
        self.editing.dragged.connect(self._show_drag)
        self.editing.edited.connect(self._show_edited)
        self.panel.inspector.typed.connect(self._set_field)
        self.watcher.changed.connect(self.follow)

    def _choose_speed(self, speed: float) -> None:
        self.player.set_speed(self.player.clock.at_speed(speed))


def _add_to(bar: QToolBar, entry: Action, action: QAction, following: Action | None) -> None:
    """Add a button, and a line behind it where its group ends and another one stands right beside it."""
    if entry.right:
        room = QWidget()
        room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(room)
    bar.addAction(action)
    if entry.ends_group and following and not following.right:
        bar.addSeparator()
