"""How large things with a certain look usually are, where a file names a model and no size."""

from collections.abc import Mapping
from types import MappingProxyType

from layouts.space import Size

USUAL_SIZES: Mapping[str, Size] = MappingProxyType(
    {
        "agv": Size(1.8, 0.95, 1.0),
        "amr": Size(0.95, 0.65, 0.28),
        "assembly_bench": Size(1.6, 0.8, 2.0),
        "bin": Size(0.3, 0.5, 0.2),
        "capper": Size(1.5, 1.4, 2.4),
        "charger": Size(1.0, 0.6, 1.2),
        "control_cabinet": Size(1.4, 0.5, 2.0),
        "crane": Size(12.0, 8.0, 6.0),
        "crate": Size(1.2, 0.8, 0.9),
        "desk": Size(1.6, 1.3, 1.2),
        "diverter": Size(1.4, 1.0, 1.1),
        "filler": Size(2.6, 1.4, 2.4),
        "floor_store": Size(4.0, 3.0, 1.2),
        "flow_rack": Size(2.0, 1.4, 2.0),
        "forklift": Size(3.26, 1.16, 2.17),
        "gantry": Size(4.4, 1.6, 3.0),
        "gate": Size(3.0, 0.16, 2.0),
        "injection_moulding": Size(5.2, 1.6, 2.1),
        "labeller": Size(1.8, 1.2, 2.0),
        "lathe": Size(3.2, 1.8, 1.85),
        "lift": Size(1.5, 1.3, 3.8),
        "light_curtain": Size(1.8, 0.24, 1.7),
        "machining_centre": Size(2.4, 2.2, 2.7),
        "merge": Size(1.4, 1.0, 1.0),
        "office": Size(5.0, 3.4, 3.0),
        "operator": Size(0.3, 0.57, 1.75),
        "paint_booth": Size(4.0, 3.0, 3.0),
        "pallet": Size(1.2, 0.8, 0.144),
        "pallet_rack": Size(2.8, 1.1, 4.6),
        "palletiser": Size(3.4, 3.0, 2.9),
        "press": Size(2.0, 1.6, 3.0),
        "robot": Size(1.5, 1.0, 1.75),
        "robot_cell": Size(3.2, 2.6, 2.1),
        "shuttle_storage": Size(6.0, 2.4, 3.6),
        "spiral": Size(2.4, 2.4, 3.2),
        "tote": Size(0.6, 0.4, 0.28),
        "transfer": Size(1.0, 1.0, 0.86),
        "tugger": Size(5.4, 0.92, 1.46),
        "turntable": Size(1.3, 1.3, 0.85),
        "wall_openings": Size(7.0, 0.24, 3.6),
        "washer": Size(3.2, 1.6, 2.2),
        "wrapper": Size(2.4, 2.2, 2.7),
    }
)
"""Length along the flow x width across it x height, by model; models not named here have the size of their kind."""
