"""What a cell shows and its value does not say: a date without its day, a number with zeros in front.

Who types "5/1990" gets the first of May from the spreadsheet, shown as a month; who formats a code as 00000 sees 04792 and stores 4792.
Only the format of the cell knows, so it is read here.
"""

import re
from xml.etree import ElementTree

MONTH, YEAR = "month", "year"
_MONTH_AND_YEAR = 17  # the built-in format mmm-yy
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_ZEROS = re.compile(r"0{2,20}")


def shown_forms(styles: bytes) -> dict[int, str]:
    """Number of a cell style → MONTH, YEAR, or the zeros of its format; styles that show the whole value are left out.

    A damaged list of styles gives nothing: values are then taken as they are.
    """
    if not styles or b"<!DOCTYPE" in styles or b"<!ENTITY" in styles:
        return {}
    try:
        root = ElementTree.fromstring(styles)  # noqa: S314 - without declarations there is nothing to expand
    except ElementTree.ParseError:
        return {}
    codes = {
        entry.get("numFmtId", ""): entry.get("formatCode", "") for entry in root.iter() if entry.tag.endswith("}numFmt")
    }
    forms = {}
    for cells in root.iter():
        if cells.tag.endswith("}cellXfs"):
            for number, style in enumerate(cells):
                identifier = style.get("numFmtId", "")
                form = MONTH if identifier == str(_MONTH_AND_YEAR) else form_of(codes.get(identifier, ""))
                if form:
                    forms[number] = form
    return forms


def form_of(code: str) -> str:
    """MONTH for "mm/yyyy", YEAR for "yyyy", the zeros for "00000"; "" for formats that show the whole value."""
    first = code.partition(";")[0]
    if _ZEROS.fullmatch(first):
        return first
    letters = set(_LITERAL.sub("", first).lower())
    if "y" not in letters or letters & set("dhs"):
        return ""
    return MONTH if "m" in letters else YEAR
