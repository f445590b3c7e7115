"""Rounds: called by an organisation whose resolution stands, withdrawn while nothing was done, closed when branches have reported."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.months import branches_under
from liemchinh.members.reasons import faults_of_reason
from liemchinh.organisations.locking import lock_organisations
from liemchinh.surveys.forgetting import forget_rounds
from liemchinh.surveys.matter import held_round, of_round, refusal
from liemchinh.surveys.models import Asked, Part, Resolution, Round
from liemchinh.surveys.periods import days_of
from liemchinh.surveys.progress import contested_in, outdated, running, unreported
from liemchinh.surveys.words import LEAD, MISTAKES
from regulations.answers import Refusal, Refused
from regulations.catalogue import MOST_SURVEYED, survey_items


@dataclass(frozen=True, slots=True)
class Calling:
    """A half-year, and the items of the catalogue that are asked about, in the order of the slip."""

    period: str
    items: Sequence[str]


@transaction.atomic
def call_round(organisation: int, told: Calling, *, actor: Actor) -> Round:
    """Calls a round in every branch under an organisation in which members stand today; gives it.

    Refuses, all at once: without the organisation's own resolution; a period that is none, has not begun or was surveyed; no item, more
    than forty, one twice, one that surveys do not ask about; while the round before is open; where no branch has members.
    """
    actor.require(LEAD, organisation)
    lock_organisations([organisation])
    today = clock.today()
    resolution = Resolution.objects.filter(organisation_id=organisation, cancelled_by=None).first()
    branches = sorted(branches_under(organisation, today))
    faults = _faults_of_period(organisation, told.period, today) + faults_of_items(told.items)
    if resolution is None:
        remedy = _("Ghi nghị quyết của chính tổ chức này trước.")
        faults.append(refusal("off", _("Tổ chức này chưa có nghị quyết về khảo sát."), remedy))
    if not branches:
        faults.append(refusal("nobody", _("Không có chi hội nào có hội viên."), _("Hãy chọn tổ chức khác.")))
    if faults or resolution is None:
        raise Refused(faults)
    data: dict[str, Plain] = {"survey_period": told.period, "items": list(told.items), "branches": list(branches)}
    sequence = record([NewEntry("surveys.called", today, organisation, data=data)], actor=actor)[0]
    return write_round(organisation, resolution, told, branches, sequence)


def write_round(
    organisation: int, resolution: Resolution, told: Calling, branches: Sequence[int], sequence: int
) -> Round:
    """The rows of a round that an entry called."""
    first, last = days_of(told.period) or (date.min, date.min)
    row = Round.objects.create(
        organisation_id=organisation, resolution=resolution, period=told.period, first=first, last=last, recorded_by=sequence
    )  # fmt: skip
    Asked.objects.bulk_create(Asked(round=row, place=number, item=item) for number, item in enumerate(told.items))
    Part.objects.bulk_create(Part(round=row, organisation_id=place, recorded_by=sequence) for place in branches)
    return row


@transaction.atomic
def withdraw_round(round: int, *, reason: str, actor: Actor) -> int:
    """A round called wrongly does not stand; gives the entry. Refuses a reason not on the list, and once a branch did anything."""
    row = held_round(round, actor)
    faults = faults_of_reason(reason, MISTAKES)
    if begun := running(row) + len(row.parts.filter(counts__cancelled_by=None, counts__isnull=False)):
        told = _("%(count)s chi hội đã làm trong đợt này.") % {"count": begun}
        faults.append(refusal("begun", told, _("Đợt đã làm thì kết thúc, không hủy.")))
    if faults:
        raise Refused(faults)
    data = {**of_round(row), "reason": reason}
    entry = NewEntry("surveys.withdrawn", clock.today(), row.organisation_id, cancels=row.recorded_by, data=data)
    sequence = record([entry], actor=actor)[0]
    Part.objects.filter(round=row).update(cancelled_by=sequence)
    Round.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    return sequence


@transaction.atomic
def close_round(round: int, *, actor: Actor) -> int:
    """Closes a round; the names of the organisation's earlier rounds are erased with it. Gives the entry.

    Refuses while ballots are out, a branch that counted has not reported or concluded otherwise since, or a conclusion is contested.
    Branches that did nothing stay without counts.
    """
    row = held_round(round, actor)
    faults = faults_of_closing(row)
    if faults:
        raise Refused(faults)
    entry = NewEntry("surveys.closed", clock.today(), row.organisation_id, data=of_round(row))
    sequence = record([entry], actor=actor)[0]
    Round.objects.filter(pk=row.pk).update(closed_by=sequence, closed_on=clock.today())
    forget_rounds(Round.objects.filter(organisation_id=row.organisation_id, last__lt=row.first))
    return sequence


def faults_of_closing(row: Round) -> list[Refusal]:
    """All that stands in the way of closing a round."""
    found = []
    if row.closed_by is not None:
        found.append(refusal("closed", _("Đợt khảo sát này đã kết thúc."), _("Chỉ xem được số liệu.")))
    if out := running(row):
        told = _("%(count)s chi hội đang bỏ phiếu hoặc chưa kiểm phiếu.") % {"count": out}
        found.append(refusal("ballots-out", told, _("Chờ các chi hội kiểm phiếu, hoặc hủy hòm phiếu.")))
    if silent := unreported(row):
        told = _("%(count)s chi hội đã kiểm phiếu mà chưa báo cáo trước chi hội.") % {"count": silent}
        found.append(refusal("unreported", told, _("Nhắc các chi hội gặp hội viên và báo cáo.")))
    if contested := contested_in(row):
        told = _("%(count)s người không đồng ý với kết luận, chưa được xem lại.") % {"count": contested}
        found.append(refusal("contested", told, _("Nhắc các chi hội xem lại, ghi lại lần gặp.")))
    if stale := outdated(row):
        told = _("%(count)s chi hội đã kết luận khác sau khi báo cáo.") % {"count": stale}
        found.append(refusal("outdated", told, _("Nhắc các chi hội ấy ghi lại báo cáo.")))
    return found


def faults_of_items(items: Sequence[str]) -> list[Refusal]:
    """The refusals of what a round would ask about."""
    found = []
    if not items or len(items) > MOST_SURVEYED:
        told = _("Một đợt hỏi từ 1 đến %(most)s mục.") % {"most": MOST_SURVEYED}
        found.append(refusal("items", told, _("Chọn trong danh mục; thường là 12 mục.")))
    if len(set(items)) < len(items) or any(item not in survey_items() for item in items):
        told = _("Có mục ngoài danh mục, hoặc chọn hai lần.")
        found.append(refusal("item", told, _("Chỉ chọn trong danh mục, mỗi mục một lần.")))
    return found


def _faults_of_period(organisation: int, period: str, today: date) -> list[Refusal]:
    days = days_of(period)
    if days is None or days[0] > today:
        return [refusal("period", _("Kỳ này không đúng, hoặc chưa bắt đầu."), _("Chọn một kỳ sáu tháng."))]
    rounds = Round.objects.filter(organisation_id=organisation, cancelled_by=None)
    found = []
    if rounds.filter(last__gte=days[1]).exists():
        told = _("Kỳ này, hoặc kỳ sau nó, đã có đợt khảo sát.")
        found.append(refusal("period-taken", told, _("Mở đợt đã có, hoặc chọn kỳ sau.")))
    if rounds.filter(closed_by=None).exists():
        found.append(refusal("open", _("Đợt trước chưa kết thúc."), _("Kết thúc đợt trước rồi mới tổ chức đợt mới.")))
    return found
