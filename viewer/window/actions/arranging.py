"""Actions of the menu Arrange: where what is selected stands."""

from collections.abc import Iterator
from functools import partial

from layouts.editing import Side
from viewer.window.actions.action import Action, Desk, Menu

_ALIGNMENTS = (
    (Side.LEFT, "Left sides", "Ctrl+Alt+Left"),
    (Side.CENTRE, "Middles along X", "Ctrl+Alt+C"),
    (Side.RIGHT, "Right sides", "Ctrl+Alt+Right"),
    (Side.TOP, "Rear sides", "Ctrl+Alt+Up"),
    (Side.MIDDLE, "Middles along Y", "Ctrl+Alt+M"),
    (Side.BOTTOM, "Front sides", "Ctrl+Alt+Down"),
)
"""Side, text and key of each way to align."""


def _alignments() -> Iterator[Action]:
    for side, text, key in _ALIGNMENTS:
        tip = f"Bring what is selected into line: {text[0].lower()}{text[1:]}"
        run = partial(_align, side=side)
        yield Action(
            f"align_{side.value}", Menu.ARRANGE, text, (key,), tip, run, ends_group=side in (Side.RIGHT, Side.BOTTOM)
        )


def _align(desk: Desk, side: Side) -> None:
    desk.editing.align(side)


ARRANGE: tuple[Action, ...] = (
    Action(
        "turn_left",
        Menu.ARRANGE,
        "Turn &left",
        ("L",),
        "Turn what is selected by 90° anticlockwise",
        lambda desk: desk.toolbox.turn(90.0),
    ),
    Action(
        "turn_right",
        Menu.ARRANGE,
        "Turn ri&ght",
        ("Shift+L",),
        "Turn what is selected by 90° clockwise",
        lambda desk: desk.toolbox.turn(-90.0),
    ),
    Action(
        "nudge_left",
        Menu.ARRANGE,
        "Move to the lef&t",
        ("Shift+Left",),
        "Move what is selected by 0.1 m along -X",
        lambda desk: desk.editing.nudge(-1, 0),
    ),
    Action(
        "nudge_right",
        Menu.ARRANGE,
        "Move to the rig&ht",
        ("Shift+Right",),
        "Move what is selected by 0.1 m along +X",
        lambda desk: desk.editing.nudge(1, 0),
    ),
    Action(
        "nudge_up",
        Menu.ARRANGE,
        "Move &up the plan",
        ("Shift+Up",),
        "Move what is selected by 0.1 m along +Y",
        lambda desk: desk.editing.nudge(0, 1),
    ),
    Action(
        "nudge_down",
        Menu.ARRANGE,
        "Move &down the plan",
        ("Shift+Down",),
        "Move what is selected by 0.1 m along -Y",
        lambda desk: desk.editing.nudge(0, -1),
        ends_group=True,
    ),
    Action(
        "array",
        Menu.ARRANGE,
        "&Rows and columns…",
        ("Ctrl+Shift+A",),
        "Repeat what is selected in rows and columns",
        lambda desk: desk.toolbox.array(),
    ),
    Action(
        "mirror_right",
        Menu.ARRANGE,
        "Mirrored copy to the r&ight",
        ("Ctrl+M",),
        "Put beside what is selected what a mirror at its right would show",
        lambda desk: desk.editing.mirror(True),
    ),
    Action(
        "mirror_up",
        Menu.ARRANGE,
        "Mirrored copy up the &plan",
        ("Ctrl+Shift+M",),
        "Put behind what is selected what a mirror there would show",
        lambda desk: desk.editing.mirror(False),
        ends_group=True,
    ),
    *_alignments(),
    Action(
        "distribute_x",
        Menu.ARRANGE,
        "Equal gaps along &X",
        ("Ctrl+Shift+H",),
        "Make the gaps between what is selected equal along X",
        lambda desk: desk.editing.distribute(True),
    ),
    Action(
        "distribute_y",
        Menu.ARRANGE,
        "Equal gaps along &Y",
        ("Ctrl+Shift+V",),
        "Make the gaps between what is selected equal along Y",
        lambda desk: desk.editing.distribute(False),
        ends_group=True,
    ),
    Action(
        "group",
        Menu.ARRANGE,
        "Grou&p",
        ("Ctrl+G",),
        "Let what is selected be selected as one from now on",
        lambda desk: desk.editing.group(),
    ),
    Action(
        "ungroup",
        Menu.ARRANGE,
        "U&ngroup",
        ("Ctrl+Shift+G",),
        "Take what is selected out of its groups",
        lambda desk: desk.editing.ungroup(),
    ),
    Action(
        "lock",
        Menu.ARRANGE,
        "Loc&k or unlock",
        ("Ctrl+Shift+L",),
        "Keep what is selected from being moved, turned and deleted, or no longer",
        lambda desk: desk.editing.lock(desk.editing.selection),
    ),
)
"""In the order of the menu."""
