"""Closed lists of this room: where a case comes from, which organ decides, forms, how somebody was heard, why no sanction is imposed."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from liemchinh.members.reasons import Words
from liemchinh.rulebook.rows import shipped
from liemchinh.rulebook.worded import worded
from regulations.sanctions import MEMBERSHIP_ENDS, POSTS_END

# What a case may come from; each is a document with number, day and issuer (guards 9).
SOURCES: Mapping[str, Words] = {
    "inspection": _("Kết luận kiểm tra, giám sát"),
    "proposal": _("Đề nghị thi hành kỷ luật của tổ chức hiệp hội"),
    "directive": _("Chỉ đạo bằng văn bản của cấp trên"),
    "judgment": _("Bản án, quyết định đã có hiệu lực của tòa án"),
    "audit": _("Kết luận thanh tra, kiểm toán"),
}
# The bodies, levels and forms of the charter: which body may decide which form is asked of the rules, never told by these lists.
ORGANS: Mapping[str, Words] = {one.code: worded(one.label, one.gloss) for one in shipped().bodies.kinds.values()}
LEVELS: Mapping[str, Words] = {one.code: worded(one.label, one.gloss) for one in shipped().bodies.levels.values()}
FORMS: Mapping[str, Words] = {one.code: worded(one.label, one.gloss) for one in shipped().sanctions.values()}
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


def ends_membership(form: str) -> bool:
    """Does whoever is so sanctioned cease to be a member?"""
    return _effect(form) == MEMBERSHIP_ENDS


def ends_posts(form: str) -> bool:
    """Does whoever is so sanctioned cease to hold posts?"""
    return _effect(form) == POSTS_END


def changes_register(form: str) -> bool:
    """Does the register change with such a sanction on a person?"""
    return ends_membership(form) or ends_posts(form)


def _effect(form: str) -> str:
    found = shipped().sanctions.get(form)
    return found.effect if found else ""
