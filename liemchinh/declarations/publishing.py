"""Making a year's declarations public: posted from a day to a last day, or read at a meeting. By two where no text tells the days."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor, in_person
from liemchinh.access.exclusion import same_person
from liemchinh.access.models import Account
from liemchinh.declarations.faults import faults_of_publication, faults_of_year, gone, refusal
from liemchinh.declarations.models import LONGEST_BASIS, HandingIn, Publication
from liemchinh.declarations.queries import bearer_of, duties_of
from liemchinh.declarations.words import KEEP, MISTAKES, POSTED
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.reasons import faults_of_reason
from liemchinh.organisations.locking import lock_organisations
from liemchinh.rulebook.current import charter
from liemchinh.web.dates import show
from liemchinh.web.text import clean
from regulations.answers import Answer, Refusal, Refused

POSTED_FOR, WITHIN = "publication.posted_for", "publication.within"


@dataclass(frozen=True, slots=True)
class Shown:
    """How and when: the first and the last day; article and document, which count only where no text tells the days."""

    way: str
    starts_on: date
    last_on: date
    basis: str = ""


@transaction.atomic
def publish(organisation: int, year: int, shown: Shown, *, actor: Actor) -> Publication:
    """Records that the declarations of a year were made public; gives its row.

    Refuses, all at once: a way on no list, days out of order or to come, a year without lists, where nobody has handed in, and a posting
    shorter than the days that a verified text names. Where none does, it says on which article and document it stands, waits for a second
    officer, and stays marked as not verified (guards 12).
    """
    actor.require(KEEP, organisation)
    lock_organisations([organisation])
    faults = faults_of_publication(shown.way, shown.starts_on, shown.last_on) + faults_of_year(year, clock.today())
    duties = duties_of(organisation, year)
    if not HandingIn.objects.filter(duty__in=duties, cancelled_by=None, on__lte=shown.starts_on).exists():
        told = _("Đến ngày ấy chưa có bản kê khai nào của năm này được nộp ở đây.")
        faults.append(refusal("nothing", told, _("Đánh dấu người đã nộp trước.")))
    rule = posted_for(organisation, shown.starts_on)
    basis = clean(shown.basis) if shown.way == POSTED and rule.verdict == "unknown" else ""
    faults += _faults_of_length(rule, shown)
    if faults:
        raise Refused(faults)
    data: dict[str, Plain] = {
        "year": year, "publication_way": shown.way, "last_on": shown.last_on.isoformat(), "basis": basis,
    }  # fmt: skip
    sequence = record([NewEntry("declarations.published", shown.starts_on, organisation, data=data)], actor=actor)[0]
    return Publication.objects.create(
        organisation_id=organisation, year=year, way=shown.way, starts_on=shown.starts_on, last_on=shown.last_on,
        basis=basis, recorded_by=sequence,
    )  # fmt: skip


@transaction.atomic
def vouch_for_publication(publication: int, *, actor: Actor) -> int:
    """A second officer vouches for what a publication stands on; gives the entry. Refuses whoever recorded it, or where none is awaited."""
    row = _held(publication, actor)
    in_person(actor)
    if row.cancelled_by is not None or not row.basis or row.vouched_by is not None:
        raise Refused([gone()])
    by = Account.objects.filter(pk__in=Entry.objects.filter(sequence=row.recorded_by).values("account_id")).first()
    if by is not None and same_person(actor, by):
        told = _("Người đã ghi không tự xác nhận căn cứ của mình.")
        raise Refused([refusal("by-two", told, _("Nhờ một cán bộ thứ hai xác nhận."))])
    data: dict[str, Plain] = {"year": row.year, "published": row.recorded_by}
    entry = NewEntry("declarations.publication_vouched", clock.today(), row.organisation_id, data=data)
    sequence = record([entry], actor=actor)[0]
    Publication.objects.filter(pk=row.pk).update(vouched_by=sequence)
    return sequence


@transaction.atomic
def cancel_publication(publication: int, reason: str, *, actor: Actor) -> int:
    """A publication was recorded wrongly; gives the entry."""
    row = _held(publication, actor)
    faults = faults_of_reason(reason, MISTAKES) + ([gone()] if row.cancelled_by is not None else [])
    if faults:
        raise Refused(faults)
    entry = NewEntry(
        "declarations.publication_cancelled", row.starts_on, row.organisation_id, cancels=row.recorded_by,
        data={"year": row.year, "reason": reason},
    )  # fmt: skip
    sequence = record([entry], actor=actor)[0]
    Publication.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    return sequence


def posted_for(organisation: int, on: date) -> Answer:
    """How many days a posting lasts at least, by the text of a day or by what two officers vouched for."""
    return charter(organisation).rulebook.parameter(POSTED_FOR, on=on)


def _held(publication: int, actor: Actor) -> Publication:
    """The row as it stands, for whoever keeps the lists where it lies today."""
    actor.require_somewhere(KEEP)
    row = Publication.objects.filter(pk=publication, cancelled_by=None).first()
    if row is None:
        raise Refused([gone()])
    place = bearer_of(row.organisation_id)
    actor.require(KEEP, place)
    lock_organisations(sorted({row.organisation_id, place}))
    row.refresh_from_db()
    return row


def _faults_of_length(rule: Answer, shown: Shown) -> list[Refusal]:
    if shown.way != POSTED:
        return []
    if rule.verdict == "unknown":
        return _faults_of_basis(rule, shown)
    if not isinstance(rule.value, int):
        return []
    least = shown.starts_on + timedelta(days=rule.value - 1)
    if shown.last_on >= least:
        return []
    told = _("Niêm yết ít hơn %(days)s ngày.") % {"days": rule.value}
    remedy = _("Niêm yết ít nhất đến hết ngày %(day)s.") % {"day": show(least)}
    return [Refusal("declarations.short", told, str(rule.citation or ""), remedy)]


def _faults_of_basis(rule: Answer, shown: Shown) -> list[Refusal]:
    if 0 < len(clean(shown.basis)) <= LONGEST_BASIS:
        return []
    told = _("Chưa rõ phải niêm yết mấy ngày.")
    remedy = _("Ghi điều và văn bản làm căn cứ; một cán bộ thứ hai xác nhận.")
    return [Refusal("declarations.unknown", f"{told} {rule.reason}", str(rule.citation or ""), remedy)]
