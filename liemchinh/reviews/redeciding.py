"""After a decision: a second officer vouches for its basis, a later act grades anew, a decision recorded wrongly is taken back."""

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor, in_person
from liemchinh.journal.models import Entry
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.locking import lock_people
from liemchinh.members.reasons import faults_of_reason
from liemchinh.organisations.locking import lock_organisations
from liemchinh.reviews.faults import faults_of_decision, faults_of_given, faults_of_weighing
from liemchinh.reviews.given import Decision, Given, as_text, data_of, of_rows, told
from liemchinh.reviews.models import Grade
from liemchinh.reviews.periods import Period, read
from liemchinh.reviews.queries import decided_by, live_grades, unvouched_visible_to
from liemchinh.reviews.rows import UNDECIDED, replace
from liemchinh.reviews.weighing import group_of, weigh
from liemchinh.reviews.words import CAUSES, LEFT_OUT
from liemchinh.rulebook.current import charter
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused


@transaction.atomic
def vouch_for_grades(body: int, period: str, number: str, *, actor: Actor) -> int:
    """A second officer vouches for the basis of a body's decision: its grades are in effect. Gives the last sequence.

    Refuses whoever recorded the decision, and a decision that waits for nobody.
    """
    actor.require("members.decide", body)
    account = in_person(actor)
    lock_organisations([body])
    rows = list(unvouched_visible_to(actor, body).select_for_update().filter(period=period, number=clean(number)))
    if not rows:
        said = _("Không có quyết định nào với số này đang chờ xác nhận.")
        raise Refused([Refusal("reviews.gone", said, remedy=_("Mở lại trang để xem danh sách mới."))])
    entries = sorted({row.recorded_by for row in rows})
    if Entry.objects.filter(sequence__in=entries, account_id=account).exists():
        said = _("Người đã ghi quyết định không tự xác nhận căn cứ của mình.")
        raise Refused(
            [Refusal("reviews.same_officer", said, remedy=_("Nhờ một cán bộ thứ hai của ban điều hành xác nhận."))]
        )
    day, places = rows[0].decided_on, sorted({row.organisation_id for row in rows})
    data: dict[str, Plain] = {"review_period": period, "number": rows[0].number}
    sequences = record([NewEntry("reviews.vouched", day, place, data=data) for place in places], actor=actor)
    for place, sequence in zip(places, sequences, strict=True):
        Grade.objects.filter(pk__in=[row.pk for row in rows if row.organisation_id == place]).update(
            vouched_by=sequence
        )
    return sequences[-1]


@transaction.atomic
def regrade(grade: int, given: Given, decision: Decision, cause: str, *, actor: Actor) -> int:
    """A later decision grades somebody, or a collective, anew; gives the sequence. What was decided before stays known as of its days.

    Refuses, all at once: a grade that is not decided or stands no more, a cause not on the list, all that `decide_grades` refuses.
    """
    row = Grade.objects.filter(pk=grade, cancelled_by=None, decided_on__isnull=False).first()
    period = read(row.period) if row else None
    if row is None or period is None:
        actor.require_somewhere("members.decide")
        said = _("Mức xếp loại này không còn như khi mở trang.")
        raise Refused([Refusal("reviews.gone", said, remedy=_("Mở lại trang để xem điều vừa ghi."))])
    actor.require("members.decide", row.organisation_id)
    actor.require("members.decide", decision.body)
    lock_organisations([decision.body, row.organisation_id])
    lock_people([row.person_id] if row.person_id else [])
    faults = _faults_of_regrading(row, given, decision, cause)
    weighed = weigh(
        charter(decision.body).rulebook, decided_by(decision.body, row.period).exclude(pk=row.pk), [_as(row, given)], period,
        decision.on, decision.exceeded,
    )  # fmt: skip
    faults += [*faults_of_decision(decision, period), *faults_of_weighing(weighed, decision)]
    if faults:
        raise Refused(dict.fromkeys(faults))
    basis = clean(decision.basis) if weighed.unknown else ""
    exceeded = decision.exceeded if group_of(row) in weighed.exceeding else ""
    data: dict[str, Plain] = {
        "review_period": row.period, "cause": cause, "instead": row.recorded_by, "number": clean(decision.number),
        "body": decision.body, "exceeded": exceeded, "basis": basis,
    }  # fmt: skip
    data |= {} if row.person_id else {"collective": as_text(given), "total": given.total}
    personal = {"people": told({row.person_id: given})} if row.person_id else {}
    entry = NewEntry("reviews.regraded", decision.on, row.organisation_id, row.person_id, data=data, personal=personal)
    sequence = record([entry], actor=actor)[0]
    replace(
        [row], sequence, result=given.result, reminded=given.reminded, total=given.total, body_id=decision.body,
        number=clean(decision.number), decided_on=decision.on, exceeded=exceeded, basis=basis, vouched_by=None,
    )  # fmt: skip
    return sequence


def _as(row: Grade, given: Given) -> Grade:
    return Grade(
        person_id=row.person_id, organisation_id=row.organisation_id, period=row.period, ends_on=row.ends_on,
        result=given.result, reminded=given.reminded, total=given.total,
    )  # fmt: skip


def _faults_of_regrading(row: Grade, given: Given, decision: Decision, cause: str) -> list[Refusal]:
    found = faults_of_given([given])
    if cause not in CAUSES:
        said = _("Chưa chọn vì sao xếp loại lại.")
        found.append(Refusal("reviews.cause", said, remedy=_("Chọn một lý do trong danh sách.")))
    if row.decided_on and decision.on < row.decided_on:
        said = _("Quyết định sau không thể trước quyết định nó thay.")
        found.append(Refusal("reviews.before", said, remedy=_("Kiểm tra ngày.")))
    if row.result in LEFT_OUT:
        said = _("Người này không thuộc diện xếp loại của kỳ.")
        found.append(Refusal("reviews.left_out", said, remedy=_("Kiểm tra lại người được chọn.")))
    if row.person_id and given.total is not None:
        found.append(Refusal("reviews.total", _("Tổng trên 100 chỉ ghi cho tập thể."), remedy=_("Bỏ số ấy.")))
    return found


@transaction.atomic
def take_back(organisation: int, period: Period, *, reason: str, actor: Actor) -> int:
    """The decision on an organisation's list was recorded wrongly: the list waits again as it stands. Gives the sequence.

    Refuses a list without a decision, and a reason that is not on the register's list.
    """
    actor.require("members.decide", organisation)
    lock_organisations([organisation])
    rows = list(live_grades(period.code).filter(organisation_id=organisation, decided_on__isnull=False))
    faults = faults_of_reason(reason)
    if not rows:
        said = _("Danh sách này chưa có quyết định.")
        faults.append(Refusal("reviews.undecided", said, remedy=_("Mở lại trang để xem danh sách mới.")))
    if faults:
        raise Refused(faults)
    people, collective = of_rows(rows)
    data = data_of(period.code, people, collective) | {"number": rows[0].number, "reason": reason}
    entry = NewEntry(
        "reviews.taken_back", rows[0].decided_on, organisation, cancels=min(row.recorded_by for row in rows), data=data,
        personal={"people": told(people)},
    )  # fmt: skip
    sequence = record([entry], actor=actor)[0]
    replace(rows, sequence, **UNDECIDED)
    return sequence
