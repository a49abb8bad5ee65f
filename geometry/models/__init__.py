"""The models, found by name: our own, and those of installed packages under the entry point `linewright.models`."""

from collections.abc import Mapping
from functools import cache

from geometry.models.assembly import assembly_at, disassembly_at
from geometry.models.belt import belt_at
from geometry.models.doors import dock_at, door_at
from geometry.models.fence import fence_at
from geometry.models.gates import sink_at, source_at
from geometry.models.goods import bin_at, crate_at, pallet_at, tote_at
from geometry.models.machine import machine_at
from geometry.models.machining import lathe_at, machining_centre_at
from geometry.models.model import Model, Shape, Shaper, Site
from geometry.models.operator import operator_at
from geometry.models.oven import oven_at
from geometry.models.packer import packer_at
from geometry.models.press import press_at
from geometry.models.rack import rack_at
from geometry.models.robot_cell import robot_cell_at
from geometry.models.rotary import rotary_at
from geometry.models.scenery import column_at, floor_at, placeholder_at, text_at, wall_at
from geometry.models.store import store_at
from geometry.models.tester import tester_at
from geometry.models.workplace import workplace_at
from layouts.registry import Registry, discover

OWN_MODELS: Mapping[str, Shaper] = {
    "machine": machine_at,
    "workplace": workplace_at,
    "assembly": assembly_at,
    "disassembly": disassembly_at,
    "oven": oven_at,
    "rotary": rotary_at,
    "packer": packer_at,
    "machining_centre": machining_centre_at,
    "lathe": lathe_at,
    "press": press_at,
    "tester": tester_at,
    "robot_cell": robot_cell_at,
    "belt": belt_at,
    "rack": rack_at,
    "store": store_at,
    "source": source_at,
    "sink": sink_at,
    "floor": floor_at,
    "wall": wall_at,
    "column": column_at,
    "fence": fence_at,
    "door": door_at,
    "dock": dock_at,
    "operator": operator_at,
    "bin": bin_at,
    "tote": tote_at,
    "crate": crate_at,
    "pallet": pallet_at,
    "text": text_at,
    "placeholder": placeholder_at,
}

__all__ = ["OWN_MODELS", "Model", "Shape", "Shaper", "Site", "models"]


@cache
def models() -> Registry[Shaper]:
    """Return every model by name."""
    return discover("linewright.models", OWN_MODELS)
