"""Ways out of a component and into the next: offers, refusals, and the rules of branches.

A part moves when its holder offers it and the next component admits it, in no time. A component that refuses
remembers the outlet in `waiting` and invites those that wait when it has room again, first come first served, one part
each in turn, or by its rule (`sim.merges`); nobody else is let in before. An outlet stays among those that wait until
its holder has nothing to give.
"""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Protocol

from layouts.flow import Choice, Rule
from sim.item import Item
from sim.streams import Stream


class Inlet(Protocol):
    """The way into a component."""

    id: str
    waiting: "dict[Outlet, None]"

    @property
    def admit(self) -> "Callable[[Outlet, Item], bool]":
        """Take the part, or refuse it and remember who offered it."""
        ...

    def load(self) -> int:
        """Return how many parts are inside, for the rule `shortest queue`."""
        ...

    def spaces(self) -> float:
        """Return how many parts could come in now, for what blocks before service."""
        ...

    def invite(self) -> None:
        """Let those that wait offer again, while there is room."""
        ...


class Outlet:
    """The way out of a component into one other.

    `branches` tells the holder that after each part it must offer the next one itself: another target may be meant.
    `sorts` says that the target depends on the part.
    """

    branches: ClassVar[bool] = False
    sorts: ClassVar[bool] = False
    __slots__ = ("give", "owner", "retry", "targets")

    def __init__(self, owner: str, retry: Callable[[], bool], targets: Sequence[Inlet]) -> None:
        """Lead to `targets`; `retry` hands over one part when one of them has room again, and tells whether it did."""
        self.owner = owner
        self.retry = retry
        self.targets = tuple(targets)
        self.give: Callable[[Outlet, Item], bool] = targets[0].admit if targets else _refuse
        """Hand a part over (`give(outlet, item)`) if it is taken at once; otherwise the target will call back."""

    def withdraw(self) -> None:
        """Stop waiting everywhere."""
        for target in self.targets:
            target.waiting.pop(self, None)

    def described(self) -> list[str]:
        """Return the rule and where it leads."""
        return [type(self).__name__, *(target.id for target in self.targets)]

    def snapshot(self) -> list[Any]:
        """Return what the outlet remembers as plain values."""
        return []

    def restore(self, values: list[Any]) -> None:
        """Take what a snapshot remembers."""


def _refuse(outlet: Outlet, item: Item) -> bool:
    return False


class Branch(Outlet):
    """The way out into several others: tries them in the order of its rule.

    A strict branch tries only the first of that order, and keeps to it until the part has gone.
    """

    branches = True
    __slots__ = ("_admit", "chosen", "strict")

    def __init__(self, owner: str, retry: Callable[[], bool], targets: Sequence[Inlet], strict: bool) -> None:
        """Lead to `targets` in the order of the flow."""
        super().__init__(owner, retry, targets)
        self._admit = [target.admit for target in targets]
        self.strict = strict
        self.chosen = -1
        self.give = self._give_by_rule

    def order(self, item: Item) -> Sequence[int]:
        """Return the targets in the order in which they are to be tried now; first free: as listed."""
        return range(len(self.targets))

    def given(self, target: int) -> None:
        """Learn where the part went."""

    def _give_by_rule(self, outlet: Outlet, item: Item) -> bool:
        """Hand the part over to the first target of the rule's order that takes it."""
        for target in self._candidates(item):
            if self._admit[target](self, item):
                self.chosen = -1
                self.given(target)
                self._withdraw_for(item)
                return True
        return False

    def _candidates(self, item: Item) -> Sequence[int]:
        if not self.strict:
            return self.order(item)
        if self.chosen < 0:
            self.chosen = self.order(item)[0]
        return (self.chosen,)

    def _withdraw_for(self, item: Item) -> None:
        """Stop waiting for a part that has gone: the holder offers the next one itself."""
        self.withdraw()

    def snapshot(self) -> list[Any]:
        """Return the target that a strict branch waits for."""
        return [self.chosen]

    def restore(self, values: list[Any]) -> None:
        """Take what a snapshot remembers."""
        self.chosen = values[0]


