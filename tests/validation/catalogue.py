"""All cases: those that layouts can say, and for the others why they are outside the model."""

from collections.abc import Mapping

from tests.validation import properties
from tests.validation.case import Case

IDS = (
    *("Q01", "Q02", "Q04", "Q05", "Q08", "Q12", "Q14", "F01", "F02", "F05"),
    *("L01", "L02", "L03", "L05", "L08", "L10", "L11", "L14", "L16", "L20", "L21"),
    *("U01", "U02", "U05", "U07", "U12", "C01", "C03", "C06", "C07", "C09", "A01", "O01"),
    *("D01", "D04", "D06", "D08", "D11", "D13", "D14", "V01", "V03", "V04", "W01", "W02", "K01", "K03"),
)
"""Every case, in the order in which the table lists them; a case's number goes into its seeds."""

OUTSIDE: Mapping[str, str] = {}
"""What is declared outside the model, and for want of what: none is."""

_FAMILIES = (*properties.FAMILIES, properties)

CASES: Mapping[str, Case] = {
    case.id: case
    for case in sorted((case for family in _FAMILIES for case in family.CASES), key=lambda case: IDS.index(case.id))
}
"""The cases that can be run, by id."""

ENOUGH = 45
"""How many cases must hold: two may be declared outside the model."""
