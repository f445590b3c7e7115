"""What has to be put right: for the owner's side by its day, for whoever confirms, and for the level above as counts alone."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.organisations.queries import names
from liemchinh.remediation.models import Item
from liemchinh.remediation.queries import overdue_under, own_items, to_confirm
from liemchinh.web.contributions import Waiting, concerns
from liemchinh.web.numbers import show_number


@concerns(rows=(Item,))
def waiting(actor: Actor, on: date) -> list[Waiting]:
    """One line for each item of one's own organisation or oneself; of many below only how many are late."""
    return [*_own(actor), *_kept(actor), *_confirming(actor), *_above(actor)]


def _own(actor: Actor) -> list[Waiting]:
    if actor.person_id is None or not actor.may("me.act"):
        return []
    why = _("Bạn là người chịu trách nhiệm.")
    return [_line(row, why) for row in own_items(actor.person_id) if row.proven_by is None]


def _kept(actor: Actor) -> list[Waiting]:
    rows = Item.objects.filter(cancelled_by=None, proven_by=None, organisation_id__in=actor.roots("branch.keep"))
    listed = list(rows.exclude(person_id=actor.person_id or 0).order_by("due_on", "pk"))
    called = names({row.organisation_id for row in listed})
    return [
        _line(row, _("%(name)s chịu trách nhiệm, hoặc theo dõi.") % {"name": called[row.organisation_id]})
        for row in listed
    ]


def _line(row: Item, why: str) -> Waiting:
    return Waiting(
        _("Khắc phục một khuyết điểm"), why, row.due_on, reverse("remediation:one", args=[row.pk]), "remediation.item"
    )


def _confirming(actor: Actor) -> list[Waiting]:
    rows = list(to_confirm(actor).exclude(person_id=actor.person_id or 0)[:1])
    if not rows:
        return []
    title = _("Xác nhận đã khắc phục: %(count)s việc") % {"count": show_number(to_confirm(actor).count())}
    why = _("Đã có kết quả; cần một người không phải bên chịu trách nhiệm xác nhận.")
    return [Waiting(title, why, None, reverse("remediation:one", args=[rows[0].pk]), "remediation.confirm")]


def _above(actor: Actor) -> list[Waiting]:
    roots = sorted(actor.roots("members.decide"))
    late, places = overdue_under(roots) if roots else (0, 0)
    if not late:
        return []
    title = _("%(count)s việc khắc phục quá hạn ở %(places)s tổ chức") % {
        "count": show_number(late), "places": show_number(places),
    }  # fmt: skip
    why = _("Tổ chức bên dưới chưa ghi kết quả; cấp trên trực tiếp nhắc.")
    return [Waiting(title, why, None, f"{reverse('remediation:list')}?at={roots[0]}", "remediation.late")]
