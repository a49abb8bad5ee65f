"""The tunnel's behaviour: it waits for room behind no longer than parts may be inside, and scraps what overstays.

A part that came in at t is due to leave at t + transit, and is scrap when it has not left by t + transit + overstay. It
is thrown out at the end of the tunnel, where the next one follows it: so the tunnel stands for the overstay at most.
"""

from typing import Any

from layouts.kinds import Tunnel
from sim.behaviours.inspection import History
from sim.behaviours.rotary import RotaryBehaviour
from sim.clock import TOLERANCE, Call, Order
from sim.item import Item
from sim.line import Line


class TunnelBehaviour(RotaryBehaviour):
    """Carries parts through; what is late at its end, whatever has kept it inside, is no good part.

    `through` is what is to be counted of the first part once it is known whether it leaves or is thrown out.
    """

    def __init__(self, line: Line, equipment_id: str, tunnel: Tunnel) -> None:
        """Begin to run, empty."""
        super().__init__(line, equipment_id, tunnel)
        self.overstay = float(tunnel.overstay or 0.0)
        self.through: tuple[str, History] | None = None
        self.limit = self.add_call(Call("overstay", self._overstayed, Order.WATCH))

    def _left_to_stay(self) -> float:
        """Return how much longer the first part may be inside, seconds; negative where it has been for too long."""
        return self.riders[0].since + self.passing + self.overstay - self.clock.now

    def _may_overstay(self) -> bool:
        """Tell whether the first part is at the end and takes harm; an empty carrier takes none."""
        return self.ready and not self.line.carriers.is_empty_one(self.riders[0].item)

    def overstays(self) -> bool:
        """Tell whether a part at the end has been inside for too long."""
        return self._may_overstay() and self._left_to_stay() < -TOLERANCE

    def arrive(self) -> None:
        """Pass on the first part, or stand, but not for too long."""
        super().arrive()
        self._mind()

    def _mind(self) -> None:
        """Look again when the part at the end has been inside for too long."""
        if self._may_overstay() and not self.down:
            self.clock.call(self.limit, max(0.0, self._left_to_stay()))

    def push(self) -> bool:
        """Hand over the first part, unless it has been inside for too long."""
        if self.overstays():
            return False
        if not super().push():
            return False
        self.limit.cancel()
        self._count_first(good=True)
        return True

    def count(self, key: str, history: History) -> None:
        """Remember an operation that is finished, until the part is out."""
        self.through = key, history

    def _count_first(self, *, good: bool) -> None:
        if self.through is not None:
            self.tally.add(self.through[0], good, self.through[1])
            self.through = None

    def _overstayed(self) -> None:
        """Throw out the part at the end, and go on; its carrier stays there until it can leave."""
        if not self._may_overstay() or self.down:
            return
        if self._left_to_stay() > TOLERANCE:  # a fork may allow more
            return self._mind()
        carrier = self.throw_out(self.riders.popleft())
        self._count_first(good=False)
        if carrier is not None:
            self.riders.appendleft(carrier)
            self.push()
            return
        self.ready = False
        self.outlet.withdraw()
        self.left()

    def go_on(self) -> None:
        """Run on, and look whether what is at the end has been there for too long."""
        super().go_on()
        self._mind()

    def forget_waiting(self) -> None:
        """Forget who waits, and look anew how long parts may stay: the layout has changed."""
        super().forget_waiting()
        self._mind()

    def snapshot(self) -> dict[str, Any]:
        """Return the state as plain values."""
        through = None if self.through is None else [self.through[0], self.through[1].value]
        return {**super().snapshot(), "through": through}

    def restore(self, state: dict[str, Any], items: dict[int, Item]) -> None:
        """Take the state of a snapshot."""
        super().restore(state, items)
        through = state["through"]
        self.through = None if through is None else (through[0], History(through[1]))
