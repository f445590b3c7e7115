"""What of tasks waits: to be received, to be done, sent back; for those above how much below them is overdue, as a number.

By a document that holds no longer nothing waits.
"""

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.directives.models import Document
from liemchinh.directives.queries import in_force, told_of
from liemchinh.directives.words import KEEP, SEE
from liemchinh.organisations.queries import names
from liemchinh.tasks.models import Answer, Giving
from liemchinh.tasks.progress import late_below
from liemchinh.tasks.queries import given_to, givings_visible_to, is_received, open_counts
from liemchinh.tasks.words import RETURNED
from liemchinh.web.contributions import Waiting, concerns
from liemchinh.web.numbers import show_number

MOST = 10


@concerns(KEEP, SEE, rows=(Giving,))
def waiting(actor: Actor, on: date) -> list[Waiting]:
    """For each organisation kept: each giving with something open, the newest ten. For each overseen: what is overdue below."""
    found = []
    for organisation in sorted(actor.roots(KEEP)):
        found += _own(organisation, on)
    for organisation in sorted(actor.roots(SEE)):
        found += _late(actor, organisation, on)
    return found


def _own(organisation: int, on: date) -> list[Waiting]:
    rows = list(given_to(organisation).filter(document__in=in_force(Document.objects.all(), on))[:MOST])
    waits = open_counts([row.pk for row in rows], organisation, on)
    back = set(
        Answer.objects.filter(
            addressee__giving__in=rows, addressee__organisation_id=organisation, kind=RETURNED, cancelled_by=None
        ).values_list("addressee__giving_id", flat=True)
    )
    name = names([organisation]).get(organisation, "") if waits else ""
    return [_line(row, organisation, name, *waits[row.pk], row.pk in back) for row in rows if row.pk in waits]


def _line(row: Giving, organisation: int, name: str, count: int, first: date, returned: bool) -> Waiting:
    told = {"document": told_of(row.document), "count": show_number(count), "name": name}
    url = reverse("tasks:mine", args=[organisation, row.pk])
    if not is_received(row, organisation):
        title = _("Tiếp nhận %(count)s nhiệm vụ theo %(document)s") % told
        return Waiting(title, _("%(name)s chưa bấm tiếp nhận.") % told, first, url, "tasks.arrived")
    if returned:
        title = _("Báo cáo bị trả lại: %(document)s") % told
        return Waiting(
            title,
            _("%(name)s còn %(count)s nhiệm vụ chưa xong, có báo cáo bị trả lại.") % told,
            first,
            url,
            "tasks.returned",
        )
    title = _("Làm và báo cáo %(count)s nhiệm vụ theo %(document)s") % told
    return Waiting(title, _("%(name)s chưa trả lời; ngày nêu là hạn sớm nhất.") % told, first, url, "tasks.open")


def _late(actor: Actor, organisation: int, on: date) -> list[Waiting]:
    """What is overdue below an organisation, not in it: one line for each of the newest givings."""
    holding = in_force(Document.objects.all(), on)
    rows = (
        givings_visible_to(actor).filter(tasks__due_on__lt=on, document__in=holding).distinct().order_by("-on", "-pk")
    )
    listed = {row.pk: row for row in rows[: MOST // 2]}
    found = []
    for number, count in late_below(list(listed), organisation, on).items():
        told = {"document": told_of(listed[number].document), "count": show_number(count)}
        url = f"{reverse('tasks:progress', args=[number])}?{urlencode({'at': organisation})}"
        title = _("%(count)s nhiệm vụ quá hạn ở cấp dưới: %(document)s") % told
        found.append(
            Waiting(title, _("Đếm theo tổ chức và nhiệm vụ; mở để xem nơi nào."), None, url, "tasks.late_below")
        )
    return found
