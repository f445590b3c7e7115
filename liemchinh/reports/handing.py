"""The way of a report: sent upward, returned by a reason of the list, approved by the one above, opened again once it was signed.

Signing stands in `signing.py`. Nothing is written into a report between being sent and being returned, and never again once it is signed.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.reasons import faults_of_reason
from liemchinh.organisations.locking import lock_organisations
from liemchinh.reports import filling
from liemchinh.reports.content import as_bytes
from liemchinh.reports.handed import Stand, above_of, stand_of
from liemchinh.reports.models import Asked, Handing, Prose, Report
from liemchinh.reports.snapshots import sha256
from liemchinh.reports.words import APPROVED, KEEP, REASONS, RETURNED, SIGN, SIGNED, SUBMITTED
from regulations.answers import Refusal, Refused


@transaction.atomic
def submit_report(report: int, *, actor: Actor) -> Handing:
    """Sends a report to the organisation above, with the figures it shows now. Answers what asked for it.

    Refuses one that waits, was approved or is signed.
    """
    row = Report.objects.filter(pk=report, cancelled_by=None).first()
    actor.require(KEEP, row.organisation_id if row else None)
    row, stand = held(report)
    if not stand.is_written:
        raise Refused([locked(stand)])
    content = as_bytes(filling.filled_report(row, actor).content)
    data: dict[str, Plain] = {"report": row.recorded_by, "digest": sha256(content)}
    step = _write(row, SUBMITTED, row.organisation_id, data, actor, content=content)
    asked = Asked.objects.filter(
        organisation=row.organisation_id, report=None, call__cancelled_by=None, call__source=row.source, call__edition=row.edition,
        call__kind=row.kind, call__first=row.first, call__last=row.last,
    )  # fmt: skip
    asked.update(report=row)
    return step


@transaction.atomic
def return_report(report: int, reason: str, *, actor: Actor) -> Handing:
    """Gives a report back to who wrote it, by a reason of the list; also one that was approved and is not signed yet."""
    row, stand = _from_below(report, actor)
    faults = faults_of_reason(reason, REASONS)
    if stand.kind not in (SUBMITTED, APPROVED):
        faults.append(not_waiting())
    if faults:
        raise Refused(faults)
    above = above_of(row.organisation_id, clock.today())
    return _write(row, RETURNED, above, {"report": row.recorded_by, "reason": reason}, actor, reason=reason)


@transaction.atomic
def approve_report(report: int, *, actor: Actor) -> Handing:
    """The organisation above agrees to what was sent. Refuses whoever sent it."""
    row, stand = _from_below(report, actor)
    faults = [] if stand.kind == SUBMITTED else [not_waiting()]
    if stand.step is not None and wrote(stand.step.recorded_by, actor):
        said = _("Người gửi báo cáo không tự duyệt báo cáo mình gửi.")
        faults.append(Refusal("reports.own", said, remedy=_("Một cán bộ khác duyệt.")))
    if faults:
        raise Refused(faults)
    return _write(row, APPROVED, above_of(row.organisation_id, clock.today()), {"report": row.recorded_by}, actor)


@transaction.atomic
def open_again(report: int, *, actor: Actor) -> Report:
    """A new report of the same organisation, definition and period that names the signed one and begins with its prose; the signed one
    stays as it is. Refuses one that is not signed, and one that was opened again already."""
    row = Report.objects.filter(pk=report, cancelled_by=None).first()
    actor.require(KEEP, row.organisation_id if row else None)
    row, stand = held(report)
    faults = []
    if stand.kind != SIGNED:
        said = _("Báo cáo này chưa ký.")
        faults.append(Refusal("reports.not-signed", said, remedy=_("Báo cáo chưa ký thì sửa tiếp, không cần mở lại.")))
    if Report.objects.filter(replaces=row, cancelled_by=None).exists():
        said = _("Báo cáo này đã mở lại thành một báo cáo mới.")
        faults.append(Refusal("reports.opened-again", said, remedy=_("Hãy viết tiếp báo cáo mới ấy.")))
    if faults:
        raise Refused(faults)
    entry = NewEntry("reports.reopened", clock.today(), row.organisation_id, data={"replaces": row.recorded_by})
    sequence = record([entry], actor=actor)[0]
    new = Report.objects.create(
        organisation_id=row.organisation_id, source=row.source, source_number=row.source_number, edition=row.edition, kind=row.kind,
        first=row.first, last=row.last, replaces=row, recorded_by=sequence,
    )  # fmt: skip
    Prose.objects.bulk_create(
        Prose(report=new, part=one.part, text=one.text, recorded_by=sequence)
        for one in Prose.objects.filter(report=row, cancelled_by=None).order_by("part")
    )
    return new


def held(report: int) -> tuple[Report, Stand]:
    """The report that stands, held with its organisation until the transaction ends, and where it stands now."""
    row = Report.objects.filter(pk=report, cancelled_by=None).first()
    if row is None:
        raise Refused([Refusal("reports.gone", _("Không có báo cáo này."), remedy=_("Hãy mở lại trang chính."))])
    lock_organisations([row.organisation_id])
    row = Report.objects.select_for_update(of=("self",)).get(pk=report)
    return row, stand_of(row)


def faults_of_writing(report: Report) -> list[Refusal]:
    """Why nothing may be written into a report now. Ask once it is held."""
    stand = stand_of(report)
    return [] if stand.is_written else [locked(stand)]


def locked(stand: Stand) -> Refusal:
    """It was handed over."""
    said = _("Báo cáo này: %(stand)s, nên không sửa, không gửi được nữa.") % {"stand": stand.words}
    remedy = _("Đã ký thì mở lại thành báo cáo mới; chưa ký thì đề nghị cấp trên trả lại.")
    return Refusal("reports.locked", said, remedy=remedy)


def not_waiting() -> Refusal:
    """Another was quicker, or it was never sent."""
    said = _("Báo cáo này không chờ duyệt.")
    return Refusal("reports.not-waiting", said, remedy=_("Hãy mở lại trang để xem báo cáo đang ở bước nào."))


def wrote(sequence: int, actor: Actor) -> bool:
    """Is the act of an entry this account's own?"""
    own = Entry.objects.filter(sequence=sequence, account_id=actor.account_id)
    return actor.account_id is not None and own.exists()


def _from_below(report: int, actor: Actor) -> tuple[Report, Stand]:
    row = Report.objects.filter(pk=report, cancelled_by=None).first()
    actor.require(SIGN, above_of(row.organisation_id, clock.today()) if row else None)
    return held(report)


def _write(
    row: Report, kind: str, by: int, data: dict[str, Plain], actor: Actor, *, reason: str = "", content: bytes = b""
) -> Handing:
    on = clock.today()
    sequence = record([NewEntry(f"reports.{kind}", on, by, data=data)], actor=actor)[0]
    return Handing.objects.create(
        report=row, kind=kind, organisation_id=by, on=on, reason=reason, content=content, recorded_by=sequence
    )
