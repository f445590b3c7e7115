"""Rounds held before the software, recorded as history from their minutes: counts of branches, nobody's name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.days import faults_of_day
from liemchinh.organisations.lifetimes import faults_of_places
from liemchinh.organisations.locking import lock_organisations
from liemchinh.organisations.queries import subtree
from liemchinh.surveys.calling import Calling, write_round
from liemchinh.surveys.matter import entry_of, of_round, refusal
from liemchinh.surveys.models import Report, Resolution, Round
from liemchinh.surveys.periods import days_of
from liemchinh.surveys.switching import faults_of_number
from liemchinh.surveys.words import LEAD
from regulations.answers import Refusal, Refused


@dataclass(frozen=True, slots=True)
class Counted:
    """What a branch's minutes say: how many were assessed, talked with, concluded to show signs; number of the minutes, their day."""

    organisation: int
    assessed: int
    talked: int
    concluded: int
    minutes: str
    on: date


@dataclass(frozen=True, slots=True)
class Past:
    """A round of a half-year, closed on a day, with the minutes of its branches."""

    period: str
    closed_on: date
    counted: Sequence[Counted]


@transaction.atomic
def record_past_rounds(organisation: int, rounds: Sequence[Past], *, actor: Actor) -> list[Round]:
    """Records closed rounds of an organisation, oldest first; gives them.

    Refuses, all at once: without its resolution; a period that is none, not over, or not after those recorded; a branch twice or not under
    it; numbers that do not add up; minutes without number, of a day to come or from before the period.
    """
    actor.require(LEAD, organisation)
    lock_organisations([organisation])
    resolution = Resolution.objects.filter(organisation_id=organisation, cancelled_by=None).first()
    faults = [fault for one in rounds for fault in _faults(organisation, one)]
    faults += _faults_of_order(organisation, [one.period for one in rounds])
    if resolution is None:
        remedy = _("Ghi nghị quyết của chính tổ chức này trước.")
        faults.append(refusal("off", _("Tổ chức này chưa có nghị quyết về khảo sát."), remedy))
    if faults or resolution is None:
        raise Refused(list(dict.fromkeys(faults)))
    return [_write(organisation, resolution, one, actor) for one in rounds]


def _write(organisation: int, resolution: Resolution, told: Past, actor: Actor) -> Round:
    branches = sorted(one.organisation for one in told.counted)
    data: dict[str, Plain] = {"survey_period": told.period, "items": [], "branches": list(branches)}
    days = days_of(told.period) or (told.closed_on, told.closed_on)
    sequence = record([NewEntry("surveys.called", days[0], organisation, data=data)], actor=actor)[0]
    row = write_round(organisation, resolution, Calling(told.period, ()), branches, sequence)
    parts = {part.organisation_id: part for part in row.parts.select_related("round")}
    entries = [
        entry_of("reported", parts[one.organisation], one.on, {
            "assessed": one.assessed, "talked": one.talked, "concluded": one.concluded, "minutes": one.minutes,
        }) for one in told.counted
    ]  # fmt: skip
    closing = NewEntry("surveys.closed", told.closed_on, organisation, data=of_round(row))
    *reported, closed = record([*entries, closing], actor=actor)
    Report.objects.bulk_create(
        Report(part=parts[one.organisation], reported_on=one.on, assessed=one.assessed, talked=one.talked,
               concluded=one.concluded, minutes=one.minutes, recorded_by=number)
        for one, number in zip(told.counted, reported, strict=True)
    )  # fmt: skip
    row.closed_by, row.closed_on = closed, told.closed_on
    row.save(update_fields=["closed_by", "closed_on"])
    return row


def _faults(organisation: int, told: Past) -> list[Refusal]:
    days = days_of(told.period)
    if days is None or told.closed_on < days[0]:
        return [
            refusal("period", _("Kỳ này không đúng, hoặc kết thúc trước khi bắt đầu."), _("Chọn một kỳ sáu tháng."))
        ]
    places = [one.organisation for one in told.counted]
    found = faults_of_day(told.closed_on)
    if len(set(places)) < len(places) or set(places) - set(subtree([organisation], days[1])):
        said = _("Có chi hội ghi hai lần, hoặc không thuộc tổ chức này.")
        found.append(refusal("branch", said, _("Mỗi chi hội bên dưới ghi một lần.")))
    found += faults_of_places((place, days[1]) for place in places).values()
    for one in told.counted:
        found += faults_of_number(one.minutes)
        if not 0 <= one.concluded <= one.talked <= one.assessed:
            said = _("Các số của biên bản %(number)s không khớp.") % {"number": one.minutes}
            found.append(
                refusal("sums", said, _("Số kết luận không quá số đã gặp, số đã gặp không quá số được ghi phiếu."))
            )
        if not days[0] <= one.on <= told.closed_on:
            said = _("Biên bản %(number)s không nằm trong đợt.") % {"number": one.minutes}
            found.append(refusal("minutes", said, _("Hãy kiểm tra ngày của biên bản.")))
    return found


def _faults_of_order(organisation: int, periods: Sequence[str]) -> list[Refusal]:
    newest = Round.objects.filter(organisation_id=organisation, cancelled_by=None).order_by("last").last()
    known = [newest.period, *periods] if newest else list(periods)
    if known == sorted(set(known)):
        return []
    return [refusal("order", _("Các kỳ phải theo thứ tự, mỗi kỳ một lần."), _("Ghi kỳ cũ trước."))]
