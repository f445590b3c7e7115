from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

register(
    EventKind(
        "journal.personal_erased",
        _("Đã xóa dữ liệu cá nhân của một người khỏi sổ; chuỗi sổ vẫn nguyên vẹn"),
        label=_("Xóa dữ liệu cá nhân khỏi sổ"),
        data=("sequences",),
    ),
)
