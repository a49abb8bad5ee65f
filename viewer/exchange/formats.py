"""The formats by the ending of their files, and what means something to each. Nothing heavy is loaded for that."""

from collections.abc import Mapping
from typing import NamedTuple


class Format(NamedTuple):
    """Whether a moment, a run, or a scale and a paper mean something to a kind of file; some are nothing but a run."""

    moments: bool = False
    runs: bool = False
    only_runs: bool = False
    plans: bool = False


FORMATS: Mapping[str, Format] = {
    ".glb": Format(moments=True, runs=True),
    ".usdc": Format(moments=True, runs=True),
    ".usda": Format(moments=True, runs=True),
    ".obj": Format(moments=True),
    ".dxf": Format(plans=True),
    ".svg": Format(plans=True),
    ".pdf": Format(plans=True),
    ".csv": Format(),
    ".html": Format(moments=True, runs=True, only_runs=True),
}
"""Every format by the ending of its files."""
