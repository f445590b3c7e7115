from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

PERSONAL = (
    "full_name", "gender", "birth", "ethnicity", "education", "profession_level", "theory_level", "occupation", "home_place", "cv_no",
    "badge", "card_no", "source", "external_id",
)  # fmt: skip
REASON = ("reason",)

register(
    EventKind("members.registered", _("Lập hồ sơ của {member}"), personal=PERSONAL, label=_("Lập hồ sơ")),
    EventKind(
        "members.corrected",
        _("Sửa thông tin đã ghi của {member}"),
        data=REASON,
        personal=PERSONAL,
        label=_("Sửa thông tin đã ghi"),
    ),
    EventKind(
        "members.cancelled",
        _("Hủy một việc đã ghi nhầm của {member}"),
        data=REASON,
        label=_("Hủy một việc đã ghi nhầm"),
    ),
    EventKind("members.admitted", _("Kết nạp {member} tại {organisation}"), label=_("Kết nạp")),
    EventKind(
        "members.official",
        _("Công nhận {member} là hội viên chính thức tại {organisation}"),
        label=_("Công nhận chính thức"),
    ),
    EventKind("members.exempt", _("{member} được miễn sinh hoạt tại {organisation}"), label=_("Miễn sinh hoạt")),
    EventKind(
        "members.exempt_ended", _("{member} thôi miễn sinh hoạt tại {organisation}"), label=_("Thôi miễn sinh hoạt")
    ),
    EventKind(
        "members.transferred_out", _("{member} chuyển sinh hoạt khỏi {organisation}"), label=_("Chuyển sinh hoạt đi")
    ),
    EventKind(
        "members.transferred_in", _("{member} chuyển sinh hoạt đến {organisation}"), label=_("Chuyển sinh hoạt đến")
    ),
    EventKind(
        "members.suspended",
        _("Đình chỉ sinh hoạt của {member} tại {organisation}"),
        label=_("Đình chỉ sinh hoạt"),
        sensitive=True,
    ),
    EventKind(
        "members.resumed",
        _("{member} trở lại sinh hoạt tại {organisation}"),
        label=_("Trở lại sinh hoạt"),
        sensitive=True,
    ),
    EventKind(
        "members.restored",
        _("Phục hồi hội tịch của {member} tại {organisation}"),
        label=_("Phục hồi hội tịch"),
        sensitive=True,
    ),
    EventKind("members.readmitted", _("Kết nạp lại {member} tại {organisation}"), label=_("Kết nạp lại")),
    EventKind(
        "members.helped",
        _("{member} được giáo dục, giúp đỡ tại {organisation}"),
        label=_("Giáo dục, giúp đỡ"),
        sensitive=True,
    ),
    EventKind("members.struck_off", _("Xóa tên {member} tại {organisation}"), label=_("Xóa tên"), sensitive=True),
    EventKind(
        "members.left",
        _("{member} được ra khỏi Hiệp hội tại {organisation}"),
        label=_("Ra khỏi Hiệp hội"),
        sensitive=True,
    ),
    EventKind("members.expelled", _("Trục xuất {member} tại {organisation}"), label=_("Trục xuất"), sensitive=True),
    EventKind("members.died", _("{member} từ trần tại {organisation}"), label=_("Từ trần")),
    EventKind(
        "members.moved",
        _("{member} được phân bổ về {organisation} sau sắp xếp"),
        data=("decision", "assignment"),
        label=_("Phân bổ sau sắp xếp"),
    ),
    EventKind(
        "members.post_taken",
        _("{member} giữ chức vụ {post} tại {organisation}"),
        data=("post", "until", "term"),
        label=_("Giữ chức vụ"),
    ),
    EventKind(
        "members.post_ended",
        _("{member} thôi chức vụ {post} tại {organisation}"),
        data=("post",),
        label=_("Thôi chức vụ"),
    ),
    EventKind(
        "members.post_corrected",
        _("Sửa chức vụ đã ghi của {member} tại {organisation}: {post}"),
        data=("post", "until", "term", "reason"),
        label=_("Sửa chức vụ đã ghi"),
    ),
    EventKind(
        "members.post_cancelled",
        _("Hủy chức vụ {post} ghi nhầm của {member} tại {organisation}"),
        data=("post", "reason"),
        label=_("Hủy chức vụ ghi nhầm"),
    ),
    EventKind(
        "members.term_recorded",
        _("Nhiệm kỳ thứ {number} của {organisation}"),
        data=("number", "until"),
        label=_("Ghi nhiệm kỳ"),
    ),
    EventKind(
        "members.term_corrected",
        _("Sửa nhiệm kỳ đã ghi của {organisation}: thứ {number}"),
        data=("number", "until", "reason"),
        label=_("Sửa nhiệm kỳ đã ghi"),
    ),
    EventKind(
        "members.term_cancelled",
        _("Hủy nhiệm kỳ thứ {number} ghi nhầm của {organisation}"),
        data=("number", "reason"),
        label=_("Hủy nhiệm kỳ ghi nhầm"),
    ),
    EventKind(
        "members.erased", _("Xóa dữ liệu cá nhân của một người theo thời hạn lưu giữ"), label=_("Xóa dữ liệu cá nhân")
    ),
)
