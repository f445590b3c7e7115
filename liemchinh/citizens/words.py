"""Closed lists of this room: how a rating came, why a count does not stand. What citizens answer and why: `envelopes.words`. No "other"."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from liemchinh.members.reasons import CANCELLATION, Words

# What may be done: keep the page for citizens and its counts; look at the picture.
KEEP, SEE = "citizens.keep", "figures.see"
SATISFIED, NEUTRAL, NOT_SATISFIED = "satisfied", "neutral", "not_satisfied"
# One for each finished file: by the code on its result slip, or counted on paper. Whoever answers without a code is counted apart.
SLIP, OPEN, PAPER = "slip", "open", "paper"
WAYS: Mapping[str, Words] = {
    SLIP: _("theo mã trên phiếu kết quả"),
    OPEN: _("không có mã"),
    PAPER: _("phiếu giấy, theo văn bản"),
}
OF_FILES = (SLIP, PAPER)
CANCELLING: Mapping[str, Words] = {code: CANCELLATION[code] for code in ("twice", "wrong_day", "wrong_place")}
# How an envelope came to its readers. Who empties the box knows how many lay in it; of what went past it only the readers know.
BOX, DIRECT = "box", "direct"
PAPER_WAYS: Mapping[str, Words] = {
    BOX: _("Từ thùng thư của cơ quan, còn dán kín"),
    DIRECT: _("Gửi hoặc đưa thẳng cho người đọc"),
}
# In an office and a period with fewer answers nobody is told how they were: whoever was there that day would be known.
FEWEST_SHOWN = 5
# Whose key: of those who read reports at a level, of whoever keeps identities there, of the office itself for suggestions.
READER, CUSTODIAN, OFFICER = "reader", "custodian", "officer"
READ, KEEP_NAMES, ACCEPT = "reports.read", "letters.identity", "roles.grant_case"
KEYS: Mapping[str, Words] = {
    READER: _("Đọc tin báo"),
    CUSTODIAN: _("Giữ tên người báo tin"),
    OFFICER: _("Đọc góp ý của cơ quan"),
}
VERB_OF: Mapping[str, str] = {READER: READ, CUSTODIAN: KEEP_NAMES, OFFICER: KEEP}
# How far a report is, as its readers are told; what the reporter is told: `envelopes.words.STATES`.
STANDS: Mapping[str, Words] = {
    "received": _("Chưa trả lời"),
    "asked": _("Đã hỏi thêm, đợi người báo tin"),
    "considering": _("Đang xem xét"),
    "passed_on": _("Đã chuyển vào sổ đơn thư"),
    "answered": _("Đã trả lời"),
    "not_handled_here": _("Không xử lý ở đây"),
    "closed": _("Đã kết thúc"),
}
# What two readers decide about a report.
MATTER, NOT_HANDLED = "matter", "not_handled"
DECISIONS: Mapping[str, Words] = {
    MATTER: _("Chuyển thành đơn trong sổ đơn thư"),
    NOT_HANDLED: _("Không xử lý ở đây"),
}
GROUNDS: Mapping[str, Mapping[str, Words]] = {
    MATTER: {
        "checkable": _("Nêu việc cụ thể, kiểm tra được"),
        "evidence": _("Có tài liệu kèm theo, kiểm tra được"),
        "repeated": _("Cùng một việc đã được nêu trước đây bằng văn bản"),
    },
    NOT_HANDLED: {
        "outside": _("Nội dung ngoài danh mục hành vi"),
        "elsewhere": _("Thuộc thẩm quyền của cơ quan nhà nước khác"),
        "no_content": _("Không nêu việc gì cụ thể"),
        "handled": _("Việc ấy đã có kết luận"),
    },
}
# Why a reader asks who reported, and why the custodian gives it.
ASKING: Mapping[str, Words] = {
    "verify": _("Phải hỏi trực tiếp để kiểm tra điều đã nêu"),
    "protect": _("Để áp dụng biện pháp bảo vệ người báo tin"),
    "sign": _("Người báo tin muốn đứng tên tố cáo"),
}
GRANTING: Mapping[str, Words] = {
    "needed": _("Không có cách nào khác để kiểm tra"),
    "safety": _("Người báo tin đang gặp nguy hiểm"),
    "agreed": _("Người báo tin đã đồng ý trong tin nhắn"),
}
