"""Closed lists of this room: where a case comes from, which organ decides, forms, how somebody was heard, why no sanction is imposed."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from liemchinh.members.reasons import Words

# What a case may come from; each is a document with number, day and issuer (guards 9).
SOURCES: Mapping[str, Words] = {
    "inspection": _("Kết luận kiểm tra, giám sát"),
    "proposal": _("Đề nghị thi hành kỷ luật của tổ chức hiệp hội"),
    "directive": _("Chỉ đạo bằng văn bản của cấp trên"),
    "judgment": _("Bản án, quyết định đã có hiệu lực của tòa án"),
    "audit": _("Kết luận thanh tra, kiểm toán"),
}
# The bodies of `regulations/rules/competence.py`: which of them may decide is asked of the rules, never told by this list.
ORGANS: Mapping[str, Words] = {
    "branch": _("Chi hội"),
    "committee": _("Ban chấp hành (ban liên hội, ban huyện hội, ban tỉnh hội)"),
    "standing_committee": _("Ban thường vụ"),
    "inspection_commission": _("Ban kiểm soát"),
    "branch_committee": _("Ban chi hội"),
    "section_committee": _("Ban liên hội bộ phận"),
    "advisory_agency": _("Cơ quan tham mưu của ban điều hành"),
    "party_caucus": _("Hiệp hội đoàn, ban cán sự hiệp hội (trước đây)"),
}
FORMS: Mapping[str, Words] = {
    "reprimand": _("Quở trách"),
    "warning": _("Răn đe"),
    "removal": _("Bãi chức"),
    "expulsion": _("Trục xuất"),
    "dissolution": _("Giải tán"),
}
LEVELS: Mapping[str, Words] = {
    "branch": _("Chi hội"),
    "section": _("Ban liên hội bộ phận"),
    "grassroots": _("Cấp cơ sở"),
    "upper": _("Cấp trên trực tiếp của tổ chức cơ sở hiệp hội"),
    "district": _("Cấp huyện (trước ngày 01/07/2025)"),
    "province": _("Cấp tỉnh"),
    "central": _("Trung ương"),
}
# How the person was heard: by somebody of the deciding body, at its meeting, in writing; or why the body went on without (the text's list).
MET, AT_MEETING, WRITTEN = "met", "at_meeting", "written"
HEARD: Mapping[str, Words] = {
    MET: _("Đại diện cơ quan quyết định đã gặp, nghe trình bày"),
    AT_MEETING: _("Trình bày trực tiếp tại hội nghị"),
    WRITTEN: _("Trình bày bằng văn bản"),
    "absent_without_reason": _("Đã mời nhiều lần mà vắng không có lý do chính đáng"),
    "refuses_self_review": _("Không tự kiểm điểm"),
    "detained": _("Đang bị tạm giữ, tạm giam"),
}
EXPIRED = "expired"
CAUSES: Mapping[str, Words] = {
    EXPIRED: _("Hết thời hiệu"),
    "order_objected": _("Làm theo lệnh cấp trên nhưng đã kịp thời báo cáo, bảo lưu ý kiến"),
    "authorised_innovation": _("Đổi mới được cấp có thẩm quyền cho phép mà không thành"),
}
# To whom a cross-notice goes.
NOTICED: Mapping[str, Words] = {
    "state": _("Chính quyền, cơ quan, đơn vị (xử lý về hành chính)"),
    "mass": _("Mặt trận, đoàn thể (xử lý về đoàn thể)"),
}
# How what spoke against a step of history is told; `casework.history` has the words of the four groups.
OBJECTIONS: Mapping[str, Words] = {
    "competence.none": _("Nơi quyết định không có thẩm quyền với hình thức này"),
    "competence.own": _("Có thẩm quyền mà đề nghị cấp khác"),
    "competence.target": _("Nơi được đề nghị không có thẩm quyền"),
    "hearing.missing": _("Người bị xem xét kỷ luật chưa được nghe trình bày"),
    "vote.missing": _("Không có kết quả bỏ phiếu của nơi quyết định"),
    "vote.other_form": _("Hình thức trong quyết định khác kết quả bỏ phiếu"),
    "vote.none": _("Không hình thức nào đủ số phiếu"),
    "limitation.over": _("Đã hết thời hiệu"),
    "limitation.running": _("Chưa hết thời hiệu"),
    "deferred": _("Đang trong thời gian chưa xem xét kỷ luật"),
    "unknown": _("Có điều chưa xác minh được"),
}
