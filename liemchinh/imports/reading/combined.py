"""Cells that hold several answers, as in the fourteen columns of the official register (7-HSĐV): split where it is certain."""

import re

from liemchinh.imports.reading.sheets import Cell
from liemchinh.imports.reading.values.codes import read_ethnicity, read_kind, read_listed
from liemchinh.imports.reading.values.dates import read_date
from liemchinh.imports.reading.values.numbers import read_card, read_cv
from liemchinh.imports.reading.values.outcome import Noted, Unusable, is_nothing, shown, tidy
from liemchinh.imports.reading.vocabulary import Vocabulary
from liemchinh.web.dates import PartialDate
from regulations.words import own

_BREAKS = re.compile(r"[\r\n;|]+")
_COMMAS = re.compile(r"[\r\n;|,]+")
_DATE = re.compile(
    r"ngày\s*\d{1,2}\s*tháng\s*\d{1,2}\s*năm\s*\d{4}|\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}|\d{4}-\d{2}-\d{2}"
    r"|(?:tháng\s*)?\d{1,2}\s*[/.\-]\s*\d{4}|\b(?:1[89]|20)\d{2}\b",
    re.IGNORECASE,
)
Values = dict[str, object]


def _parts(cell: Cell, breaks: "re.Pattern[str]" = _BREAKS) -> list[str]:
    return [tidy(part) for part in breaks.split(cell)] if isinstance(cell, str) else [tidy(cell)]


def split_gender_ethnicity(cell: Cell, words: Vocabulary, numbered: str) -> Values | Unusable:
    """Gender and ethnic group out of "Nam\\nKinh\\nKhông". What is neither, the third answer of the form included, is dropped."""
    values: Values = {}
    for part in _parts(cell, re.compile(r"[\r\n;|,/–-]+")):
        gender = words.value("gender", part)
        if gender:
            values.setdefault("gender", gender)
        elif part and not part.isdigit():
            group = read_ethnicity(part, words.lists["ethnic_groups"], numbered, {})
            if isinstance(group, str) and group:
                values.setdefault("ethnicity", group)
    if not values and not is_nothing(tidy(cell)):
        return Unusable("không thấy giới tính hoặc dân tộc; hãy ghi mỗi ý một dòng")
    return values


def split_admitted_official(cell: Cell) -> Values | Unusable:
    """Two dates, the admission first."""
    found = [read_date(cell)] if not isinstance(cell, str) else [read_date(text) for text in _DATE.findall(cell)]
    if isinstance(cell, str) and not found and not is_nothing(tidy(cell)):
        return Unusable(f"{shown(cell)} không có ngày nào đọc được")
    if len(found) > 2:
        return Unusable(f"{shown(cell)} có hơn hai ngày")
    for one in found:
        if isinstance(one, Unusable):
            return one
    return dict(zip(("admitted_on", "official_on"), found, strict=False))


def first_date(cell: Cell) -> PartialDate | Unusable | None:
    """The one date among other words ("12/3/2019, đến ĐBCS xã A"); the words are left."""
    if not isinstance(cell, str):
        return read_date(cell)
    whole = read_date(cell)
    if not isinstance(whole, Unusable):
        return whole
    found = _DATE.search(cell)
    return read_date(found.group()) if found else whole


def split_left(cell: Cell, words: Vocabulary) -> Values | Unusable:
    """A date and the kind of leaving in one cell: "20/5/2015, xóa tên"."""
    text = tidy(cell)
    if is_nothing(text):
        return {}
    day = first_date(cell)
    kind = read_kind(_DATE.sub("", text).strip(" ,;:.-()"), "left_kind", "hình thức", words)
    if isinstance(day, Unusable):
        return day
    return kind if isinstance(kind, Unusable) else {"left_on": day, "left_kind": kind}


def split_papers(cell: Cell) -> Values | Unusable:
    """Card, file number and badge: eight digits, digits with letters, a number of years; in any order, told apart by their form."""
    if not isinstance(cell, str):
        card = read_card(cell, typed=True)
        return card if isinstance(card, Unusable) else {"card_no": card}
    values: Values = {}
    for part in _parts(cell, _COMMAS):
        digits = re.sub(r"[ .]", "", part)
        if is_nothing(part):
            continue
        if re.fullmatch(r"\d{7,8}", digits):
            values.setdefault("card_no", read_card(digits, typed=False))
        elif re.fullmatch(r"\d{4,6}\s*[-/.]?\s*[A-Za-zĐđ]{1,3}", part):
            values.setdefault("cv_no", read_cv(part))
        elif re.fullmatch(
            own(r"(?:hh|kỷ niệm chương|h\.h)?\s*\d{2}(?:\s*(?:năm|tuổi hiệp hội|năm tuổi hiệp hội))?"),
            part,
            re.IGNORECASE,
        ):
            values.setdefault("badge", part)
        else:
            return Unusable(f"không rõ “{part[:40]}” là số thẻ, số lý lịch hay kỷ niệm chương")
    return values


def split_levels(cell: Cell, words: Vocabulary) -> Values | Noted:
    """Schooling, political theory, profession in this order, each on its own line; a fourth answer (languages) is not kept."""
    parts = _parts(cell)
    if len(parts) == 1:
        parts = _parts(cell, _COMMAS)
    if is_nothing(tidy(cell)):
        return {}
    values: Values = {}
    left_out = len(parts) not in (3, 4)
    for name, part in zip(("education", "theory_level", "profession_level"), parts, strict=False):
        found = "" if left_out else read_listed(part, words.lists[name], {})
        left_out = left_out or isinstance(found, Noted)
        values[name] = found if isinstance(found, str) else ""
    return (
        Noted(values, f"{shown(cell)} không tách được hết; hãy ghi văn hóa, lý luận, chuyên môn mỗi ý một dòng")
        if left_out
        else values
    )
