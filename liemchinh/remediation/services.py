"""Putting right what a review found short: opened with an owner and a day, proven by the owner's side, confirmed by somebody else."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor, in_person
from liemchinh.journal import clock
from liemchinh.journal.bulk import reserve_ids
from liemchinh.journal.models import Entry
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.days import faults_of_day
from liemchinh.members.locking import lock_people
from liemchinh.members.offices import offices
from liemchinh.members.queries import active
from liemchinh.members.reasons import faults_of_reason
from liemchinh.organisations.locking import lock_organisations
from liemchinh.remediation.models import LONGEST_NUMBER, Item
from liemchinh.web.dates import show
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused
from regulations.catalogue import catalogue


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found short where, by when it is to be put right, by whom: the organisation, a post there, or the person concerned."""

    organisation: int
    shortcoming: str
    due_on: date
    post: str = ""
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """What shows it: a document by number and day, or a count."""

    number: str = ""
    on: date | None = None
    times: int | None = None


@transaction.atomic
def open_item(finding: Finding, *, actor: Actor) -> int:
    """Something found short becomes work; gives its number.

    Refuses, all at once: what is not in the catalogue, a day that has passed, a post that is none, who does not belong there, two owners.
    """
    actor.require("branch.keep", finding.organisation)
    lock_organisations([finding.organisation])
    lock_people([finding.person] if finding.person else [])
    faults = _faults_of(finding)
    if faults:
        raise Refused(faults)
    number = reserve_ids(Item, 1)[0]
    of_person = finding.person is not None
    data: dict[str, Plain] = {
        "item": number, "due_on": finding.due_on.isoformat(), "post": finding.post, "of_person": of_person,
        "code": "" if of_person else finding.shortcoming,
    }  # fmt: skip
    personal = {"person": str(finding.person), "shortcoming": finding.shortcoming} if of_person else {}
    entry = NewEntry("remediation.opened", clock.today(), finding.organisation, data=data, personal=personal)
    sequence = record([entry], actor=actor)[0]
    Item.objects.create(
        pk=number, organisation_id=finding.organisation, shortcoming=finding.shortcoming, post=finding.post,
        of_person=of_person, person_id=finding.person, due_on=finding.due_on, recorded_by=sequence,
    )  # fmt: skip
    return number


def _faults_of(finding: Finding) -> list[Refusal]:
    found, today = [], clock.today()
    if finding.shortcoming not in catalogue():
        found.append(
            Refusal(
                "remediation.content",
                _("Chưa chọn khuyết điểm."),
                remedy=_("Chọn một mục trong danh mục; việc ngoài danh mục để trên giấy."),
            )
        )
    if finding.due_on < today:
        said = _("Hạn %(day)s đã qua.") % {"day": show(finding.due_on)}
        found.append(Refusal("remediation.due", said, remedy=_("Chọn một ngày từ hôm nay trở đi.")))
    if finding.post and finding.post not in {one.code for one in offices()}:
        said = _("Không có chức vụ này trong danh sách.")
        found.append(Refusal("remediation.post", said, remedy=_("Chọn một chức vụ trong danh sách.")))
    if finding.post and finding.person:
        said = _("Một việc chỉ có một bên chịu trách nhiệm.")
        found.append(Refusal("remediation.owners", said, remedy=_("Chọn chức vụ, hoặc người có liên quan.")))
    if (
        finding.person
        and not active(today).filter(organisation_id=finding.organisation, person_id=finding.person).exists()
    ):
        said = _("Người này không sinh hoạt ở tổ chức này.")
        found.append(Refusal("remediation.person", said, remedy=_("Chọn một người trong danh sách.")))
    return found


@transaction.atomic
def prove_item(item: int, proof: Proof, *, actor: Actor) -> int:
    """The owner's side shows that it was put right; shown again before it is confirmed, the newer one stands. Gives the sequence.

    For whoever keeps the organisation, and the person concerned. Refuses a proof without document or count, and what is confirmed.
    """
    row = _held(item)
    if not _is_own(row, actor):
        actor.require("branch.keep", row.organisation_id)
    faults = _faults_of_proof(row, proof)
    if faults:
        raise Refused(faults)
    number = clean(proof.number)
    data: dict[str, Plain] = {
        "item": row.pk, "number": number, "shown_on": proof.on.isoformat() if proof.on else "", "times": proof.times,
    }  # fmt: skip
    sequence = record([NewEntry("remediation.proven", clock.today(), row.organisation_id, data=data)], actor=actor)[0]
    Item.objects.filter(pk=row.pk).update(number=number, shown_on=proof.on, times=proof.times, proven_by=sequence)
    return sequence


