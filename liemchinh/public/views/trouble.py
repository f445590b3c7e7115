"""Pages for what went wrong: what happened, and what to do now."""

import logging

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from liemchinh.envelopes.exchanged import Office

log = logging.getLogger("liemchinh.public")


def _page(
    request: HttpRequest, status: int, title: Promise, text: Promise, office: Office | None = None
) -> HttpResponse:
    given = {"title": title, "text": text, "office": office}
    return render(request, "public/trouble.html", given, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: it cannot be read."""
    title, text = (
        _("Không đọc được yêu cầu này"),
        _("Có ký tự mà trang không nhận. Chưa có gì được gửi. Hãy quay lại và nhập lại."),
    )
    return _page(request, 400, title, text)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page."""
    return _page(
        request, 404, _("Không tìm thấy trang này"), _("Hãy quét lại mã QR, hoặc tìm cơ quan trong danh sách.")
    )


def not_allowed(request: HttpRequest, response: HttpResponseNotAllowed) -> HttpResponse:
    """405: the address takes a form that was filled in."""
    page = _page(request, 405, _("Trang này không mở trực tiếp được"), _("Hãy đi từ trang có biểu mẫu."))
    page.headers["Allow"] = response.headers["Allow"]
    return page


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more than ten megabytes."""
    return _page(
        request,
        413,
        _("Các tệp lớn quá 10 MB"),
        _("Chưa có gì được gửi. Hãy quay lại, chọn ít tệp hơn hoặc chụp ở cỡ nhỏ hơn."),
    )


def too_often(request: HttpRequest, office: Office | None = None) -> HttpResponse:
    """429: this connection, or this office's page, has had its number."""
    title, text = (
        _("Trang đang nhận quá nhiều"),
        _("Chưa có gì được gửi. Hãy thử lại sau một giờ, hoặc dùng phiếu giấy và thùng thư của cơ quan."),
    )
    page = _page(request, 429, title, text, office)
    page.headers["Retry-After"] = "3600"
    return page


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    log.error("a page failed")
    return _page(
        request, 500, _("Trang gặp lỗi"), _("Lỗi này là của phần mềm. Hãy thử lại sau ít phút, hoặc dùng phiếu giấy.")
    )
