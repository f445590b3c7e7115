"""Who reported: sealed to the custodian alone, given to one requester, both reasons in the book. The custodian reads no report."""

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor, in_person
from liemchinh.access.exclusion import same_person
from liemchinh.access.models import Account
from liemchinh.citizens.keys import opened
from liemchinh.citizens.models import IdentityRequest, Recipient, Report
from liemchinh.citizens.reading import held_report, not_open
from liemchinh.citizens.words import ASKING, GRANTING, KEEP_NAMES
from liemchinh.envelopes.reports import Identity, open_identity, seal_identity
from liemchinh.journal import clock
from liemchinh.journal.services import NewEntry, record, record_reading
from regulations.answers import Refusal, Refused

READING = "citizens.identity"


@transaction.atomic
def ask_for_identity(report: int, why: str, *, actor: Actor) -> int:
    """A reader asks who reported, and why; gives the entry. Refuses whoever has not opened it, a reason not on the list, asking twice."""
    row, key = held_report(report, actor)
    faults = [] if why in ASKING else [_refusal("reason", _("Lý do này không có trong danh sách."), _("Hãy chọn lại."))]
    if row.identity is None or row.custodian_id is None:
        faults.append(_refusal("no-identity", _("Tin báo này gửi không kèm tên."), _("Hãy hỏi qua tin nhắn.")))
    if IdentityRequest.objects.filter(report=row, recipient=key, cancelled_by=None).exists():
        faults.append(_refusal("asked", _("Đã đề nghị rồi."), _("Hãy đợi người giữ tên trả lời.")))
    if faults:
        raise Refused(faults)
    sequence = _say("citizens.identity_asked", row, actor, why=why)
    IdentityRequest.objects.create(report=row, recipient=key, why=why, recorded_by=sequence)
    return sequence


def give_identity(request: int, why: str, secret: str, *, actor: Actor) -> int:
    """The custodian opens who reported and seals it again for the one who asked; gives the entry. Nothing is shown to the custodian.

    Refuses whoever does not keep it, whoever reads this report or asked, a reason not on the list, a wrong secret.
    """
    row = (
        IdentityRequest.objects.filter(pk=request, cancelled_by=None, sealed=None)
        .select_related("report", "recipient")
        .first()
    )
    key = custodian_key(actor, row.report) if row else None
    if row is None or key is None or same_person(actor, Account.objects.get(pk=row.recipient.account_id)):
        raise Refused([not_open()])
    faults = (
        [] if why in GRANTING else [_refusal("reason", _("Lý do này không có trong danh sách."), _("Hãy chọn lại."))]
    )
    if row.report.wraps.filter(recipient__account=key.account_id).exists():
        said = _("Người đọc tin báo không đồng thời giữ tên.")
        faults.append(_refusal("apart", said, _("Giao việc giữ tên cho người khác.")))
    if faults:
        raise Refused(faults)
    # Outside any transaction: a guess is counted whatever comes of it.
    identity = open_identity(bytes(row.report.identity or b""), opened(key, secret))
    with transaction.atomic():
        sequence = _say("citizens.identity_given", row.report, actor, why=why, asked=row.recorded_by)
        row.given_why, row.given_by_id = why, in_person(actor)
        row.sealed = seal_identity(identity, bytes(row.recipient.public))
        row.save(update_fields=["given_why", "given_by", "sealed"])
        Report.objects.filter(pk=row.report_id).update(is_signed=bool(identity.name.strip()))
    return sequence


def open_given(request: int, secret: str, *, actor: Actor) -> Identity:
    """Who reported, for the reader it was given to; the reading is kept first."""
    row = (
        IdentityRequest.objects.filter(pk=request, cancelled_by=None, sealed__isnull=False)
        .select_related("recipient")
        .first()
    )
    if row is None or row.recipient.account_id != actor.account_id:
        raise Refused([not_open()])
    report, _key = held_report(row.report_id, actor)
    private = opened(row.recipient, secret)
    record_reading(actor, READING, report.pk, organisation=report.level_id, reason=row.why)
    return open_identity(bytes(row.sealed or b""), private)


def custodian_key(actor: Actor, report: Report) -> Recipient | None:
    """The actor's key to which who reported is sealed, while they keep names there."""
    key = Recipient.objects.filter(pk=report.custodian_id or 0, account=actor.account_id or 0).first()
    return key if key and actor.covers(KEEP_NAMES, key.organisation_id) else None


def _say(kind: str, report: Report, actor: Actor, **more: object) -> int:
    data = {"report": report.pk, **more}
    return record([NewEntry(kind, clock.today(), data=data)], actor=actor)[0]  # type: ignore[arg-type]


def _refusal(code: str, said: str, remedy: str) -> Refusal:
    return Refusal(f"citizens.{code}", said, remedy=remedy)
