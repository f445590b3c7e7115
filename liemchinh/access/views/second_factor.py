"""Setting up the second factor: an app, a printed card, a passkey."""

import io
import json

import segno
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access import passkeys, second_factors, sessions
from liemchinh.access import totp as app
from liemchinh.access.forms import AppForm, PasskeyForm
from liemchinh.access.proof import proved_recently
from liemchinh.access.requests import SignedRequest
from liemchinh.access.views.me import back_to_me
from liemchinh.access.views.sign_in import read_answer
from liemchinh.journal import clock
from liemchinh.web.asking import Asking


@require_safe
def setup(request: SignedRequest) -> HttpResponse:
    """The ways to prove oneself beside the password, what is set, and whether a role demands one."""
    given = {
        "factors": second_factors.factors_of(request.user),
        "needed": second_factors.needs_second_factor(request.user),
        "has_passkeys": passkeys.domain() is not None,
    }
    return render(request, "access/setup.html", given)


@require_http_methods(["GET", "POST"])
@proved_recently
def totp(request: SignedRequest) -> HttpResponse:
    """A picture for the authenticator app, then its first code. The secret waits, sealed, in the session until that code fits."""
    kept = bytes.fromhex(request.session.get("new_app", ""))
    secret = app.unseal(request.user, kept) or app.new_secret()
    request.session["new_app"] = app.seal(request.user, secret).hex()
    form = AppForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            second_factors.set_totp(request.user, secret, form.cleaned_data["code"], actor=request.actor)
            del request.session["new_app"]
            sessions.strengthen(request, request.signed_in, "totp")
            return back_to_me(request, _("Đã cài ứng dụng mã. Từ lần sau, đăng nhập cần thêm mã trong ứng dụng."))
    spelled = " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))
    given = {"picture": _picture(app.address_of(secret, request.user)), "secret": spelled}
    return asking.page("access/totp.html", given)


def _picture(address: str) -> str:
    drawn = io.BytesIO()
    segno.make(address, error="m").save(
        drawn, kind="svg", xmldecl=False, svgns=True, scale=5, border=4, light="#fff", title="QR"
    )
    return drawn.getvalue().decode()


@require_http_methods(["GET", "POST"])
@proved_recently
def card(request: SignedRequest) -> HttpResponse:
    """A card of single-use codes, shown this once, to be printed."""
    if request.method != "POST":
        return render(request, "access/card.html", {"factors": second_factors.factors_of(request.user)})
    codes = second_factors.issue_card(request.user, actor=request.actor)
    sessions.strengthen(request, request.signed_in, "card")
    given = {"codes": codes, "account": request.user, "today": clock.today()}
    return render(request, "access/card_printed.html", given)


@require_http_methods(["GET", "POST"])
@proved_recently
def passkey(request: SignedRequest) -> HttpResponse:
    """A passkey of this device or of a security key; only where the installation has TLS and a name."""
    form = PasskeyForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        answer, state = read_answer(form.cleaned_data["answer"]), request.session.pop("passkey_state", None) or {}
        with asking:
            passkeys.set_passkey(request.user, answer, state, label=form.cleaned_data["label"], actor=request.actor)
            sessions.strengthen(request, request.signed_in, "passkey")
            return back_to_me(request, _("Đã thêm khóa truy cập."))
    options, request.session["passkey_state"] = passkeys.registration_options(request.user)
    return asking.page("access/passkey.html", {"options": json.dumps(options)})


@require_POST
@proved_recently
def remove(request: SignedRequest, factor: str) -> HttpResponse:
    """One way less to prove oneself."""
    if factor not in second_factors.KEPT_IN:
        raise Http404
    second_factors.remove_factor(request.user, factor, actor=request.actor)
    return redirect("access:setup")
