"""Surveys are off until an organisation's own resolution is entered, and off again when it ends."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.days import faults_of_day
from liemchinh.members.reasons import faults_of_reason
from liemchinh.organisations.lifetimes import faults_of_places
from liemchinh.organisations.locking import lock_organisations
from liemchinh.reviews.words import LIES
from liemchinh.surveys.matter import bearer_of, refusal
from liemchinh.surveys.models import LONGEST_NUMBER, Resolution, Round
from liemchinh.surveys.words import ENDINGS, LEAD
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused


@dataclass(frozen=True, slots=True)
class Paper:
    """A resolution on paper: its number, its day, where it lies (a code)."""

    number: str
    dated: date
    lies: str = "committee"


@transaction.atomic
def enter_resolution(organisation: int, paper: Paper, *, actor: Actor) -> Resolution:
    """Records the resolution of an organisation itself; from then on it may call rounds.

    Refuses, all at once: a second one beside a standing one, a day to come, no number, a place that is not on the list.
    """
    actor.require(LEAD, organisation)
    lock_organisations([organisation])
    number = clean(paper.number)
    faults = [*faults_of_day(paper.dated), *faults_of_places([(organisation, paper.dated)]).values()]
    faults += faults_of_number(number)
    if paper.lies not in LIES:
        faults.append(refusal("lies", _("Nơi để văn bản không có trong danh sách."), _("Hãy chọn trong danh sách.")))
    if Resolution.objects.filter(organisation_id=organisation, cancelled_by=None).exists():
        told = _("Tổ chức này đã có nghị quyết về khảo sát.")
        faults.append(refusal("resolved", told, _("Ghi thôi nghị quyết đang có trước.")))
    if faults:
        raise Refused(faults)
    entry = NewEntry("surveys.resolved", paper.dated, organisation, data={"number": number, "lies": paper.lies})
    sequence = record([entry], actor=actor)[0]
    return Resolution.objects.create(
        organisation_id=organisation, number=number, dated=paper.dated, lies=paper.lies, recorded_by=sequence
    )


@transaction.atomic
def end_resolution(resolution: int, *, reason: str, actor: Actor) -> int:
    """A resolution does not stand any more; gives the entry. Refuses a reason not on the list, and while a round of it is open."""
    actor.require_somewhere(LEAD)
    row = Resolution.objects.filter(pk=resolution, cancelled_by=None).first()
    if row is None:
        raise Refused([refusal("off", _("Không có nghị quyết này."), _("Hãy mở lại trang khảo sát."))])
    actor.require(LEAD, bearer_of(row.organisation_id))
    lock_organisations([row.organisation_id])
    faults = faults_of_reason(reason, ENDINGS)
    if Round.objects.filter(resolution=row, cancelled_by=None, closed_by=None).exists():
        told = _("Còn đợt khảo sát chưa kết thúc theo nghị quyết này.")
        faults.append(refusal("running", told, _("Kết thúc hoặc hủy đợt ấy trước.")))
    if Resolution.objects.filter(pk=row.pk).exclude(cancelled_by=None).exists():
        faults.append(refusal("off", _("Nghị quyết này vừa được ghi thôi."), _("Hãy mở lại trang khảo sát.")))
    if faults:
        raise Refused(faults)
    entry = NewEntry(
        "surveys.ended", clock.today(), row.organisation_id, cancels=row.recorded_by, data={"reason": reason}
    )
    sequence = record([entry], actor=actor)[0]
    Resolution.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    return sequence


def faults_of_number(number: str) -> list[Refusal]:
    """The refusal of a paper without a number, or with one that is too long."""
    if 0 < len(number) <= LONGEST_NUMBER:
        return []
    return [refusal("number", _("Chưa có số văn bản, hoặc số quá dài."), _("Ghi số, nhiều nhất 40 chữ."))]
