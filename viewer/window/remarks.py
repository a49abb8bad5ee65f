"""What to say about a file that is broken, or was changed from outside."""

from dataclasses import replace
from pathlib import Path

from layouts import Problem, Severity
from viewer.window.document import Document
from viewer.window.language import tr
from viewer.window.notice import Line, Message


def message_of(document: Document) -> Message | None:
    """Say what is wrong with the file and what is shown in spite of it; None when nothing is.

    Remarks, and what is wrong with edits, are in the list of problems: a line that is half drawn has always some.
    """
    if document.conflicts:
        return None  # they are listed with what can be chosen
    if document.overtaken:
        text = tr(
            "{name} was changed from outside; your edits are kept on top of that, not saved yet.", name=document.name
        )
        return Message(text, grave=False)
    if not document.broken or document.checked:
        return None
    return Message(_heading(document), tuple(map(_line, document.problems)))


def told(problem: Problem) -> str:
    """Write `file:line:column  message`; the folder of the file is known to everybody who opened it."""
    place = replace(problem.place, file=problem.place.file and Path(problem.place.file).name)
    return f"{place}  {problem.message}"


def _line(problem: Problem) -> Line:
    return Line(told(problem), grave=problem.severity is Severity.ERROR)


def _heading(document: Document) -> str:
    count, name = len(document.problems), document.name
    said = tr("1 problem") if count == 1 else tr("{number} problems", number=count)
    if document.layout is None:
        return tr("{name} has {said}; nothing can be shown yet.", name=name, said=said)
    if document.stale:
        return tr("{name} has {said}; the last good version is shown.", name=name, said=said)
    return tr("{name} has {said}; it is shown, but cannot be simulated.", name=name, said=said)
