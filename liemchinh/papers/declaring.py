"""What an installation may hold of cases: nothing, until an officer of the top of the tree has recorded the decision that says so."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from liemchinh.access.actor import Actor
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.days import faults_of_day
from liemchinh.members.reasons import Words
from liemchinh.organisations.locking import lock_organisations
from liemchinh.organisations.queries import tops
from liemchinh.papers.models import Declaration
from liemchinh.rulebook.current import tree_above
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused

NUMBERS, OPEN = "numbers", "open"
HOLDS: Mapping[str, Words] = {
    NUMBERS: _("số, ngày và nơi để của văn bản; văn bản lập ngoài máy này"),
    OPEN: _("cả văn bản không mang dấu mật, lập trên máy này"),
}
LONGEST = 60


@transaction.atomic
def declare(top: int, holds: str, decision: str, dated: date, *, actor: Actor) -> int:
    """What may be held of the cases of a tree, by a decision; gives the entry. What was declared before no longer stands.

    Refuses an organisation that stands below another, what is not of the list, a decision without number or of a day to come.
    """
    actor.require("papers.declare", top)
    number = clean(decision)
    faults = faults_of_day(dated, "Quyết định")
    if top not in tops():
        said = "Chỉ khai báo ở tổ chức cao nhất của cây tổ chức."
        faults.append(Refusal("not-top", said, remedy="Nhờ cán bộ của tổ chức cao nhất ghi."))
    if holds not in HOLDS:
        faults.append(Refusal("holds", "Chưa chọn được giữ gì.", remedy="Hãy chọn một dòng trong danh sách."))
    if not number or len(number) > LONGEST:
        said = f"Chưa ghi số quyết định, hoặc dài quá {LONGEST} ký tự."
        faults.append(Refusal("decision", said, remedy="Hãy ghi như trên văn bản, ví dụ 219-QĐ/TU."))
    if faults:
        raise Refused(faults)
    lock_organisations([top])
    entry = NewEntry("papers.declared", dated, top, data={"holds": holds, "decision": number})
    sequence = record([entry], actor=actor)[0]
    Declaration.objects.filter(organisation_id=top, cancelled_by=None).update(cancelled_by=sequence)
    Declaration.objects.create(organisation_id=top, holds=holds, decision=number, dated=dated, recorded_by=sequence)
    return sequence


def top_of(organisation: int) -> int:
    """The top of the tree in which an organisation stands today; itself where it stands under nothing."""
    return tree_above(organisation) or organisation


def declaration_for(organisation: int) -> Declaration | None:
    """What stands declared for the tree of an organisation."""
    return Declaration.objects.filter(organisation_id=top_of(organisation), cancelled_by=None).first()


def faults_of_holding(organisation: int) -> list[Refusal]:
    """The refusal of any paper of a case where nothing was declared; rooms gather it with their other reasons."""
    if declaration_for(organisation) is not None:
        return []
    said = "Chưa khai báo máy này được giữ gì của vụ việc, nên không cấp số, không lập văn bản vụ việc."
    remedy = "Cán bộ tổ chức ở tổ chức cao nhất ghi quyết định ở trang “Được giữ gì của vụ việc”."
    return [Refusal("undeclared", said, remedy=remedy)]


def words_of_holding(code: str) -> str:
    """What may be held, in words."""
    return str(HOLDS.get(code, code))
