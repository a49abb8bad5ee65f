"""Steps from one version of the file format to the next: pure functions of the nodes, one a step."""

from collections.abc import Callable, Mapping

from layouts.nodes import MappingNode

Step = Callable[[MappingNode], MappingNode]

STEPS: Mapping[int, Step] = {}
"""By the version that a step reads; it returns nodes of the next version. Version 1 is the first: no step yet."""


def migrated(root: MappingNode, version: int, steps: Mapping[int, Step] = STEPS) -> MappingNode:
    """Bring the nodes of a file of an older version to the present one."""
    while version in steps:
        root, version = steps[version](root), version + 1
    return root
