"""A year of an organisation: who is due and why, how far it is; drawn up, added to, marked many at once, left again."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.actor import Actor
from liemchinh.access.requests import SignedRequest
from liemchinh.declarations import handing, services
from liemchinh.declarations.due import unlisted, words_of
from liemchinh.declarations.forms import DayForm, DutyForm, HandedForm, ReasonForm
from liemchinh.declarations.models import Duty
from liemchinh.declarations.overview import OWN, Progress, handed_in, parts, progress_under
from liemchinh.declarations.publishing import POSTED_FOR, WITHIN, posted_for
from liemchinh.declarations.queries import (
    Line,
    bearer_of,
    duties_of,
    duty_visible_to,
    lines,
    note_reading,
    own_of,
    publications_of,
    unvouched,
)
from liemchinh.declarations.views.frame import address, answer, crumbs, place_or_404, year_asked
from liemchinh.declarations.words import KINDS, LIES, MISSING, MISTAKES, RELEASES, STATES, WAYS
from liemchinh.journal import clock
from liemchinh.members.queries import names as people_names
from liemchinh.organisations.queries import names
from liemchinh.rulebook.current import charter
from liemchinh.web.components import Bar, KeyFigure
from liemchinh.web.numbers import show_number
from regulations.rules.declaring import ANNUAL, due_on, threshold


@require_safe
def year(request: SignedRequest, organisation: int) -> HttpResponse:
    """The lists of a year; who stands on them is named, so the reading is kept."""
    name, today = place_or_404(request, organisation), clock.today()
    asked = year_asked(request)
    listed = lines(duties_of(organisation, asked), today)
    if listed:
        note_reading(request.actor, organisation)
    progress = progress_under(organisation, asked, today)
    years = [(one, address("year", organisation, one)) for one in range(today.year, today.year - 4, -1)]
    given = {
        "name": name, "organisation": organisation, "year": asked, "years": years, "progress": progress,
        "lists": _by_kind(listed), "publications": _publications(request.actor, organisation, asked),
        "legend": [str(word) for word in STATES.values()], "crumbs": crumbs(organisation, name, asked),
        **_drawn(progress, asked), **_rules(organisation, asked),
        **_not_listed(organisation, asked),
    }  # fmt: skip
    return render(request, "declarations/year.html", given)


def _by_kind(listed: list[Line]) -> list[tuple[str, list[dict[str, Any]]]]:
    found = []
    for kind, title in KINDS.items():
        rows = [
            {"line": line, "why": words_of(line.duty.basis) if line.duty.basis else "", "state": str(STATES[line.state]),
             "lies": str(LIES[line.handed.lies]) if line.handed else "", "late": line.state == MISSING}
            for line in listed if line.duty.kind == kind
        ]  # fmt: skip
        if rows:
            found.append((str(title), rows))
    return found


def _drawn(progress: Progress, asked: int) -> dict[str, Any]:
    places = names(key for key in progress.children if key != OWN)
    figures = [
        KeyFigure(_("Phải kê khai"), progress.due), KeyFigure(_("Đã nộp"), progress.handed_in),
        KeyFigure(_("Nộp sau hạn"), progress.late),
        KeyFigure(_("Quá hạn, chưa nộp"), progress.missing, tone="late" if progress.missing else ""),
    ]  # fmt: skip
    bars = [_bar(places[key], progress, key, address("year", key, asked)) for key in sorted(places, key=places.get)]  # type: ignore[arg-type]
    if OWN in progress.children:
        bars.insert(0, _bar(_("Chính tổ chức này"), progress, OWN, ""))
    return {"figures": figures, "bars": bars}


def _bar(title: str, progress: Progress, key: int, url: str) -> Bar:
    counts = progress.children[key]
    told = f"{show_number(handed_in(counts))}/{show_number(counts.total())}"
    return Bar(title, counts.total(), url, parts(counts), told)


def _rules(organisation: int, asked: int) -> dict[str, Any]:
    """The last day of the year's declaration, the thresholds and how long it is public; of a past year those of its last day."""
    today = clock.today()
    day = today.replace(year=asked, month=12, day=31) if asked < today.year else today
    rules = charter(organisation)
    return {
        "deadline": due_on(rules.rulebook, rules.calendar, ANNUAL, day, on=day),
        "thresholds": [threshold(rules.rulebook, name, on=day) for name in ("item_threshold", "change_threshold")],
        "windows": [rules.rulebook.parameter(name, on=day) for name in (WITHIN, POSTED_FOR)],
    }


def _publications(actor: Actor, organisation: int, asked: int) -> list[dict[str, Any]]:
    """Each with its way in words, whether the days it must last are not verified, and whether the reader may vouch for them."""
    rows = publications_of(organisation, asked)
    own, waits = own_of(rows, actor), set(rows.filter(pk__in=unvouched()).values_list("pk", flat=True))
    return [
        {
            "row": row, "way": WAYS[row.way], "waits": row.pk in waits, "mine": row.pk in own,
            "unclear": row.way == "posted" and posted_for(organisation, row.starts_on).verdict == "unknown",
        }
        for row in rows
    ]  # fmt: skip


def _not_listed(organisation: int, asked: int) -> dict[str, Any]:
    """Of this year: who holds a post that calls for it and is on no list; and of whom the rules do not know."""
    today = clock.today()
    found = unlisted(organisation, asked, today) if asked == today.year else []
    return {
        "waiting": [one for one in found if one.answer.verdict == "yes"],
        "unknown": [one for one in found if one.answer.verdict == "unknown"],
    }


