"""What becomes of a report is decided by two of its readers: a letter of the book, or not handled here. Never by a number of reports."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor, in_person
from liemchinh.access.exclusion import same_person
from liemchinh.access.models import Account
from liemchinh.citizens.answering import tell
from liemchinh.citizens.models import Decision, Report
from liemchinh.citizens.reading import held_report
from liemchinh.citizens.words import DECISIONS, GROUNDS, MATTER
from liemchinh.journal import clock
from liemchinh.journal.services import NewEntry, record
from liemchinh.letters.models import Letter
from liemchinh.letters.services import Received, receive_letter
from liemchinh.letters.words import THROUGH_PAGE
from liemchinh.organisations.queries import standing
from liemchinh.papers.organs import INSPECTION, organs_of
from regulations.answers import Refusal, Refused
from regulations.catalogue import reportable

TOLD = {MATTER: "passed_on", "not_handled": "not_handled_here"}


@transaction.atomic
def state_decision(report: int, kind: str, ground: str, items: Sequence[str] = (), *, actor: Actor) -> int:
    """A reader states what should become of a report, with the ground; gives the entry. What was stated before is replaced.

    Refuses, all at once: whoever has not opened it, a decision or ground that is not on the list, a matter without an item of the
    catalogue, items with another decision, a report that ended or was decided by two.
    """
    row, _key = held_report(report, actor)
    faults = []
    if kind not in DECISIONS or ground not in GROUNDS.get(kind, {}):
        faults.append(_refusal("ground", _("Quyết định hoặc căn cứ không có trong danh sách."), _("Hãy chọn lại.")))
    if (kind == MATTER) != bool(items) or set(items) - set(reportable()):
        said = _("Chuyển vào sổ đơn thư thì chọn nội dung trong danh mục; không xử lý thì không chọn.")
        faults.append(_refusal("items", said, _("Hãy chọn lại; lời của người báo tin không chuyển đi.")))
    faults += _faults_of_end(row)
    if faults:
        raise Refused(faults)
    chosen = sorted(set(items))
    data = {"report": row.pk, "decision": kind, "ground": ground, "items": list(chosen)}
    sequence = record([NewEntry("citizens.decision_stated", clock.today(), data=data)], actor=actor)[0]
    Decision.objects.filter(report=row, cancelled_by=None).update(cancelled_by=sequence)
    Decision.objects.create(
        report=row,
        kind=kind,
        ground=ground,
        items=" ".join(chosen),
        stated_by_id=in_person(actor),
        recorded_by=sequence,
    )
    return sequence


@transaction.atomic
def vouch_for_decision(report: int, *, actor: Actor) -> Letter | None:
    """A second reader agrees, and it is so; of a matter gives the line in the book of letters, which holds no word of the reporter.

    Refuses whoever has not opened it, whoever stated it, and where nothing waits; of a matter what the book of letters refuses.
    """
    row, _key = held_report(report, actor)
    pending = Decision.objects.filter(report=row, cancelled_by=None, vouched_by=None).first()
    faults = _faults_of_end(row)
    if pending is None:
        faults.append(_refusal("no-decision", _("Không có quyết định nào chờ người thứ hai."), _("Hãy mở lại trang.")))
    elif same_person(actor, Account.objects.get(pk=pending.stated_by_id)):
        faults.append(_refusal("by-two", _("Người nêu không tự xác nhận được."), _("Nhờ một người đọc khác.")))
    if pending is None or faults:
        raise Refused(faults)
    letter = _letter(row, actor) if pending.kind == MATTER else None
    data = {"report": row.pk, "decision": pending.kind, "letter": letter.pk if letter else None}
    record([NewEntry("citizens.decision_vouched", clock.today(), data=data)], actor=actor)
    Decision.objects.filter(pk=pending.pk).update(vouched_by=in_person(actor), letter=letter)
    tell(row, TOLD[pending.kind], "", actor)
    return letter


def _letter(report: Report, actor: Actor) -> Letter:
    category = standing(clock.today()).get(organisation_id=report.level_id).category
    organs = organs_of(category)
    organ = INSPECTION if INSPECTION in organs else organs[0]
    told = Received(organ, clock.today(), THROUGH_PAGE, "report", not report.is_signed)
    return receive_letter(report.level_id, told, actor=actor)


def _faults_of_end(report: Report) -> list[Refusal]:
    decided = Decision.objects.filter(report=report, cancelled_by=None, vouched_by__isnull=False).exists()
    if report.closed_on is None and not decided:
        return []
    return [_refusal("ended", _("Tin báo này đã kết thúc hoặc đã được quyết định."), _("Hãy mở lại trang."))]


def _refusal(code: str, said: str, remedy: str) -> Refusal:
    return Refusal(f"citizens.{code}", said, remedy=remedy)
