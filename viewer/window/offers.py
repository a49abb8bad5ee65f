"""What the palette offers: every action, article, table and piece of equipment, and another id for anything else."""

from collections.abc import Callable, Iterator
from functools import partial

from layouts import Layout
from layouts.editing import names_of
from layouts.references import To
from viewer.window.actions import ACTIONS, Desk, plain
from viewer.window.language import tr
from viewer.window.library import articles
from viewer.window.palette import Entry
from viewer.window.tables import Tables

Select = Callable[[str | None], None]
Rename = Callable[[To, str], None]


def offers(desk: Desk, layout: Layout, tables: Tables, select: Select, rename: Rename) -> Iterator[Entry]:
    """Go through everything that can be done now."""
    for each in ACTIONS:
        yield Entry(plain(tr(each.text)), ", ".join(each.keys), partial(each.run, desk))
    for article in articles():
        title = tr("Place {title}", title=tr(article.title))
        yield Entry(title, article.kind, partial(desk.toolbox.place, article))
    for title in tables.titles:
        yield Entry(tr("Table: {title}", title=title), "", partial(tables.open, title))
    for name in layout.equipment:
        yield Entry(tr("Select {name}", name=name), "", partial(select, name))
    for what in To:
        if what is not To.EQUIPMENT:  # F2 does
            for name in names_of(layout, what):
                yield Entry(tr("Rename {name}", name=name), what.word, partial(rename, what, name))
