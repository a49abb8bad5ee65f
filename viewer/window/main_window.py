"""The window of `linewright view`: view, time bar and panel, and what happens when the user or the file acts."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from geometry.palette import THEMES, Theme
from layouts import Layout
from layouts.editing import FieldError
from layouts.editing.grouping import with_its_groups
from layouts.problems import Problem
from layouts.references import RenameError, To
from studies.service import Standing
from viewer.window.actions import ACTIONS, Menu
from viewer.window.clipboard import Clipboard
from viewer.window.densities import Curve, curves
from viewer.window.document import Document
from viewer.window.dropping import Dropping, cad_file_in
from viewer.window.editing import Editing
from viewer.window.files import Files, layout_in
from viewer.window.filing import Filing
from viewer.window.guide import Guide
from viewer.window.icons import icon
from viewer.window.inspection import Inspection
from viewer.window.language import tr
from viewer.window.layers import Layers
from viewer.window.library import Library
from viewer.window.menus import fill_menus
from viewer.window.notice import Line, Message, Notice
from viewer.window.numbers import NumbersPanel
from viewer.window.offers import offers
from viewer.window.palette import Palette
from viewer.window.panel import Panel, Sight, first_lines
from viewer.window.play_clock import clock_text
from viewer.window.player import Player
from viewer.window.problem_list import ProblemList
from viewer.window.reckoning import Reckoning
from viewer.window.remarks import message_of
from viewer.window.renaming import Renaming
from viewer.window.rows import rows
from viewer.window.skin import Skin
from viewer.window.stage import Stage
from viewer.window.tables import Tables
from viewer.window.tiles import Numbers
from viewer.window.time_bar import TimeBar
from viewer.window.toolbox import Toolbox
from viewer.window.tour import Tour
from viewer.window.values import ID, identity, more_fields, values
from viewer.window.watcher import Watcher

PANEL_EVERY = 120
"""Milliseconds between two changes of the figures: numbers that change faster cannot be read."""

LEFT_WIDTH = 236
"""Width of library and problems, in pixels."""

SMALLEST = (1000, 640)
"""Least width and height of the window, in pixels: tiles and time bar have room also where texts wrap."""


class MainWindow(QMainWindow):
    """Shows one layout file, edits it and plays it."""

    def __init__(self, path: Path | None, theme: Theme, seed: int | None = None) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._seed, self._theme, self._skin = seed, theme, Skin.of_theme(theme)
        self.document = Document(path)
        self.editing, self.filing = Editing(self.document, self), Filing(self.document, self)
        self.selection: tuple[str, ...] = ()
        self.actions_ = {action.id: self._action(action.id) for action in ACTIONS}
        self.stage = Stage(theme, self)
        self.toolbox = Toolbox(self.editing, self.stage, self)
        self.clipboard = Clipboard(self.editing, self.stage, self)
        self.layers = Layers(self.editing, self.stage, self._skin)
        self.player = Player(self)
        self.files = Files(self, self._skin, self)
        self.time_bar = TimeBar(self._skin, self.actions_)
        self.panel, self.notice = Panel(self._skin), Notice(self._skin)
        self.library, self.problems = Library(), ProblemList(self._skin)
        self.tables = Tables(self.editing, self._skin)
        self.numbers, self.reckoning = NumbersPanel(self._skin), Reckoning(self)
        self._panel_timer = QTimer(self, singleShot=True, interval=PANEL_EVERY)
        self.inspection = Inspection(self)
        self._found: tuple[Problem, ...] = ()
        self._held: tuple[str, ...] = ()
        self.watcher, self.dropping = Watcher(path, self), Dropping(self)
        self.setAcceptDrops(True)
        self._arrange()
        menus = fill_menus(self, self.actions_)
        self.files.fill(menus[Menu.FILE], self.actions_["save"])
        self._connect()
        self.wear(theme)
        self._show_range()
        self.tour = Tour(self, self)
        self.reload()
        self.stage.canvas.setFocus()  # the keys of the actions are letters too, which a line to type into would take

    def reload(self) -> None:
        """Read the file again; a good one is shown and simulated anew, a broken one leaves what is shown."""
        first = self.document.layout is None
        self.editing.abort()
        self.document.read()
        self.notice.show_message(message_of(self.document))
        if self.document.layout is not None and not self.document.stale:
            self._show_layout(first)
        self._show_problems()
        self._show_title()

    def follow(self) -> None:
        """Take over what somebody else wrote into the file; what the window wrote itself is no news."""
        history = self.document.history
        if history is None or self.document.stale or not history.is_on_disk():
            self.reload()

    def new(self) -> None:
        """Begin an empty hall."""
        if self.filing.may_leave():
            self.open_file(None)

    def open(self) -> None:
        """Ask for a file and open it."""
        path = self.filing.asked_for() if self.filing.may_leave() else None
        if path is not None:
            self.open_file(path)

    def open_file(self, path: Path | None, text: str | None = None) -> None:
        """Show another file, or a text or an empty hall that has none; what was edited is gone."""
        self.stage.take(None)
        self.stage.hide(frozenset())
        self.tables.forget()
        self.player.end_run()
        self.document = self.editing.document = self.filing.document = Document(path, text)
        self.watcher.watch(path)
        self.choose(())
        self.reload()
        self.stage.fit()

    def toggle_library(self) -> None:
        """Show or hide the library; shown, it can be searched at once."""
        hidden = self._left.isVisible() and not self._drawer.currentIndex()
        self._left.setVisible(not hidden)
        self._drawer.setCurrentIndex(0)
        if not hidden:
            self.library.search.setFocus()

    def show_layers(self) -> None:
        """Show layers and groups in place of the library, or the library again."""
        self._left.show()
        self._drawer.setCurrentIndex(1 - self._drawer.currentIndex())
        (self.layers.tree if self._drawer.currentIndex() else self.library.search).setFocus()

    def toggle_tables(self) -> None:
        """Show or hide the tables; shown, they can be typed into at once."""
        if self.tables.isVisible():
            self.tables.hide()
            self.stage.canvas.setFocus()
        else:
            self.tables.open(self.tables.titles[self.tables.list.currentRow()])

    def rename(self) -> None:
        """Let the id of what is selected be typed anew."""
        if self.selected:
            self.panel.show()
            self.panel.inspector.field(ID).begin()

    def show_palette(self) -> None:
        """Do anything by its name."""
        layout = self.document.layout or Layout()
        entries = list(offers(self, layout, self.tables, self.select, self._ask_name))
        palette = Palette(entries, self)
        palette.move(self.mapToGlobal(QPoint((self.width() - palette.width()) // 2, 90)))
        palette.show()

    def select_all(self) -> None:
        """Select all equipment."""
        if self.document.layout is not None:
            self.choose(tuple(self.document.layout.equipment))

    @property
    def selected(self) -> str | None:
        """The piece of equipment that was selected last; its values are shown."""
        return self.selection[-1] if self.selection else None

    def select(self, equipment_id: str | None) -> None:
        """Select one piece of equipment, or none."""
        self.choose((equipment_id,) if equipment_id else ())

    def choose(self, equipment_ids: tuple[str, ...]) -> None:
        """Select equipment; the last one shows its values."""
        if equipment_ids != self.selection:
            self.selection = self.editing.selection = equipment_ids
            self.stage.select(equipment_ids)
            self._show_panel()

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme, self._skin = theme, Skin.of_theme(theme)
        self.setStyleSheet(self._skin.sheet)
        parts = (self.time_bar, self.panel, self.notice, self.problems, self.tables, self.layers, self.numbers)
        for part in (*parts, self.files.history):
            part.wear(self._skin)
        for action in ACTIONS:
            if action.icon:
                self.actions_[action.id].setIcon(icon(action.icon, self._skin.text))
        self.time_bar.show_clock(self.player.clock)

    def toggle_theme(self) -> None:
        """Change between light and dark."""
        theme = next(theme for theme in THEMES.values() if theme.name != self._theme.name)
        self.stage.wear(theme)
        self.wear(theme)
        self.files.memory.keep_theme(theme)

    def toggle_panel(self) -> None:
        """Show or hide the figures."""
        self.panel.setVisible(not self.panel.isVisible())

    def toggle_numbers(self) -> None:
        """Show or hide loads, transport and throughput; hidden, nothing of them is worked out."""
        self.numbers.setVisible(not self.numbers.isVisible())
        self._follow()

    def deselect(self) -> None:
        """Put back what is being drawn or dragged; else select nothing."""
        if self.stage.cancel():
            return
        if self.editing.dragging:
            self.stage.handle.let_go()
            self.editing.abort()
        else:
            self.select(None)

    def show_tour(self) -> None:
        """Lead through five steps, from an empty hall to a line that runs."""
        self.files.start.show_for((), False)
        self.stage.hint.hide()
        self.tour.begin()

    def show_help(self) -> None:
        """Show keys, mouse and signs."""
        Guide(self._skin, self).open()

    def closeEvent(self, event: QCloseEvent) -> None:
        """End worker, watcher and view, nothing of them is left; what was edited can be saved before."""
        self.editing.abort()
        if not self.filing.may_leave():
            event.ignore()
            return
        self.files.memory.keep(self, self._parts())
        self.files.close()
        self._panel_timer.stop()
        self.watcher.close()
        self.dropping.close()
        self.inspection.close()
        self.reckoning.close()
        self.player.close()
        self.stage.close()
        super().closeEvent(event)

    def restore(self) -> None:
        """Stand as the last window stood, with the parts that were shown in it."""
        self.files.memory.restore(self, self._parts())

    def _parts(self) -> dict[str, QWidget]:
        return {"library": self._left, "figures": self.panel, "history": self.files.history}

    def _saved(self, path: Path) -> None:
        """The file is another one, or the same with other lines."""
        self.watcher.watch(path)
        self._show_title()
        if self.document.layout is not None:
            self.panel.show_title(self._title(), first_lines(self.document.layout.description))
        self._follow()

    def _names(self) -> tuple[str, ...]:
        return () if self.document.layout is None else tuple(self.document.layout.equipment)

    def _show_drag(self) -> None:
        if self.document.layout is not None:
            self.stage.show_layout(self.document.layout)
            self.stage.show_guides(self.editing.guides, self.editing.point)
            if self.stage.tool is None:
                self.stage.say(self.editing.said)
            if not self.numbers.isHidden():
                self.reckoning.pass_by(self.document.layout, self.document.saved)

    def _show_edited(self, selected: tuple[str, ...]) -> None:
        """Show the layout after an edit, and simulate it."""
        self.stage.show_guides(())
        self.stage.say("")
        self.notice.show_message(message_of(self.document))
        self._show_layout(first=False)
        self.choose(tuple(filter(self._exists, selected or self.selection)))
        self._show_problems()
        self._show_title()

    def _pick(self, equipment_id: str | None, modifiers: Qt.KeyboardModifier) -> None:
        """Select what was clicked with its group (Alt: alone); with Ctrl or Shift beside what is selected, or not."""
        unit: tuple[str, ...] = (equipment_id,) if equipment_id else ()
        if not modifiers & Qt.KeyboardModifier.AltModifier:
            unit = self._grouped(unit)
        if not modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
            self.choose(unit)
        elif equipment_id is not None:
            others = tuple(name for name in self.selection if name not in unit)
            self.choose(others if equipment_id in self.selection else (*others, *unit))

    def _grouped(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return equipment with all that is in a group with it."""
        return names if self.document.layout is None else with_its_groups(self.document.layout, names)

    def _ask_name(self, what: To, name: str) -> None:
        """Ask for another id of something that is no equipment."""
        asked = Renaming(self.editing, what, name, self)
        asked.move(self.mapToGlobal(QPoint((self.width() - asked.width()) // 2, 90)))
        asked.show()
        asked.line.setFocus()

    def _tell_held(self, names: tuple[str, ...]) -> None:
        """Say that something is locked."""
        if names != self._held:
            self._held = names
            heading = tr("Locked, and left as it is: {names}. Ctrl+Shift+L unlocks it.", names=", ".join(names))
            self.notice.show_message(Message(heading, grave=False))

    def _go_to(self, equipment_id: str) -> None:
        """Select what a problem is about, if there is such a thing."""
        if self._exists(equipment_id):
            self.select(equipment_id)

    def _exists(self, equipment_id: str | None) -> bool:
        return self.document.layout is not None and equipment_id in self.document.layout.equipment

    def _show_problems(self) -> None:
        layout = self.document.layout
        problems = (*self.document.problems, *self._found)
        self.stage.mark([problem for problem in problems if problem.point is not None])
        self.problems.show_problems(problems, empty=layout is None or not layout.equipment)
        if layout is not None:
            self.tables.show_layout(layout, self.document.problems)

    def _show_found(self, found: tuple[Problem, ...]) -> None:
        """Show what the rules about space find in the layout that is shown."""
        self._found = found
        self._show_problems()

    def _show_title(self) -> None:
        """Name the line and its file, with a star while there is something to save; say what Undo and Redo would do."""
        star = " *" if self.document.edited else ""
        title, name = self._title(), self.document.name
        self.setWindowTitle(f"{title} – {name}{star} – Linewright" if title != name else f"{name}{star} – Linewright")
        history = self.document.history
        for name, words, step in (
            ("undo", tr("&Undo {step}"), history and history.undo_name),
            ("redo", tr("&Redo {step}"), history and history.redo_name),
        ):
            self.actions_[name].setText(words.format(step=step or "").rstrip(" :"))
            self.actions_[name].setEnabled(step is not None)
        self.actions_["save"].setEnabled(self.document.edited)
        self.actions_["restore"].setEnabled(self.files.keeping.offer is not None)
        self.files.show()

    def _curves(self, field: str, typed: str) -> tuple[Curve, ...] | None:
        """Return how the times typed into a field vary; None where it says nothing there."""
        if not self.selected or field == ID:
            return ()
        try:
            return curves(self.editing.value_of(self.selected, field, typed))
        except FieldError:
            return None

    def _set_field(self, field: str, typed: str) -> None:
        """Set a field of what is selected; a mistake is explained at the field."""
        if self.selected:
            try:
                if field == ID:
                    self.editing.rename(self.selected, typed.strip())
                else:
                    self.editing.set_field(self.selected, field, typed)
                self.stage.canvas.setFocus()
            except (FieldError, RenameError) as error:
                self.panel.inspector.refuse(field, str(error))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take layouts and CAD files, and nothing else."""
        if cad_file_in(event.mimeData()) or layout_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the layout that is dropped, or import the CAD file as a model beside the layout."""
        layout, source = layout_in(event.mimeData()), cad_file_in(event.mimeData())
        if layout:
            event.acceptProposedAction()
            self.files.open(layout)
        if source:
            event.acceptProposedAction()
            self.dropping.take(source, self.document.path)

    def _show_layout(self, first: bool) -> None:
        layout = self.document.layout
        if layout is None:
            return
        self.choose(tuple(filter(self._exists, self.selection)))
        self.panel.show_title(self._title(), first_lines(layout.description))
        self.time_bar.scrubber.show_warm_up(layout.run.warm_up)
        self.stage.show_layout(layout)
        self.layers.show_layout(layout)
        self.stage.select(self.selection)
        self.inspection.begin(layout, self.stage.whole, wholly=self.document.unchecked)
        self._follow()
        if self.document.unchecked:
            self.player.suspend()
        else:
            self._begin_run(layout)
        if first and not self.document.broken:
            self.player.play(True)
        self._show_panel()

    def _begin_run(self, layout: Layout) -> None:
        """Simulate a layout, where that can be done."""
        self.actions_["play"].setEnabled(not self.document.broken)
        if self.document.broken:
            self.player.end_run()
            self.player.play(False)
            self._show_range()
        else:
            self.player.begin(layout, self._seed)

    def _show_checked(self, problems: tuple[Problem, ...]) -> None:
        """Show what is wrong with a layout that was too large to be checked at once, and simulate it."""
        self.document.take(problems)
        self.notice.show_message(message_of(self.document))
        self._show_problems()
        self._follow()
        if self.document.layout is not None and not self.editing.dragging:  # after a drag it is simulated anyway
            self._begin_run(self.document.layout)

    def _follow(self) -> None:
        """Work out what follows from the layout, while it is shown."""
        layout = self.document.layout
        if layout is None or self.numbers.isHidden():
            self.reckoning.rest()
            return
        self.reckoning.follow(layout, self.document.saved, runnable=not self.document.broken)
        if self.document.broken:
            self.numbers.show_broken()

    def _show_standing(self, standing: Standing) -> None:
        self.numbers.show_standing(standing, self.document.layout, self.document.name if self.document.saved else "")

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
        self.panel.inspector.others = max(0, len(self.selection) - 1)
        self.panel.show_sight(
            Sight(
                t=self.player.clock.position,
                numbers=Numbers(figures, self.player.inside()),
                rows=rows(layout, self.player.header, moment, figures, self.player.contents()),
                selected=self.selected,
                values=(identity(self.selected), *values(layout, self.selected)) if self.selected else (),
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
            return tr("simulating… {time}", time=known)
        layout = self.document.layout
        if not self.player.known or layout is None or not layout.equipment:
            return tr("not simulated")
        if self.player.horizon.full:
            return tr("{time}, memory full", time=known)
        if self.player.horizon.final:
            return tr("{time}, end of the run", time=known)
        return tr("simulated to {time}", time=known)

    def _say(self, reason: str) -> None:
        self.player.play(False)
        heading, *lines = reason.splitlines()
        self.notice.show_message(Message(heading, tuple(map(Line, lines))))

    def _title(self) -> str:
        layout = self.document.layout
        return (layout.name if layout else None) or Path(self.document.name).stem

    def _action(self, name: str) -> QAction:
        entry = next(action for action in ACTIONS if action.id == name)
        action = QAction(tr(entry.text), self)
        action.setShortcuts([QKeySequence(key) for key in entry.keys])
        native = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{tr(entry.tip)} ({native})")
        action.triggered.connect(lambda: entry.run(self))
        return action

    def _arrange(self) -> None:
        self._left = QSplitter(Qt.Orientation.Vertical)
        self._left.setObjectName("left")
        self._left.setFixedWidth(LEFT_WIDTH)
        self._left.setChildrenCollapsible(False)
        self._drawer = QStackedWidget()
        self._drawer.addWidget(self.library)
        self._drawer.addWidget(self.layers)
        self._left.addWidget(self._drawer)
        self._left.addWidget(self.problems)
        self._left.addWidget(self.files.history)
        self._left.setStretchFactor(0, 3)
        self._left.setStretchFactor(1, 2)
        self.resize(1366, 768)
        self.setMinimumSize(*SMALLEST)
        middle, whole = QWidget(), QWidget()
        column = QVBoxLayout(middle)
        row = QHBoxLayout(whole)
        for box in (column, row):
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(0)
        column.addWidget(self.files.offer)
        column.addWidget(self._split(), stretch=1)
        column.addWidget(self.numbers)
        column.addWidget(self.files.conflicts)
        column.addWidget(self.notice)
        column.addWidget(self.time_bar)
        row.addWidget(self._left)
        row.addWidget(middle, stretch=1)
        row.addWidget(self.panel)
        self.setCentralWidget(whole)

    def _split(self) -> QSplitter:
        """Put the tables below the view, as high as the user wants them."""
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.stage.canvas)
        splitter.addWidget(self.tables)
        splitter.setStretchFactor(0, 1)
        return splitter

    def _connect(self) -> None:
        self.player.moved.connect(self._show_moment)
        self.player.grown.connect(self._show_range)
        self.player.changed.connect(self._show_clock)
        self.player.failed.connect(self._say)
        self._panel_timer.timeout.connect(self._show_panel)
        self.time_bar.scrubber.scrubbed.connect(self.player.seek)
        self.time_bar.speed_chosen.connect(self._choose_speed)
        self.panel.equipment.chosen.connect(self.select)
        self.stage.picked.connect(self._pick)
        self.stage.boxed.connect(lambda names: self.choose(self._grouped(names)))
        self.stage.handle.begun.connect(lambda: self.editing.begin(self.selection))
        self.stage.handle.turning.connect(lambda about: self.editing.begin_turn(self.selection, about))
        self.stage.handle.moved.connect(self.editing.drag)
        self.stage.typed.connect(self.editing.type)
        self.stage.handle.ended.connect(self.editing.drop)
        self.editing.dragged.connect(self._show_drag)
        self.editing.edited.connect(self._show_edited)
        self.panel.inspector.curves_of = self._curves
        self.panel.inspector.typed.connect(self._set_field)
        self.editing.held.connect(self._tell_held)
        self.clipboard.told.connect(self.notice.show_message)
        self.layers.chosen.connect(self.choose)
        self.library.taken.connect(self.toolbox.place)
        self.problems.chosen.connect(self._go_to)
        self.inspection.checked.connect(self._show_checked)
        self.inspection.found.connect(self._show_found)
        self.reckoning.reckoned.connect(self.numbers.show_reckoned)
        self.reckoning.measured.connect(self.numbers.show_space)
        self.reckoning.told.connect(self._show_standing)
        self.numbers.chart.chosen.connect(self.select)
        self.filing.saved.connect(self._saved)
        self.filing.refused.connect(self._say)
        self.files.edited.connect(self._show_edited)
        self.files.told.connect(self.notice.show_message)
        self.files.start.toured.connect(self.show_tour)
        self.files.keeping.changed.connect(self._show_title)
        self.dropping.told.connect(self.notice.show_message)
        self.watcher.changed.connect(self.follow)

    def _choose_speed(self, speed: float) -> None:
        self.player.set_speed(self.player.clock.at_speed(speed))