@require_http_methods(["GET", "POST"])
def draw_up(request: SignedRequest, organisation: int) -> HttpResponse:
    """The list of a year out of the posts of a day; who would come on it today is shown first."""
    name, today = place_or_404(request, organisation), clock.today()
    form = DayForm(request.POST or None, initial={"on": today})
    found = unlisted(organisation, today.year, today)
    if found:
        note_reading(request.actor, organisation)
    title = _("Lập danh sách kê khai hằng năm")
    given = {
        "title": title, "name": name, "button": _("Lập danh sách"), "crumbs": crumbs(organisation, name, today.year, title),
        "listed": [one for one in found if one.answer.verdict == "yes"],
        "says": _("Lấy từ chức vụ trong danh sách hội viên và vị trí đã ghi. Ai chưa rõ có phải kê khai không thì không đưa vào."),
    }  # fmt: skip

    def call() -> object:
        return services.draw_up_list(organisation, form.cleaned_data["on"], actor=request.actor)

    back = address("year", organisation, today.year)
    return answer(request, form, call, back, _("Đã lập danh sách."), given)


@require_http_methods(["GET", "POST"])
def add(request: SignedRequest, organisation: int) -> HttpResponse:
    """One person, for a declaration that no post alone calls for."""
    name, today = place_or_404(request, organisation), clock.today()
    form = DutyForm(request.POST or None, actor=request.actor, organisation=organisation)
    title = _("Thêm người phải kê khai")
    given = {
        "title": title, "name": name, "button": _("Thêm vào danh sách"),
        "crumbs": crumbs(organisation, name, today.year, title),
        "says": _("Lần đầu, bổ sung, phục vụ công tác cán bộ. Kê khai hằng năm lấy từ chức vụ, vị trí."),
    }  # fmt: skip

    def call() -> object:
        told = form.cleaned_data
        return services.add_duty(organisation, told["kind"], told["person"], told["arose_on"], actor=request.actor)

    back = address("year", organisation, today.year)
    return answer(request, form, call, back, _("Đã thêm vào danh sách."), given)


@require_http_methods(["GET", "POST"])
def mark(request: SignedRequest, organisation: int) -> HttpResponse:
    """Everybody of the year's lists who has not handed in yet: tick those who did, all of one day at once."""
    name, asked = place_or_404(request, organisation), year_asked(request)
    waits = [line for line in lines(duties_of(organisation, asked), clock.today()) if line.handed is None]
    if waits:
        note_reading(request.actor, organisation)
    form = HandedForm(request.POST or None, initial={"on": clock.today(), "lies": "unit"})
    ticked = {line.duty.pk for line in waits if request.POST.get(f"duty-{line.duty.pk}")}
    title = _("Đánh dấu đã nộp")
    given = {
        "title": title, "name": name, "year": asked, "crumbs": crumbs(organisation, name, asked, title),
        "rows": [(line, str(KINDS[line.duty.kind]), line.duty.pk in ticked) for line in waits],
    }  # fmt: skip

    def call() -> object:
        return handing.mark_handed_in(organisation, asked, ticked, form.handed(), actor=request.actor)

    back = address("year", organisation, asked)
    return answer(request, form, call, back, _("Đã đánh dấu."), given, "declarations/mark.html")


@require_http_methods(["GET", "POST"])
def release(request: SignedRequest, duty: int) -> HttpResponse:
    """Somebody leaves a list."""
    row, form = _duty_or_404(request, duty), ReasonForm(request.POST or None, offered=RELEASES)
    title = _("Đưa ra khỏi danh sách")

    def call() -> object:
        return services.release_duty(row.pk, form.cleaned_data["reason"], actor=request.actor)

    return answer(request, form, call, *_of(row, title, _("Đã đưa ra khỏi danh sách.")))


@require_http_methods(["GET", "POST"])
def unmark(request: SignedRequest, duty: int) -> HttpResponse:
    """A mark was set wrongly."""
    row, form = _duty_or_404(request, duty), ReasonForm(request.POST or None, offered=MISTAKES)
    title = _("Hủy dòng nộp ghi nhầm")

    def call() -> object:
        return handing.take_back_mark(row.pk, form.cleaned_data["reason"], actor=request.actor)

    done = _("Đã hủy. Việc ấy vẫn còn trong sổ, có ghi là đã hủy.")
    return answer(request, form, call, *_of(row, title, done))


def _duty_or_404(request: SignedRequest, duty: int) -> Duty:
    row = duty_visible_to(request.actor, duty)
    if row is None:
        raise Http404
    note_reading(request.actor, bearer_of(row.organisation_id))
    return row


def _of(row: Duty, title: str, done: str) -> tuple[str, str, dict[str, Any]]:
    """Where a form about one declaration leads back to, what it says then, and what its page shows."""
    place = bearer_of(row.organisation_id)
    name, person = names([place]).get(place, ""), people_names([row.person_id]).get(row.person_id, "")
    given = {
        "title": title, "name": f"{person} – {KINDS[row.kind]} {row.year}", "button": title, "grave": True,
        "crumbs": crumbs(place, name, row.year, title),
    }  # fmt: skip
    return f"{reverse('declarations:year', args=[place])}?year={row.year}", done, given