class RoundRobin(Branch):
    """One after the other; a target that cannot take the part is passed over."""

    __slots__ = ("_next",)

    def __init__(self, owner: str, retry: Callable[[], bool], targets: Sequence[Inlet], strict: bool) -> None:
        """Begin with the first target."""
        super().__init__(owner, retry, targets, strict)
        self._next = 0

    def order(self, item: Item) -> Sequence[int]:
        """Go round, beginning behind the last that got one."""
        number = len(self.targets)
        return [(self._next + step) % number for step in range(number)]

    def given(self, target: int) -> None:
        """Go on behind the target."""
        self._next = (target + 1) % len(self.targets)

    def snapshot(self) -> list[Any]:
        """Return the turn as well."""
        return [self.chosen, self._next]

    def restore(self, values: list[Any]) -> None:
        """Take what a snapshot remembers."""
        self.chosen, self._next = values


class Share(Branch):
    """Exact interleaving: the target that is furthest behind its share gets the part (ties: as listed)."""

    __slots__ = ("_given", "_shares")

    def __init__(
        self, owner: str, retry: Callable[[], bool], targets: Sequence[Inlet], strict: bool, shares: Sequence[float]
    ) -> None:
        """Begin with nothing given; `shares` in any unit."""
        super().__init__(owner, retry, targets, strict)
        self._shares = [share / sum(shares) for share in shares]
        self._given = [0] * len(self.targets)

    def order(self, item: Item) -> Sequence[int]:
        """Sort by how far each target would be behind after the next part."""
        total = sum(self._given) + 1
        behind = [round(given - share * total, 9) for share, given in zip(self._shares, self._given, strict=True)]
        wanted = [target for target in range(len(behind)) if self._shares[target] > 0]
        return sorted(wanted, key=behind.__getitem__)

    def given(self, target: int) -> None:
        """Count the part."""
        self._given[target] += 1

    def snapshot(self) -> list[Any]:
        """Return what each target got as well."""
        return [self.chosen, list(self._given)]

    def restore(self, values: list[Any]) -> None:
        """Take what a snapshot remembers."""
        self.chosen, self._given = values[0], list(values[1])


class RandomShare(Branch):
    """One draw a part decides where it goes; where that is full it takes the next in the list."""

    __slots__ = ("_limits", "_stream", "_wanted")

    def __init__(
        self,
        owner: str,
        retry: Callable[[], bool],
        targets: Sequence[Inlet],
        strict: bool,
        shares: Sequence[float],
        stream: Stream,
    ) -> None:
        """Draw uniform numbers from `stream`."""
        super().__init__(owner, retry, targets, strict)
        total = sum(shares)
        self._limits = [sum(shares[: target + 1]) / total for target in range(len(shares))]
        self._stream = stream
        self._wanted = -1

    def order(self, item: Item) -> Sequence[int]:
        """Begin with the drawn target; the draw stands until the part has gone."""
        if self._wanted < 0:
            uniform = self._stream.draw()
            self._wanted = next(target for target, limit in enumerate(self._limits) if uniform < limit or limit >= 1)
        number = len(self.targets)
        return [(self._wanted + step) % number for step in range(number)]

    def given(self, target: int) -> None:
        """Draw anew for the next part."""
        self._wanted = -1

    def snapshot(self) -> list[Any]:
        """Return the standing draw as well."""
        return [self.chosen, self._wanted]

    def restore(self, values: list[Any]) -> None:
        """Take what a snapshot remembers."""
        self.chosen, self._wanted = values


class ShortestQueue(Branch):
    """The target with the fewest parts inside first (ties: as listed)."""

    __slots__ = ()

    def order(self, item: Item) -> Sequence[int]:
        """Sort by load."""
        return sorted(range(len(self.targets)), key=lambda target: self.targets[target].load())


class LeastRecentlyUsed(Branch):
    """The target that got a part from here longest ago; those that never got one first, as listed."""

    __slots__ = ("_longest_ago",)

    def __init__(self, owner: str, retry: Callable[[], bool], targets: Sequence[Inlet], strict: bool) -> None:
        """Begin with the targets as listed."""
        super().__init__(owner, retry, targets, strict)
        self._longest_ago = list(range(len(self.targets)))

    def order(self, item: Item) -> Sequence[int]:
        """Go from the one that got a part longest ago to the one that got the last."""
        return tuple(self._longest_ago)

    def given(self, target: int) -> None:
        """Put the target last."""
        self._longest_ago.remove(target)
        self._longest_ago.append(target)

    def snapshot(self) -> list[Any]:
        """Return the order of use as well."""
        return [self.chosen, list(self._longest_ago)]

    def restore(self, values: list[Any]) -> None:
        """Take what a snapshot remembers."""
        self.chosen, self._longest_ago = values[0], list(values[1])


