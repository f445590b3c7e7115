from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

register(
    EventKind(
        "national.layout_kept",
        _(
            "Giữ bảng mẫu của cơ sở dữ liệu hội viên quốc gia cho {organisation}: {columns} cột, {carried} cột có dữ liệu"
        ),
        label=_("Giữ bảng mẫu cơ sở dữ liệu quốc gia"),
        data=("columns", "carried"),
    ),
    EventKind(
        "national.column_chosen",
        _("Chọn lại điều ghi vào cột thứ {column} của bảng mẫu cơ sở dữ liệu quốc gia, {organisation}"),
        label=_("Chọn lại cột cơ sở dữ liệu quốc gia"),
        data=("column", "field"),
    ),
    EventKind(
        "national.stopped",
        _("{organisation} thôi giữ việc nhập vào cơ sở dữ liệu hội viên quốc gia"),
        label=_("Thôi nhập cơ sở dữ liệu quốc gia"),
    ),
    EventKind(
        "national.taken",
        _("Lấy tệp {count} việc chưa nhập vào cơ sở dữ liệu hội viên quốc gia của {organisation}"),
        label=_("Lấy tệp cho cơ sở dữ liệu quốc gia"),
        data=("up_to", "count"),
    ),
    EventKind(
        "national.entered",
        _("{organisation} đánh dấu {count} việc đã nhập vào cơ sở dữ liệu hội viên quốc gia"),
        label=_("Đánh dấu đã nhập ở nơi kia"),
        data=("acts", "count"),
    ),
    EventKind(
        "national.not_entered",
        _("{organisation} bỏ dấu đã nhập vào cơ sở dữ liệu hội viên quốc gia của một việc"),
        label=_("Bỏ dấu đã nhập ở nơi kia"),
        data=("act",),
    ),
    EventKind(
        "national.compared",
        _("So danh sách của cơ sở dữ liệu hội viên quốc gia với sổ của {organisation}: {read} dòng, {different} khác"),
        label=_("So với cơ sở dữ liệu quốc gia"),
        data=("comparison", "read", "same", "different", "there", "ambiguous", "unreadable", "here"),
    ),
    EventKind(
        "national.differences_taken",
        _("Lấy tệp {count} chỗ khác với cơ sở dữ liệu hội viên quốc gia của {organisation}"),
        label=_("Lấy tệp khác với dữ liệu quốc gia"),
        data=("comparison", "count"),
    ),
)
