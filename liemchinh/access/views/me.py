"""One's own account: password, language and text size, remembered devices, open sessions."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access import devices, services, sessions
from liemchinh.access.forms import NewPasswordForm, NewPinForm, PreferencesForm, ProveForm
from liemchinh.access.proof import check_proof, proved_recently
from liemchinh.access.queries import (
    devices_of,
    grants_visible_to,
    held,
    passkeys_of,
    recoveries_visible_to,
    sessions_of,
)
from liemchinh.access.requests import SignedRequest
from liemchinh.access.second_factors import factors_of, needs_second_factor
from liemchinh.access.throttling import TooMany
from liemchinh.access.views.sign_in import too_many, where_next
from liemchinh.web.asking import Asking


@require_safe
def me(request: SignedRequest) -> HttpResponse:
    """My account: who I am here, my roles, what I sign in with, where I am signed in."""
    account, actor = request.user, request.actor
    return render(
        request,
        "access/me.html",
        {
            "account": account,
            "held": held(grants_visible_to(actor).filter(account=account)),
            "factors": factors_of(account),
            "needs_second_factor": needs_second_factor(account),
            "passkeys": passkeys_of(actor),
            "devices": devices_of(actor),
            "sessions": sessions_of(actor),
            "present": request.signed_in.pk,
            "recovery": recoveries_visible_to(actor).filter(account=account).first(),
            "preferences": PreferencesForm(initial={"language": account.language, "text_size": account.text_size}),
        },
    )


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@proved_recently
def password(request: SignedRequest) -> HttpResponse:
    """A new password of one's own; all other sessions and remembered devices end."""
    form = NewPasswordForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        factor = request.signed_in.second_factor
        with asking:
            services.change_password(request.user, new=form.cleaned_data["password"], actor=request.actor)
            return _signed_in_again(request, factor)
    return asking.page("access/password.html", {"must": request.user.must_change_password})


def _signed_in_again(request: SignedRequest, factor: str) -> HttpResponse:
    request.user.refresh_from_db()
    request.second_factor_used = factor  # type: ignore[attr-defined]  # the middleware puts it there
    login(request, request.user, backend="django.contrib.auth.backends.ModelBackend")
    messages.success(request, _("Đã đổi mật khẩu. Mọi phiên khác và thiết bị ghi nhớ đã kết thúc."))
    return redirect("access:me")


@require_POST
def preferences(request: SignedRequest) -> HttpResponse:
    """Keeps language and text size with the account, on whatever machine; what this browser chose before is forgotten."""
    form = PreferencesForm(request.POST)
    form.is_valid()
    language, text_size = (form.cleaned_data.get(name, "") for name in ("language", "text_size"))
    services.set_preferences(request.user, language=language, text_size=text_size, actor=request.actor)
    response = redirect("access:me")
    response.delete_cookie("language")
    response.delete_cookie("text")
    return response


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def prove(request: SignedRequest) -> HttpResponse:
    """Once more: it is me. Then on to the page that asked."""
    form = ProveForm(request.POST or None, with_code=factors_of(request.user).any)
    trouble, status = "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            try:
                factor = check_proof(request.signed_in, password=given["password"], code=given.get("code", ""))
            except TooMany as error:
                trouble, status = too_many(error), 429
            else:
                if factor is not None:
                    sessions.strengthen(request, request.signed_in, factor)
                    return HttpResponseRedirect(where_next(request))
                trouble = _("Mật khẩu hoặc mã không đúng.")
    return render(
        request, "access/prove.html", {"form": form, "trouble": trouble, "next": where_next(request)}, status=status
    )


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@proved_recently
def device(request: SignedRequest) -> HttpResponse:
    """Remembers this device for 90 days, opened by a PIN."""
    form = NewPinForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        label = sessions.device_label(request.headers.get("User-Agent", ""))
        with asking:
            token = devices.remember_device(
                request.user, form.cleaned_data["pin"], signed_in=request.signed_in, label=label, actor=request.actor
            )
            messages.success(request, _("Đã ghi nhớ thiết bị này 90 ngày. Lần sau chỉ cần mã PIN."))
            return _with_cookie(redirect("access:me"), token)
    return asking.page("access/device.html", {})


def _with_cookie(response: HttpResponse, token: str) -> HttpResponse:
    response.set_cookie(
        devices.COOKIE,
        token,
        max_age=devices.KEPT,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


@require_POST
def forget_device(request: SignedRequest, device_id: int) -> HttpResponse:
    """One of my devices is remembered no more."""
    devices.forget_device(get_object_or_404(devices_of(request.actor), pk=device_id), actor=request.actor)
    messages.success(request, _("Đã quên thiết bị ấy."))
    return redirect("access:me")


@require_POST
def end_session(request: SignedRequest, session_id: int) -> HttpResponse:
    """One of my sessions ends, wherever it is open."""
    sessions.end_session(get_object_or_404(sessions_of(request.actor), pk=session_id), actor=request.actor)
    messages.success(request, _("Đã kết thúc phiên ấy."))
    return redirect("access:me")


def back_to_me(request: HttpRequest, text: str) -> HttpResponse:
    """My account again, with what was done."""
    messages.success(request, text)
    return redirect("access:me")
