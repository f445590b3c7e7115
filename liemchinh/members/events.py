from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

PERSONAL = (
    "full_name", "gender", "birth", "ethnicity", "education", "profession_level", "theory_level", "occupation", "home_place", "cv_no",
    "badge", "card_no", "source", "external_id",
)  # fmt: skip
REASON = ("reason",)

register(
    EventKind("members.registered", _("Lập hồ sơ của {member}"), personal=PERSONAL),
    EventKind("members.corrected", _("Sửa thông tin đã ghi của {member}"), data=REASON, personal=PERSONAL),
    EventKind("members.cancelled", _("Hủy một việc đã ghi nhầm của {member}"), data=REASON),
    EventKind("members.admitted", _("Kết nạp {member} tại {organisation}")),
    EventKind("members.official", _("Công nhận {member} là đảng viên chính thức tại {organisation}")),
    EventKind("members.exempt", _("{member} được miễn sinh hoạt tại {organisation}")),
    EventKind("members.exempt_ended", _("{member} thôi miễn sinh hoạt tại {organisation}")),
    EventKind("members.transferred_out", _("{member} chuyển sinh hoạt khỏi {organisation}")),
    EventKind("members.transferred_in", _("{member} chuyển sinh hoạt đến {organisation}")),
    EventKind("members.suspended", _("Đình chỉ sinh hoạt của {member} tại {organisation}")),
    EventKind("members.resumed", _("{member} trở lại sinh hoạt tại {organisation}")),
    EventKind("members.restored", _("Phục hồi đảng tịch của {member} tại {organisation}")),
    EventKind("members.readmitted", _("Kết nạp lại {member} tại {organisation}")),
    EventKind("members.helped", _("{member} được giáo dục, giúp đỡ tại {organisation}")),
    EventKind("members.struck_off", _("Xóa tên {member} tại {organisation}")),
    EventKind("members.left", _("{member} được ra khỏi Đảng tại {organisation}")),
    EventKind("members.expelled", _("Khai trừ {member} tại {organisation}")),
    EventKind("members.died", _("{member} từ trần tại {organisation}")),
    EventKind("members.moved", _("{member} được phân bổ về {organisation} sau sắp xếp"), data=("decision",)),
    EventKind("members.post_taken", _("{member} giữ chức vụ tại {organisation}"), data=("post", "until")),
    EventKind("members.post_ended", _("{member} thôi chức vụ tại {organisation}"), data=("post",)),
    EventKind("members.erased", _("Xóa dữ liệu cá nhân của một người theo thời hạn lưu giữ")),
)
