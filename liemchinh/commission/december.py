"""December: what of the year is done and what is not, from records; each line says so and leads there."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.casework.kinds import granted_kinds
from liemchinh.casework.models import Step
from liemchinh.casework.queries import cases_visible_to
from liemchinh.casework.work import waiting_steps
from liemchinh.commission.passing import bodies_left
from liemchinh.commission.queries import signed_passages
from liemchinh.inspections.case_queries import follow_ups_open_to
from liemchinh.inspections.organ import own
from liemchinh.inspections.progress import DONE, lines_of_year
from liemchinh.inspections.queries import current, drafts_visible_to, place_of
from liemchinh.inspections.views.programmes import list_address
from liemchinh.papers.organs import organ_name, organs_of
from liemchinh.web.numbers import show_number

OLD = timedelta(days=365)
GOOD, OPEN, LATE = "good", "warn", "late"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the list: what it is about, how it stands (GOOD, OPEN or LATE) in words, and where it is done."""

    title: str
    state: str
    says: str
    url: str


def checks(actor: Actor, year: int, on: date) -> list[Check]:
    """The list of a year, as it stands on a day, over what is open to the reader."""
    found = [check for place in sorted(own(actor)) for check in _programmes(actor, place, year)]
    return [*found, *_cases(actor, on), *_duties(actor, on), *_handovers(actor)]


def _programmes(actor: Actor, place: int, year: int) -> list[Check]:
    here = place_of(place)
    if here is None:
        return []
    lines, found = lines_of_year(actor, year, [place]), []
    for organ in organs_of(here.category):
        name = organ_name(organ, here.category, here.name)
        own_lines = [line for line in lines if line.programme.organ == organ]
        done = sum(line.state == DONE for line in own_lines)
        told = {"year": year, "name": name, "done": show_number(done), "all": show_number(len(own_lines))}
        if own_lines:
            says = _("%(done)s trong %(all)s mục đã xong") % told
            state = GOOD if done == len(own_lines) else OPEN
            found.append(
                Check(_("Chương trình năm %(year)s – %(name)s") % told, state, says, list_address(place, year))
            )
        found.append(_next_year(actor, place, organ, name, year + 1))
    return found


def _next_year(actor: Actor, place: int, organ: str, name: str, year: int) -> Check:
    title = _("Chương trình năm %(year)s – %(name)s") % {"year": year, "name": name}
    url = list_address(place, year)
    if current(place, organ, year):
        return Check(title, GOOD, _("đã thông qua"), url)
    drafted = drafts_visible_to(actor).filter(organisation_id=place, organ=organ, year=year).exists()
    return Check(title, OPEN, _("đã có bản thảo, chưa thông qua") if drafted else _("chưa lập"), url)


def _cases(actor: Actor, on: date) -> list[Check]:
    mine = cases_visible_to(actor).filter(kind__in=[kind.code for kind in granted_kinds()], closed_by=None)
    begun = Step.objects.filter(case__in=mine.values("pk"), cancelled_by=None).values("case").annotate(first=Min("on"))
    old = begun.filter(first__lt=on - OLD).count()
    late = waiting_steps(actor).filter(due_on__lt=on).values("case").distinct().count()
    work, picture = reverse("casework:work"), reverse("commission:late")
    return [
        _counted(_("Việc mở quá 12 tháng"), old, picture),
        _counted(_("Việc có bước quá hạn"), late, work),
    ]


def _duties(actor: Actor, on: date) -> list[Check]:
    rows = follow_ups_open_to(actor).filter(confirmed_by=None, due_on__lt=on)
    undone, unconfirmed = rows.filter(done_on=None).count(), rows.exclude(done_on=None).count()
    week = reverse("commission:week")
    return [
        _counted(_("Việc theo kết luận đến hạn mà chưa ghi đã làm"), undone, week),
        _counted(_("Việc theo kết luận đã làm, chờ người thứ hai xác nhận"), unconfirmed, week, state=OPEN),
    ]


def _handovers(actor: Actor) -> list[Check]:
    left = {(one.ended, one.heir) for one in bodies_left(actor)} - signed_passages(actor)
    url = reverse("commission:handovers")
    return [_counted(_("Tổ chức đã kết thúc, danh sách tiếp nhận chưa ký"), len(left), url, state=OPEN)]


def _counted(title: str, count: int, url: str, *, state: str = LATE) -> Check:
    return Check(title, state if count else GOOD, show_number(count) if count else _("không có"), url)
