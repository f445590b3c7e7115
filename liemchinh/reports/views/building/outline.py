"""A definition in words: its sections with what stands in each, and for whom and when it is made."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liemchinh.papers.issuers import issuing, organ_title
from liemchinh.reports.building.queries import label_of, words_of_field
from liemchinh.reports.building.shape import Place, written
from liemchinh.reports.words import PERIODS
from liemchinh.tasks.words import CATEGORIES
from regulations.reports import Part, ProsePart, ReportDefinition, Sentence, TablePart, pieces


@dataclass(frozen=True, slots=True)
class Item:
    """A thing of a definition as a line of its outline. `sort`: what it is; `at`: its place as it stands in addresses."""

    sort: str
    title: str
    detail: str
    at: str
    url: str
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section with its parts."""

    item: Item
    parts: tuple[Item, ...]


def outline_of(made: ReportDefinition, definition: int) -> list[Chapter]:
    """Its sections in order."""
    found = []
    for number, section in enumerate(made.sections, start=1):
        parts = tuple(
            _item(made, part, (number, at), definition, len(section.parts))
            for at, part in enumerate(section.parts, start=1)
        )
        url = reverse("reports:definition-thing", args=[definition, number])
        heading = section.heading or _("(mục chưa có tên)")
        found.append(Chapter(Item("", heading, "", str(number), url, number == 1, number == len(made.sections)), parts))
    return found


def who_and_when(made: ReportDefinition) -> list[tuple[str, str, str]]:
    """For each decision about the whole: its code in addresses, what it is, what was decided."""
    document = issuing().types.get(made.document)
    return [
        ("name", _("Tên báo cáo"), made.name),
        ("categories", _("Tổ chức nào làm"), "; ".join(str(CATEGORIES[one]) for one in made.categories if one in CATEGORIES)),
        ("periods", _("Kỳ"), "; ".join(str(PERIODS[one]) for one in made.periods if one in PERIODS)),
        ("organ", _("Ký và loại văn bản"), f"{organ_title(made.organ)}; {document.title if document else made.document}"),
    ]  # fmt: skip


def in_words(made: ReportDefinition, text: str) -> str:
    """A sentence with each figure told in words."""
    return "".join(one if isinstance(one, str) else f"[{words_of_field(made, one)}]" for one in pieces(text))


def _item(made: ReportDefinition, part: Part, place: Place, definition: int, count: int) -> Item:
    name = "definition-table" if isinstance(part, TablePart) else "definition-thing"
    url = reverse(f"reports:{name}", args=[definition, written(place)])
    if isinstance(part, Sentence):
        sort, title, detail = _("Câu"), in_words(made, part.text) or _("(câu trống)"), ""
    elif isinstance(part, ProsePart):
        sort, title, detail = _("Phần lời"), part.title, part.hint
    else:
        sort, title, detail = _("Biểu"), part.title, _told(made, part)
    return Item(sort, title, detail, written(place), url, place[-1] == 1, place[-1] == count)


def _told(made: ReportDefinition, part: TablePart) -> str:
    if part.form:
        return _("Biểu thống kê %(code)s của bộ quy định") % {"code": part.form}
    rows = [row for row in part.rows if row.figure]
    if part.by:
        said = ngettext(
            "mỗi tổ chức trực thuộc một dòng, %(count)s cột",
            "mỗi tổ chức trực thuộc một dòng, %(count)s cột",
            len(rows),
        )
    else:
        said = ngettext("%(count)s dòng có số liệu", "%(count)s dòng có số liệu", len(rows))
    some = "; ".join(row.label or label_of(made, row.figure) for row in rows[:3])
    return f"{said % {'count': len(rows)}}: {some}{'…' if len(rows) > 3 else ''}" if rows else said % {"count": 0}
