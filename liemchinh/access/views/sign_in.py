"""Signing in: name and password, second factor, a remembered device's PIN, a code handed over in person."""

import json
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from liemchinh.access import devices, passkeys
from liemchinh.access.forms import CodeForm, PinForm, RecoverForm, SignInForm
from liemchinh.access.models import Account, Device
from liemchinh.access.recovery import recover as recover_account
from liemchinh.access.requests import SignedRequest, address_of
from liemchinh.access.second_factors import check_code, factors_of
from liemchinh.access.sessions import end_session
from liemchinh.access.signing_in import account_pending, check_password, forget_pending, keep_pending
from liemchinh.access.throttling import TooMany
from liemchinh.web.asking import Asking


def where_next(request: HttpRequest) -> str:
    """The page asked for before signing in, if it is one of ours; otherwise home."""
    there = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(there, None) and there.startswith("/")
    return there if safe else reverse(settings.LOGIN_REDIRECT_URL)


def _with_next(name: str, request: HttpRequest) -> str:
    return f"{reverse(name)}?{urlencode({'next': where_next(request)})}"


def complete(request: HttpRequest, account: Account, factor: str, device: Device | None = None) -> HttpResponse:
    """Opens the session under a fresh key and goes on to the page asked for."""
    forget_pending(request)
    request.second_factor_used, request.device_used = factor, device  # type: ignore[attr-defined]  # the middleware puts it there
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    return HttpResponseRedirect(where_next(request))


def _show(request: HttpRequest, template: str, given: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, f"access/{template}.html", {"next": where_next(request), **given}, status=status)


def too_many(error: TooMany) -> str:
    """What is said when there were too many attempts: the same for every account, also one that does not exist."""
    return _("Đã thử quá nhiều lần. Hãy chờ %(minutes)s phút rồi thử lại.") % {"minutes": error.minutes}


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """A name and a password; a remembered device is asked for its PIN instead."""
    if request.actor.is_anyone:  # type: ignore[attr-defined]  # the middleware puts it there
        return HttpResponseRedirect(where_next(request))
    form = SignInForm(request.POST or None)
    if request.method != "POST":
        remembered = devices.device_of(request.COOKIES.get(devices.COOKIE, ""))
        if remembered and "by-password" not in request.GET:
            return HttpResponseRedirect(_with_next("access:pin", request))
        return _show(request, "sign_in", {"form": form})
    if not form.is_valid():
        return _show(request, "sign_in", {"form": form}, 422)
    try:
        given = form.cleaned_data
        account = check_password(given["username"], given["password"], address=address_of(request))
    except TooMany as error:
        return _show(request, "sign_in", {"form": form, "trouble": too_many(error)}, 429)
    if account is None:
        return _show(request, "sign_in", {"form": form, "trouble": _("Tên đăng nhập hoặc mật khẩu không đúng.")}, 422)
    if not factors_of(account).any:
        return complete(request, account, "")
    keep_pending(request, account)
    return HttpResponseRedirect(_with_next("access:second-factor", request))


@never_cache
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """The second step, for ten minutes after the right password."""
    account = account_pending(request)
    if account is None:
        return HttpResponseRedirect(_with_next("sign-in", request))
    form, trouble, status = CodeForm(request.POST or None), "", 200
    if request.method == "POST" and form.is_valid():
        try:
            factor = _factor(request, account, form)
            if factor:
                return complete(request, account, factor)
            trouble, status = _("Mã không đúng hoặc đã dùng rồi."), 422
        except TooMany as error:
            forget_pending(request)
            trouble, status = too_many(error), 429
    options = None
    if factors_of(account).passkeys and passkeys.domain():
        options, request.session["passkey_state"] = passkeys.challenge(account)
    given = {"form": CodeForm(), "trouble": trouble, "options": json.dumps(options) if options else ""}
    return _show(request, "second_factor", given, status)


def _factor(request: HttpRequest, account: Account, form: CodeForm) -> str:
    answer, state = form.cleaned_data["answer"], request.session.pop("passkey_state", None)
    if not answer:
        return check_code(account, form.cleaned_data["code"])
    right = state is not None and passkeys.check_passkey(account, read_answer(answer), state)
    return "passkey" if right else ""


def read_answer(text: str) -> dict[str, Any]:
    """What the browser's passkey answered; empty when it is not readable."""
    try:
        answer = json.loads(text)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


@never_cache
@require_http_methods(["GET", "POST"])
def pin(request: HttpRequest) -> HttpResponse:
    """The PIN of a remembered device: five tries, then the device is forgotten."""
    token = request.COOKIES.get(devices.COOKIE, "")
    device = devices.device_of(token)
    if device is None:
        return _forgotten(request)
    form, trouble, status = PinForm(request.POST or None), "", 200
    if request.method == "POST" and form.is_valid():
        try:
            right = devices.check_pin(token, form.cleaned_data["pin"], address=address_of(request))
        except TooMany as error:
            return _show(request, "pin", {"form": form, "device": device, "trouble": too_many(error)}, 429)
        if right:
            return complete(request, right.account, "device" if right.second_factor else "", right)
        device = devices.device_of(token)
        if device is None:
            messages.warning(request, _("Sai mã PIN năm lần: thiết bị này không còn được ghi nhớ."))
            return _forgotten(request)
        trouble, status = _("Mã PIN không đúng. Còn %(left)s lần thử.") % {"left": device.tries_left}, 422
    return _show(request, "pin", {"form": PinForm(), "device": device, "trouble": trouble}, status)


def _forgotten(request: HttpRequest) -> HttpResponse:
    response = HttpResponseRedirect(_with_next("sign-in", request))
    response.delete_cookie(devices.COOKIE)
    return response


@never_cache
@require_http_methods(["GET", "POST"])
def recover(request: HttpRequest) -> HttpResponse:
    """For a holder to whom two people handed the halves of a code: a new password."""
    form = RecoverForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        given = form.cleaned_data
        try:
            with asking:
                recover_account(
                    given["username"], given["first"], given["second"], given["password"], address=address_of(request)
                )
                messages.success(request, _("Đã đặt mật khẩu mới. Hãy đăng nhập."))
                return HttpResponseRedirect(reverse("sign-in"))
        except TooMany as error:
            return _show(request, "recover", {"form": form, "trouble": too_many(error)}, 429)
    return asking.page("access/recover.html", {"next": where_next(request)})


@require_POST
def sign_out(request: SignedRequest) -> HttpResponse:
    """Ends this session; the browser forgets what it kept for it, pages and acts that wait to be sent."""
    end_session(request.signed_in, actor=request.actor)
    logout(request)
    return HttpResponseRedirect(reverse("sign-in"), headers={"Clear-Site-Data": '"storage"'})
