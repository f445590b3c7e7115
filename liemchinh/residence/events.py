from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

register(
    EventKind(
        "residence.linked",
        _("{member} có giấy giới thiệu về giữ mối liên hệ ở {organisation}"),
        data=("letter_on",),
        label=_("Giới thiệu về nơi cư trú"),
    ),
    EventKind(
        "residence.ended",
        _("{member} thôi giữ mối liên hệ ở {organisation}"),
        data=("link", "act"),
        label=_("Thôi giữ mối liên hệ nơi cư trú"),
    ),
    EventKind(
        "residence.resumed",
        _("{member} giữ mối liên hệ ở {organisation} như trước: việc rời danh sách đã hủy"),
        data=("link",),
        label=_("Giữ lại mối liên hệ nơi cư trú"),
    ),
    EventKind(
        "residence.received",
        _("Nhận phiếu nhận xét nơi cư trú của {member} tại {organisation}"),
        data=("link", "half"),
        label=_("Nhận phiếu nhận xét nơi cư trú"),
    ),
    EventKind(
        "residence.not_received",
        _("Bỏ đánh dấu đã nhận phiếu của {member} tại {organisation}"),
        data=("link", "half"),
        label=_("Bỏ đánh dấu đã nhận phiếu"),
    ),
    EventKind(
        "residence.handed_in",
        _("{member} nộp phiếu nhận xét nơi cư trú"),
        data=("link", "half"),
        label=_("Nộp phiếu nhận xét nơi cư trú"),
    ),
)
