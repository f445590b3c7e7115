"""What a view of this house may rely on in its request."""

from django.http import HttpRequest

from liemchinh.access.actor import Actor
from liemchinh.access.models import Account, SignedIn


class SignedRequest(HttpRequest):
    """A request that ActorMiddleware let through to a page that is not public."""

    actor: Actor
    user: Account  # type: ignore[assignment]
    signed_in: SignedIn


def address_of(request: HttpRequest) -> str:
    """Where the request comes from: only for counting attempts, never stored. Behind the office's own proxy, what that proxy saw."""
    from django.conf import settings

    forwarded = request.headers.get("X-Forwarded-For", "") if getattr(settings, "SECURE_PROXY_SSL_HEADER", None) else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
