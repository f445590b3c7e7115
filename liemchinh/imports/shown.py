"""What the wizard shows of a file: its tables, their columns with the first values, and what each column means."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liemchinh.imports.reading import ETHNIC_LISTS, UNKNOWN, Mapping, Reading, Table, preview
from liemchinh.imports.reading.values.codes import split_ethnicity
from liemchinh.imports.reading.vocabulary import open_vocabulary
from liemchinh.imports.stream import ORDER
from regulations.words import own

SAMPLES = 3
# Where the first of the official headings says too little on a screen.
_CLEARER = {
    ("members", "organisation_id"): gettext_lazy("Tổ chức (mã, số hiệu hoặc tên)"),
    ("members", "gender_male"): gettext_lazy("Nam (đánh dấu, hoặc ngày sinh của nam)"),
    ("members", "gender_female"): gettext_lazy("Nữ (đánh dấu, hoặc ngày sinh của nữ)"),
    ("events", "organisation_id"): gettext_lazy("Tổ chức (mã, số hiệu hoặc tên)"),
}
_ETHNIC = ("ethnicity", "ethnicity_code", "gender_ethnicity")
_NOT_ROWS = {
    "title": gettext_lazy("dòng tên bảng"), "heading": gettext_lazy("dòng tiêu đề cột"), "numbering": gettext_lazy("dòng đánh số cột"),
    "total": gettext_lazy("dòng tổng cộng"), "note": gettext_lazy("dòng chú thích"), "signature": gettext_lazy("dòng ký tên"),
    "group": gettext_lazy("dòng tên chi hội"), "blank": gettext_lazy("dòng trống"),
}  # fmt: skip
# Without these a table of the kind says too little to record anything new.
_WANTED = {
    "organisations": ("id", "name", "kind", "valid_from"), "members": ("full_name", "admitted_on"), "events": ("member_id", "kind", "date"),
    "successions": ("date", "from_id", "kind"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """One column: `meaning` is "" when it is not taken; a column that is never taken shows nothing of what stands in it."""

    index: int
    heading: str
    field: str
    meaning: str
    reason: str
    samples: Sequence[str]
    never: bool


@dataclass(frozen=True, slots=True)
class ShownTable:
    """One table of the file. `readable`: a person may choose how it is read; `taken`: it is going to be read in."""

    place: int
    title: str
    kind: str
    kind_name: str
    rows: int
    readable: bool
    taken: bool
    left_out: bool
    refusal: str
    lacks: Sequence[str]
    not_rows: Sequence[str]


def kinds() -> dict[str, str]:
    """The kinds of tables that are read: code → name."""
    return {code: words.name for code, words in open_vocabulary().tables.items() if code in ORDER}


def field_names(kind: str) -> dict[str, str]:
    """The fields of a kind: code → Vietnamese name."""
    words = open_vocabulary().tables.get(kind)
    if words is None:
        return {}
    return {code: str(_CLEARER.get((kind, code), headings[0])) for code, headings in words.fields.items()}


def ethnic_lists() -> dict[str, str]:
    """The lists of numbers a file may use for ethnic groups: code → name."""
    return {name: own(told) for name, told in ETHNIC_LISTS.items()}


def shown_table(reading: Reading, place: int, mapping: Mapping | None) -> ShownTable:
    """A table as the wizard lists it."""
    table = reading.tables[place]
    chosen = mapping or table.mapping
    readable = not table.refusal or table.kind == UNKNOWN
    taken = mapping is not None and mapping.kind in ORDER
    names = field_names(chosen.kind)
    present = set(chosen.fields) | _implied(chosen)
    lacks = [names[code] for code in _WANTED.get(chosen.kind, ()) if code not in present] if taken else []
    kind_name = kinds().get(chosen.kind, table.name)
    return ShownTable(
        place, title_of(reading, table), chosen.kind, kind_name, table.count, readable, taken, mapping is None, table.refusal, lacks,
        _not_rows(table),
    )  # fmt: skip


def _implied(mapping: Mapping) -> set[str]:
    fields = set(mapping.fields)
    found = set()
    if {"family_name", "given_name"} <= fields:
        found.add("full_name")
    if fields & {"admitted_official", "arrived_on"}:
        found.add("admitted_on")
    return found


def title_of(reading: Reading, table: Table) -> str:
    """What to call a table: its sheet, or the file where there are no sheets; numbered where a sheet holds several."""
    same = [other for other in reading.tables if other.sheet == table.sheet]
    title = _("Trang “%(sheet)s”") % {"sheet": table.sheet} if table.sheet else reading.name
    return (
        title if len(same) == 1 else _("%(title)s, bảng từ dòng %(row)s") % {"title": title, "row": table.heading_row}
    )


def _not_rows(table: Table) -> list[str]:
    counts = Counter(row.what for row in table.not_rows)
    return [f"{count} {_NOT_ROWS.get(what, what)}" for what, count in counts.items()]


def shown_columns(table: Table, mapping: Mapping) -> list[ShownColumn]:
    """Every column with its first values that are not empty."""
    names = field_names(mapping.kind)
    first = [cells for _number, cells in preview(table, mapping, 40)]
    found = []
    for column in mapping.columns:
        values = [cells[column.index] for cells in first if column.index < len(cells) and cells[column.index]]
        samples = [] if column.never else list(dict.fromkeys(values))[:SAMPLES]
        meaning = names.get(column.field, column.field)
        found.append(
            ShownColumn(column.index, column.heading, column.field, meaning, column.reason, samples, column.never)
        )
    return found


def uses_ethnic_numbers(table: Table, mapping: Mapping) -> bool:
    """Does the table hold numbers of ethnic groups that its own names do not explain, so that a person must say which list they are of?"""
    if mapping.kind != "members" or mapping.ethnic_list_from == "names":
        return False
    places = [place for field, place in mapping.fields.items() if field in _ETHNIC]
    if not places:
        return False
    rows = preview(table, mapping, 500)
    return any(place < len(cells) and _is_number(cells[place]) for _number, cells in rows for place in places)


def _is_number(text: str) -> bool:
    return split_ethnicity(text)[0].isdigit() and not split_ethnicity(text)[1]
