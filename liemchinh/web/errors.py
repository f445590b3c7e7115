"""Pages for what went wrong: what happened, and what to do now."""

import logging
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from regulations.answers import Refusal

log = logging.getLogger("liemchinh.web")


@dataclass(frozen=True, slots=True)
class Trouble:
    """What an error page says."""

    title: str
    text: str
    steps: list[str] = field(default_factory=list)
    sign: str = "exclamation-triangle"
    reference: str = ""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request cannot be read."""
    trouble = Trouble(
        _("Không đọc được yêu cầu này"),
        _("Địa chỉ hoặc dữ liệu gửi lên có ký tự hay con số mà hệ thống không nhận. Chưa có gì được ghi."),
        [_("Quay lại trang trước và nhập lại."), _("Nếu mở từ một liên kết đã lưu, hãy đi từ Trang chính.")],
    )
    return _page(request, trouble, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, but not for this."""
    trouble = Trouble(
        _("Tài khoản này chưa được giao việc ở đây"),
        _("Trang có thật, nhưng vai trò của tài khoản không gồm việc này."),
        [_("Nếu công việc cần, hãy đề nghị người giao vai trò của tổ chức mình (không phải quản trị viên máy chủ).")],
        "lock-closed",
    )
    return _page(request, trouble, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form is too old or comes from elsewhere."""
    trouble = Trouble(
        _("Trang này mở đã lâu, nên chưa gửi được"),
        _("Để không ai gửi thay từ một trang khác, mỗi trang chỉ gửi được khi còn mới. Chưa có gì được ghi."),
        [
            _("Quay lại trang trước, tải lại trang rồi gửi lần nữa."),
            _("Nếu vẫn không được, hãy cho phép trình duyệt lưu cookie của trang này."),
        ],
        "arrow-path",
    )
    return _page(request, trouble, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing there, or nothing this person may know of; the page does not say which."""
    trouble = Trouble(
        _("Không tìm thấy trang này"),
        _("Địa chỉ không đúng, hoặc nội dung nằm ngoài phạm vi của tài khoản này."),
        [_("Kiểm tra lại địa chỉ."), _("Tìm người hoặc tổ chức ở ô tìm kiếm, hoặc đi từ Trang chính.")],
        "magnifying-glass",
    )
    return _page(request, trouble, 404)


def not_allowed(request: HttpRequest, response: HttpResponseNotAllowed) -> HttpResponse:
    """405: the address is for another way of asking, as when the result of a form is loaded again."""
    trouble = Trouble(
        _("Địa chỉ này không mở trực tiếp được"),
        _("Đây là nơi nhận một biểu mẫu đã gửi."),
        [_("Quay lại trang có biểu mẫu và gửi từ đó.")],
    )
    page = _page(request, trouble, 405)
    page.headers["Allow"] = response.headers["Allow"]
    return page


def unprocessable(request: HttpRequest, refusals: Iterable[Refusal]) -> HttpResponse:
    """422: every reason at once, each with its article and what to do. A part of a page (header X-Part) gets the list alone."""
    given = {"refusals": list(refusals), "back": back(request)}
    template = "web/parts/refusals.html" if request.headers.get("X-Part") else "web/refused.html"
    return render(request, template, given, status=422)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. The number on the page stands in the log too."""
    reference = secrets.token_hex(3).upper()
    log.error("reference %s: %s", reference, request.path)
    trouble = Trouble(
        _("Hệ thống gặp lỗi"),
        _("Lỗi này là của phần mềm, không phải do người dùng. Việc đang làm dở không được ghi nửa chừng."),
        [_("Thử lại sau ít phút."), _("Nếu vẫn lỗi, hãy báo quản trị viên mã số dưới đây.")],
        reference=reference,
    )
    try:
        return _page(request, trouble, 500)
    except Exception:
        log.exception("the error page itself failed")
        return HttpResponse(render_to_string("web/broken.html", {"trouble": trouble}), status=500)


def busy(request: HttpRequest) -> HttpResponse:
    """503: someone else is writing and did not finish in time."""
    trouble = Trouble(
        _("Đang có nhiều người ghi cùng lúc"),
        _("Việc vừa gửi chưa được ghi."),
        [_("Chờ khoảng nửa phút rồi gửi lại.")],
        "clock",
    )
    page = _page(request, trouble, 503)
    page.headers["Retry-After"] = "30"
    return page


def back(request: HttpRequest) -> str:
    """The page of this installation the request came from, "" if it came from elsewhere."""
    origin = request.headers.get("Referer", "")
    return origin if url_has_allowed_host_and_scheme(origin, {request.get_host()}, request.is_secure()) else ""


def _page(request: HttpRequest, trouble: Trouble, status: int) -> HttpResponse:
    return render(
        request, "web/error.html", {"trouble": trouble, "back": "" if status >= 500 else back(request)}, status=status
    )
