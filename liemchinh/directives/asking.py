"""What speaks against a document as it is about to be written into a book."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from liemchinh.directives.models import LONGEST_TITLE, Document, Ending
from liemchinh.directives.words import OUTSIDE, called, organs_of, types
from liemchinh.members.days import faults_of_day
from liemchinh.organisations.lifetimes import faults_of_places
from liemchinh.organisations.models import Closure, Version
from liemchinh.papers.issuers import issuing
from regulations.answers import Refusal

if TYPE_CHECKING:
    from liemchinh.directives.services import Told


def faults_of_document(organisation: int, told: "Told", title: str, term: int | None) -> list[Refusal]:
    """Every reason why it is not written so."""
    found = faults_of_day(told.dated, "Văn bản") + _faults_of_body(organisation, told) + _faults_of_number(told)
    found += faults_of_places([(organisation, told.dated)]).values()
    if not title or len(title) > LONGEST_TITLE:
        said = _("Trích yếu phải có, dài nhất %(most)s ký tự.") % {"most": LONGEST_TITLE}
        found.append(_refusal("title", said, _("Hãy ghi như trên văn bản, rút ngắn nếu cần.")))
    if not found and _twin(organisation, told, term) is not None:
        said = _("%(called)s đã có trong sổ này hoặc sổ của cấp trên.") % {"called": called(told.type, told.written)}
        found.append(
            _refusal("twice", said, _("Hãy mở văn bản đã ghi; số chỉ dùng một lần trong nhiệm kỳ cho mỗi loại."))
        )
    return found + _faults_of_carrying(organisation, told)


def books_above(organisation: int, on: date) -> set[int]:
    """The organisations whose documents one carries out on a day: itself and those above it."""
    rows = Closure.objects.filter(descendant_id=organisation, valid_from__lte=on, valid_to__gt=on)
    return set(rows.values_list("ancestor_id", flat=True))


def _faults_of_body(organisation: int, told: "Told") -> list[Refusal]:
    remedy = _("Hãy chọn cơ quan ban hành trong danh sách.")
    if (told.organ == "") == (told.outside == "") or (told.outside and told.outside not in OUTSIDE):
        return [_refusal("body", _("Chưa chọn đúng một cơ quan ban hành."), remedy)]
    categories = Version.objects.filter(organisation_id=organisation, cancelled_by=None)
    if told.organ and not any(
        told.organ in organs_of(one) for one in set(categories.values_list("category", flat=True))
    ):
        return [_refusal("organ", _("Tổ chức này không có cơ quan như vậy."), remedy)]
    return []


def _faults_of_number(told: "Told") -> list[Refusal]:
    if told.type not in types():
        return [_refusal("type", _("Loại văn bản này không có trong danh sách."), _("Hãy chọn loại trong danh sách."))]
    if (told.number is None) != (told.symbol == "") or (told.number is None) != (told.ends == ""):
        said = _("Số, ký hiệu chưa đủ: số, loại và cơ quan đi cùng nhau.")
        return [_refusal("number", said, _("Hãy ghi như trên văn bản, ví dụ 13-CTr/TU."))]
    if told.number is None:
        if issuing().types[told.type].symbol:
            said = _("Loại văn bản này có số.")
            return [_refusal("number", said, _("Hãy ghi số, ký hiệu như trên văn bản, ví dụ 13-CTr/TU."))]
        return []
    meant = issuing().meant_by(told.symbol)
    if told.number < 1 or len(told.written) > 60 or (meant and told.type not in meant):
        said = _("Ký hiệu %(symbol)s không phải của loại văn bản đã chọn.") % {"symbol": told.symbol}
        return [_refusal("symbol", said, _("Hãy xem lại loại văn bản và số, ký hiệu."))]
    return []


def _twin(organisation: int, told: "Told", term: int | None) -> Document | None:
    """The same document written before: here in the term, or one from outside in the book of an organisation above."""
    if told.number is None:
        return None
    same = Document.objects.filter(
        organ=told.organ, outside=told.outside, type=told.type, number=told.number, cancelled_by=None
    )
    if told.outside:
        return same.filter(organisation_id__in=books_above(organisation, told.dated), dated=told.dated).first()
    within = Q(dated=told.dated) if term is None else Q(dated=told.dated) | Q(term=term)
    return same.filter(within, organisation_id=organisation).first()


def _faults_of_carrying(organisation: int, told: "Told") -> list[Refusal]:
    wanted = set(told.carries)
    if not wanted:
        return []
    rows = Document.objects.filter(
        pk__in=wanted, cancelled_by=None, organisation_id__in=books_above(organisation, told.dated)
    )
    found = []
    if len(rows) < len(wanted):
        said = _("Văn bản được thực hiện không có trong sổ này và sổ của cấp trên.")
        found.append(_refusal("source", said, _("Hãy ghi văn bản ấy trước, hoặc chọn lại.")))
    for row in rows:
        if row.dated > told.dated:
            said = _("%(called)s ban hành sau văn bản này.") % {"called": called(row.type, row.written)}
            found.append(_refusal("younger", said, _("Hãy kiểm tra hai ngày.")))
    ended = Ending.objects.filter(document__in=rows, cancelled_by=None, on__lte=told.dated).select_related("document")
    for ending in ended:
        named = called(ending.document.type, ending.document.written)
        said = _("%(called)s hết hiệu lực từ %(day)s.") % {"called": named, "day": f"{ending.on:%d/%m/%Y}"}
        found.append(_refusal("over", said, _("Hãy chọn văn bản thay thế, hoặc kiểm tra ngày.")))
    return found


def _refusal(code: str, said: str, remedy: str) -> Refusal:
    return Refusal(f"directives.{code}", said, remedy=remedy)
