"""How the window is coloured: the palette's theme as colours of surfaces and text, and the style sheet from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Template
from typing import Self

from geometry.palette import Role, Theme
from replay.states import State


@dataclass(frozen=True)
class Skin:
    """Colours (`#rrggbb`) of one theme by what they are for in the window."""

    window: str
    surface: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    soft_accent: str
    on_accent: str
    highlight: str
    soft_highlight: str
    danger: str
    soft_danger: str
    warning: str
    soft_warning: str
    states: Mapping[State, str]

    @classmethod
    def of_theme(cls, theme: Theme) -> Self:
        """Take the colours from the palette."""
        window, plate, text = theme[Role.BACKGROUND], theme[Role.PLATE], theme[Role.LABEL]
        surface = mixed(window, plate, 0.55)
        danger, warning = theme.states[State.FAILED], theme.states[State.BLOCKED]
        return cls(
            window=window,
            surface=surface,
            raised=plate,
            line=mixed(surface, theme[Role.MARKING], 0.25),
            text=text,
            muted=mixed(theme[Role.MARKING], text, 0.15),
            accent=theme[Role.ACCENT],
            soft_accent=mixed(surface, theme[Role.ACCENT], 0.4),
            on_accent="#ffffff",
            highlight=theme[Role.HIGHLIGHT],
            soft_highlight=mixed(surface, theme[Role.HIGHLIGHT], 0.16),
            danger=danger,
            soft_danger=mixed(surface, danger, 0.14),
            warning=warning,
            soft_warning=mixed(surface, warning, 0.16),
            states=theme.states,
        )

    @property
    def sheet(self) -> str:
        """The style sheet of the whole window."""
        return _SHEET.substitute({name: getattr(self, name) for name in self.__dataclass_fields__})


def mixed(a: str, b: str, part: float) -> str:
    """Return a colour between two, `part` (0 to 1) of the way from `a` to `b`."""
    pairs = zip(_channels(a), _channels(b), strict=True)
    return "#" + "".join(f"{round(x + (y - x) * part):02x}" for x, y in pairs)


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


_SHEET = Template("""
* { outline: none; }
QWidget { color: $text; font-size: 10pt; }
QMainWindow, QDialog { background: $window; }
QMenuBar { background: $surface; padding: 1px 6px; }
QMenuBar::item { padding: 4px 9px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: $soft_highlight; }
QMenu { background: $raised; border: 1px solid $line; padding: 5px; }
QMenu::item { padding: 5px 26px 5px 10px; border-radius: 5px; }
QMenu::item:selected { background: $soft_highlight; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
QMenu::icon { padding-left: 6px; }
QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: 4px 6px; }
QToolBar { background: $surface; border: 0; border-bottom: 1px solid $line; padding: 4px 8px; spacing: 3px; }
QToolBar::separator { width: 1px; background: $line; margin: 6px 6px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 7px; padding: 5px; }
QToolButton:hover { background: $soft_highlight; }
QToolButton:pressed, QToolButton:checked { background: $soft_highlight; border-color: $line; }
QToolButton:focus { border-color: $highlight; }
QToolButton:disabled { color: $muted; }
QToolButton::menu-indicator { image: none; }
QToolButton#play { background: $accent; border-radius: 19px; }
QToolButton#play:hover { background: $highlight; }
QToolButton#play:disabled { background: $line; }
QToolButton#play:focus { border: 2px solid $text; }
QToolButton#speed { font-weight: 600; padding: 5px 8px; border: 1px solid $line; }
QPushButton { background: $raised; border: 1px solid $line; border-radius: 7px; padding: 6px 16px; }
QPushButton:hover { background: $soft_highlight; }
QPushButton:focus { border-color: $highlight; }
QPushButton:disabled { color: $line; }
QLineEdit, QComboBox { background: transparent; border: 1px solid $line; border-radius: 5px; padding: 3px 6px;
  selection-background-color: $highlight; }
