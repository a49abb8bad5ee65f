"""How large things with a certain look usually are, where a file names a model and no size."""

from collections.abc import Mapping
from types import MappingProxyType

from layouts.space import Size

USUAL_SIZES: Mapping[str, Size] = MappingProxyType(
    {
        "bin": Size(0.3, 0.5, 0.2),
        "crate": Size(1.2, 0.8, 0.9),
        "lathe": Size(2.8, 1.8, 2.0),
        "machining_centre": Size(2.4, 2.0, 2.4),
        "operator": Size(0.3, 0.57, 1.75),
        "pallet": Size(1.2, 0.8, 0.144),
        "press": Size(2.0, 1.6, 3.0),
        "robot_cell": Size(3.2, 2.6, 2.1),
        "tote": Size(0.6, 0.4, 0.28),
    }
)
"""Length along the flow x width across it x height, by model; models not named here have the size of their kind."""
