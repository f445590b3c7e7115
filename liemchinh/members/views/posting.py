"""Who holds which post in an organisation on a day; posts taken, ended, corrected, cancelled."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.members import posting
from liemchinh.members.forms import CancelForm
from liemchinh.members.holders import holders_visible_to, posts_visible_to, terms_of
from liemchinh.members.models import Post
from liemchinh.members.offices import label_of
from liemchinh.members.posting_forms import CorrectPostForm, EndPostForm, TakePostForm, told_of
from liemchinh.members.queries import names as names_of_people
from liemchinh.members.queries import uid_of
from liemchinh.members.views.listing import organisation_asked, posts_address
from liemchinh.organisations.beside import beside
from liemchinh.organisations.forms import day_asked
from liemchinh.organisations.queries import names, path_visible_to
from liemchinh.rulebook.current import charter
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb

TEMPORARY = "transfer.temporary.committee_seat"


@require_safe
def posts(request: SignedRequest) -> HttpResponse:
    """Who holds which post on a day, and the terms of the organisation."""
    actor = request.actor
    on, form = day_asked(request)
    at = organisation_asked(actor, request.GET.get("at"), on)
    path = path_visible_to(actor, at, on)
    name = names([at]).get(at, "")
    given = {
        "at": at, "on": on, "form": form, "name": name, "today": clock.today(), "holders": holders_visible_to(actor, at, on),
        "terms": terms_of(at), "may_edit": actor.covers("members.edit", at),
        "beside": beside(actor, at, on, lambda number: posts_address(number, on)),
        "crumbs": [*(Crumb(v.name, reverse("organisations:one", args=[v.organisation_id])) for v in path), Crumb(_("Chức vụ"))],
    }  # fmt: skip
    return render(request, "members/offices.html", given)


@require_http_methods(["GET", "POST"])
def take_post(request: SignedRequest, at: int) -> HttpResponse:
    """Somebody takes a post in an organisation."""
    actor = request.actor
    if not actor.covers("members.edit", at):
        raise Http404
    form = TakePostForm(request.POST or None, actor=actor, organisation=at)
    given = {
        "title": _("Ghi giữ chức vụ"),
        "place": names([at]).get(at, ""),
        "cancel": posts_address(at, clock.today()),
    }

    def write() -> HttpResponse:
        person = form.cleaned_data["person"]
        posting.take_post(form.seat(person, at), actor=actor)
        messages.success(request, _("Đã ghi giữ chức vụ."))
        return _to_person(person)

    return answer(request, form, given, _("Ghi vào sổ"), write)


@require_http_methods(["GET", "POST"])
def end_post(request: SignedRequest, number: int) -> HttpResponse:
    """A post is held no more."""
    post = _post_or_404(request, number)
    form = EndPostForm(request.POST or None)
    given = _about(post, _("Ghi thôi chức vụ")) | {"says": kept_when_away(clock.today())}

    def write() -> HttpResponse:
        posting.end_post(post.pk, form.ends_on(), actor=request.actor)
        messages.success(request, _("Đã ghi thôi chức vụ."))
        return _to_person(post.person_id)

    return answer(request, form, given, _("Ghi vào sổ"), write)


@require_http_methods(["GET", "POST"])
def correct_post(request: SignedRequest, number: int) -> HttpResponse:
    """A seat is written anew, with a reason; what was written before stays in the book."""
    post = _post_or_404(request, number)
    form = CorrectPostForm(
        request.POST or None, organisation=post.organisation_id, written=post.post, initial=told_of(post)
    )

    def write() -> HttpResponse:
        seat = form.seat(post.person_id, post.organisation_id)
        posting.correct_post(post.pk, seat, reason=form.cleaned_data["reason"], actor=request.actor)
        messages.success(request, _("Đã sửa. Điều ghi trước đây vẫn còn trong sổ."))
        return _to_person(post.person_id)

    return answer(request, form, _about(post, _("Sửa chức vụ đã ghi")), _("Sửa"), write)


@require_http_methods(["GET", "POST"])
def cancel_post(request: SignedRequest, number: int) -> HttpResponse:
    """A seat that was recorded and never held."""
    post = _post_or_404(request, number)
    form = CancelForm(request.POST or None)

    def write() -> HttpResponse:
        posting.cancel_post(post.pk, reason=form.cleaned_data["reason"], actor=request.actor)
        messages.success(request, _("Đã hủy. Việc ấy vẫn còn trong sổ, có ghi là đã hủy."))
        return _to_person(post.person_id)

    given = _about(post, _("Hủy chức vụ ghi nhầm")) | {"grave": True}
    return answer(request, form, given, _("Hủy chức vụ này"), write)


def answer(
    request: SignedRequest, form: forms.Form, given: dict[str, Any], button: str, write: Callable[[], HttpResponse]
) -> HttpResponse:
    """The form; posted and valid, what was asked is written, or the form comes back with every reason against it."""
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            return write()
    told = {"crumbs": [Crumb(given["place"], given["cancel"]), Crumb(given["title"])], **given}
    told |= {"button": button}
    return asking.page("web/form.html", told)


def kept_when_away(on: date) -> str:
    """What the rules of a day say of a seat while its holder is on a temporary transfer: one sentence, unknown told as unknown."""
    book = charter().rulebook
    found = book.parameter(TEMPORARY, on=on)
    if found.verdict != "yes":
        said = _(
            "Sinh hoạt tạm thời ở nơi khác: chưa rõ có giữ chức vụ ban điều hành hay không, nên phần mềm để nguyên. %(why)s"
        )
        return said % {"why": found.reason}
    return _("Sinh hoạt tạm thời ở nơi khác thì vẫn giữ chức vụ tại %(where)s (%(citation)s).") % {
        "where": book.parameters[TEMPORARY].shown(found.value), "citation": found.citation}  # fmt: skip


def _post_or_404(request: SignedRequest, number: int) -> Post:
    found = posts_visible_to(request.actor).filter(pk=number).first()
    if found is None or not request.actor.covers("members.edit", found.organisation_id):
        raise Http404
    return found


def _about(post: Post, title: str) -> dict[str, Any]:
    name = names_of_people([post.person_id]).get(post.person_id, _("Người số %(number)s") % {"number": post.person_id})
    place = names([post.organisation_id]).get(post.organisation_id, "")
    page = reverse("members:one", args=[uid_of(post.person_id)])
    told = _("%(post)s ở %(place)s") % {"post": label_of(post.post), "place": place}
    return {"title": title, "name": name, "place": told, "cancel": page, "crumbs": [Crumb(name, page), Crumb(title)]}


def _to_person(person: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("members:one", args=[uid_of(person)]))
