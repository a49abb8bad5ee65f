"""Where things can go: connect two ports, and take a connection out."""

from dataclasses import replace
from itertools import product

from layouts.flow import MAIN_IN, MAIN_OUT, Chain, Connection, Port, Stop
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
    flow = tuple(piece for chain in layout.flow for piece in _cut(chain, connection))
    return layout if flow == layout.flow else replace(layout, flow=flow)


def _stop(port: Port, main: str) -> Stop:
    return Stop(port.equipment, None if port.name == main else port.name)


def _with_chain(layout: Layout, number: int, chain: Chain) -> Layout:
    return replace(layout, flow=(*layout.flow[:number], chain, *layout.flow[number + 1 :]))


def _cut(chain: Chain, connection: Connection) -> list[Chain]:
    """Cut a chain between the steps that make the connection; the other alternatives of these steps are kept."""
    for number in range(len(chain.steps) - 1):
        before, behind = chain.steps[number], chain.steps[number + 1]
        if connection in Chain((before, behind)).connections():
            ends = [Chain(chain.steps[: number + 1]), *_cut(Chain(chain.steps[number + 1 :]), connection)]
            others = [Chain(((a,), (b,))) for a, b in product(before, behind)]
            kept = [other for other in others if connection not in other.connections()]
            return [piece for piece in (ends[0], *kept, *ends[1:]) if len(piece.steps) > 1]
    return [chain]
