"""Replies to a reporter, sealed: they are read with the receipt, or by another reader of the same report."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.citizens.models import Message, Report
from liemchinh.citizens.reading import held_report
from liemchinh.envelopes.reports import TEXT, Reply, seal_reply
from liemchinh.journal import clock
from liemchinh.journal.services import Doer, NewEntry, record
from regulations.answers import Refusal, Refused

# What a reader says alone; what becomes of a report is decided by two (deciding.py).
ALONE = ("asked", "considering", "answered")
ENDS = ("answered", "not_handled_here", "closed")


@transaction.atomic
def reply_to(report: int, state: str, text: str, *, actor: Actor) -> int:
    """Writes to the reporter; gives the entry, which does not say what. "answered" ends the report.

    Refuses, all at once: whoever has not opened it, a state that one says with another only, nothing said or too much, an ended report.
    """
    row, _key = held_report(report, actor)
    faults = []
    if state not in ALONE:
        faults.append(_refusal("state", _("Tình trạng này không có trong danh sách."), _("Hãy chọn lại.")))
    if len(text) > TEXT or (state in ("asked", "answered") and not text.strip()):
        said = _("Chưa ghi lời trả lời, hoặc dài quá %(most)s ký tự.") % {"most": TEXT}
        faults.append(_refusal("text", said, _("Hãy ghi ngắn gọn điều người báo tin cần biết.")))
    if row.closed_on is not None:
        faults.append(_refusal("ended", _("Tin báo này đã kết thúc."), _("Hãy mở lại trang.")))
    if faults:
        raise Refused(faults)
    return tell(row, state, text, actor)


def tell(report: Report, state: str, text: str, actor: Doer) -> int:
    """Seals a reply and keeps how far the report is; inside the transaction of whoever was allowed to."""
    last = Message.objects.filter(report=report, is_reply=True).aggregate(last=Max("number"))["last"] or 0
    data = {"report": report.pk, "number": last + 1, "state": state}
    sequence = record([NewEntry("citizens.replied", clock.today(), data=data)], actor=actor)[0]
    sealed = seal_reply(Reply(state, text), bytes(report.public_key))
    Message.objects.create(report=report, is_reply=True, number=last + 1, on=clock.today(), sealed=sealed)
    report.state = state
    report.closed_on = clock.today() if state in ENDS else None
    report.save(update_fields=["state", "closed_on"])
    return sequence


def _refusal(code: str, said: str, remedy: str) -> Refusal:
    return Refusal(f"citizens.{code}", said, remedy=remedy)
