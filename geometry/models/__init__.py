"""The models, found by name: our own, and those of installed packages under the entry point `linewright.models`."""

from collections.abc import Mapping
from functools import cache

from geometry.models.assembly import assembly_at, disassembly_at
from geometry.models.barriers import gate_at, light_curtain_at, wall_openings_at
from geometry.models.belt import belt_at
from geometry.models.bench import bench_at
from geometry.models.bottling import capper_at, filler_at, labeller_at
from geometry.models.conveyors import chain_at, curve_at, rollers_at, slats_at
from geometry.models.cranes import crane_at, gantry_at
from geometry.models.decks import diverter_at, merge_at, transfer_at, turntable_at
from geometry.models.doors import dock_at, door_at
from geometry.models.end_of_line import palletiser_at, wrapper_at
from geometry.models.fence import fence_at
from geometry.models.floor_store import floor_store_at
from geometry.models.gates import sink_at, source_at
from geometry.models.goods import bin_at, crate_at, pallet_at, tote_at
from geometry.models.lifts import lift_at, spiral_at
from geometry.models.machine import machine_at
from geometry.models.machining import lathe_at, machining_centre_at
from geometry.models.model import Model, Shape, Shaper, Site
from geometry.models.moulding import moulding_at
from geometry.models.office import control_cabinet_at, desk_at, office_at
from geometry.models.operator import operator_at
from geometry.models.oven import oven_at
from geometry.models.packer import packer_at
from geometry.models.press import press_at
from geometry.models.rack import rack_at
from geometry.models.racks import flow_rack_at, pallet_rack_at, shuttle_storage_at
from geometry.models.robot import robot_at
from geometry.models.robot_cell import robot_cell_at
from geometry.models.rotary import rotary_at
from geometry.models.scenery import column_at, floor_at, placeholder_at, text_at, wall_at
from geometry.models.station_lines import moving_line_at, transfer_line_at
from geometry.models.store import store_at
from geometry.models.tester import tester_at
from geometry.models.treatment import paint_booth_at, washer_at
from geometry.models.trucks import forklift_at, tugger_at
from geometry.models.vehicles import agv_at, amr_at, charger_at
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
    "transfer_line": transfer_line_at,
    "moving_line": moving_line_at,
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
    "injection_moulding": moulding_at,
    "paint_booth": paint_booth_at,
    "washer": washer_at,
    "assembly_bench": bench_at,
    "labeller": labeller_at,
    "filler": filler_at,
    "capper": capper_at,
    "palletiser": palletiser_at,
    "wrapper": wrapper_at,
    "robot": robot_at,
    "gantry": gantry_at,
    "crane": crane_at,
    "roller_conveyor": rollers_at,
    "chain_conveyor": chain_at,
    "slat_conveyor": slats_at,
    "curve": curve_at,
    "spiral": spiral_at,
    "merge": merge_at,
    "diverter": diverter_at,
    "turntable": turntable_at,
    "transfer": transfer_at,
    "lift": lift_at,
    "agv": agv_at,
    "amr": amr_at,
    "charger": charger_at,
    "forklift": forklift_at,
    "tugger": tugger_at,
    "pallet_rack": pallet_rack_at,
    "flow_rack": flow_rack_at,
    "shuttle_storage": shuttle_storage_at,
    "floor_store": floor_store_at,
    "desk": desk_at,
    "control_cabinet": control_cabinet_at,
    "office": office_at,
    "gate": gate_at,
    "light_curtain": light_curtain_at,
    "wall_openings": wall_openings_at,
    "text": text_at,
    "placeholder": placeholder_at,
}

__all__ = ["OWN_MODELS", "Model", "Shape", "Shaper", "Site", "models"]


@cache
def models() -> Registry[Shaper]:
    """Return every model by name."""
    return discover("linewright.models", OWN_MODELS)
