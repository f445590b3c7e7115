"""Open sessions: one row each, without which a cookie opens nothing; listed, ended one by one, ended all at once."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import user_logged_in
from django.http import HttpRequest
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.access.codes import token_hash
from liemchinh.access.models import Account, Device, SignedIn
from liemchinh.journal import clock
from regulations.answers import Refusal, Refused

SEEN_EVERY = timedelta(minutes=5)
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac", "Mac"),
    ("Linux", "Linux"),
)


def device_label(agent: str) -> str:
    """What a browser calls itself, in two words: "Chrome, Android". Nothing else of it is kept."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), _("Trình duyệt"))
    system = next((name for mark, name in _SYSTEMS if mark in agent), _("máy khác"))
    return f"{browser}, {system}"


def open_session(sender: Any, request: HttpRequest, user: Account, **_: Any) -> None:
    """On every sign-in, whichever way it was made: the row without which the session counts for nothing."""
    if not request.session.session_key:
        request.session.create()
    now = clock.now()
    used = getattr(request, "second_factor_used", "")
    device: Device | None = getattr(request, "device_used", None)
    SignedIn.objects.filter(started_at__lt=now - timedelta(seconds=settings.SESSION_COOKIE_AGE)).delete()
    SignedIn.objects.create(
        account=user, key_hash=token_hash(request.session.session_key or ""), device=device, second_factor=used,
        label=device_label(request.META.get("HTTP_USER_AGENT", "")), started_at=now, seen_at=now, proved_at=now,
    )  # fmt: skip


def connect() -> None:
    """Called once at start."""
    user_logged_in.connect(open_session, dispatch_uid="access-sessions")


def signed_in_of(request: HttpRequest) -> SignedIn | None:
    """The open session of a request, noted as seen; None when it was ended, has run out, or its account is closed."""
    key = request.session.session_key
    if not key or not request.user.is_authenticated:
        return None
    row = SignedIn.objects.filter(key_hash=token_hash(key), account_id=request.user.pk).first()
    now = clock.now()
    if row is None or row.started_at + timedelta(seconds=settings.SESSION_COOKIE_AGE) <= now:
        return None
    if row.seen_at + SEEN_EVERY <= now:
        SignedIn.objects.filter(pk=row.pk).update(seen_at=now)
    return row


def strengthen(request: HttpRequest, signed_in: SignedIn, factor: str) -> None:
    """The holder just showed who they are: noted for ten minutes, with the second factor if one was shown; under a fresh key."""
    request.session.cycle_key()
    signed_in.key_hash = token_hash(request.session.session_key or "")
    signed_in.proved_at = clock.now()
    signed_in.second_factor = signed_in.second_factor or factor
    signed_in.save(update_fields=["key_hash", "proved_at", "second_factor"])


def end_session(signed_in: SignedIn, *, actor: Actor) -> None:
    """Ends one session of one's own. Refuses another person's."""
    if signed_in.account_id != actor.account_id:
        raise Refused([Refusal("access.not_own", _("Chỉ chủ tài khoản kết thúc phiên của mình."))])
    signed_in.delete()


def end_every_session(account: Account) -> None:
    """Every session ends and every remembered device is forgotten, at once."""
    SignedIn.objects.filter(account=account).delete()
    Device.objects.filter(account=account).delete()
