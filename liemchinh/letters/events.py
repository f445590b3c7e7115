from django.utils.translation import gettext_lazy as _

from liemchinh.casework.events import register_steps
from liemchinh.journal.registry import EventKind, register
from liemchinh.letters.cases import KIND

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

register_steps(
    KIND,
    first=("letter", "organ", "allegations"),
    said={
        "accepted": ("until",), "extended": ("until",), "reported": ("kept_at",), "exchanged": ("answered",),
        "concluded": ("results", "unverified"),
    },
)  # fmt: skip
register(
    EventKind(
        "letters.allegations_added",
        _("{organisation} ghi thêm nội dung tố cáo của một việc"),
        data=("allegations",),
        label=_("Thêm nội dung tố cáo"),
        sensitive=True,
    ),
    EventKind(
        "letters.allegation_dropped",
        _("{organisation} bỏ một nội dung tố cáo ghi nhầm"),
        data=("allegations",),
        label=_("Bỏ nội dung tố cáo ghi nhầm"),
        sensitive=True,
    ),
)
register(
    EventKind(
        "letters.identity_sealed",
        _("{organisation} giữ kín tên người viết đơn số {number}/{year}"),
        data=("organ", "year", "number"),
        label=_("Giữ kín tên người viết đơn"),
    ),
    EventKind(
        "letters.identity_opened",
        _("Mở tên người viết đơn số {number}/{year} của {organisation}, theo văn bản {mandate}"),
        data=("organ", "year", "number", "mandate"),
        label=_("Mở tên người viết đơn"),
    ),
)
