"""What a factory is: the typed model of a line, its files, its problems, and edits with history."""

from layouts.model import Layout
from layouts.problems import LayoutError, Problem, Severity
from layouts.reading import Reading, load, loads, read, read_text
from layouts.rules import problems

__all__ = ["Layout", "LayoutError", "Problem", "Reading", "Severity", "load", "loads", "problems", "read", "read_text"]
