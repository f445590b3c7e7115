"""Closed lists of what the person concerned sends, the evidence they name, and where a paper lies."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from liemchinh.members.reasons import Words

# Longer than this is handed in on paper, or in two.
LONGEST = 15_000
EXPLANATION, ON_DRAFT, RESERVE, RECONSIDER = "explanation", "on_draft", "reserve", "reconsider"
APPEAL, WITHDRAWAL = "appeal", "withdrawal"
SENT: Mapping[str, Words] = {
    EXPLANATION: _("Giải trình"),
    ON_DRAFT: _("Ý kiến về dự thảo kết quả"),
    RESERVE: _("Bảo lưu ý kiến"),
    RECONSIDER: _("Đề nghị xem xét lại kết luận"),
    APPEAL: _("Đơn khiếu nại"),
    WITHDRAWAL: _("Rút khiếu nại"),
}
# The name of a printed form, as it stands on paper.
TITLES: Mapping[str, str] = {
    EXPLANATION: "BÁO CÁO GIẢI TRÌNH",
    ON_DRAFT: "Ý KIẾN VỀ DỰ THẢO KẾT QUẢ",
    RESERVE: "VĂN BẢN BẢO LƯU Ý KIẾN",
    RECONSIDER: "ĐƠN ĐỀ NGHỊ XEM XÉT LẠI KẾT LUẬN",
    APPEAL: "ĐƠN KHIẾU NẠI KỶ LUẬT",
    WITHDRAWAL: "ĐƠN RÚT KHIẾU NẠI KỶ LUẬT",
}
# May be sent without a word: that one keeps one's opinion is said by the form itself.
WORDLESS = frozenset({RESERVE, WITHDRAWAL})
# Kinds of evidence: papers and things, never a person.
EVIDENCE: Mapping[str, Words] = {
    "decision": _("Quyết định, nghị quyết, kết luận"),
    "minutes": _("Biên bản"),
    "assignment": _("Văn bản giao việc, chỉ đạo"),
    "voucher": _("Hóa đơn, chứng từ, sổ sách"),
    "contract": _("Hợp đồng, hồ sơ công việc"),
    "judgment": _("Bản án, quyết định của cơ quan tố tụng"),
    "report": _("Báo cáo, công văn đã gửi"),
}
LIES: Mapping[str, Words] = {
    "enclosed": _("nộp bản giấy kèm theo"),
    "mine": _("tôi đang giữ"),
    "workplace": _("ở cơ quan, đơn vị tôi làm việc"),
    "archive": _("ở kho lưu trữ"),
}
# Where a paper handed in lies.
KEPT_AT: Mapping[str, Words] = {
    "organ": _("hồ sơ của cơ quan tiến hành"),
    "office": _("văn thư của ban điều hành"),
}
