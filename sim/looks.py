"""How parts are drawn: one look for each product, part, container and carrier, one for each finish, and on carriers."""

from collections.abc import Mapping
from dataclasses import replace

from layouts.kinds import Packer
from layouts.model import ANONYMOUS, Finish, Layout, Product
from layouts.presence import as_product
from layouts.space import Size
from replay.frames import Look
from sim.item import Item

CONTAINER = Size(0.4, 0.3, 0.25)
"""Size of a container that the layout does not declare, metres."""


_Key = tuple[str, str | None, str | None]
"""Product, finish, and what it stands on."""


def products_of(layout: Layout) -> dict[str, Product]:
    """Return products, and parts that are consumed, by id; the anonymous product where the layout declares none."""
    return {**(layout.products or {ANONYMOUS: Product()}), **layout.parts}


def containers_of(layout: Layout) -> dict[str, Product]:
    """Return the containers of packers and of supply that are neither products nor parts, by id."""
    known = products_of(layout)
    packs = [item.pack for item in layout.equipment.values() if isinstance(item, Packer)]
    packs += [supply.container for supply in layout.supply.values()]
    return {pack.container: Product(size=CONTAINER) for pack in packs if pack and pack.container not in known}


class Looks:
    """The looks of a layout, numbered as in its traces: a product's own first, then its finishes, then on carriers."""

    def __init__(self, layout: Layout) -> None:
        """Number the looks."""
        carriers = {name: as_product(carrier) for name, carrier in layout.carriers.items()}
        self.catalogue: Mapping[str, Product] = {**products_of(layout), **containers_of(layout), **carriers}
        alone: dict[_Key, Look] = {
            (name, finish, None): _look(name, product, finish)
            for name, product in self.catalogue.items()
            for finish in (None, *product.looks)
        }
        borne: dict[_Key, Look] = {
            (name, finish, carrier): stacked(alone[carrier, None, None], look)
            for carrier in carriers
            for (name, finish, _), look in alone.items()
            if name in (layout.products or [ANONYMOUS])
        }
        self._named = {**alone, **borne}
        self._numbers = {key: number for number, key in enumerate(self._named)}
        self.finishes = tuple(finish for _, finish, _ in self._named)
        """The finish of each look, None for the product's own."""

    @property
    def looks(self) -> tuple[Look, ...]:
        """Every look, as the header of a trace holds them."""
        return tuple(self._named.values())

    def look_of(self, product: str, finish: str | None = None, carrier: str | None = None) -> tuple[int, float]:
        """Return the number of a look, and the length along the flow, metres: on a carrier, that of the carrier.

        Raises:
            KeyError: for a product or a finish that the layout lacks.
        """
        key = product, finish, carrier
        return self._numbers[key], self._named[key].size.length

    def dress(self, item: Item, finish: str | None) -> bool:
        """Give a part a finish, if its product has one of that name; tell whether it has."""
        if finish is None or not self.has(item.product, finish):
            return False
        self.dress_as(item, finish)
        return True

    def dress_again(self, item: Item) -> None:
        """Let a part look as before, on what it stands on now."""
        self.dress_as(item, self.finishes[item.look])

    def dress_as(self, item: Item, finish: str | None) -> None:
        """Give a part a finish that its product has, None: its own look."""
        carrier = None if item.carrier is None else item.carrier.product
        item.look, item.length = self.look_of(item.product, finish, carrier)

    def has(self, product: str, finish: str | None) -> bool:
        """Tell whether the product has this finish; None is its own look."""
        return (product, finish, None) in self._numbers


def _look(name: str, product: Product, finish: str | None) -> Look:
    shown = Finish() if finish is None else product.looks[finish]
    plain = Look(name, product.size, product.color)
    return replace(plain, size=shown.size or plain.size, color=shown.color or plain.color)


def stacked(carrier: Look, product: Look) -> Look:
    """Return the look of a product on a carrier: as long as the carrier, however far the product reaches over it."""
    low, high = carrier.size, product.size
    size = Size(low.length, max(low.width, high.width), low.height + high.height)
    return Look(product.product, size, product.color, (carrier, product))
