"""Which behaviour a source has, by the form in which it says when parts come."""

from layouts.kinds import Source
from sim.behaviours.delivering_source import DeliveringSource
from sim.behaviours.rated_source import RatedSource
from sim.behaviours.source import SourceBehaviour
from sim.line import Line


def source_behaviour(line: Line, equipment_id: str, source: Source) -> SourceBehaviour:
    """Make the behaviour of a source."""
    if source.lists_deliveries:
        return DeliveringSource(line, equipment_id, source)
    return (SourceBehaviour if source.rate is None else RatedSource)(line, equipment_id, source)
