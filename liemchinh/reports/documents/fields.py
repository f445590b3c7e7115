"""The fields of a template: what each stands for, which a template must have, and where they stand in a file of Word."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from docx.oxml.ns import qn

from liemchinh.members.reasons import Words

BODY, ANNEX = "noi_dung", "phu_luc"
# Each on a line of its own: many paragraphs and tables come in its place.
BLOCKS = (BODY, ANNEX)
FIELDS: Mapping[str, Words] = {
    "tieu_de_goc": _("Tiêu đề trên cùng của văn bản"),
    "co_quan_tren": _("Tên cơ quan cấp trên"),
    "co_quan": _("Tên cơ quan lập báo cáo"),
    "so": _("Số, ký hiệu"),
    "ngay": _("Nơi, ngày tháng năm"),
    "loai": _("Tên loại văn bản"),
    "trich_yeu": _("Tên báo cáo và kỳ"),
    "tham_quyen": _("Thẩm quyền ký (thay mặt cơ quan nào)"),
    "chuc_vu": _("Chức vụ người ký"),
    "nguoi_ky": _("Họ tên người ký"),
    "ky": _("Số liệu từ ngày nào đến ngày nào"),
    "ma": _("Mã báo cáo, hoặc chữ cho biết đây là bản thảo"),
    "dau_so": _("Sổ nghiệp vụ đến mục nào khi ký"),
    BODY: _("Toàn bộ lời văn và biểu trong bài"),
    ANNEX: _("Các biểu ở phụ lục"),
}
NEEDED = ("co_quan", "trich_yeu", "ma", "dau_so", BODY, ANNEX)
FIELD = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


def field(name: str) -> str:
    """A field as it is written in a template."""
    return f"{{{{ {name} }}}}"


def paragraphs(made: Any) -> Iterator[tuple[str, Any]]:
    """Every paragraph element of a file, with the part it stands in: body, tables, heads and feet of pages."""
    for _name, part in stories(made):
        for element in part.iter(qn("w:p")):
            yield _name, element


def stories(made: Any) -> Iterator[tuple[str, Any]]:
    """The parts of a file in which text stands."""
    yield "", made.element.body
    for relation in made.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind in {"header", "footer", "footnotes", "endnotes"} and not relation.is_external:
            element = getattr(relation.target_part, "element", None)
            if element is not None:
                yield kind, element


def text_of(element: Any) -> str:
    """The text of a paragraph, of its runs alone."""
    return "".join(told.text or "" for told in element.iter(qn("w:t")))


def put(element: Any, facts: Mapping[str, str]) -> None:
    """Puts what its fields stand for into a paragraph; one in capitals (“{{ CO_QUAN }}”) gives capitals. The letters of the text in
    which a field begins are kept."""
    texts = list(element.iter(qn("w:t")))
    while (found := FIELD.search("".join(told.text or "" for told in texts))) is not None:
        name = found[1]
        value = facts[name.lower()]
        _replace(texts, found.start(), found.end(), value.upper() if name.isupper() else value)


def _replace(texts: list[Any], start: int, end: int, value: str) -> None:
    """Word cuts a line of text wherever it likes: the field may reach over several pieces."""
    place = 0
    for told in texts:
        text = told.text or ""
        first, last = max(start - place, 0), min(end - place, len(text))
        place += len(text)
        if first < last:
            told.text = text[:first] + value + text[last:]
            told.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            value = ""
