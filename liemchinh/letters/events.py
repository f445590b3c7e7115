from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

register(
    EventKind(
        "letters.received",
        _("{organisation} nhận đơn thư số {number}/{year}"),
        data=("organ", "year", "number", "way", "kind", "anonymous", "sender", "sender_kind", "cover_number", "cover_dated",
              "came_from"),
        label=_("Nhận đơn thư"),
    ),
    EventKind(
        "letters.sorted",
        _("{organisation} phân loại, xử lý đơn thư số {number}/{year}"),
        data=("organ", "year", "number", "outcome", "to", "to_kind", "cover_number", "cover_dated", "due_on"),
        label=_("Phân loại, xử lý đơn thư"),
    ),
    EventKind(
        "letters.unsorted",
        _("{organisation} hủy một lần phân loại ghi nhầm của đơn thư số {number}/{year}"),
        data=("organ", "year", "number", "reason"),
        label=_("Hủy phân loại đơn thư ghi nhầm"),
    ),
    EventKind(
        "letters.cancelled",
        _("{organisation} hủy dòng đơn thư số {number}/{year} ghi nhầm"),
        data=("organ", "year", "number", "reason"),
        label=_("Hủy dòng đơn thư ghi nhầm"),
    ),
)  # fmt: skip
