"""One organisation through time: what it was called and where it stood, what it came from, what became of it, who is in it now."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from liemchinh.access.actor import Actor
from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.journal.queries import entries_visible_to, lines, newest_first
from liemchinh.organisations.beside import beside
from liemchinh.organisations.forms import day_asked
from liemchinh.organisations.models import Succession, Version
from liemchinh.organisations.parts import parts_of
from liemchinh.organisations.queries import (
    child_counts,
    children_visible_to,
    history_visible_to,
    names_visible_to,
    path_visible_to,
    successions_of,
)
from liemchinh.organisations.views.tree import address as tree_address
from liemchinh.organisations.views.tree import one_address
from liemchinh.web.components import Crumb, Event
from liemchinh.web.dates import show

SHOWN = 8
PASSAGES = {
    "merge": (gettext_lazy("Sáp nhập vào %(to)s"), gettext_lazy("Nhận sáp nhập %(source)s")),
    "split": (gettext_lazy("Chia cho %(to)s"), gettext_lazy("Tách ra từ %(source)s")),
    "continue": (gettext_lazy("Tiếp tục là %(to)s"), gettext_lazy("Tiếp nối %(source)s")),
    "move": (gettext_lazy("Chuyển cấp trên"), gettext_lazy("Chuyển cấp trên")),
    "rename": (gettext_lazy("Đổi tên"), gettext_lazy("Đổi tên")),
    "dissolve": (gettext_lazy("Giải thể, bàn giao cho %(to)s"), gettext_lazy("Nhận bàn giao của %(source)s")),
}
PASSAGES["abolished"] = PASSAGES["dissolve"]


def history_or_404(request: SignedRequest, pk: int) -> list[Version]:
    """Every version of an organisation in the reader's scope, oldest first; 404 for anyone else."""
    found = list(history_visible_to(request.actor, pk))
    if not found:
        raise Http404
    return found


def version_on(history: Sequence[Version], on: date) -> Version | None:
    """The version that stands on a day."""
    return next((v for v in history if v.valid_from <= on and (v.valid_to is None or v.valid_to > on)), None)


def crumbs_to(request: SignedRequest, pk: int, on: date, *rest: Crumb) -> list[Crumb]:
    """The way from the top of the tree to an organisation, and on."""
    path = path_visible_to(request.actor, pk, on)
    found = [Crumb(version.name, reverse("organisations:one", args=[version.organisation_id])) for version in path]
    if not rest and found:
        found[-1] = Crumb(found[-1].title)
    return [*found, *rest]


@require_safe
def one(request: SignedRequest, pk: int) -> HttpResponse:
    """The organisation on a day and through time."""
    actor = request.actor
    history = history_or_404(request, pk)
    on, form = day_asked(request)
    standing = version_on(history, on)
    shown = standing or max((v for v in history if v.valid_from <= on), key=lambda v: v.valid_from, default=history[0])
    children = list(children_visible_to(actor, pk, on)[: SHOWN + 1])
    parts = parts_of(actor, pk, on, standing is not None)
    given = {
        "pk": pk, "on": on, "today": clock.today(), "form": form, "history": history, "standing": standing, "version": shown,
        "newest": history[-1], "above": names_visible_to(actor, [shown.parent_id]).get(shown.parent_id or 0, ""),
        "crumbs": crumbs_to(request, pk, on) or [Crumb(shown.name)],
        "events": _events(history, list(successions_of(pk)), pk, on, actor),
        "children": children[:SHOWN], "more_children": len(children) > SHOWN, "child_count": child_counts([pk], on).get(pk, 0),
        "tree": tree_address(pk, on), "parts": parts, "figures": [figure for part in parts for figure in part.figures],
        "beside": beside(actor, pk if standing else None, on, lambda number: one_address(number, on)),
        "may_edit": actor.covers("organisations.edit", pk), "may_reorganise": actor.covers("organisations.reorganise", pk),
        "may_read_book": actor.may("journal.see"),
        "waiting": shown.category == "unassigned" and standing is not None,
    }  # fmt: skip
    return render(request, "organisations/one.html", given)


