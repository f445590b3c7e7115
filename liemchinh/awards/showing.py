"""Awards as pages show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from liemchinh.awards.models import Award
from liemchinh.awards.reckoning import Line
from liemchinh.members.models import Details
from liemchinh.organisations.queries import names
from liemchinh.web.components import Event
from liemchinh.web.dates import show


@dataclass(frozen=True, slots=True)
class Row:
    """An award with the words a page shows; somebody erased has no name."""

    award: Award
    uid: UUID | None
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class DueRow:
    """Somebody due, how that was found, and what the form sends."""

    value: str
    uid: UUID
    name: str
    place: str
    years: int
    unknown: bool
    lines: Sequence[Line]


def rows_of(awards: Iterable[Award]) -> list[Row]:
    """Awards the reader was already found to see, by given name."""
    listed = list(awards)
    found = Details.objects.filter(person_id__in={award.person_id for award in listed}, cancelled_by=None)
    known = {row[0]: row[1:] for row in found.values_list("person_id", "person__uid", "full_name", "sort_key")}
    places = names({award.organisation_id for award in listed})
    listed.sort(key=lambda award: (known[award.person_id][2] if award.person_id in known else "", award.pk))
    return [
        Row(award, *known.get(award.person_id, (None, ""))[:2], places.get(award.organisation_id, ""))
        for award in listed
    ]


def steps(award: Award) -> list[Event]:
    """What has been done, newest first, and what comes next."""
    told = [Event(show(award.occasion), _("Đề nghị tặng vào dịp này"))]
    if award.decided_on:
        detail = _("Số %(number)s") % {"number": award.decision}
        told.append(Event(show(award.decided_on), _("Có quyết định tặng"), detail, tone="good"))
    else:
        told.append(Event("", _("Chờ quyết định của ban điều hành"), tone="now"))
    if award.handed_on:
        detail = _("Số kỷ niệm chương %(number)s") % {"number": award.badge_no} if award.badge_no else ""
        told.append(Event(show(award.handed_on), _("Đã trao; người nhận ký trên giấy"), detail, tone="good"))
    elif award.decided_on:
        told.append(Event("", _("Chờ trao"), tone="now"))
    return told[::-1]
