"""Halls to be drawn: one of a round size, one that is crowded, and one that is too large for a sheet."""

import random

from layouts.flow import Chain
from layouts.kinds import Column, Conveyor, Door, Fence, Floor, Machine, Sink, Source, Text, Wall
from layouts.model import Hall, Layout
from layouts.space import Point, Size
from layouts.table import Table


def hall(length: float = 10.0, width: float = 8.0) -> Layout:
    """A small line in a hall with everything that a hall can have."""
    return Layout(
        name="Hall 7",
        hall=Hall(size=Size(length, width, 5.0), columns=Size(5.0, 4.0)),
        equipment=Table(
            {
                "infeed": Source(at=Point(1.0, 2.0)),
                "press": Machine(at=Point(4.0, 2.0), label="Press", turn=30.0, mirror=True),
                "belt": Conveyor(speed=0.3),
                "mill": Machine(at=Point(7.0, 5.0), label="Mill"),
                "shipping": Sink(at=Point(9.2, 5.0)),
                "aisle": Floor(at=Point(5.0, 7.3), size=Size(9.0, 1.0), label="Aisle"),
                "post": Column(at=Point(5.0, 4.0)),
                "wall": Wall(path=(Point(0.5, 6.0), Point(3.0, 6.0), Point(3.0, 7.5))),
                "fence": Fence(path=(Point(2.5, 0.5), Point(5.5, 0.5))),
                "door": Door(at=Point(1.5, 6.0)),
                "words": Text(at=Point(8.0, 1.0), text="Keep clear"),
            }
        ),
        flow=(Chain.decode("infeed -> press -> belt -> mill -> shipping"),),
    )


def crowd(seed: int, count: int = 60) -> Layout:
    """Machines with names of all lengths, much too close to one another."""
    chance = random.Random(seed)
    places = [Point(chance.uniform(1, 19), chance.uniform(1, 11)) for _ in range(count)]
    labels = ["M" * chance.randint(1, 8) + f" {number}" for number in range(count)]
    machines = {f"m{n}": Machine(at=at, label=label) for n, (at, label) in enumerate(zip(places, labels, strict=True))}
    return Layout(hall=Hall(size=Size(20.0, 12.0, 5.0)), equipment=Table(machines))
