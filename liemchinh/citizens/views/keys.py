"""Keys at an organisation: who can open, one's own key and its card, accepting a key from paper."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.citizens import keys
from liemchinh.citizens.forms import KeyForm, MarkForm, RenewForm
from liemchinh.citizens.models import Recipient
from liemchinh.citizens.queries import key_at, keys_at, keys_waiting_for, kinds_for, may_see_keys
from liemchinh.citizens.views.frame import asked, crumbs, leading_to
from liemchinh.citizens.words import ACCEPT, KEYS
from liemchinh.envelopes.recipients import in_groups
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.web.asking import Asking


@require_safe
def listed(request: SignedRequest, organisation: int) -> HttpResponse:
    """Who can open what comes here: shown to everybody who can, and to who accepts keys."""
    actor = request.actor
    if not may_see_keys(actor, organisation):
        raise Http404
    waits = {row.pk for row in keys_waiting_for(actor)}
    given = {
        "at": organisation, "name": names([organisation]).get(organisation, ""), "kinds": kinds_for(actor, organisation),
        "keys": [(one, one.row.pk in waits, one.row.account_id == actor.account_id) for one in keys_at(organisation)],
        "accepts": actor.covers(ACCEPT, organisation), "crumbs": crumbs(_("Khóa")),
    }  # fmt: skip
    return render(request, "citizens/keys.html", given)


@require_http_methods(["GET", "POST"])
def make(request: SignedRequest, organisation: int) -> HttpResponse:
    """A key of one's own; its card is shown once."""
    kinds = kinds_for(request.actor, organisation)
    if not kinds:
        raise Http404
    form, title = (
        KeyForm(request.POST or None, kinds=kinds, initial={"kind": next(iter(kinds))}),
        _("Làm khóa của mình"),
    )

    def call() -> tuple[Recipient, str]:
        told = form.cleaned_data
        return keys.make_key(organisation, told["kind"], told["phrase"], actor=request.actor)

    given = {
        "title": title, "detail": names([organisation]).get(organisation, ""), "crumbs": crumbs(title), "button": title,
        "cancel": reverse("citizens:keys", args=[organisation]),
        "says": _("Trang sau hiện thẻ và dấu khóa đúng một lần: chuẩn bị máy in. Hai cán bộ đối chiếu dấu khóa thì khóa mới dùng."),
    }  # fmt: skip
    return asked(request, form, call, lambda made: _card(request, *made), given)


@require_http_methods(["GET", "POST"])
def renew(request: SignedRequest, key: int) -> HttpResponse:
    """Another phrase and another card for one's own key."""
    row = key_at(key)
    if row is None or row.account_id != request.actor.account_id:
        raise Http404
    form, title = RenewForm(request.POST or None, kinds={}), _("Đổi câu mở và thẻ")

    def call() -> str:
        told = form.cleaned_data
        return keys.renew_key(row.pk, told["secret"], told["phrase"], actor=request.actor)

    given = {
        "title": title, "detail": str(KEYS[row.kind]), "crumbs": crumbs(title), "button": title,
        "cancel": reverse("citizens:keys", args=[row.organisation_id]),
    }  # fmt: skip
    return asked(request, form, call, lambda card: _card(request, row, card), given)


def _card(request: SignedRequest, row: Recipient, card: str) -> HttpResponse:
    given = {
        "row": row, "card": card, "mark": in_groups(row.mark), "kind": KEYS[row.kind], "holder": request.user.display_name,
        "name": names([row.organisation_id]).get(row.organisation_id, ""), "today": clock.today(), "crumbs": crumbs(_("Thẻ và dấu khóa")),
    }  # fmt: skip
    answer = render(request, "citizens/card.html", given)
    answer["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "POST"])
def accept(request: SignedRequest, key: int) -> HttpResponse:
    """An officer compares the fingerprint with the holder's paper."""
    row = next((one for one in keys_waiting_for(request.actor) if one.pk == key), None)
    if row is None:
        raise Http404
    form, title = MarkForm(request.POST or None), _("Xác nhận khóa")
    given = {
        "title": title, "detail": f"{row.account.display_name} · {KEYS[row.kind]}", "crumbs": crumbs(title), "button": title,
        "cancel": reverse("citizens:keys", args=[row.organisation_id]),
        "says": _("Nhận tờ giấy từ chính tay người giữ khóa và ghi lại dấu khóa in trên đó. Không chép từ màn hình, tin nhắn."),
    }  # fmt: skip
    done = leading_to(
        request, _("Đã ghi. Khóa dùng được khi đủ hai cán bộ xác nhận."), "citizens:keys", row.organisation_id
    )
    return asked(
        request, form, lambda: keys.accept_key(row.pk, form.cleaned_data["mark"], actor=request.actor), done, given
    )


@require_POST
def end(request: SignedRequest, key: int) -> HttpResponse:
    """Nothing new is sealed for a key."""
    row = key_at(key)
    actor = request.actor
    if row is None or not (row.account_id == actor.account_id or actor.covers(ACCEPT, row.organisation_id)):
        raise Http404
    asking = Asking(request)
    with asking:
        keys.end_key(row.pk, actor=actor)
        messages.success(request, _("Khóa không nhận tin báo mới nữa."))
        return redirect("citizens:keys", row.organisation_id)
    return asking.page("citizens/form.html", {"title": _("Kết thúc khóa")})
