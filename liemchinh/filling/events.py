from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

register(
    EventKind(
        "filling.kept",
        _("Giữ mẫu bảng tính số {blank} của {organisation}"),
        label=_("Giữ mẫu bảng tính"),
        data=("blank", "digest"),
    ),
    EventKind(
        "filling.renewed",
        _("Nạp lại mẫu bảng tính số {blank} của {organisation}: tìm lại {found} ô, chưa tìm được {lost} ô"),
        label=_("Nạp lại mẫu bảng tính"),
        data=("blank", "digest", "found", "lost"),
    ),
    EventKind(
        "filling.chosen",
        _("Chọn điều cần điền cho {cells} ô của mẫu bảng tính số {blank} của {organisation}"),
        label=_("Chọn ô của mẫu bảng tính"),
        data=("blank", "cells"),
    ),
    EventKind(
        "filling.removed",
        _("Bỏ một ô đã chọn của mẫu bảng tính số {blank} của {organisation}"),
        label=_("Bỏ ô của mẫu bảng tính"),
        data=("blank",),
    ),
    EventKind(
        "filling.deleted",
        _("Xóa mẫu bảng tính số {blank} của {organisation}"),
        label=_("Xóa mẫu bảng tính"),
        data=("blank",),
    ),
)
