"""Closed lists of this room, with their words. No "other", no free text (guards 2)."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from liemchinh.members.reasons import Words

KEEP = "ballots.keep"
SURVEY, VOTE, CONFIDENCE = "survey", "vote", "confidence"
KINDS: Mapping[str, Words] = {
    SURVEY: _("Khảo sát bằng phiếu kín"),
    VOTE: _("Biểu quyết bằng phiếu kín"),
    CONFIDENCE: _("Lấy phiếu tín nhiệm"),
}
PAPER, PHONE, BOTH = "paper", "phone", "both"
CHANNELS: Mapping[str, Words] = {
    PAPER: _("Chỉ hòm phiếu giấy"),
    PHONE: _("Chỉ điện thoại"),
    BOTH: _("Hòm phiếu giấy và điện thoại, một lần kiểm phiếu"),
}
PREPARED, FROZEN, DRAWN, OPEN, CLOSED = "prepared", "frozen", "drawn", "open", "closed"
COUNTED, AGAIN, DESTROYED, VOID = "counted", "again", "destroyed", "void"
STATES: Mapping[str, Words] = {
    PREPARED: _("Đang chuẩn bị"),
    FROZEN: _("Đã khóa danh sách"),
    DRAWN: _("Đã in phiếu"),
    OPEN: _("Đang bỏ phiếu"),
    CLOSED: _("Đã đóng, chờ kiểm phiếu"),
    COUNTED: _("Đã kiểm phiếu"),
    AGAIN: _("Chờ kiểm phiếu lại"),
    DESTROYED: _("Đã hủy mã và phiếu"),
    VOID: _("Không có giá trị"),
}
# From the frozen list to the count: a copy brought back in between voids the vote.
UNDER_WAY = (FROZEN, DRAWN, OPEN, CLOSED)
# Why a paper ballot is spoiled.
SPOILED: Mapping[str, Words] = {
    "not_issued": _("Không phải phiếu do tổ kiểm phiếu phát"),
    "two_choices": _("Đánh dấu từ hai ô trở lên ở một dòng chỉ chọn một"),
    "unreadable": _("Không xác định được đã đánh dấu ô nào"),
    "signed": _("Có tên, chữ ký hoặc dấu hiệu nhận ra người bỏ phiếu"),
    "blank": _("Phiếu trắng"),
}
RESTORED = "restored"
# Why a vote does not stand and is held again. The first is the software's alone.
VOIDS: Mapping[str, Words] = {
    RESTORED: _("Bản sao lưu được phục hồi giữa lúc bỏ phiếu"),
    "codes_lost": _("Mất hai mã của người kiểm phiếu"),
    "numbers": _("Số phiếu phát ra, thu về không khớp"),
    "slips_lost": _("Thiếu phiếu chưa phát khi đóng hòm phiếu"),
    "objection": _("Có khiếu nại được chấp nhận"),
    "wrong_list": _("Danh sách người bỏ phiếu hoặc nội dung phiếu ghi nhầm"),
    "not_held": _("Không tổ chức bỏ phiếu"),
}

# Why the same ballots are counted once more.
WHY_AGAIN: Mapping[str, Words] = {
    "voter": _("Người bỏ phiếu khiếu nại kết quả"),
    "subject": _("Người có tên trên phiếu khiếu nại kết quả"),
    "teller": _("Người kiểm phiếu đề nghị"),
    "minutes": _("Biên bản đã ký ghi khác số trong phần mềm"),
    "above": _("Tổ chức cấp trên yêu cầu"),
}


def again_words(code: str) -> str:
    """What the book calls a reason to count again; the code itself for none of them."""
    return str(WHY_AGAIN.get(code, code))


def kind_words(code: str) -> str:
    """What the book calls a kind of vote; the code itself for none of them."""
    return str(KINDS.get(code, code))


def void_words(code: str) -> str:
    """What the book calls a reason; the code itself for none of them."""
    return str(VOIDS.get(code, code))
