"""The rotary machine's behaviour: parts go round at its pace, and all of them stand where the first has to wait.

A part that comes in at machine time e is through at e + transit, and the next may come in at e + 1 / rate.
"""

from layouts.kinds import Passage
from sim.behaviours.passage import PassageBehaviour
from sim.clock import TOLERANCE, Call, Order
from sim.item import Item
from sim.line import Line


class RotaryBehaviour(PassageBehaviour):
    """Takes parts one after the other, at least 1 / rate apart, and keeps each for the transit."""

    def __init__(self, line: Line, equipment_id: str, passage: Passage) -> None:
        """Begin to turn, empty."""
        super().__init__(line, equipment_id, passage)
        self.arrival = self.add_call(Call("arrival", self.arrive, Order.BELT))
        self.clear = self.add_call(Call("clear", self._cleared, Order.BELT))

    def turn(self, turning: bool) -> None:
        """Turn, or stand."""
        if not self.set_moving(turning):
            return
        self.arrival.cancel()
        self.clear.cancel()
        if turning:
            self.expect_head()
            self.expect_clear()

    # coming in

    def refused(self) -> None:
        """Look again when the next part may come in."""
        if not self.clear.pending:
            self.expect_clear()

    def expect_clear(self) -> None:
        """Look again when the next part may come in; where the machine stands or is full, a change will tell."""
        if self.moving and len(self.riders) < self.pockets and self.may_begin():
            self.clock.call(self.clear, max(0.0, self.until_clear()))

    def _cleared(self) -> None:
        self.show()
        self.invite()

    def put(self, item: Item) -> None:
        """Let a part begin to ride."""
        super().put(item)
        if len(self.riders) == 1:
            self.show()
            self.expect_head()
        if self.waiting:
            self.expect_clear()

    # going out

    def expect_head(self) -> None:
        """Look when the first part is through."""
        if self.riders and self.moving and not self.ready:
            self.clock.call(self.arrival, max(0.0, self.until_head()))

    def until_head(self) -> float:
        """Return the machine time until the first part is through."""
        return self.riders[0].entry + self.passing - self.machine_time()

    def arrive(self) -> None:
        """Pass on the first part, or stand."""
        if self.until_head() > TOLERANCE:  # a fork may have another transit
            return self.expect_head()
        self.ready = True
        self.finish(self.riders[0])
        if not self.push():
            self.turn(False)
            self.show()

    def left(self) -> None:
        """Turn on, until the next part is through."""
        self.turn(True)
        self.expect_head()
        if self.waiting or not self.riders:
            self.expect_clear()
        self.show()

    # interruptions

    def halt(self) -> None:
        """Stand still, with all that is inside."""
        self.outlet.withdraw()
        self.turn(False)
        self.show()

    def go_on(self) -> None:
        """Turn on."""
        self.turn(not self.ready)
        self.show()
        self.push_all()

    def look_around(self) -> None:
        """Take parts again."""
        self.expect_clear()
