"""How satisfied citizens were: the picture of a year for everybody who sees figures there; counts on paper for whoever keeps the office."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.citizens.forms import CancelForm, PaperForm
from liemchinh.citizens.picture import (
    Picture,
    Sums,
    left_out,
    paper_kept_by,
    papers_of,
    picture_visible_to,
    where_to_start,
    years_of,
)
from liemchinh.citizens.ratings import cancel_paper, record_papers
from liemchinh.citizens.words import KEEP
from liemchinh.envelopes.words import HOW, REASONS
from liemchinh.journal import clock
from liemchinh.organisations.beside import beside
from liemchinh.organisations.queries import names
from liemchinh.web.asking import Asking
from liemchinh.web.components import Bar, Crumb, KeyFigure, Series, Tab
from liemchinh.web.numbers import show_number, show_share

MOST_YEARS = 8


def address(at: int, year: int) -> str:
    """The picture of an organisation and a year."""
    return f"{reverse('citizens:ratings')}?{urlencode({'at': at, 'year': year})}"


def crumbs(at: int, *rest: str) -> list[Crumb]:
    """From the organisation's page over the picture to this page."""
    here = Crumb(_("Người dân đánh giá"), address(at, clock.today().year) if rest else "")
    organisation = Crumb(names([at]).get(at, ""), reverse("organisations:one", args=[at]))
    return [organisation, here, *(Crumb(title) for title in rest)]


@require_safe
def ratings(request: SignedRequest) -> HttpResponse:
    """A year: how many, by organisation, by month, why not."""
    actor, asked, today = request.actor, request.GET.get("at", ""), clock.today()
    at = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else where_to_start(actor)
    year = _year(request.GET.get("year", ""))
    picture = picture_visible_to(actor, at, year) if at is not None else None
    if at is None or picture is None:
        raise Http404
    given = {
        "at": at, "year": year, "name": names([at]).get(at, ""), "picture": picture, "crumbs": crumbs(at),
        "tabs": [Tab(str(one), address(at, one), one == year) for one in years_of(at)[:MOST_YEARS]],
        "figures": _figures(picture.files), "bars": _bars(picture, year), "legend": [str(HOW["neutral"]), str(HOW["not_satisfied"])],
        "months": [str(month) for month in range(1, 13)], "series": _series(picture),
        "reasons": [Bar(str(REASONS.get(code, code)), count) for code, count in picture.reasons.items()],
        "keeps": actor.covers(KEEP, at), "papers": papers_of(at) if actor.covers(KEEP, at) else [],
        "beside": beside(actor, at, today, lambda number: address(number, year)),
    }  # fmt: skip
    return render(request, "citizens/ratings.html", given)


def _year(text: str) -> int:
    return (
        int(text)
        if text.isascii() and text.isdigit() and 1990 <= int(text[:4]) <= 2100 and len(text) == 4
        else clock.today().year
    )


def _figures(files: Sums) -> list[KeyFigure]:
    if files.is_hidden:
        return [KeyFigure(_("Hồ sơ được đánh giá"), _("dưới 5"), _("quá ít để nêu"))]
    rates = [
        KeyFigure(str(words), count, show_share(count, files.count))
        for words, count in zip(HOW.values(), files.parts, strict=True)
    ]
    return [KeyFigure(_("Hồ sơ được đánh giá"), files.count), *rates]


def _bars(picture: Picture, year: int) -> list[Bar]:
    """How many files of each organisation were neutral or not satisfied; beside it its share of satisfied, and how many there were."""
    hidden = left_out([sums for _place, _name, sums in picture.children])
    return [
        Bar(
            name, sums.neutral + sums.not_satisfied, address(place, year), (sums.neutral, sums.not_satisfied),
            f"{show_share(sums.satisfied, sums.count)} / {show_number(sums.count)}",
        )
        for number, (place, name, sums) in enumerate(picture.children)
        if number not in hidden
    ]  # fmt: skip


def _series(picture: Picture) -> list[Series]:
    """What was not satisfied, and neutral, month by month; months with few answers are left out."""
    hidden = left_out(picture.months)
    told = [None if number in hidden else sums for number, sums in enumerate(picture.months)]
    return [
        Series(str(HOW["not_satisfied"]), tuple(sums.not_satisfied if sums else None for sums in told)),
        Series(str(HOW["neutral"]), tuple(sums.neutral if sums else None for sums in told)),
    ]


@require_http_methods(["GET", "POST"])
def paper(request: SignedRequest, organisation: int) -> HttpResponse:
    """Counts on paper of an office."""
    if not request.actor.covers(KEEP, organisation):
        raise Http404
    form = PaperForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        counted = form.counted(organisation)
        with asking:
            record_papers([counted], actor=request.actor)
            messages.success(request, _("Đã ghi số phiếu giấy."))
            return redirect(address(organisation, counted.last.year))
    title = _("Ghi số phiếu giấy")
    given = {
        "title": title, "detail": names([organisation]).get(organisation, ""),
        "crumbs": crumbs(organisation, title), "cancel": address(organisation, clock.today().year), "button": title,
        "says": _("Đếm phiếu trong hộp, lập bản tổng hợp có số, rồi ghi ở đây. Không ghi tên cán bộ, tên người dân."),
    }  # fmt: skip
    return asking.page("citizens/form.html", given)


@require_http_methods(["GET", "POST"])
def cancel(request: SignedRequest, rating: int) -> HttpResponse:
    """A count on paper that does not stand."""
    row = paper_kept_by(request.actor, rating)
    if row is None:
        raise Http404
    form = CancelForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            cancel_paper(row.pk, reason=form.cleaned_data["reason"], actor=request.actor)
            messages.success(request, _("Đã hủy lần ghi ấy. Dòng cũ vẫn còn trong sổ."))
            return redirect(address(row.organisation_id, row.last.year))
    title = _("Hủy số phiếu giấy ghi nhầm")
    given = {
        "title": title, "detail": f"{row.number} · {row.last:%d/%m/%Y}",
        "crumbs": crumbs(row.organisation_id, title), "cancel": address(row.organisation_id, row.last.year), "button": _("Hủy lần ghi này"),
        "grave": True,
    }  # fmt: skip
    return asking.page("citizens/form.html", given)
