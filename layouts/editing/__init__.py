"""Edits: functions from a layout to a changed layout, for whoever draws lines with the mouse or in a script.

They fit `Document.edit`: `document.edit("move of op10", lambda layout: moved(layout, ["op10"], Vector(0.5, 0)))`. A
layout stays as it is where there is nothing to change, so that an edit without effect is no step of the history.
"""

from layouts.editing.adding import added, copied, fresh_id, removed
from layouts.editing.connecting import connected, disconnected
from layouts.editing.fields import FieldError, with_field, without_field
from layouts.editing.moving import Side, aligned, bounds_of, centre_of, distributed, moved, turned
from layouts.editing.renaming import names_of, renamed
from layouts.editing.repeating import arrayed, mirrored
from layouts.editing.snippets import SnippetError, pasted, snippet
from layouts.editing.starting import started

__all__ = [
    "FieldError",
    "Side",
    "SnippetError",
    "added",
    "aligned",
    "arrayed",
    "bounds_of",
    "centre_of",
    "connected",
    "copied",
    "disconnected",
    "distributed",
    "fresh_id",
    "mirrored",
    "moved",
    "names_of",
    "pasted",
    "removed",
    "renamed",
    "snippet",
    "started",
    "turned",
    "with_field",
    "without_field",
]
