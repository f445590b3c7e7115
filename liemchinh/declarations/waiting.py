"""What of declarations waits: for oneself those owed; for whoever keeps lists, how many are still to come, and what wants a second."""

from collections import Counter
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.declarations.models import Duty, HandingIn, Publication
from liemchinh.declarations.queries import own_of, unvouched
from liemchinh.declarations.views.frame import address
from liemchinh.declarations.words import KEEP, KINDS
from liemchinh.organisations.bearing import bearers
from liemchinh.organisations.queries import names, subtree
from liemchinh.web.contributions import Waiting, concerns
from liemchinh.web.numbers import show_number

# A year that ended longer ago than this reminds nobody; its page still says who never handed in.
REMINDED, MOST = timedelta(days=366), 10


@concerns("me.see", KEEP, rows=(Duty, Publication))
def waiting(actor: Actor, on: date) -> list[Waiting]:
    """One line for each of one's own, one for each organisation and last day, one for each publication that wants a second officer."""
    return [*_own(actor, on), *_kept(actor, on), *_second_officer(actor, on)]


def _open(on: date) -> QuerySet[Duty]:
    handed = HandingIn.objects.filter(duty=OuterRef("pk"), cancelled_by=None)
    return Duty.objects.filter(~Exists(handed), cancelled_by=None, arose_on__gte=on - REMINDED)


def _own(actor: Actor, on: date) -> list[Waiting]:
    if actor.person_id is None or not actor.may("me.see"):
        return []
    rows = _open(on).filter(person_id=actor.person_id).order_by("due_on", "pk")[:MOST]
    url = reverse("declarations:mine")
    return [
        Waiting(
            _("Nộp bản kê khai: %(kind)s %(year)s") % {"kind": KINDS[row.kind], "year": row.year},
            _("Tôi có trong danh sách phải kê khai; bản kê khai nộp trên giấy."), row.due_on, url, "declarations.own", url,
        )
        for row in rows
    ]  # fmt: skip


def _kept(actor: Actor, on: date) -> list[Waiting]:
    roots = actor.roots(KEEP)
    if not roots:
        return []
    rows = _open(on).filter(organisation_id__in=subtree(roots, on)).values_list("organisation_id", "year", "due_on")
    told = list(rows)
    heirs = bearers({place for place, _year, _due in told}, on)
    counted = Counter((heirs.get(place, place), year, due) for place, year, due in told)
    called = names({place for place, _year, _due in counted})
    soonest = sorted(counted.items(), key=lambda one: (one[0][2] or date.max, one[0][0]))[:MOST]
    return [
        Waiting(
            _("Thu bản kê khai năm %(year)s: còn %(count)s người") % {"year": year, "count": show_number(count)},
            _("%(name)s: có tên trong danh sách, chưa đánh dấu đã nộp.") % {"name": called.get(place, "")},
            due, address("mark", place, year), "declarations.mark", address("year", place, year),
        )
        for (place, year, due), count in soonest
    ]  # fmt: skip


def _second_officer(actor: Actor, on: date) -> list[Waiting]:
    roots = actor.roots(KEEP)
    if not roots or actor.account_id is None:
        return []
    rows = unvouched().filter(organisation_id__in=subtree(roots, on)).order_by("pk")
    told = list(rows.exclude(pk__in=own_of(rows, actor))[:MOST])
    places = {row.organisation_id for row in told}
    heirs, called = bearers(places, on), names(places)
    return [
        Waiting(
            _("Xác nhận căn cứ niêm yết bản kê khai năm %(year)s") % {"year": row.year},
            _("%(name)s: quy định chưa rõ số ngày, cần một cán bộ thứ hai.") % {"name": called.get(row.organisation_id, "")},
            None, address("year", heirs.get(row.organisation_id, row.organisation_id), row.year), "declarations.vouch",
        )
        for row in told
    ]  # fmt: skip
