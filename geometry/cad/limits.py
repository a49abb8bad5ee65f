"""Limits of a child process that reads files from strangers. On Windows only those on time hold."""

import sys

READING_CPU = 20
"""Seconds of computing in which a file must be read."""
WHOLE_CPU = 240
"""Seconds of computing for reading and diet together: a million triangles take about half a minute."""
WALL = 300
"""Seconds after which the parent ends the child, whatever it does."""
MEMORY = 2 * 1024**3
"""Bytes of memory."""
FILE = 512 * 1024**2
"""Bytes of a file that is written."""


def confine(seconds: int) -> None:
    """Limit memory, size of files and computing time of this process; no core is dumped."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 # not on Windows

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE, FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, WHOLE_CPU + 5))


def let_compute(seconds: int) -> None:
    """Allow more computing time: what is computed now is our own work on something that has been read."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 # not on Windows

    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))
