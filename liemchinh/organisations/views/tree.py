"""The tree of any day, one level at a time, and its search."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liemchinh.access.actor import Actor
from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.organisations.beside import MOST, beside, may_count
from liemchinh.organisations.forms import day_asked
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import (
    child_counts,
    children_visible_to,
    counts_by_level_and_kind,
    headcounts,
    history_visible_to,
    names,
    names_visible_to,
    path_visible_to,
    search_ended_visible_to,
    search_visible_to,
    tops_visible_to,
)
from liemchinh.web.components import Crumb, KeyFigure
from liemchinh.web.text import clean

LONGEST_QUERY = 100


def address(organisation: int | None, on: date) -> str:
    """The tree at an organisation on a day."""
    asked = {} if organisation is None else {"at": organisation}
    if on != clock.today():
        asked |= {"on": on.isoformat()}
    return reverse("organisations:tree") + (f"?{urlencode(asked)}" if asked else "")


def number_in(text: str | None) -> int | None:
    """A number out of an address; None for none. Raises 404 for anything else."""
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) < 19:
        return int(text)
    raise Http404


@require_safe
def tree(request: SignedRequest) -> HttpResponse:
    """The organisations directly below one on a day, with their members; or what a search found."""
    actor = request.actor
    if not actor.may("organisations.see"):
        raise Http404
    on, form = day_asked(request)
    at, query = number_in(request.GET.get("at")), clean(request.GET.get("q", ""))[:LONGEST_QUERY]
    if at is not None and not history_visible_to(actor, at).exists():
        raise Http404
    tops = list(tops_visible_to(actor, on)[:MOST])
    if at is None and len(tops) == 1:
        at = tops[0].organisation_id
    path = path_visible_to(actor, at, on) if at is not None else []
    shown = children_visible_to(actor, at, on)[:MOST] if path and at is not None else tops
    given = {
        "on": on, "today": clock.today(), "form": form, "query": query, "at": at,
        "here": path[-1] if path else None, "absent": at is not None and not path, "at_name": names([at]).get(at) if at else "",
        "crumbs": [Crumb(version.name, address(version.organisation_id, on)) for version in path[:-1]] + [Crumb(v.name) for v in path[-1:]],
        "beside": beside(actor, at if path else None, on, lambda number: address(number, on)),
        "rows": [] if query else _rows(actor, list(shown), on),
    }  # fmt: skip
    if query:
        given |= _found(actor, query, on)
    elif path:
        given["figures"] = _figures(actor, path[-1], on)
    return render(request, "organisations/tree.html", given)


def _rows(actor: Actor, versions: Sequence[Version], on: date) -> list[dict[str, Any]]:
    numbers = [version.organisation_id for version in versions]
    below, members = child_counts(numbers, on), headcounts(numbers, on) if may_count(actor) else None
    most = max(members.values(), default=0) if members else 0
    rows = []
    for version in versions:
        number = version.organisation_id
        count = None if members is None else members.get(number, 0)
        url = address(number, on) if below.get(number) else one_address(number, on)
        share = str(round(100 * (count or 0) / most, 1)) if most else "0"
        rows.append({"version": version, "url": url, "below": below.get(number, 0), "members": count, "share": share})
    return rows


def one_address(organisation: int, on: date) -> str:
    """An organisation's page as of a day."""
    url = reverse("organisations:one", args=[organisation])
    return url if on == clock.today() else f"{url}?on={on.isoformat()}"


def _figures(actor: Actor, version: Version, on: date) -> list[KeyFigure]:
    """Members, and the organisations below by kind: the commonest first, what is itself not counted."""
    number = version.organisation_id
    counts = Counter({str(row["kind"]): int(str(row["count"])) for row in counts_by_level_and_kind(number, on)})
    counts[version.kind] -= 1
    told = [(kind, count) for kind, count in counts.most_common() if count > 0]
    found = [KeyFigure(kind[:1].upper() + kind[1:], count) for kind, count in told[: 3 if len(told) == 3 else 2]]
    if len(told) > 3:
        found.append(KeyFigure(_("Loại hình khác"), sum(count for _kind, count in told[2:])))
    if may_count(actor):
        found.insert(0, KeyFigure(_("Hội viên"), headcounts([number], on).get(number, 0)))
    return found


def _found(actor: Actor, query: str, on: date) -> dict[str, Any]:
    found = search_visible_to(actor, query, on, limit=50)
    above = names_visible_to(actor, [version.parent_id for version in found])
    hits = [
        {
            "version": version,
            "url": address(version.organisation_id, on),
            "above": above.get(version.parent_id or 0, ""),
        }
        for version in found
    ]
    return {"hits": hits, "ended": search_ended_visible_to(actor, query, on, limit=20)}
