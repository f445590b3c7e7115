"""After the count: a talk with each member concerned, who may contest the conclusion, and the report to the branch as counts."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import NOBODY, Actor, in_person
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import record
from liemchinh.members.days import faults_of_day
from liemchinh.members.reasons import faults_of_reason
from liemchinh.surveys.matter import entry_of, faults_open, held_part, refusal
from liemchinh.surveys.models import Count, Part, Report, Sign, Talk
from liemchinh.surveys.progress import box_of
from liemchinh.surveys.switching import faults_of_number
from liemchinh.surveys.words import CONCLUSIONS, CONTEST, CORRECTIONS, HEARD, WITH_SIGNS
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused


@dataclass(frozen=True, slots=True)
class Talked:
    """A talk: its day, heard or not (a code), what was concluded (a code)."""

    on: date
    heard: str
    conclusion: str


@transaction.atomic
def record_talk(part: int, person: int, told: Talked, *, reason: str = "", actor: Actor) -> Talk:
    """The branch committee met the member concerned and concluded; gives the talk. Recorded again, for a reason, it replaces the former.

    Refuses, all at once: whoever no sign is about, a day to come or before the count, what is not on the lists, a closed round; a
    conclusion that is contested is looked at again until the names go, the round closed or not. Counts that were told stay as told.
    """
    row = held_part(part, actor)
    before = Talk.objects.filter(part=row, person_id=person, cancelled_by=None).first()
    looked_at_again = before is not None and before.contested_on is not None and reason == CONTEST
    faults = ([] if looked_at_again else faults_open(row.round)) + _faults_of_talk(row, person, told)
    if before is not None:
        faults += faults_of_reason(reason, CORRECTIONS)
    if faults:
        raise Refused(faults)
    data: dict[str, Plain] = {"reason": reason} if before else {}
    personal = {"person": str(person), "heard": told.heard, "conclusion": told.conclusion}
    entry = entry_of("talked", row, told.on, data, personal, cancels=before.recorded_by if before else None)
    sequence = record([entry], actor=actor)[0]
    if before is not None:
        Talk.objects.filter(pk=before.pk).update(cancelled_by=sequence)
    return Talk.objects.create(
        part=row, person_id=person, held_on=told.on, heard=told.heard, conclusion=told.conclusion, recorded_by=sequence
    )


@transaction.atomic
def contest_talk(talk: int, *, actor: Actor) -> int:
    """The member concerned does not agree with the conclusion; gives the entry. It names no account: who it was goes with the names.

    Refuses somebody else, a conclusion contested already, and that nothing is alleged.
    """
    actor.require_somewhere("me.act")
    in_person(actor)
    row = Talk.objects.select_for_update(of=("self",)).filter(
        pk=talk, person_id=actor.person_id or 0, cancelled_by=None
    ).select_related("part__round").first()  # fmt: skip
    if row is None:
        raise Refused([refusal("no-talk", _("Không có kết luận này."), _("Hãy mở lại “Hồ sơ của tôi”."))])
    faults = []
    if row.contested_on is not None:
        faults.append(refusal("contested", _("Ý kiến đã được ghi."), _("Chờ chi hội xem lại.")))
    if row.conclusion not in WITH_SIGNS:
        faults.append(refusal("nothing", _("Kết luận là không có biểu hiện."), _("Không cần làm gì.")))
    if faults:
        raise Refused(faults)
    today = clock.today()
    entry = entry_of("contested", row.part, today, personal={"person": str(row.person_id)})
    sequence = record([entry], actor=NOBODY)[0]
    Talk.objects.filter(pk=row.pk).update(contested_on=today, contested_by=sequence)
    return sequence


@transaction.atomic
def report_part(part: int, on: date, minutes: str, *, actor: Actor) -> Report:
    """The branch is told, as counts: assessed, talked with, concluded to show signs. Gives the report; another replaces it.

    Refuses, all at once: before the count, while somebody was not talked with or contests, a day to come or before the last talk.
    """
    row = held_part(part, actor)
    minutes = clean(minutes)
    faults = faults_open(row.round) + faults_of_day(on) + faults_of_number(minutes) + faults_of_reporting(row)
    talks = Talk.objects.filter(part=row, cancelled_by=None)
    if talks.filter(held_on__gt=on).exists():
        faults.append(refusal("before-talk", _("Ngày báo cáo trước ngày gặp."), _("Hãy kiểm tra ngày.")))
    count = Count.objects.filter(part=row, cancelled_by=None).first()
    if faults or count is None:
        raise Refused(faults)
    concluded = talks.filter(conclusion__in=WITH_SIGNS).count()
    counts = {"assessed": count.assessed, "talked": talks.count(), "concluded": concluded}
    before = Report.objects.filter(part=row, cancelled_by=None).first()
    entry = entry_of(
        "reported", row, on, {**counts, "minutes": minutes}, cancels=before.recorded_by if before else None
    )
    sequence = record([entry], actor=actor)[0]
    if before is not None:
        Report.objects.filter(pk=before.pk).update(cancelled_by=sequence)
    return Report.objects.create(part=row, reported_on=on, minutes=minutes, recorded_by=sequence, **counts)


def faults_of_reporting(part: Part) -> list[Refusal]:
    """What stands in the way of reporting: ballots not counted, somebody not talked with, a conclusion that is contested."""
    if not Count.objects.filter(part=part, cancelled_by=None).exists():
        return [refusal("uncounted", _("Chi hội chưa kiểm phiếu."), _("Mở hòm phiếu và làm các bước."))]
    talks = Talk.objects.filter(part=part, cancelled_by=None)
    concerned = Sign.objects.filter(part=part, cancelled_by=None).values("person").distinct()
    found = []
    if silent := concerned.exclude(person__in=talks.values("person")).count():
        told = _("Còn %(count)s người chưa được gặp.") % {"count": silent}
        found.append(refusal("silent", told, _("Gặp từng người, nghe giải trình, ghi kết luận.")))
    if contested := talks.exclude(contested_on=None).count():
        told = _("%(count)s người không đồng ý với kết luận, chưa được xem lại.") % {"count": contested}
        found.append(refusal("contested", told, _("Xem lại, rồi ghi lại lần gặp.")))
    return found


def _faults_of_talk(part: Part, person: int, told: Talked) -> list[Refusal]:
    faults = faults_of_day(told.on)
    if told.heard not in HEARD or told.conclusion not in CONCLUSIONS:
        faults.append(refusal("list", _("Có lựa chọn ngoài danh sách."), _("Hãy chọn trong danh sách.")))
    if not Sign.objects.filter(part=part, person_id=person, cancelled_by=None).exists():
        faults.append(refusal("nobody", _("Không có mục nào về người này đủ ngưỡng."), _("Hãy mở lại trang.")))
    box = box_of(part)
    if box is not None and box.counted_on is not None and told.on < box.counted_on:
        faults.append(refusal("before-count", _("Ngày gặp trước ngày kiểm phiếu."), _("Hãy kiểm tra ngày.")))
    return faults
