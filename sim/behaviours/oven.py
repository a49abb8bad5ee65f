"""The oven's behaviour: gathers a batch, works on all of it at once, lets it out, and only then takes the next."""

from typing import Any

from layouts.kinds import Oven
from replay.states import State
from sim.behaviours.gathering import Gathering
from sim.clock import Call, Order
from sim.item import Item
from sim.line import Line
from sim.outlets import Inlet, Outlet
from sim.setups import Setups


class OvenBehaviour(Gathering):
    """Works on a batch: exchange once, then the longest of the cycles of the products inside.

    With changeovers a batch is of one setup. Parts of another wait outside, and let those pass that fit (`unfit` are
    the ways on which they wait). The first part of a batch decides, and the oven changes over while it gathers. Empty
    carriers take places in a batch, and need nothing.

    States: starved while it gathers, working, changeover (it gathers meanwhile), blocked while parts cannot leave,
    failed.
    """

    def __init__(self, line: Line, equipment_id: str, oven: Oven) -> None:
        """Read the oven's data."""
        super().__init__(line, equipment_id, oven)
        self.batch = oven.batch or 1
        self.look = oven.look
        self.patience = oven.wait
        self.overdue = False
        self.setups = None if oven.changeover is None else Setups(line.layout, oven.changeover)
        self.made_for: str | None = None
        self.unfit: dict[Outlet, None] = {}
        self.limit = self.add_call(Call("wait", self._waited, Order.BELT))

    def takes(self) -> bool:
        """Tell whether there is room in the batch."""
        return self.doing in (State.STARVED, State.CHANGEOVER) and len(self.gathered) < self.batch

    # gathering

    def accept(self, outlet: Outlet, item: Item) -> bool:
        """Take the part if there is room, it fits in with those inside, and none that fits in waits longer."""
        if not self._fits(item):
            self.waiting[outlet] = self.unfit[outlet] = None
            return False
        self.unfit.pop(outlet, None)
        others = (
            self.waiting.keys() - self.unfit.keys() - {outlet}
        )  # before, this way may have offered what did not fit
        if not self.room or (others and self.invited is not outlet):
            self.waiting[outlet] = None
            return False
        self.take(item)
        return True

    def _fits(self, item: Item) -> bool:
        return self.wants(self, item.product)

    def wants(self, door: Inlet, product: str) -> bool:
        """Tell whether a part of a product may be in one batch with those gathered."""
        parts = self._parts()
        if self.setups is None or not parts or product in self.line.carriers.kinds:
            return True
        return self.setups.name(product) == self.setups.name(parts[0].product)

    def _parts(self) -> list[Item]:
        """Return what is gathered, without carriers that bear nothing."""
        return [item for item in self.gathered if not self.line.carriers.is_empty_one(item)]

    def invite(self) -> None:
        """Let those that wait offer again; those whose parts do not fit in are passed over."""
        if self.setups is None:
            return super().invite()
        untried = dict(self.waiting)
        while untried and self.room:
            first = self.turns.choose(untried) if self.turns else next(iter(untried))
            del untried[first]
            self.invited = first
            given = first.retry()
            self.invited = None
            if given:
                if first in self.waiting:
                    self.waiting[first] = self.waiting.pop(first)
                return self.clock.soon(self.invite)
        if self.room:
            self.stand_ready()

    def put(self) -> None:
        """Begin a batch with the first part, and the work with the last."""
        if len(self.gathered) == 1 and self.patience is not None:
            self.clock.call(self.limit, self.patience)
        parts = self._parts()
        if len(parts) == 1 and parts[0] is self.gathered[-1]:
            self._set_up(parts[0].product)
        self._start()

    def _set_up(self, product: str) -> None:
        """Change over to the first part of a batch, where that takes any time."""
        before, self.made_for = self.made_for, product
        if self.setups is not None and before is not None and before != product:
            time = self.setups.time(before, product)
            if time > 0:
                self.tally.changeovers += 1
                self.begin(State.CHANGEOVER, time)

    def _waited(self) -> None:
        self.overdue = True
        self._start()

    def _start(self) -> None:
        """Begin the work, if the batch is full or has waited long enough."""
        if self.doing is not State.STARVED or self.down:
            return
        if len(self.gathered) >= self.batch or (self.overdue and self.gathered):
            self.limit.cancel()
            self.overdue = False
            visits = dict.fromkeys((item.product, self.line.routes.visit(item, self.id)) for item in self._parts())
            self.begin(State.WORKING, self.exchange + max((self.times.draw(*visit) for visit in visits), default=0.0))

    # the work

    def worked(self) -> None:
        """Go on after a changeover, or let the batch out."""
        if self.doing is State.CHANGEOVER:
            self.ask()
            return self._start()
        self.unfit.clear()
        for place, item in enumerate(self.gathered):
            self.finish(item)
            if self.line.looks.dress(item, self.look):
                self.stand(item, place)
        self.let_out(self.gathered)

    def push_all(self) -> None:
        """Let out what can leave; a fork may have found a batch that is full for it."""
        super().push_all()
        self._start()

    def go_on(self) -> None:
        """Begin the work after the repair if the batch has waited for too long meanwhile."""
        super().go_on()
        self._start()

    def scrap(self) -> None:
        """Lose the batch in work."""
        if self.doing is State.WORKING:
            carriers = self.throw_away(self.gathered)
            self.gathered = []
            self.unfit.clear()
            self.doing = State.STARVED
            if carriers:
                for place, carrier in enumerate(carriers):
                    self.stand(carrier, place)
                self.let_out(carriers)

    # snapshots

    def snapshot(self) -> dict[str, Any]:
        """Return the state as plain values."""
        return {**super().snapshot(), "batch": [self.overdue, self.made_for, [outlet.owner for outlet in self.unfit]]}

    def restore(self, state: dict[str, Any], items: dict[int, Item]) -> None:
        """Take the state of a snapshot."""
        super().restore(state, items)
        self.overdue, self.made_for, unfit = state["batch"]
        self.unfit = self.line.outlets_of(unfit)
        self.look_for_room()
