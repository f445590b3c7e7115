"""Making a year's declarations public: posted from a day to a last day, or read at a meeting."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.declarations.faults import faults_of_publication, faults_of_year, gone, refusal
from liemchinh.declarations.models import HandingIn, Publication
from liemchinh.declarations.queries import bearer_of, duties_of
from liemchinh.declarations.words import KEEP, MISTAKES, POSTED
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.reasons import faults_of_reason
from liemchinh.organisations.locking import lock_organisations
from liemchinh.rulebook.current import charter
from liemchinh.web.dates import show
from regulations.answers import Answer, Refusal, Refused

POSTED_FOR = "publication.posted_for"


@dataclass(frozen=True, slots=True)
class Shown:
    """How and when: the first and the last day."""

    way: str
    starts_on: date
    last_on: date


@transaction.atomic
def publish(organisation: int, year: int, shown: Shown, *, actor: Actor) -> Publication:
    """Records that the declarations of a year were made public; gives its row.

    Refuses, all at once: a way on no list, days out of order or to come, a year without lists, where nobody has handed in, and a posting
    shorter than the days that a verified text names. Where none does, any number of days is taken and shown as not verified (guards 12).
    """
    actor.require(KEEP, organisation)
    lock_organisations([organisation])
    faults = faults_of_publication(shown.way, shown.starts_on, shown.last_on) + faults_of_year(year, clock.today())
    duties = duties_of(organisation, year)
    if not HandingIn.objects.filter(duty__in=duties, cancelled_by=None, on__lte=shown.starts_on).exists():
        told = _("Đến ngày ấy chưa có bản kê khai nào của năm này được nộp ở đây.")
        faults.append(refusal("nothing", told, _("Đánh dấu người đã nộp trước.")))
    faults += _faults_of_length(organisation, shown)
    if faults:
        raise Refused(faults)
    data: dict[str, Plain] = {"year": year, "publication_way": shown.way, "last_on": shown.last_on.isoformat()}
    sequence = record([NewEntry("declarations.published", shown.starts_on, organisation, data=data)], actor=actor)[0]
    return Publication.objects.create(
        organisation_id=organisation, year=year, way=shown.way, starts_on=shown.starts_on, last_on=shown.last_on,
        recorded_by=sequence,
    )  # fmt: skip


@transaction.atomic
def cancel_publication(publication: int, reason: str, *, actor: Actor) -> int:
    """A publication was recorded wrongly; gives the entry."""
    actor.require_somewhere(KEEP)
    row = Publication.objects.filter(pk=publication, cancelled_by=None).first()
    if row is None:
        raise Refused([gone()])
    place = bearer_of(row.organisation_id)
    actor.require(KEEP, place)
    lock_organisations(sorted({row.organisation_id, place}))
    row.refresh_from_db()
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


def _faults_of_length(organisation: int, shown: Shown) -> list[Refusal]:
    rule = posted_for(organisation, shown.starts_on)
    if shown.way != POSTED or not isinstance(rule.value, int):
        return []
    least = shown.starts_on + timedelta(days=rule.value - 1)
    if shown.last_on >= least:
        return []
    told = _("Niêm yết ít hơn %(days)s ngày.") % {"days": rule.value}
    remedy = _("Niêm yết ít nhất đến hết ngày %(day)s.") % {"day": show(least)}
    return [Refusal("declarations.short", told, str(rule.citation or ""), remedy)]
