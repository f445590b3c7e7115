"""How people name a document: "Chương trình số 13 - CTr/TU ngày 15/8/2021 của Ban tỉnh hội". Read into its parts."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from regulations.issuing import Issuing, Written, read_number, write_number

_DASH = "[-\u2010-\u2015\u2212]"
_DAY = re.compile(
    r"[\s,;(]*\bngày\s*(?P<day>[0-9]{1,2})\s*(?:[/.\-]|tháng)\s*(?P<month>[0-9]{1,2})\s*(?:[/.\-]|năm)\s*(?P<year>[0-9]{4})(?![0-9/])\)?",
    re.IGNORECASE,
)
_OF = re.compile(r"[\s,;]+của\s.*$", re.IGNORECASE)
# Dash and slash changed places: 04/NQ-TW. With a year between (30/2020/NĐ-CP) it is a number of the state.
_TURNED = re.compile(
    rf"(?P<so>số)?\s*:?\s*(?P<number>[0-9]{{1,5}})\s*/\s*(?P<type>[A-ZĐ][A-Za-zĐđ]{{1,3}})\s*{_DASH}\s*(?P<organ>[A-ZĐ][\w.]*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """What was read. `types`: the types it can be, one where the name or the symbol says it; `dated` None where no day stands there."""

    number: int | None
    symbol: str
    organ: str
    types: tuple[str, ...]
    dated: date | None

    @property
    def written(self) -> str:
        """As offices write it, without the day; "" where the place of the number was left empty."""
        return write_number(self.number, self.symbol, self.organ) if self.number is not None else ""


def read_reference(text: str, issuing: Issuing) -> Reference | None:
    """What names a document; None for what does not, or contradicts itself: another type in words than by its symbol, a day that is none.

    Taken besides what `read_number` takes: the type in words before it, a day in figures or words after it, "của …" at the end, and dash
    and slash in each other's place.
    """
    told = " ".join(unicodedata.normalize("NFC", text).split())
    found = _DAY.search(told)
    dated = None
    if found:
        try:
            dated = date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            return None
        if told[found.end() :].strip(" .,;)") and not _OF.fullmatch(told[found.end() :]):
            return None
        told = told[: found.start()]
    told = _OF.sub("", told).strip(" .,;()")
    named, rest = _named(told, issuing)
    written = read_number(rest) or _turned(rest)
    if written is None:
        return None
    types = issuing.meant_by(written.symbol)
    if named:
        types = tuple(code for code in types if code == named) if types else (named,)
        if not types:
            return None
    return Reference(written.number, written.symbol, written.organ, types, dated)


def _named(told: str, issuing: Issuing) -> tuple[str, str]:
    """The type that stands before the number in words, and what is left; the longest title first."""
    folded = told.casefold()
    for one in sorted(issuing.types.values(), key=lambda one: -len(one.title)):
        title = one.title.casefold()
        if folded.startswith(title) and not folded[len(title) : len(title) + 1].isalpha():
            return one.code, told[len(title) :].strip(" :")
    return "", told


def _turned(told: str) -> Written | None:
    found = _TURNED.fullmatch(told)
    if found is None or int(found["number"]) == 0 or not (found["organ"][0].isupper() and found["type"][0].isupper()):
        return None
    return Written(int(found["number"]), found["type"], found["organ"])
