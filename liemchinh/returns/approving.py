"""What the organisation above says to returns: approved and so locked, or sent back, also once approved, by a reason of the list.

The one above is the parent of whoever carries the answer, within the place that was asked; above that it is who asked.
"""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.directives.words import KEEP
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.reasons import faults_of_reason
from liemchinh.organisations.locking import lock_organisations
from liemchinh.returns.models import Call, Reply, Return
from liemchinh.returns.queries import approvers
from liemchinh.returns.words import APPROVED, RETURNS, SENT_BACK
from liemchinh.tasks import ranges
from regulations.answers import Refusal, Refused


@transaction.atomic
def approve_returns(call: int, organisation: int, returns: Sequence[int], *, actor: Actor) -> int:
    """Approves returns of a call that wait with an organisation, by one entry; gives it.

    Refuses one that waits with another, was sent anew or answered meanwhile, and one that the actor sent.
    """
    row, rows = _waiting(call, organisation, returns, actor)
    faults = []
    if Reply.objects.filter(sent__in=rows, cancelled_by=None).exists():
        faults.append(_refusal("answered", _("Có bản đã duyệt hoặc đã trả lại."), _("Hãy mở lại trang.")))
    by = Entry.objects.filter(sequence__in=[one.recorded_by for one in rows])
    if actor.account_id is not None and by.filter(account_id=actor.account_id).exists():
        said = _("Người gửi số liệu không tự duyệt bản mình gửi.")
        faults.append(_refusal("own", said, _("Một cán bộ khác của tổ chức cấp trên duyệt.")))
    if faults:
        raise Refused(faults)
    return _write(row, organisation, rows, Reply(kind=APPROVED), {}, actor)


@transaction.atomic
def send_back(call: int, organisation: int, returns: Sequence[int], reason: str, *, actor: Actor) -> int:
    """Sends returns back, or opens approved ones again, for whoever sent them to put right; gives the entry."""
    row, rows = _waiting(call, organisation, returns, actor)
    faults = faults_of_reason(reason, RETURNS)
    if Reply.objects.filter(sent__in=rows, cancelled_by=None, kind=SENT_BACK).exists():
        faults.append(_refusal("answered", _("Có bản đã trả lại."), _("Hãy đợi gửi lại.")))
    if faults:
        raise Refused(faults)
    return _write(row, organisation, rows, Reply(kind=SENT_BACK, reason=reason), {"reason": reason}, actor)


def _waiting(call: int, organisation: int, returns: Sequence[int], actor: Actor) -> tuple[Call, list[Return]]:
    """The call and the returns, each one that stands and is this organisation's to answer; the organisation held."""
    actor.require(KEEP, organisation)
    lock_organisations([organisation])
    row = Call.objects.filter(pk=call, cancelled_by=None).first()
    rows = list(
        Return.objects.filter(pk__in=returns, respondent__call=call, cancelled_by=None).select_related("respondent")
    )
    above = approvers(row, [one.respondent.organisation_id for one in rows], clock.today()) if row else {}
    theirs = all(above.get(one.respondent.organisation_id) == organisation for one in rows)
    if row is None or not rows or len(rows) != len(set(returns)) or not theirs:
        said = _("Có bản không còn đứng, đã gửi lại, hoặc không do tổ chức này duyệt.")
        raise Refused([_refusal("returns", said, _("Hãy mở lại trang và chọn lại."))])
    return row, rows


def _write(
    call: Call, organisation: int, rows: Sequence[Return], made: Reply, more: dict[str, Plain], actor: Actor
) -> int:  # fmt: skip
    data: dict[str, Plain] = {
        "call": call.recorded_by, "respondents": ranges.told(one.respondent.organisation_id for one in rows), "count": len(rows), **more
    }  # fmt: skip
    on = clock.today()
    sequence = record([NewEntry(f"returns.{made.kind}", on, organisation, data=data)], actor=actor)[0]
    Reply.objects.filter(sent__in=rows, cancelled_by=None).update(cancelled_by=sequence)
    Reply.objects.bulk_create(
        Reply(sent=one, kind=made.kind, organisation_id=organisation, on=on, reason=made.reason, recorded_by=sequence) for one in rows
    )  # fmt: skip
    return sequence


def _refusal(code: str, said: str, remedy: str) -> Refusal:
    return Refusal(f"returns.{code}", said, remedy=remedy)
