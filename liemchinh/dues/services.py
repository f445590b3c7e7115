"""Recording a branch's month: one entry for all, each person's mark beside the chain."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.dues.events import PEOPLE
from liemchinh.dues.models import STATES, Dues, Month
from liemchinh.dues.queries import Payer, month_recorded, payers, states_of
from liemchinh.dues.reasons import CORRECTIONS
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.locking import lock_people
from liemchinh.members.months import counted, month_of, names_from, show_month, told
from liemchinh.organisations.locking import lock_organisations
from regulations.answers import Refusal, Refused


@transaction.atomic
def record_dues(
    organisation: int,
    month: date,
    states: Mapping[int, str],
    *,
    reason: str = "",
    seen: int | None = None,
    actor: Actor,
) -> int:
    """Records a branch's month (any day of it), or corrects it for a reason from the list; gives the entry's sequence.

    `states`: "paid", "unpaid" or "excused" for everybody of the month; of the exempt and suspended it may be left out. `seen`: the entry
    the page was made from (0: none); refused when another came between. What is recorded already, word for word, is not recorded again.
    """
    actor.require("branch.keep", organisation)
    month = month_of(month)
    lock_organisations([organisation])
    lock_people(states)
    before, listed = month_recorded(organisation, month), payers(organisation, month)
    if before and states_of(organisation, month) == dict(states):
        return before.recorded_by
    refusals = [*_faults_of_month(month, before, reason, seen), *_faults_of_people(listed, states)]
    if refusals:
        raise Refused(refusals)
    counts = counted(states, list(STATES))
    data: dict[str, Plain] = {"month": show_month(month), **counts}
    kind = "dues.corrected" if before else "dues.recorded"
    if before:
        data["reason"] = reason
    personal = {key: told(states, code) for key, code in PEOPLE.items()}
    entry = NewEntry(
        kind, month, organisation, cancels=before.recorded_by if before else None, data=data, personal=personal
    )
    sequence = record([entry], actor=actor)[0]
    _write(organisation, month, states, counts, sequence)
    return sequence


def _write(organisation: int, month: date, states: Mapping[int, str], counts: Mapping[str, int], sequence: int) -> None:
    for model in (Month, Dues):
        found = model._default_manager.filter(organisation_id=organisation, month=month, cancelled_by=None)
        found.update(cancelled_by=sequence)
    Month.objects.create(organisation_id=organisation, month=month, recorded_by=sequence, **counts)
    Dues.objects.bulk_create(
        Dues(person_id=person, organisation_id=organisation, month=month, state=state, recorded_by=sequence)
        for person, state in sorted(states.items())
    )


def _faults_of_month(month: date, before: Month | None, reason: str, seen: int | None) -> list[Refusal]:
    today, told_month, found = clock.today(), show_month(month), []
    if month > today:
        message = _("Tháng %(month)s chưa đến.") % {"month": told_month}
        found.append(Refusal("dues.ahead", message, remedy=_("Ghi khi đã sang tháng ấy.")))
    if month < names_from(today):
        message = _("Tháng %(month)s đã quá thời hạn giữ tên; chỉ còn số đếm.") % {"month": told_month}
        found.append(Refusal("dues.closed", message, remedy=_("Chỉ ghi và sửa được tháng của năm nay và năm trước.")))
    if seen is not None and seen != (before.recorded_by if before else 0):
        message = _("Có người vừa ghi tháng %(month)s của chi hội này.") % {"month": told_month}
        found.append(Refusal("dues.changed", message, remedy=_("Mở lại trang để xem điều vừa ghi, rồi sửa nếu cần.")))
    elif before and reason not in CORRECTIONS:
        message = _("Tháng %(month)s đã được ghi; chưa chọn vì sao sửa.") % {"month": told_month}
        found.append(Refusal("dues.reason", message, remedy=_("Chọn một lý do trong danh sách.")))
    return found


def _faults_of_people(listed: list[Payer], states: Mapping[int, str]) -> list[Refusal]:
    there, found = {one.person for one in listed}, []
    if not there:
        message = _("Danh sách không có ai để ghi hội phí tháng này ở đây.")
        found.append(Refusal("dues.nobody", message, remedy=_("Chọn một chi hội có hội viên.")))
    missing = [one.name for one in listed if one.asked and one.person not in states]
    if missing:
        message = _("Chưa chọn cho: %(names)s.") % {"names": ", ".join(missing)}
        found.append(Refusal("dues.missing", message, remedy=_("Mỗi người chọn một trong ba ô.")))
    if any(state not in STATES for state in states.values()):
        found.append(
            Refusal("dues.state", _("Có người mang dấu không hiểu được."), remedy=_("Mỗi người chọn một trong ba ô."))
        )
    strangers = sum(person not in there for person in states)
    if there and strangers:
        message = _("%(count)s người không thuộc tháng này của chi hội, hoặc đã được ghi ở chi hội khác.") % {
            "count": strangers
        }
        found.append(Refusal("dues.stranger", message, remedy=_("Mở lại trang để lấy danh sách mới.")))
    return found
