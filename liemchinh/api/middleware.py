"""Whatever answers under the API's address is JSON, and every call with a key is written down before its answer is sent."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from liemchinh.api.models import Call
from liemchinh.journal import clock

UNDER = "/api/v1/"
KEPT = ("Allow", "Retry-After", "WWW-Authenticate")


class ApiMiddleware:
    """Stands outermost, so that what other layers say no to has the API's shape too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith(UNDER):
            return response
        if response.status_code >= 400 and response.headers.get("Content-Type", "").startswith("text/html"):
            response = _as_json(response)
        response.headers["Cache-Control"] = "no-store"
        _write_down(request, response)
        return response


def _as_json(page: HttpResponse) -> HttpResponse:
    told = {"error": f"http-{page.status_code}", "message": _messages().get(page.status_code, _("Không trả lời được."))}
    response = JsonResponse(told, status=page.status_code)
    for name in KEPT:
        if name in page.headers:
            response[name] = page.headers[name]
    return response


def _messages() -> dict[int, str]:
    return {
        400: _("Không đọc được yêu cầu này."),
        404: _("Không có, hoặc ngoài phạm vi của khóa."),
        405: _("Địa chỉ này chỉ đọc, bằng GET."),
        503: _("Đang có nhiều người ghi cùng lúc; xem Retry-After."),
    }


def _write_down(request: HttpRequest, response: HttpResponse) -> None:
    bearer = getattr(request, "bearer", None)
    if bearer is not None and request.resolver_match is not None:
        Call.objects.create(
            token=bearer.token, at=clock.now(), what=request.resolver_match.url_name or "", status=response.status_code,
            organisation_id=getattr(request, "asked_about", None), given=getattr(request, "given", 0),
        )  # fmt: skip
