"""What an office publishes about a period: the counts, hidden where small, and what was changed.

Who works there knows which day they publish, and how many envelopes they took out of the box. So periods never share a day, and the number
of reports is the one of the day the period was first published: no two numbers of an office tell of one report by their difference. What
went straight to its readers, through the page or on paper, is told apart from what lay in the box.
"""

from datetime import date

from django.db import transaction
from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.citizens.models import Office, PaperReports, Publication, Rating, Report, Suggestion, Why
from liemchinh.citizens.models.offices import LONGEST_CHANGED
from liemchinh.citizens.words import BOX, DIRECT, FEWEST_SHOWN, KEEP, OF_FILES, OPEN
from liemchinh.envelopes.exchanged import Counts, Published
from liemchinh.envelopes.words import HOW
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.days import faults_of_day
from liemchinh.organisations.locking import lock_organisations
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused

MOST_LINES, SHOWN = 5, 8


@transaction.atomic
def publish(organisation: int, first: date, last: date, changed: str, *, actor: Actor) -> Publication:
    """What was changed in a period (both days in it), a line each; gives the row. What was published of the same period is replaced.

    Refuses, all at once: an office without a page, days the wrong way round, a period that is not over or shares days with another one
    published, too many or too long lines.
    """
    actor.require(KEEP, organisation)
    lock_organisations([organisation])
    office = Office.objects.filter(organisation=organisation, cancelled_by=None).first()
    lines = [told for line in changed.splitlines() if (told := clean(line))]
    faults = faults_of_day(last, _("Kỳ"))
    if office is None:
        faults.append(_refusal("no-page", _("Cơ quan này chưa có trang."), _("Hãy mở trang trước.")))
    if last == clock.today():
        faults.append(_refusal("not-over", _("Kỳ này chưa hết."), _("Công bố từ ngày hôm sau.")))
    if first > last:
        faults.append(_refusal("period", _("Ngày đầu kỳ sau ngày cuối kỳ."), _("Hãy xem lại hai ngày.")))
    if len(lines) > MOST_LINES or any(len(line) > LONGEST_CHANGED for line in lines):
        said = _("Nhiều nhất %(lines)s dòng, mỗi dòng %(most)s ký tự.") % {"lines": MOST_LINES, "most": LONGEST_CHANGED}
        faults.append(_refusal("changed", said, _("Hãy ghi gọn điều đã thay đổi.")))
    earlier = None
    if office is not None:
        earlier = Publication.objects.filter(office=office, first=first, last=last).first()
        faults += [] if earlier else _faults_of_shared_days(office, first, last)
    if office is None or faults:
        raise Refused(faults)
    reports, boxed = (earlier.reports, earlier.boxed) if earlier else _reported(office, first, last)
    data: dict[str, Plain] = {
        "first": first.isoformat(), "lines": len(lines), "reports": reports, "boxed": boxed,
    }  # fmt: skip
    sequence = record([NewEntry("citizens.published", last, organisation, data=data)], actor=actor)[0]
    Publication.objects.filter(office=office, first=first, last=last, cancelled_by=None).update(cancelled_by=sequence)
    return Publication.objects.create(
        office=office, first=first, last=last, changed="\n".join(lines), reports=reports, boxed=boxed, recorded_by=sequence
    )  # fmt: skip


def published_of(office: Office) -> list[Published]:
    """What stands on the public page, newest first; small counts are left out."""
    rows = Publication.objects.filter(office=office, cancelled_by=None).order_by("-last", "-first")[:SHOWN]
    return [
        Published(
            f"{row.first:%d/%m/%Y} – {row.last:%d/%m/%Y}", _counts(office, row, OF_FILES), _counts(office, row, (OPEN,)),
            _shown(_suggested(office, row)), row.reports, row.boxed, row.changed.splitlines(),
        )
        for row in rows
    ]  # fmt: skip


def _faults_of_shared_days(office: Office, first: date, last: date) -> list[Refusal]:
    if not Publication.objects.filter(office=office, first__lte=last, last__gte=first).exists():
        return []
    said = _("Kỳ này có ngày đã công bố trong một kỳ khác.")
    return [_refusal("shared-days", said, _("Ghi đúng hai ngày của kỳ ấy để thay, hoặc bắt đầu sau kỳ ấy."))]


def _reported(office: Office, first: date, last: date) -> tuple[int | None, int | None]:
    """Reports that went straight to their readers, and those of the box; each only where it is not small."""
    papers = PaperReports.objects.filter(office=office, on__range=(first, last), cancelled_by=None)
    count = dict(papers.order_by().values_list("way").annotate(n=Sum("count")))
    through_page = Report.objects.filter(office=office, on__range=(first, last)).count()
    return _shown(through_page + count.get(DIRECT, 0)), _shown(count.get(BOX, 0))


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