@require_safe
def entries(request: SignedRequest, pk: int) -> HttpResponse:
    """What the book holds of one organisation, newest first, as far as the reader may see it."""
    history = history_or_404(request, pk)
    if not request.actor.may("journal.see"):
        raise Http404
    found = entries_visible_to(request.actor).filter(organisation_id=pk)
    page = newest_first(found, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    crumbs = crumbs_to(request, pk, clock.today(), Crumb(_("Trong sổ nhật ký")))
    given = {
        "pk": pk,
        "name": history[-1].name,
        "page": page,
        "lines": lines(page.items, reader=request.actor),
        "crumbs": crumbs,
    }
    return render(request, "organisations/entries.html", given)


def _events(history: Sequence[Version], passages: Sequence[Succession], pk: int, on: date, actor: Actor) -> list[Event]:
    """Versions and successions as one story, newest first; what stands on the day is marked."""
    told = names_visible_to(actor, {version.parent_id for version in history} | _others(passages, pk))
    found: list[tuple[date, int, Event]] = []
    for place, version in enumerate(history):
        before = history[place - 1] if place and history[place - 1].valid_to == version.valid_from else None
        is_now = version.valid_from <= on and (version.valid_to is None or version.valid_to > on)
        detail = " · ".join(_differences(version, before, told)) or version.kind
        event = Event(show(version.valid_from), version.name, detail, tone="now" if is_now else "")
        found.append((version.valid_from, 0, event))
        follower = history[place + 1] if place + 1 < len(history) else None
        if version.valid_to and (follower is None or follower.valid_from > version.valid_to):
            last = _("Ngày cuối cùng: %(day)s") % {"day": show(version.valid_to - timedelta(days=1))}
            found.append((version.valid_to, 2, Event(show(version.valid_to), _("Kết thúc"), last)))
    for passage in passages:
        if passage.kind in {"move", "rename"} or (
            passage.kind == "continue" and passage.source_id == passage.target_id
        ):
            continue
        found.append((passage.on, 1, _passage_event(passage, pk, told)))
    return [event for _day, _rank, event in sorted(found, key=lambda item: (item[0], item[1]), reverse=True)]


def _others(passages: Iterable[Succession], pk: int) -> set[int]:
    return {
        number for passage in passages for number in (passage.source_id, passage.target_id) if number and number != pk
    }


def _passage_event(passage: Succession, pk: int, told: Mapping[int, str]) -> Event:
    is_source = passage.source_id == pk
    other = passage.target_id if is_source else passage.source_id
    words = PASSAGES.get(passage.kind, PASSAGES["merge"])[0 if is_source else 1]
    if is_source and passage.target_id is None:
        words = _("Chấm dứt hoạt động")
    name = told.get(other or 0, _("tổ chức ngoài phạm vi được xem"))
    url = reverse("organisations:one", args=[other]) if other in told else ""
    return Event(show(passage.on), str(words) % {"to": name, "source": name}, "", url)


def _differences(version: Version, before: Version | None, told: Mapping[int, str]) -> list[str]:
    if before is None:
        above = told.get(version.parent_id or 0, "")
        return [
            version.kind,
            *([_("trực thuộc %(name)s") % {"name": above}] if above else []),
            *([_("mã %(code)s") % {"code": version.code}] if version.code else []),
        ]
    said = []
    if version.name != before.name:
        said.append(_("đổi tên từ “%(name)s”") % {"name": before.name})
    if version.parent_id != before.parent_id:
        said.append(_("chuyển về %(name)s") % {"name": told.get(version.parent_id or 0, _("cấp trên khác"))})
    if (version.kind, version.level) != (before.kind, before.level):
        said.append(_("thành %(kind)s") % {"kind": version.kind})
    if version.code != before.code:
        said.append(_("mã %(code)s") % {"code": version.code or "–"})
    return said
