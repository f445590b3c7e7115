"""What an office publishes about a period: the counts, hidden where small, and what was changed."""

from datetime import date

from django.db import transaction
from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.citizens.models import Office, Publication, Rating, Report, Suggestion, Why
from liemchinh.citizens.models.offices import LONGEST_CHANGED
from liemchinh.citizens.words import FEWEST_SHOWN, KEEP, OF_FILES, OPEN
from liemchinh.envelopes.exchanged import Counts, Published
from liemchinh.envelopes.words import HOW
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.days import faults_of_day
from liemchinh.organisations.locking import lock_organisations
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused

MOST_LINES, SHOWN = 5, 8


@transaction.atomic
def publish(organisation: int, first: date, last: date, changed: str, *, actor: Actor) -> Publication:
    """What was changed in a period (both days in it), a line each; gives the row. What was published of the same period is replaced.

    Refuses, all at once: an office without a page, days the wrong way round or to come, too many or too long lines.
    """
    actor.require(KEEP, organisation)
    lock_organisations([organisation])
    office = Office.objects.filter(organisation=organisation, cancelled_by=None).first()
    lines = [told for line in changed.splitlines() if (told := clean(line))]
    faults = faults_of_day(last, _("Kỳ"))
    if office is None:
        faults.append(_refusal("no-page", _("Cơ quan này chưa có trang."), _("Hãy mở trang trước.")))
    if first > last:
        faults.append(_refusal("period", _("Ngày đầu kỳ sau ngày cuối kỳ."), _("Hãy xem lại hai ngày.")))
    if len(lines) > MOST_LINES or any(len(line) > LONGEST_CHANGED for line in lines):
        said = _("Nhiều nhất %(lines)s dòng, mỗi dòng %(most)s ký tự.") % {"lines": MOST_LINES, "most": LONGEST_CHANGED}
        faults.append(_refusal("changed", said, _("Hãy ghi gọn điều đã thay đổi.")))
    if office is None or faults:
        raise Refused(faults)
    data = {"first": first.isoformat(), "lines": len(lines)}
    sequence = record([NewEntry("citizens.published", last, organisation, data=data)], actor=actor)[0]
    Publication.objects.filter(office=office, first=first, last=last, cancelled_by=None).update(cancelled_by=sequence)
    return Publication.objects.create(
        office=office, first=first, last=last, changed="\n".join(lines), recorded_by=sequence
    )


def published_of(office: Office) -> list[Published]:
    """What stands on the public page, newest first; small counts are left out."""
    rows = Publication.objects.filter(office=office, cancelled_by=None).order_by("-last", "-first")[:SHOWN]
    return [
        Published(
            f"{row.first:%d/%m/%Y} – {row.last:%d/%m/%Y}", _counts(office, row, OF_FILES), _counts(office, row, (OPEN,)),
            _shown(_suggested(office, row)),
            _shown(Report.objects.filter(office=office, on__range=(row.first, row.last)).count()),
            row.changed.splitlines(),
        )
        for row in rows
    ]  # fmt: skip


def _shown(count: int) -> int | None:
    """A number, or None where it is so small that somebody could be known by it; none at all is small too."""
    return count if count >= FEWEST_SHOWN else None


def _suggested(office: Office, row: Publication) -> int:
    """Through the page and on paper alike."""
    sent = Suggestion.objects.filter(office=office, on__range=(row.first, row.last)).count()
    papers = Rating.objects.filter(
        organisation=office.organisation_id, last__range=(row.first, row.last), cancelled_by=None
    )
    return sent + (papers.aggregate(told=Sum("suggestions"))["told"] or 0)


def _counts(office: Office, row: Publication, ways: tuple[str, ...]) -> Counts:
    found = Rating.objects.filter(
        Q(last__range=(row.first, row.last)), organisation=office.organisation_id, way__in=ways, cancelled_by=None
    )
    sums = found.aggregate(**{how: Sum(how) for how in HOW})
    told = [sums[how] or 0 for how in HOW]
    if sum(told) < FEWEST_SHOWN:
        return Counts(0, 0, 0, {})
    reasons = Why.objects.filter(rating__in=found.values("pk")).values_list("reason").annotate(n=Sum("count"))
    return Counts(told[0], told[1], told[2], dict(reasons))


def _refusal(code: str, said: str, remedy: str) -> Refusal:
    return Refusal(f"citizens.{code}", said, remedy=remedy)
