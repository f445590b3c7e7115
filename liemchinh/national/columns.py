"""From a workbook that the national database gave to its columns: which table, what each column is called, what it carries."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from liemchinh.imports.reading import UNKNOWN, Reading, Table, Unreadable, map_as, read
from liemchinh.imports.reading.vocabulary import heading_key, never_taken, open_vocabulary
from liemchinh.national.fields import ETHNICITY, FIELDS, OF_HEADING, OF_MEMBERS, SEVERAL

FEWEST = 2
NEVER = "không thu thập"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `field` "" is left empty; `never`: of a kind that is never taken, its heading is not kept and nobody can map it.

    `chosen`: a person said what it carries.
    """

    heading: str
    field: str = ""
    reason: str = ""
    never: bool = False
    chosen: bool = False


def columns_of(kept: Sequence[Mapping[str, Any]]) -> list[Column]:
    """The columns as a layout keeps them."""
    return [Column(**column) for column in kept]


def to_keep(columns: Sequence[Column]) -> list[dict[str, Any]]:
    """Columns as a layout keeps them."""
    return [asdict(column) for column in columns]


def read_list(data: bytes, name: str) -> tuple[Reading, Table]:
    """The file and the table of people in it: the one with the most columns that can be carried. Raises Unreadable.

    A table of a kind that is recognised and refused (sanctions, petitions…) is not looked at.
    """
    reading = read(data, name)
    tables = [table for table in reading.tables if not table.refusal or table.kind == UNKNOWN]
    if not tables:
        refused = next((table.refusal for table in reading.tables), "")
        raise Unreadable(refused or _("Tệp không có bảng nào. Hãy lấy tệp có dòng tên cột."))
    best = max(tables, key=lambda table: (sum(bool(column.field) for column in guessed(table.headings)), table.count))
    if sum(bool(column.field) for column in guessed(best.headings)) < FEWEST:
        raise Unreadable(_("Không tìm thấy dòng tên cột của danh sách hội viên. Hãy xem lại tệp."))
    return reading, best


def guessed(headings: Sequence[str], before: Sequence[Column] = ()) -> list[Column]:
    """What each heading carries: what a person chose for the same heading before, else what its words say. No field stands twice."""
    remembered = {heading_key(column.heading): column.field for column in before if column.chosen}
    mapping = map_as("members", headings, open_vocabulary())
    meanings = {column.index: column.field for column in mapping.columns}
    taken: set[str] = set()
    found = []
    for place, heading in enumerate(headings):
        if never_taken(heading):
            found.append(Column("", reason=NEVER, never=True))
            continue
        key, meaning = heading_key(heading), meanings.get(place, "")
        field = remembered[key] if key in remembered else OF_HEADING.get(key) or OF_MEMBERS.get(meaning, "")
        if field in taken or field not in FIELDS:
            field = ""
        taken.add(field)
        found.append(Column(heading, field, "" if field else _why(heading, meaning), chosen=key in remembered))
    return found


def _why(heading: str, meaning: str) -> str:
    if not heading:
        return _("cột không có tên")
    if meaning in ETHNICITY:
        return _("dân tộc chỉ dùng để đếm, không lấy ra theo từng người")
    if meaning in SEVERAL:
        return _("cột gộp nhiều điều: để trống khi ghi")
    return _("sổ không có mục này")
