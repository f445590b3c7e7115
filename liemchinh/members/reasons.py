"""Closed lists of reasons. No "other", no free text: a new reason is a reviewed change of the product (guards 2)."""

from collections.abc import Collection, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from regulations.answers import Refusal

Words = str | Promise

# Why a leader opens the page of one person below.
OPENING: Mapping[str, Words] = {
    "decision": _("Ký hoặc chuẩn bị một quyết định về người này"),
    "request": _("Trả lời đơn, đề nghị của chính người này"),
    "meeting": _("Chuẩn bị buổi làm việc với người này"),
    "register": _("Đối chiếu danh sách với giấy tờ gốc"),
    "superior": _("Cấp trên yêu cầu bằng văn bản"),
}

# Why what was written about a person is written anew.
CORRECTION: Mapping[str, Words] = {
    "typing": _("Gõ nhầm khi ghi"),
    "paper": _("Giấy tờ gốc ghi khác"),
    "changed": _("Thông tin đã thay đổi từ lần ghi trước"),
    "member": _("Chính người này đề nghị, có giấy tờ"),
    "file": _("Tệp nhập ban đầu ghi sai"),
}

# Why an act that was recorded does not stand.
CANCELLATION: Mapping[str, Words] = {
    "wrong_person": _("Ghi nhầm người"),
    "wrong_day": _("Ghi nhầm ngày"),
    "wrong_place": _("Ghi nhầm tổ chức"),
    "wrong_kind": _("Ghi nhầm loại việc"),
    "twice": _("Việc đã được ghi rồi"),
    "annulled": _("Quyết định làm căn cứ đã bị hủy"),
}

# Why the day or the place of an act is written anew.
REPLACEMENT: Mapping[str, Words] = {code: CANCELLATION[code] for code in ("wrong_day", "wrong_place")}
# A file that is read in again says otherwise: the program's own reason, offered by no form.
IMPORTED = "imported"
OWN: Mapping[str, Words] = {IMPORTED: _("Tệp nạp sau ghi khác")}


def faults_of_reason(reason: str, offered: Collection[str] = CANCELLATION) -> list[Refusal]:
    """The refusal of a reason that is not on the list, whoever sends it; nothing for one that is."""
    if reason in offered:
        return []
    return [Refusal("reason", "Lý do này không có trong danh sách.", remedy="Hãy chọn một lý do trong danh sách.")]


def words_of(code: str) -> str:
    """The words for a reason kept in the book or in the log of readings; the code itself for one that is no longer offered."""
    for reasons in (OPENING, CORRECTION, CANCELLATION, OWN):
        if code in reasons:
            return str(reasons[code])
    return code
