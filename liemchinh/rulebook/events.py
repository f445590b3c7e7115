from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

register(
    EventKind(
        "rulebook.stated",
        _("Nêu giá trị của cơ quan, chờ người thứ hai xác nhận: {rule}"),
        data=("rule", "tree", "row"),
        label=_("Nêu giá trị của quy định"),
    ),
    EventKind(
        "rulebook.vouched",
        _("Xác nhận giá trị của cơ quan: {rule}; dời {moved} hạn đang mở"),
        data=("rule", "stated", "moved"),
        label=_("Xác nhận giá trị của quy định"),
    ),
    EventKind(
        "rulebook.withdrawn",
        _("Rút lại điều đã nêu, chưa ai xác nhận: {rule}"),
        data=("rule", "stated"),
        label=_("Rút lại giá trị đã nêu"),
    ),
    EventKind(
        "rulebook.ending_stated",
        _("Đề nghị thôi dùng giá trị của cơ quan: {rule}"),
        data=("rule", "stated"),
        label=_("Đề nghị thôi dùng một giá trị"),
    ),
    EventKind(
        "rulebook.ended",
        _("Thôi dùng giá trị của cơ quan: {rule}; dời {moved} hạn đang mở"),
        data=("rule", "stated", "moved"),
        label=_("Thôi dùng giá trị của quy định"),
    ),
)
