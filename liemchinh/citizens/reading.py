"""Opening a report: with one's own phrase, asked anew each time whether one may, the reading kept before anything is shown.

Whoever may not read it any more learns nothing, and the report goes on to whoever may: none waits for nobody.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.citizens.charting import able, about, accepted, chart, readers_of
from liemchinh.citizens.keys import opened
from liemchinh.citizens.models import Attachment, Message, Recipient, Report, Wrap
from liemchinh.citizens.routing import About, Chart, may_open, route
from liemchinh.citizens.words import READ, READER
from liemchinh.envelopes.files import FileInfo, SealedFile, open_file
from liemchinh.envelopes.reports import Body, open_body, open_message, open_reply
from liemchinh.envelopes.seals import unwrap, wrap
from liemchinh.envelopes.words import STATES
from liemchinh.journal import clock
from liemchinh.journal.models import Reading
from liemchinh.journal.services import NewEntry, record, record_reading
from regulations.answers import Refusal, Refused

READING = "citizens.report"


@dataclass(frozen=True, slots=True)
class Said:
    """One message or reply, opened: of whom, when, the state that a reply tells, the text."""

    is_reply: bool
    on: date
    state: str
    text: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A report as its reader sees it: for this answer alone, kept nowhere."""

    body: Body
    told: tuple[Said, ...]
    files: tuple[tuple[int, FileInfo], ...]


def recipient_of(actor: Actor, report: Report) -> Recipient | None:
    """The actor's own key for which the report is wrapped, while they may read there."""
    if actor.account_id is None or not actor.covers(READ, report.level_id):
        return None
    rows = Recipient.objects.filter(account=actor.account_id, pk__in=report.wraps.values("recipient"))
    return next(iter(able(rows)), None)


def held_report(report: int, actor: Actor, *, has_read: bool = True) -> tuple[Report, Recipient]:
    """The report and the actor's key for it. Refuses whoever it was not sealed for and, if asked, whoever has not opened it yet."""
    row = Report.objects.filter(pk=report, destroyed_on=None).select_related("office").first()
    key = recipient_of(actor, row) if row else None
    if row is None or key is None:
        raise Refused([not_open()])
    if (
        has_read
        and not Reading.objects.filter(account_id=actor.account_id, object_kind=READING, object_id=row.pk).exists()
    ):
        remedy = _("Mở bằng câu mở của mình, đọc rồi mới trả lời hoặc quyết định.")
        raise Refused([Refusal("citizens.unread", _("Tài khoản này chưa mở tin báo ấy."), remedy=remedy)])
    return row, key


def open_report(report: int, secret: str, *, own: bytes | None = None, actor: Actor) -> Opened:
    """What a report says, for a reader who opens it with their phrase or card; `own`: their private key, where it was just made.

    Refuses whoever it was not sealed for, a wrong secret, and whoever may not read it today; then it goes on to those who may.
    """
    row, private = _private(report, secret, actor, own)
    told = [
        _said(one, private)
        for one in Message.objects.filter(report=row).order_by("on", "pk")
    ]  # fmt: skip
    files = tuple((one.pk, open_file(_sealed(one), private)[0]) for one in row.attachments.order_by("message", "place"))
    return Opened(open_body(bytes(row.body or b""), private), tuple(told), files)


def open_attachment(report: int, attachment: int, secret: str, *, actor: Actor) -> tuple[FileInfo, bytes]:
    """A file as it was sent, for being cleaned; the same door as the report. Refuses a file of another report."""
    row, private = _private(report, secret, actor)
    one = Attachment.objects.filter(report=row, pk=attachment).first()
    if one is None:
        raise Refused([not_open()])
    return open_file(_sealed(one), private)


def _private(report: int, secret: str, actor: Actor, own: bytes | None = None) -> tuple[Report, bytes]:
    row, key = held_report(report, actor, has_read=False)
    wrapped = Wrap.objects.get(report=row, recipient=key).wrapped
    private = unwrap(bytes(wrapped), own or opened(key, secret))
    option = open_body(bytes(row.body or b""), private).concerned
    concerned = about(row.office.organisation_id, option, row.on)
    [reader], given = readers_of([key]), chart()
    if not may_open(given, reader, concerned):
        pass_on(row, private, concerned, given, without=key)
        raise Refused([not_open()])
    pass_on(row, private, concerned, given)
    record_reading(actor, READING, row.pk, organisation=row.level_id)
    return row, private


@transaction.atomic
def pass_on(report: Report, private: bytes, concerned: About, given: Chart, without: Recipient | None = None) -> None:
    """Wraps the report for everybody who may read it today and was not there yet; takes it from one who may not.

    Where nobody is left up to the top it stays with those it is wrapped for, who are refused: the reporter is told by whoever may be named
    later. Nobody is told why.
    """
    found = route(given, concerned)
    fit = {(reader.account, reader.level) for reader in found.readers}
    wanted = [one for one in able(accepted(READER)) if (one.account_id, one.organisation_id) in fit]
    there = set(report.wraps.values_list("recipient_id", flat=True))
    fresh = [one for one in wanted if one.pk not in there]
    gone = without is not None and bool(wanted)
    if not fresh and not gone:
        return
    record([NewEntry("citizens.report_passed_on", clock.today(), data={"report": report.pk})], actor=_Machine())
    Wrap.objects.bulk_create(
        Wrap(report=report, recipient=one, wrapped=wrap(private, bytes(one.public))) for one in fresh
    )
    if gone:
        Wrap.objects.filter(report=report, recipient=without).delete()
        if found.level is not None:
            Report.objects.filter(pk=report.pk).update(level_id=found.level)


def not_open() -> Refusal:
    """The one refusal for whatever reason a report does not open."""
    said = _("Tin báo này không mở cho tài khoản này.")
    return Refusal("citizens.not-open", said, remedy=_("Hãy mở lại danh sách những tin báo niêm phong cho mình."))


def _said(one: Message, private: bytes) -> Said:
    sealed = bytes(one.sealed)
    if one.is_reply:
        reply = open_reply(sealed, private)
        return Said(True, one.on, str(STATES[reply.state]), reply.text)
    return Said(False, one.on, "", open_message(sealed, private).text)


def _sealed(one: Attachment) -> SealedFile:
    return SealedFile(bytes(one.key), bytes(one.sealed))


class _Machine:
    """What the program does by itself."""

    account_id: int | None = None
    on_behalf_of: int | None = None
