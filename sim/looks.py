"""How parts are drawn: one look for each product, part and container, and one for each of its finishes."""

from collections.abc import Mapping
from dataclasses import replace

from layouts.kinds import Packer
from layouts.model import ANONYMOUS, Finish, Layout, Product
from layouts.space import Size
from replay.frames import Look
from sim.item import Item

CONTAINER = Size(0.4, 0.3, 0.25)
"""Size of a container that the layout does not declare, metres."""


def products_of(layout: Layout) -> dict[str, Product]:
    """Return products, and parts that are consumed, by id; the anonymous product where the layout declares none."""
    return {**(layout.products or {ANONYMOUS: Product()}), **layout.parts}


def containers_of(layout: Layout) -> dict[str, Product]:
    """Return the containers of packers that are neither products nor parts, by id."""
    known = products_of(layout)
    packs = (item.pack for item in layout.equipment.values() if isinstance(item, Packer))
    return {pack.container: Product(size=CONTAINER) for pack in packs if pack and pack.container not in known}


class Looks:
    """The looks of a layout, numbered as in its traces: a product's own first, then its finishes."""

    def __init__(self, layout: Layout) -> None:
        """Number the looks."""
        self.catalogue: Mapping[str, Product] = {**products_of(layout), **containers_of(layout)}
        self._named = {
            (name, finish): _look(name, product, finish)
            for name, product in self.catalogue.items()
            for finish in (None, *product.looks)
        }
        self._numbers = {key: number for number, key in enumerate(self._named)}
        self.finishes = tuple(finish for _, finish in self._named)
        """The finish of each look, None for the product's own."""

    @property
    def looks(self) -> tuple[Look, ...]:
        """Every look, as the header of a trace holds them."""
        return tuple(self._named.values())

    def look_of(self, product: str, finish: str | None = None) -> tuple[int, float]:
        """Return the number of a look, and the part's length along the flow, metres.

        Raises:
            KeyError: for a product or a finish that the layout lacks.
        """
        return self._numbers[product, finish], self._named[product, finish].size.length

    def dress(self, item: Item, finish: str | None) -> bool:
        """Give a part a finish, if its product has one of that name; tell whether it has."""
        if finish is None or not self.has(item.product, finish):
            return False
        item.look, item.length = self.look_of(item.product, finish)
        return True

    def has(self, product: str, finish: str | None) -> bool:
        """Tell whether the product has this finish; None is its own look."""
        return (product, finish) in self._numbers


def _look(name: str, product: Product, finish: str | None) -> Look:
    shown = Finish() if finish is None else product.looks[finish]
    plain = Look(name, product.size, product.color)
    return replace(plain, size=shown.size or plain.size, color=shown.color or plain.color)
