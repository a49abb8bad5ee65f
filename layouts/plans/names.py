"""Ids for the names of a plan: `Presse 1` becomes `Presse_1`, `10` becomes `op10`; and the names back from the ids."""

import re
import unicodedata
from collections.abc import Iterable

from layouts.distributions import DEFAULT

_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})


def id_of(name: str, prefix: str) -> str:
    """Return an id for a name; a prefix stands before what cannot begin one."""
    letters = unicodedata.normalize("NFKD", name.translate(_SPELLED_OUT)).encode("ascii", "ignore").decode("ascii")
    plain = re.sub(r"[^A-Za-z0-9-]+", "_", letters).strip("_-") or "x"
    return plain if plain[0].isalpha() and plain != DEFAULT else f"{prefix}{plain}"


def ids_of(names: Iterable[str], prefix: str) -> dict[str, str]:
    """Return an id of its own for each name."""
    found: dict[str, str] = {}
    for name in names:
        found[name] = free(id_of(name, prefix), found.values())
    return found


def free(wanted: str, taken: Iterable[str]) -> str:
    """Return an id that is not taken: the one that is wanted, or one with a number behind it."""
    ids, number, found = set(taken), 1, wanted
    while found in ids:
        number += 1
        found = f"{wanted}_{number}"
    return found


def name_of(id_: str, said: str | None, prefix: str) -> str:
    """Return the name that an id was made of, where it is still said beside it; else the id."""
    made = said and re.fullmatch(rf"{re.escape(id_of(said, prefix))}(_\d+)?", id_)
    return said if said and made else id_