def _is_own(row: Item, actor: Actor) -> bool:
    return row.person_id is not None and actor.person_id == row.person_id and actor.may("me.act")


def _faults_of_proof(row: Item, proof: Proof) -> list[Refusal]:
    number, found = clean(proof.number), []
    if row.confirmed_by:
        found.append(
            Refusal("remediation.confirmed", _("Việc này đã được xác nhận."), remedy=_("Không phải ghi thêm."))
        )
    if not (number and proof.on) and proof.times is None:
        said = _("Chưa có số và ngày văn bản, cũng chưa có số đếm.")
        found.append(Refusal("remediation.proof", said, remedy=_("Ghi số, ngày của văn bản, hoặc một con số.")))
    if len(number) > LONGEST_NUMBER:
        said = _("Số văn bản dài quá %(most)s ký tự.") % {"most": LONGEST_NUMBER}
        found.append(Refusal("remediation.number", said, remedy=_("Ghi như trên văn bản, ví dụ 12-BC/CB.")))
    return found + (faults_of_day(proof.on, _("Văn bản")) if proof.on else [])


@transaction.atomic
def confirm_item(item: int, *, actor: Actor) -> int:
    """Somebody else than the owner confirms that it was put right; gives the sequence.

    Refuses what is not proven, whoever recorded the proof, and the person concerned.
    """
    row = _held(item)
    actor.require("members.decide", row.organisation_id)
    account, faults = in_person(actor), []
    if row.proven_by is None or row.confirmed_by is not None:
        said = _("Việc này chưa có kết quả, hoặc đã được xác nhận.")
        faults.append(Refusal("remediation.unproven", said, remedy=_("Mở lại trang để xem điều vừa ghi.")))
    own = row.person_id is not None and actor.person_id == row.person_id
    if own or Entry.objects.filter(sequence=row.proven_by or 0, account_id=account).exists():
        said = _("Người chịu trách nhiệm và người ghi kết quả không tự xác nhận.")
        faults.append(Refusal("remediation.own", said, remedy=_("Nhờ một cán bộ khác của ban điều hành xác nhận.")))
    if faults:
        raise Refused(faults)
    today = clock.today()
    entry = NewEntry("remediation.confirmed", today, row.organisation_id, data={"item": row.pk})
    sequence = record([entry], actor=actor)[0]
    Item.objects.filter(pk=row.pk).update(confirmed_by=sequence, confirmed_on=today)
    return sequence


@transaction.atomic
def cancel_item(item: int, *, reason: str, actor: Actor) -> int:
    """It was recorded wrongly; gives the sequence. Refuses what is confirmed, and a reason that is not on the register's list."""
    row = _held(item)
    actor.require("branch.keep", row.organisation_id)
    faults = faults_of_reason(reason)
    if row.confirmed_by:
        said = _("Việc này đã được xác nhận.")
        faults.append(Refusal("remediation.confirmed", said, remedy=_("Việc đã xác nhận thì để nguyên trong sổ.")))
    if faults:
        raise Refused(faults)
    entry = NewEntry(
        "remediation.cancelled", clock.today(), row.organisation_id, cancels=row.recorded_by,
        data={"item": row.pk, "reason": reason},
    )  # fmt: skip
    sequence = record([entry], actor=actor)[0]
    Item.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    return sequence


def _held(item: int) -> Item:
    place = Item.objects.filter(pk=item).values_list("organisation_id", flat=True).first()
    if place is not None:
        lock_organisations([place])
    row = Item.objects.select_for_update().filter(pk=item, cancelled_by=None).first()
    if row is None:
        said = _("Việc này không còn như khi mở trang.")
        raise Refused([Refusal("remediation.gone", said, remedy=_("Mở lại danh sách."))])
    return row
