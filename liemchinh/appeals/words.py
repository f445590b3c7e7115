"""Closed lists of this room: what must be known before an appeal is resolved, what is restored after an annulment, levels in words."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from liemchinh.members.reasons import Words

# The grounds of `regulations/rules/appeals.py` that no record of ours answers: who rules says yes, no, or that it is not known.
ASKED: Mapping[str, Words] = {
    "pending_or_concluded": _("Cấp có thẩm quyền đang giải quyết, hoặc cấp cao nhất đã kết luận"),
    "court_sentence": _("Đã bị tòa án kết án từ cải tạo không giam giữ trở lên và bản án chưa bị hủy"),
    "after_transfer": _("Chỉ khiếu nại sau khi đã chuyển chính thức ra ngoài ban điều hành cấp trên trực tiếp ấy"),
    "skips_level": _("Gửi vượt cấp, hoặc gửi đồng thời nhiều nơi"),
}
GROUNDS: Mapping[str, Words] = {
    **ASKED,
    "late": _("Gửi sau thời hạn khiếu nại"),
    "refused_decision": _("Đã không nhận quyết định"),
    "before_decision": _("Chưa có quyết định bằng văn bản"),
    "on_behalf": _("Khiếu nại thay người khác"),
}
KNOWN: Mapping[str, Words] = {"no": _("Không"), "yes": _("Có"), "unknown": _("Chưa rõ")}
LEVELS: Mapping[str, Words] = {
    "grassroots": _("cấp cơ sở"),
    "upper": _("cấp trên trực tiếp của tổ chức cơ sở hiệp hội"),
    "district": _("cấp huyện"),
    "province": _("cấp tỉnh"),
    "central": _("Trung ương"),
}
# What is restored after an annulment; which of them apply follows from the sanction alone.
ANNOUNCED, MEMBERSHIP, POSTS, PAY = "announced", "membership", "posts", "pay"
REDRESS: Mapping[str, Words] = {
    ANNOUNCED: _("Công bố quyết định này ở nơi đã công bố kỷ luật"),
    "apology": _("Xin lỗi bằng văn bản"),
    MEMBERSHIP: _("Trả lại thẻ hội viên, phục hồi sinh hoạt hiệp hội"),
    POSTS: _("Phục hồi chức vụ, hoặc bố trí chức vụ tương đương"),
    "evaluation": _("Sửa lại đánh giá, xếp loại, quy hoạch đã bị ảnh hưởng"),
    PAY: _("Trả lại quyền lợi về lương, chế độ"),
}