QLineEdit:hover, QComboBox:hover { background: $raised; }
QLineEdit:focus, QComboBox:focus { background: $raised; border-color: $highlight; }
QComboBox { color: $muted; }
QComboBox::drop-down { border: 0; width: 18px; }
QWidget#timeBar, QWidget#panel { background: $surface; }
QWidget#timeBar { border-top: 1px solid $line; }
QWidget#panel { border-left: 1px solid $line; }
QLabel#title { font-size: 12pt; font-weight: 600; }
QLabel#heading { font-weight: 600; }
QLabel#muted, QLabel#note { color: $muted; }
QLabel#note { font-size: 9pt; }
QLabel#wrong { color: $danger; font-size: 9pt; }
QFrame#tables { background: $surface; border-top: 1px solid $line; }
QListWidget#sheets { background: transparent; border: 0; border-right: 1px solid $line; padding: 6px; }
QListWidget#sheets::item { padding: 4px 8px; border-radius: 6px; }
QListWidget#sheets::item:selected { background: $soft_highlight; color: $text; }
QPushButton#small { padding: 3px 10px; }
QTableView { background: $raised; border: 1px solid $line; border-radius: 6px; gridline-color: $line; }
QTableView::item { padding: 2px 6px; }
QTableView::item:selected { background: $soft_highlight; color: $text; }
QTableView QLineEdit { border: 2px solid $highlight; border-radius: 0; padding: 0 4px; background: $raised; }
QHeaderView { background: $surface; }
QHeaderView::section { background: $surface; color: $muted; border: 0; border-right: 1px solid $line;
  border-bottom: 1px solid $line; padding: 4px 6px; }
QTableCornerButton::section { background: $surface; border: 0; }
QTreeWidget#layers { background: transparent; border: 0; }
QTreeWidget#layers::item { padding: 3px 0; }
QTreeWidget#layers::item:hover, QTreeWidget#layers::item:selected { background: $soft_highlight; color: $text; }
QLabel#strip { background: $raised; border: 1px solid $line; border-radius: 8px; padding: 6px 14px; }
QSplitter#left { background: $surface; border-right: 1px solid $line; }
QSplitter#left QListWidget { background: transparent; border: 0; }
QWidget#library QListWidget::item { border-radius: 8px; padding: 4px; }
QWidget#library QListWidget::item:hover { background: $soft_highlight; }
QDialog#palette { border: 1px solid $line; border-radius: 10px; background: $surface; }
QDialog#palette QLineEdit { font-size: 12pt; padding: 8px; }
QDialog#palette QListWidget::item { padding: 6px 8px; }
QFrame#tour { background: $raised; border: 1px solid $line; border-radius: 12px; }
QFrame#ring { background: transparent; border: 2px solid $accent; border-radius: 6px; }
QLabel#hint { color: $muted; background: transparent; font-size: 13pt; }
QLabel#clock { font-size: 17pt; font-weight: 600; }
QFrame#tile { background: $raised; border: 1px solid $line; border-radius: 9px; }
QLabel#tileTitle { color: $muted; font-size: 9pt; }
QLabel#tileValue { font-size: 15pt; font-weight: 600; }
QLabel#tileUnit { color: $muted; font-size: 8.5pt; }
QFrame#numbers { background: $surface; border: 0; border-top: 1px solid $line; }
QLabel#cellValue { font-size: 11pt; font-weight: 600; }
QLabel#changed { color: $highlight; font-size: 9pt; font-weight: 600; }
QFrame#notice { background: $soft_warning; border: 0; border-top: 2px solid $warning; }
QFrame#notice[grave="true"] { background: $soft_danger; border-top: 2px solid $danger; }
QFrame#notice QListWidget { background: transparent; border: 0; }
QFrame#offer { background: $soft_highlight; border: 0; border-bottom: 2px solid $highlight; }
QFrame#conflicts { background: $soft_warning; border: 0; border-top: 2px solid $warning; }
QFrame#conflicts QPushButton { text-align: left; padding: 5px 10px; }
QFrame#start { background: $surface; border: 1px solid $line; border-radius: 12px; }
QFrame#start QPushButton { background: transparent; border: 1px solid transparent; color: $highlight; font-weight: 600;
  text-align: left; padding: 3px 0; }
QFrame#start QPushButton:hover { color: $text; }
QFrame#start QPushButton:focus { border-color: $highlight; }
QFrame#inspector { background: $surface; border-top: 1px solid $line; }
QAbstractItemView { background: $surface; border: 0; selection-background-color: $soft_highlight;
  selection-color: $text; }
QScrollArea { background: transparent; border: 0; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 4px; margin: 1px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
  background: transparent; width: 0; height: 0; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QStatusBar { background: $surface; color: $muted; }
""")
