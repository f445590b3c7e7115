"""Keys for other programs, as the officers who answer for them see them; and the schema for whoever writes such a program."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.proof import proved_recently
from liemchinh.access.requests import SignedRequest
from liemchinh.api import queries, services
from liemchinh.api.endpoints import api
from liemchinh.api.forms import TokenForm
from liemchinh.api.middleware import UNDER
from liemchinh.api.models import Token
from liemchinh.api.purposes import KEEP, PURPOSES, RIGHTS
from liemchinh.journal import clock
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import names, standing
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb

SHOWN = 200


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """OpenAPI 3.1: which questions there are and how they are answered. Public: it says nothing of anybody."""
    return JsonResponse(api.get_openapi_schema(path_prefix=UNDER.strip("/")), json_dumps_params={"ensure_ascii": False})


@require_safe
def tokens(request: SignedRequest, organisation: int) -> HttpResponse:
    """The keys over an organisation, those that open something first."""
    place = _place_or_404(request, organisation)
    rows = [_row(one) for one in queries.tokens_visible_to(request.actor, organisation)]
    given = {
        "name": place.name, "at": organisation, "crumbs": _crumbs(place),
        "open": [row for row in rows if row["open"]], "closed": [row for row in rows if not row["open"]],
        "schema": request.build_absolute_uri(reverse("api:schema")),
    }  # fmt: skip
    return render(request, "api/tokens.html", given)


@require_http_methods(["GET", "POST"])
@proved_recently
def make(request: SignedRequest, organisation: int) -> HttpResponse:
    """A key is made; its secret is shown this once."""
    place = _place_or_404(request, organisation)
    form = TokenForm(request.POST or None)
    asking, back = Asking(request, form), reverse("api:tokens", args=[organisation])
    crumbs = _crumbs(place, Crumb(_("Cấp khóa")))
    if asking.is_valid():
        with asking:
            token, secret = services.make_token(organisation, form.token(), actor=request.actor)
            given = {"name": place.name, "crumbs": crumbs, "row": _row(token), "secret": secret, "back": back}
            return render(request, "api/made.html", given)
    told = {
        "title": _("Cấp khóa cho phần mềm khác"), "name": place.name, "button": _("Cấp khóa"), "cancel": back, "crumbs": crumbs,
        "says": _("Khóa đọc được tổ chức này và mọi tổ chức bên dưới, không ghi được gì. Khóa hết hiệu lực khi người cấp thôi vai trò."),
    }  # fmt: skip
    return asking.page("web/form.html", told)


@require_POST
def revoke(request: SignedRequest, token: int) -> HttpResponse:
    """A key is taken back."""
    row = _token_or_404(request, token)
    services.revoke_token(row.pk, actor=request.actor)
    messages.success(request, _("Đã thu hồi khóa."))
    return redirect("api:tokens", row.organisation_id)


@require_safe
def calls(request: SignedRequest, token: int) -> HttpResponse:
    """The newest calls that were made with a key."""
    row = _token_or_404(request, token)
    place = _place_or_404(request, row.organisation_id)
    found = list(queries.calls_visible_to(request.actor, token).order_by("-pk")[:SHOWN])
    called = names({one.organisation_id for one in found if one.organisation_id})
    given = {
        "row": _row(row), "name": place.name, "crumbs": _crumbs(place, Crumb(_("Khóa số %(number)s") % {"number": row.pk})),
        "calls": [(one, _what(one.what), called.get(one.organisation_id or 0, "")) for one in found],
    }  # fmt: skip
    return render(request, "api/calls.html", given)


def _place_or_404(request: SignedRequest, organisation: int) -> Version:
    place = standing(clock.today()).filter(organisation_id=organisation).first()
    if place is None or not request.actor.covers(KEEP, organisation):
        raise Http404
    return place


def _token_or_404(request: SignedRequest, token: int) -> Token:
    row = queries.tokens_visible_to(request.actor).filter(pk=token).first()
    if row is None:
        raise Http404
    return row


def _crumbs(place: Version, *more: Crumb) -> list[Crumb]:
    number = place.organisation_id
    here = Crumb(_("Khóa cho phần mềm khác"), reverse("api:tokens", args=[number]) if more else "")
    return [Crumb(place.name, reverse("organisations:one", args=[number])), here, *more]


def _row(token: Token) -> dict[str, Any]:
    return {
        "token": token, "purpose": PURPOSES[token.purpose].label, "rights": [RIGHTS[one].label for one in token.rights.split()],
        "by": token.account.display_name, "open": token.cancelled_by is None and token.last_on >= clock.today(),
    }  # fmt: skip


def _what(code: str) -> str:
    return {
        "organisations": _("Danh mục tổ chức"), "organisation": _("Một tổ chức"), "indicators": _("Danh mục chỉ tiêu"),
        "figures": _("Số liệu"), "changes": _("Thay đổi của danh sách"),
    }.get(code, code)  # fmt: skip
