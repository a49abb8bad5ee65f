"""The people at the nests of a station: asked for when there is manual work or a changeover, let go when it is done.

A failure, or whatever else stops the station, lets people go; they are asked for again when it goes on, for what is
left. Over a break the team stays with what it has begun.
"""

from typing import Any

from layouts.station import Station
from replay.states import State
from sim.behaviours.intake import Intake
from sim.behaviours.nests import Nest, Phase
from sim.behaviours.operation_times import OperationTimes
from sim.item import Item
from sim.jobs import Job
from sim.line import Line
from sim.manning import manning_of
from sim.preparation import preparation_of

_ASKED_AGAIN = {Phase.CHANGEOVER: Phase.AWAITING_SETTER, Phase.PROVING: Phase.AWAITING_PROVER}
"""For what people are asked again after an interruption; for all else, for the operation."""


class Manned(Intake):
    """Does exchange, manual work and cycle one after the other where people are simulated, else at one go."""

    def __init__(self, line: Line, equipment_id: str, station: Station) -> None:
        """Read the times, and register what people are asked for."""
        super().__init__(line, equipment_id, station)
        self.times = OperationTimes(self, station)
        self.exchange = float(station.exchange)
        self.manning = manning_of(line, equipment_id, station, self._begin_manual, self._begin_setup)
        self.preparation = preparation_of(self, station, self._prepared)

    # what is begun

    def start(self) -> None:
        """Begin, with what is to be prepared for the first changeover."""
        super().start()
        if self.preparation is not None:
            self.preparation.begin()

    def change_over(self, nest: Nest, time: float) -> None:
        """Change a nest over, when all is prepared and somebody has come to do it."""
        nest.rest = time
        if self.preparation is None or self.preparation.is_done:
            return self._ask(nest, Phase.AWAITING_SETTER)
        nest.phase = Phase.AWAITING_TOOLS
        self.enter(nest, nest.phase.state)

    def _prepared(self) -> None:
        """Change over what has waited for the preparation, where that is done."""
        if not self.down and (self.preparation is None or self.preparation.is_done):
            for nest in self.nests:
                if nest.phase is Phase.AWAITING_TOOLS:
                    self._ask(nest, Phase.AWAITING_SETTER)

    def prove(self, nest: Nest, time: float) -> None:
        """Inspect the part in a nest, when somebody has come to do it."""
        nest.rest = time
        self._ask(nest, Phase.AWAITING_PROVER)

    def work(self, nest: Nest, exchange: float) -> None:
        """Begin an operation with the exchange, which needs nobody."""
        if self.manning is None or not self.manning.manual:
            product = nest.part.product
            self.run(nest, Phase.WORKING, exchange + self.times.draw(product, nest.visit))
        elif exchange > 0:
            self.run(nest, Phase.EXCHANGE, exchange)
        else:
            self._ask(nest, Phase.AWAITING_OPERATOR)

    def judge(self, nest: Nest, item: Item) -> None:
        """Find out how an operation ends; a subclass says."""

    def ended(self, nest: Nest) -> None:
        """Go on with a nest in which something is over."""
        match nest.phase:
            case Phase.CHANGEOVER:
                self.dismiss(nest)
                if self.preparation is not None:
                    self.preparation.begin()
                self.work(nest, self.exchange)
            case Phase.PROVING:
                self.dismiss(nest)
                self.judge(nest, nest.part)
            case Phase.EXCHANGE:
                self._ask(nest, Phase.AWAITING_OPERATOR)
            case Phase.MANUAL:
                self.dismiss(nest)
                self._run_alone(nest)
            case Phase.WORKING:
                self.judge(nest, nest.part)

    def _run_alone(self, nest: Nest) -> None:
        """Let the machine do its part after the manual work; where it has none the operation is over."""
        item = nest.part
        if self.times.has_cycle:
            self.run(nest, Phase.WORKING, self.times.cycle(item.product, nest.visit))
        else:
            self.judge(nest, item)

    # people

    def _job(self, nest: Nest) -> Job | None:
        """Return what people are asked for in a nest now; None where nobody is needed."""
        if self.manning is None or nest.number >= len(self.nests):
            return None
        return self.manning.job(nest.number, nest.phase.sets_up)

    def _ask(self, nest: Nest, phase: Phase) -> None:
        """Ask for the people who are needed; where nobody is, begin at once."""
        nest.phase = phase
        job = self._job(nest)
        if job is not None and self.manning is not None:
            self.enter(nest, phase.state)
            self.manning.people.ask(job)
        elif phase.sets_up:
            self._begin_setup(nest.number)
        else:
            self._begin_manual(nest.number)

    def _begin_setup(self, number: int) -> None:
        nest = self.nests[number]
        if nest.phase is Phase.AWAITING_SETTER:
            self._begin(nest, Phase.CHANGEOVER, nest.rest or 0.0)
        elif nest.phase is Phase.AWAITING_PROVER:
            self._begin(nest, Phase.PROVING, nest.rest or 0.0)

    def _begin_manual(self, number: int) -> None:
        nest = self.nests[number]
        if nest.phase is not Phase.AWAITING_OPERATOR:
            return
        job, duration = self._job(nest), nest.rest
        if duration is None:
            allowance = 0.0 if job is None else job.allowance
            duration = self.times.manual(nest.part.product, nest.visit) * (1 + allowance)
        self._begin(nest, Phase.MANUAL, duration)

    def _begin(self, nest: Nest, phase: Phase, duration: float) -> None:
        """Begin what people do; after the break, if it would not end before."""
        job, nest.rest = self._job(nest), None
        if job is None or not self.defers(duration):
            return self.run(nest, phase, duration)
        nest.rest = duration
        self.dismiss(nest)
        self.enter(nest, State.STOPPED)

    def because(self, state: int) -> int:
        """Return the cause of a state; of one that waits for people, who may do it."""
        waits = (nest for nest in self.nests if nest.state == state and nest.phase.awaits)
        job = next((self._job(nest) for nest in waits), None)
        return super().because(state) if job is None or self.held is not None else self.line.number_of(job.posts[0])

    def dismiss(self, nest: Nest) -> None:
        """Let the people of a nest go, and call off who is asked for."""
        if self.manning is not None:
            self.manning.let_go(nest.number)

    # interruptions

    def show_hold(self) -> None:
        """Show in every nest why the station stands still; people go, but not over a break."""
        if self.held is not None:
            for nest in self.nests:
                self._leave_alone(nest)
                self.enter(nest, self.held)

    def _leave_alone(self, nest: Nest) -> None:
        job = self._job(nest)
        if job is None or self.manning is None:
            return
        if nest.phase.awaits:
            self.manning.people.let_go(job)
        elif job.begun and self.held is State.BREAK:
            self.manning.people.suspend(job)
        elif job.begun:
            nest.rest = nest.left
            nest.phase = _ASKED_AGAIN.get(nest.phase, Phase.AWAITING_OPERATOR)
            self.manning.people.let_go(job)

    def call_back(self, nest: Nest) -> None:
        """Let people go on in a nest, or ask for them again, after an interruption."""
        job = self._job(nest)
        if nest.phase.awaits:
            self._ask(nest, nest.phase)
        elif nest.phase is Phase.AWAITING_TOOLS:
            self._prepared()
        elif job is not None and job.suspended and self.manning is not None:
            self.manning.people.go_on(job)

    def is_in_work(self, nest: Nest) -> bool:
        """Tell whether an operation goes on in a nest, or was interrupted when its people were let go."""
        begun = nest.phase is Phase.AWAITING_OPERATOR and nest.rest is not None
        return begun or nest.phase in (Phase.WORKING, Phase.EXCHANGE, Phase.MANUAL)

    def restart(self) -> None:
        """Begin anew what is done on the parts in work; a changeover goes on."""
        for nest in self.nests:
            if nest.phase is Phase.AWAITING_OPERATOR:
                nest.rest = None
            elif self.is_in_work(nest):
                nest.left = nest.duration

    # snapshots

    def snapshot(self) -> dict[str, Any]:
        """Return the state as plain values."""
        rests = {} if self.manning is None else {"rests": [nest.rest for nest in self.nests]}
        prepared = {} if self.preparation is None else {"prepared": self.preparation.snapshot()}
        return {**super().snapshot(), **rests, **prepared}

    def restore(self, state: dict[str, Any], items: dict[int, Item]) -> None:
        """Take the state of a snapshot."""
        super().restore(state, items)
        for nest, rest in zip(self.nests, state.get("rests", ()), strict=False):
            nest.rest = rest
        if self.preparation is not None and "prepared" in state:
            self.preparation.restore(state["prepared"])

    def forget_waiting(self) -> None:
        """Ask for people anew, or do without: the layout has changed."""
        super().forget_waiting()
        for nest in self.nests:
            if nest.phase.awaits and not self.down:
                self._ask(nest, nest.phase)
        if self.preparation is not None:
            self.preparation.settle()
        self._prepared()
