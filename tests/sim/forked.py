"""A run that is forked on the way, and must end as if it had not been."""

from collections.abc import Iterable

from layouts import loads
from sim import Simulation
from tests.sim.continuation import Task, continued, ending


def assert_forks_end_alike(text: str, moments: Iterable[float], until: float) -> None:
    """Fork a layout at several moments, each through a file; results and last checkpoints must be the same."""
    written = f"linewright: 1\n{text}"
    for moment in moments:
        original = Simulation(loads(written))
        original.run(moment)
        checkpoint = original.checkpoint().to_json()
        assert continued(Task(written, checkpoint, until)) == ending(original, until), moment
