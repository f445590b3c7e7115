"""What of reported figures waits: to be sent, sent back; to be approved; for those above how many below are late, as a number."""

from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.directives.words import KEEP
from liemchinh.organisations.queries import names, subtree
from liemchinh.returns.models import Call, Reply, Respondent, Return
from liemchinh.returns.queries import approvers, asked_by, asked_of, carried_by, titles_of
from liemchinh.returns.sending import open_ones
from liemchinh.returns.words import SENT_BACK
from liemchinh.web.contributions import Waiting, concerns
from liemchinh.web.numbers import show_number

MOST = 10
# Longer ago than this nobody is reminded any more; the page of the call still says who never answered.
REMINDED = timedelta(days=366)


@concerns(KEEP, rows=(Call,))
def waiting(actor: Actor, on: date) -> list[Waiting]:
    """For each organisation kept: what it has to send, what it has to approve, and how many have not answered what it asked."""
    found = []
    for organisation in sorted(actor.roots(KEEP)):
        name = names([organisation]).get(organisation, "")
        found += _to_send(organisation, name, on) + _to_approve(organisation, name, on) + _missing(organisation, on)
    return found


def _to_send(organisation: int, name: str, on: date) -> list[Waiting]:
    rows = list(asked_of(organisation).filter(due_on__gte=on - REMINDED)[:MOST])
    titles, found = titles_of(rows), []
    for row in rows:
        mine = open_ones(carried_by(row, organisation, on), organisation)
        sent = Return.objects.filter(respondent__in=mine, cancelled_by=None)
        back = Reply.objects.filter(sent__in=sent, kind=SENT_BACK, cancelled_by=None).exists()
        told = {"title": titles.get(row.pk, ""), "name": name}
        url = reverse("returns:enter", args=[organisation, row.pk])
        if back:
            why = _("Số liệu của %(name)s bị trả lại hoặc được mở lại.") % told
            found.append(
                Waiting(_("Sửa và gửi lại số liệu: %(title)s") % told, why, row.due_on, url, "returns.returned")
            )
        elif mine and sent.count() < len(mine):
            why = _("%(name)s chưa gửi.") % told
            found.append(Waiting(_("Gửi số liệu: %(title)s") % told, why, row.due_on, url, "returns.open"))
    return found


def _to_approve(organisation: int, name: str, on: date) -> list[Waiting]:
    said = Reply.objects.filter(sent=OuterRef("pk"), cancelled_by=None)
    rows = Return.objects.filter(
        ~Exists(said), cancelled_by=None, respondent__organisation_id__in=subtree([organisation]), respondent__call__cancelled_by=None
    )  # fmt: skip
    waits: dict[int, list[int]] = {}
    newest = rows.order_by("-pk").values_list("respondent__call_id", "respondent__organisation_id")
    for call, respondent in newest[: MOST * 100]:
        waits.setdefault(call, []).append(respondent)
    calls = Call.objects.in_bulk(list(waits)[:MOST])
    titles, found = titles_of(calls.values()), []
    for key, row in calls.items():
        count = sum(above == organisation for above in approvers(row, waits[key], on).values())
        if count:
            told = {"title": titles.get(key, ""), "count": show_number(count), "name": name}
            url = reverse("returns:approve", args=[organisation, key])
            title = _("Duyệt số liệu của %(count)s tổ chức: %(title)s") % told
            found.append(Waiting(title, _("Đã gửi và chờ %(name)s duyệt.") % told, None, url, "returns.approve"))
    return found


def _missing(organisation: int, on: date) -> list[Waiting]:
    """What one asked and is past its day: how many have not answered, each call one line."""
    calls = list(asked_by(organisation).filter(due_on__lt=on, due_on__gte=on - REMINDED)[: MOST // 2])
    sent = Return.objects.filter(respondent=OuterRef("pk"), cancelled_by=None)
    left = Respondent.objects.filter(~Exists(sent), call__in=calls).values("call_id").annotate(count=Count("pk"))
    titles, found = titles_of(calls), []
    for row in left:
        told = {"title": titles.get(row["call_id"], ""), "count": show_number(row["count"])}
        url = f"{reverse('returns:progress', args=[row['call_id']])}?{urlencode({'at': organisation})}"
        title = _("%(count)s tổ chức quá hạn chưa gửi số liệu: %(title)s") % told
        found.append(Waiting(title, _("Mở để xem nơi nào chưa gửi."), None, url, "returns.missing"))
    return found
