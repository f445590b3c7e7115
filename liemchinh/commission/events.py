from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

register(
    EventKind(
        "commission.list_frozen",
        _("{organisation} chốt danh sách tiếp nhận việc của một tổ chức đã kết thúc"),
        data=("ended", "reorganised", "salt", "digest"),
        label=_("Chốt danh sách tiếp nhận việc"),
    ),
    EventKind(
        "commission.list_signed",
        _("{organisation} ghi danh sách tiếp nhận việc đã ký, số {number}"),
        data=("list", "number", "handed_by"),
        label=_("Danh sách tiếp nhận việc đã ký"),
    ),
    EventKind(
        "commission.list_withdrawn",
        _("{organisation} hủy một danh sách tiếp nhận việc chốt nhầm, ký nhầm"),
        data=("list", "reason"),
        label=_("Hủy danh sách tiếp nhận việc"),
    ),
    EventKind(
        "commission.difference_noted",
        _("{organisation} ghi một chênh lệch giữa hồ sơ giấy và danh sách tiếp nhận việc"),
        data=("list", "what", "number", "dated"),
        label=_("Chênh lệch khi tiếp nhận việc"),
    ),
    EventKind(
        "commission.difference_cleared",
        _("{organisation} làm rõ một chênh lệch khi tiếp nhận việc"),
        data=("list", "reason"),
        label=_("Làm rõ chênh lệch khi tiếp nhận"),
    ),
)
