"""Where things can go: connect two ports, and take a connection out."""

from collections.abc import Container
from dataclasses import replace
from itertools import pairwise, product

from layouts.flow import MAIN_IN, MAIN_OUT, Chain, Connection, Port, Stop, is_carried
from layouts.model import Layout


def connected(layout: Layout, source: Port, target: Port) -> Layout:
    """Connect an out-port to an in-port: at the end of a chain that ends there, else in a chain of its own."""
    if Connection(source, target) in layout.connections:
        return layout
    before, behind = _stop(source, MAIN_OUT), _stop(target, MAIN_IN)
    for number, chain in enumerate(layout.flow):
        if chain.steps[-1] == (before,):
            return _with_chain(layout, number, Chain((*chain.steps, (behind,))))
        if chain.steps[0] == (behind,):
            return _with_chain(layout, number, Chain(((before,), *chain.steps)))
    return replace(layout, flow=(*layout.flow, Chain(((before,), (behind,)))))


def disconnected(layout: Layout, connection: Connection) -> Layout:
    """Take a connection out of every chain that has it; the rest of the chain stays."""
    flow = tuple(piece for chain in layout.flow for piece in _cut(chain, connection, layout.people))
    return layout if flow == layout.flow else replace(layout, flow=flow)


def _stop(port: Port, main: str) -> Stop:
    return Stop(port.equipment, None if port.name == main else port.name)


def _with_chain(layout: Layout, number: int, chain: Chain) -> Layout:
    return replace(layout, flow=(*layout.flow[:number], chain, *layout.flow[number + 1 :]))


def _cut(chain: Chain, connection: Connection, people: Container[str]) -> list[Chain]:
    """Cut a chain between the steps that make the connection; the other alternatives of these steps are kept."""
    equipped = [number for number, step in enumerate(chain.steps) if not is_carried(step, people)]
    for before, behind in pairwise(equipped):
        ends = chain.steps[before], chain.steps[behind]
        if connection in Chain(ends).connections():
            carried = chain.steps[before + 1 : behind]
            kept = [
                Chain(((a,), *carried, (b,)))
                for a, b in product(*ends)
                if connection not in Chain(((a,), (b,))).connections()
            ]
            rest = _cut(Chain(chain.steps[behind:]), connection, people)
            return [piece for piece in (Chain(chain.steps[: before + 1]), *kept, *rest) if len(piece.steps) > 1]
    return [chain]
