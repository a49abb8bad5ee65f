"""Actions of the menu Play."""

from viewer.window.actions.action import Action, Menu
from viewer.window.icons import Icon

PLAY: tuple[Action, ...] = (
    Action(
        "play", Menu.PLAY, "&Play or pause", ("Space",), "Play, or pause", lambda desk: desk.player.toggle(), Icon.PLAY
    ),
    Action(
        "slower",
        Menu.PLAY,
        "&Slower",
        ("-",),
        "Play slower, down to 0.1×",
        lambda desk: desk.player.slower(),
        Icon.SLOWER,
    ),
    Action(
        "faster",
        Menu.PLAY,
        "&Faster",
        ("+", "="),
        "Play faster, up to 10,000×",
        lambda desk: desk.player.faster(),
        Icon.FASTER,
        ends_group=True,
    ),
    Action(
        "back",
        Menu.PLAY,
        "Step &back",
        (",", "Left"),
        "Go back by what plays in a second",
        lambda desk: desk.player.step(-1.0),
    ),
    Action(
        "ahead",
        Menu.PLAY,
        "Step &ahead",
        (".", "Right"),
        "Go on by what plays in a second",
        lambda desk: desk.player.step(1.0),
    ),
    Action(
        "begin",
        Menu.PLAY,
        "To the be&ginning",
        ("Ctrl+Left",),
        "Go to the first moment",
        lambda desk: desk.player.to_begin(),
        Icon.TO_BEGIN,
    ),
    Action(
        "end",
        Menu.PLAY,
        "To the &end",
        ("Ctrl+Right", "End"),
        "Go to the last moment simulated so far",
        lambda desk: desk.player.to_end(),
        Icon.TO_END,
    ),
)
"""In the order of the menu."""