class ByProduct(Branch):
    """Each product has its way: the first free one of those that are named for it, or else of those for all others."""

    sorts = True
    __slots__ = ("_rule",)

    def __init__(self, owner: str, retry: Callable[[], bool], targets: Sequence[Inlet], rule: Rule) -> None:
        """Lead to `targets` in the order of the rule's products."""
        super().__init__(owner, retry, targets, rule.strict)
        self._rule = rule

    def order(self, item: Item) -> Sequence[int]:
        """Return the ways of the part's product."""
        return self._rule.ways_of(item.product)

    def _candidates(self, item: Item) -> Sequence[int]:
        """A strict rule waits for the first way of the product: there is nothing to remember."""
        ways = self.order(item)
        return ways[:1] if self.strict else ways

    def _withdraw_for(self, item: Item) -> None:
        """Stop waiting on the part's own ways: parts of other products may wait on the others."""
        for way in self.order(item):
            self.targets[way].waiting.pop(self, None)


class Routed(Branch):
    """A branch whose rule chooses among the ways that the routing leaves open to a part."""

    sorts = True
    __slots__ = ("_open", "_rule")

    def __init__(self, rule: Branch, ways: Callable[[Item], Sequence[int]]) -> None:
        """Keep the rule, and what tells the ways that are open."""
        super().__init__(rule.owner, rule.retry, rule.targets, False)
        self._rule = rule
        self._open = ways

    def order(self, item: Item) -> Sequence[int]:
        """Return the open ways in the order of the rule."""
        ways = self._open(item)
        return ways if len(ways) < 2 else [way for way in self._rule.order(item) if way in ways]

    def given(self, target: int) -> None:
        """Tell the rule."""
        self._rule.given(target)

    def _candidates(self, item: Item) -> Sequence[int]:
        """A strict rule tries the first open way alone."""
        ways = self.order(item)
        return ways[:1] if self._rule.strict else ways

    def _withdraw_for(self, item: Item) -> None:
        """Stop waiting on the ways that were open to the part: others may wait for parts that go elsewhere."""
        for way in self._open(item):
            self.targets[way].waiting.pop(self, None)

    def snapshot(self) -> list[Any]:
        """Return what the rule remembers."""
        return self._rule.snapshot()

    def restore(self, values: list[Any]) -> None:
        """Let the rule take what it remembers."""
        self._rule.restore(values)


def outlet_for(
    owner: str,
    retry: Callable[[], bool],
    targets: Sequence[Inlet],
    rule: Rule,
    stream: Callable[[], Stream],
    ways: Callable[[Item], Sequence[int]] | None = None,
) -> Outlet:
    """Make the way out for a rule; `stream` gives uniform numbers where the rule needs them.

    `ways` tells which ways the routing leaves open to a part, None: all.
    """
    if len(targets) <= 1:
        return Outlet(owner, retry, targets)
    branch = _branch_for(owner, retry, targets, rule, stream)
    return branch if ways is None else Routed(branch, ways)


def _branch_for(
    owner: str, retry: Callable[[], bool], targets: Sequence[Inlet], rule: Rule, stream: Callable[[], Stream]
) -> Branch:
    match rule.choice:
        case Choice.FIRST_FREE:
            return Branch(owner, retry, targets, rule.strict)
        case Choice.ROUND_ROBIN:
            return RoundRobin(owner, retry, targets, rule.strict)
        case Choice.SHARE:
            return Share(owner, retry, targets, rule.strict, rule.shares)
        case Choice.RANDOM_SHARE:
            return RandomShare(owner, retry, targets, rule.strict, rule.shares, stream())
        case Choice.SHORTEST_QUEUE:
            return ShortestQueue(owner, retry, targets, rule.strict)
        case Choice.LEAST_RECENTLY_USED:
            return LeastRecentlyUsed(owner, retry, targets, rule.strict)
        case Choice.BY_PRODUCT:
            return ByProduct(owner, retry, targets, rule)
