"""Reports of wrongdoing that came on paper, sealed: counted by those who would read them on the page, published by the same rule.

What an envelope says goes the way of any letter on paper (room `letters`). Here stand office, day, way and how many.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.citizens.charting import WHOLE, able, about, accepted, chart
from liemchinh.citizens.models import Office, PaperReports
from liemchinh.citizens.routing import route
from liemchinh.citizens.words import CANCELLING, PAPER_WAYS, READ, READER
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.days import faults_of_day
from liemchinh.members.reasons import faults_of_reason
from liemchinh.organisations.locking import lock_organisations
from liemchinh.organisations.queries import subtree
from regulations.answers import Refusal, Refused

MOST = 1_000


@dataclass(frozen=True, slots=True)
class Envelopes:
    """So many sealed envelopes about an office (its page) that came on a day, one way of the list."""

    office: int
    on: date
    way: str
    count: int


def offices_read_by(actor: Actor) -> dict[int, tuple[Office, int]]:
    """The pages whose reports the actor would read today, each with the level that reads: nobody concerned, below or beside them."""
    if actor.account_id is None or not actor.may(READ):
        return {}
    keys = able(accepted(READER).filter(account=actor.account_id))
    rows = Office.objects.filter(cancelled_by=None, organisation_id__in=subtree({key.organisation_id for key in keys}))
    if not rows:
        return {}
    given, found = chart(), {}
    for row in rows:
        at = route(given, about(row.organisation_id, WHOLE))
        if at.level is not None and any(reader.account == actor.account_id for reader in at.readers):
            found[row.pk] = row, at.level
    return found


def papers_of(offices: dict[int, tuple[Office, int]]) -> list[PaperReports]:
    """What was received about these offices, newest first. Call with what `offices_read_by` gave."""
    rows = PaperReports.objects.filter(office__in=offices, cancelled_by=None).select_related("office")
    return list(rows.order_by("-on", "-pk")[:60])


@transaction.atomic
def receive_papers(told: Envelopes, *, actor: Actor) -> int:
    """Envelopes came; gives the entry, in which no office stands.

    Refuses, all at once: an office whose reports the actor does not read, a day to come or before the page was there, a way that is not on
    the list, none or too many, and a day of which the same is recorded already.
    """
    actor.require_somewhere(READ)
    found = offices_read_by(actor).get(told.office)
    if found is None:
        raise Refused([_gone()])
    office, level = found
    lock_organisations([office.organisation_id])
    faults = faults_of_day(told.on)
    if told.on < office.opened_on:
        faults.append(_refusal("before-page", _("Ngày ấy cơ quan chưa có trang."), _("Hãy xem lại ngày.")))
    if told.way not in PAPER_WAYS or not 1 <= told.count <= MOST:
        said = _("Chưa chọn phong bì đến bằng cách nào, hoặc số phong bì không đúng.")
        faults.append(_refusal("envelopes", said, _("Hãy chọn lại và đếm lại.")))
    if PaperReports.objects.filter(office=office, on=told.on, way=told.way, cancelled_by=None).exists():
        said = _("Ngày ấy đã ghi phong bì đến bằng cách ấy.")
        faults.append(_refusal("same-day", said, _("Ghi thiếu thì hủy lần trước, rồi ghi lại cả số của ngày.")))
    if faults:
        raise Refused(faults)
    data: dict[str, Plain] = {"count": told.count, "way_of_paper": told.way}
    sequence = record([NewEntry("citizens.paper_received", told.on, data=data)], actor=actor)[0]
    PaperReports.objects.create(
        office=office, level_id=level, way=told.way, on=told.on, count=told.count, recorded_by=sequence
    )
    return sequence


@transaction.atomic
def cancel_papers(papers: int, reason: str, *, actor: Actor) -> int:
    """What was recorded wrongly does not stand; gives the entry. A number that was published stays as it is."""
    actor.require_somewhere(READ)
    offices = offices_read_by(actor)
    row = PaperReports.objects.filter(pk=papers, office__in=offices, cancelled_by=None).select_related("office").first()
    if row is None:
        raise Refused([_gone()])
    lock_organisations([row.office.organisation_id])
    row.refresh_from_db(fields=["cancelled_by"])
    faults = faults_of_reason(reason, CANCELLING)
    if row.cancelled_by is not None:
        faults.append(_refusal("cancelled", _("Lần ghi này đã hủy."), _("Không cần ghi lại.")))
    if faults:
        raise Refused(faults)
    entry = NewEntry("citizens.paper_cancelled", row.on, cancels=row.recorded_by, data={"reason": reason})
    sequence = record([entry], actor=actor)[0]
    PaperReports.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    return sequence


def _gone() -> Refusal:
    return _refusal("gone", _("Không có lần ghi này."), _("Hãy mở lại trang."))


def _refusal(code: str, said: str, remedy: str) -> Refusal:
    return Refusal(f"citizens.{code}", said, remedy=remedy)
