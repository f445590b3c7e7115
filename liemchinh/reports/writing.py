"""Writing a report: started for a period, its prose written by several people without a lost line, looked at, given up."""

import hashlib

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.figures.periods import Period
from liemchinh.jobs.services import enqueue
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.organisations.locking import lock_organisations
from liemchinh.reports.content import as_bytes
from liemchinh.reports.defined import choices_of, definition_of, faults_of_prose
from liemchinh.reports.filling import fill
from liemchinh.reports.handed import stand_of
from liemchinh.reports.handing import faults_of_writing, held
from liemchinh.reports.models import LONGEST_PROSE, Drafted, Edition, Prose, Report
from liemchinh.reports.preparing import JOB as PREPARE
from liemchinh.reports.words import KEEP, SIGNED
from regulations.answers import Refusal, Refused
from regulations.reports import ProsePart, ReportDefinition


@transaction.atomic
def start_report(organisation: int, choice: str, kind: str, period: Period, *, actor: Actor) -> Report:
    """Begins a report by the chosen definition (`defined.Choice.code`) in its present edition.

    Refuses what this organisation does not report, a kind of period it is not made for, a period that has not begun, and one that is being
    written or handed up already.
    """
    actor.require(KEEP, organisation)
    lock_organisations([organisation])
    chosen = next((one for one in choices_of(organisation) if one.code == choice), None)
    if chosen is None:
        said = _("Tổ chức này không có mẫu báo cáo ấy.")
        raise Refused([Refusal("reports.no-definition", said, remedy=_("Hãy chọn một mẫu trong danh sách."))])
    faults = []
    if kind not in chosen.definition.periods:
        said = _("Mẫu này không làm cho loại kỳ đã chọn.")
        faults.append(Refusal("reports.kind", said, remedy=_("Hãy chọn kỳ khác, hoặc mẫu khác.")))
    if period.first > clock.today():
        faults.append(Refusal("reports.early", _("Kỳ này chưa bắt đầu."), remedy=_("Hãy chọn một kỳ đã bắt đầu.")))
    same = Report.objects.filter(
        organisation=organisation, source="" if chosen.edition else chosen.definition.code, edition=chosen.edition, kind=kind,
        first=period.first, last=period.last, cancelled_by=None,
    )  # fmt: skip
    if any(stand_of(one).kind != SIGNED for one in same):
        said = _("Báo cáo này của kỳ này đang làm.")
        faults.append(Refusal("reports.twice", said, remedy=_("Hãy mở báo cáo ấy trong danh sách và làm tiếp.")))
    if faults:
        raise Refused(faults)
    return begin(organisation, chosen.definition, chosen.edition, kind, period, actor)


def begin(
    organisation: int, definition: ReportDefinition, edition: Edition | None, kind: str, period: Period, actor: Actor
) -> Report:
    """The entry and the row of a report that begins: inside a transaction that authorised it and holds the organisation."""
    source, number = ("", 0) if edition else (definition.code, definition.number)
    data: dict[str, Plain] = {
        "source": source, "source_number": number, "edition": edition.recorded_by if edition else 0, "kind": kind,
        "first": period.first.isoformat(), "last": period.last.isoformat(),
    }  # fmt: skip
    sequence = record([NewEntry("reports.started", None, organisation, data=data)], actor=actor)[0]
    row = Report.objects.create(
        organisation_id=organisation, source=source, source_number=number, edition=edition, kind=kind, first=period.first,
        last=period.last, recorded_by=sequence,
    )  # fmt: skip
    # Whoever opens it next finds its sums made, or sees how far they are.
    enqueue(PREPARE, row.pk)
    return row


def standing_prose(report: int, part: str) -> Prose | None:
    """What stands in a part of a report."""
    return Prose.objects.filter(report=report, part=part, cancelled_by=None).first()


@transaction.atomic
def write_prose(report: int, part: str, text: str, *, seen: int, actor: Actor) -> None:
    """Writes a part. `seen`: the entry of the text the writer had before them (0: nothing stood there).

    Refuses a part there is not, a text too long, a figure that does not exist, one that another changed since it was seen (both texts
    stay: the page shows them side by side), a report that was handed up. What says the same changes nothing.
    """
    row = _required(report, actor)
    told = text.replace("\r\n", "\n").strip()
    definition = definition_of(row)
    faults = faults_of_writing(row) + faults_of_prose(definition, told)
    if part not in {one.code for one in definition.parts() if isinstance(one, ProsePart)}:
        faults.append(Refusal("reports.no-part", _("Báo cáo không có phần này."), remedy=_("Hãy mở lại báo cáo.")))
    if len(told) > LONGEST_PROSE:
        said = _("Phần viết dài quá %(most)s ký tự.") % {"most": LONGEST_PROSE}
        faults.append(Refusal("reports.long", said, remedy=_("Hãy viết ngắn lại.")))
    there = standing_prose(report, part)
    if (there.text if there else "") == told:
        return
    if (there.recorded_by if there else 0) != seen:
        said = _("Người khác vừa viết phần này. Chưa ghi gì của bạn; cả hai bản đang ở dưới đây.")
        faults.append(Refusal("reports.written-between", said, remedy=_("Hãy gộp hai bản rồi ghi lại.")))
    if faults:
        raise Refused(faults)
    data: dict[str, Plain] = {"report": row.recorded_by, "part": part, "digest": digest_of_text(told)}
    # What a report opened again began with came with that one act, which stands.
    replaced = there.recorded_by if there and there.recorded_by != row.recorded_by else None
    entry = NewEntry("reports.written", None, row.organisation_id, cancels=replaced, data=data)
    sequence = record([entry], actor=actor)[0]
    Prose.objects.filter(report=report, part=part, cancelled_by=None).update(cancelled_by=sequence)
    Prose.objects.create(report=row, part=part, text=told, recorded_by=sequence)


@transaction.atomic
def look_at_report(report: int, *, actor: Actor) -> None:
    """The writer has seen the figures as they are now: what changes from here on is told beside them."""
    row = _required(report, actor)
    if faults := faults_of_writing(row):
        raise Refused(faults)
    content = as_bytes(fill(row, actor=actor))
    data: dict[str, Plain] = {"report": row.recorded_by, "digest": hashlib.sha256(content).hexdigest()}
    sequence = record([NewEntry("reports.looked", None, row.organisation_id, data=data)], actor=actor)[0]
    Drafted.objects.filter(report=row, cancelled_by=None).update(cancelled_by=sequence)
    Drafted.objects.create(report=row, content=content, recorded_by=sequence)


@transaction.atomic
def give_up_report(report: int, *, actor: Actor) -> None:
    """A report that was started and is not made. Refuses one that was handed up."""
    row = _required(report, actor)
    if faults := faults_of_writing(row):
        raise Refused(faults)
    entry = NewEntry(
        "reports.given_up", None, row.organisation_id, cancels=row.recorded_by, data={"report": row.recorded_by}
    )
    sequence = record([entry], actor=actor)[0]
    Report.objects.filter(pk=row.pk).update(cancelled_by=sequence)


def digest_of_text(text: str) -> str:
    """What the book keeps of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def _required(report: int, actor: Actor) -> Report:
    """The report, held, once the actor was found to have the right there."""
    row = Report.objects.filter(pk=report, cancelled_by=None).first()
    if row is None:
        actor.require_somewhere(KEEP)
        raise Refused([Refusal("reports.gone", _("Báo cáo này không còn."), remedy=_("Hãy mở lại danh sách báo cáo."))])
    actor.require(KEEP, row.organisation_id)
    return held(report)[0]
