from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

# A report is named by the entry that began it; what it says is in the book as digests.
register(
    EventKind(
        "reports.started",
        _("{organisation} bắt đầu một báo cáo"),
        data=("source", "source_number", "edition", "kind", "first", "last"),
        label=_("Bắt đầu báo cáo"),
    ),
    EventKind(
        "reports.written",
        _("{organisation} viết một phần của báo cáo"),
        data=("report", "part", "digest"),
        label=_("Viết một phần báo cáo"),
    ),
    EventKind(
        "reports.looked",
        _("{organisation} xem số liệu của báo cáo đang viết"),
        data=("report", "digest"),
        label=_("Xem số liệu báo cáo"),
    ),
    EventKind(
        "reports.given_up",
        _("{organisation} thôi làm một báo cáo đã bắt đầu"),
        data=("report",),
        label=_("Thôi làm báo cáo"),
    ),
    EventKind(
        "reports.submitted",
        _("{organisation} gửi báo cáo lên cấp trên"),
        data=("report", "digest"),
        label=_("Gửi báo cáo lên"),
    ),
    EventKind(
        "reports.returned",
        _("{organisation} trả lại một báo cáo của cấp dưới"),
        data=("report", "reason"),
        label=_("Trả lại báo cáo"),
    ),
    EventKind(
        "reports.approved",
        _("{organisation} duyệt một báo cáo của cấp dưới"),
        data=("report",),
        label=_("Duyệt báo cáo"),
    ),
    EventKind(
        "reports.signed",
        _("{organisation} ký báo cáo số {number}"),
        data=(
            "report", "number", "code", "digest", "sources", "tree_digest", "head", "head_hash", "lists", "confirmed",
        ),
        label=_("Ký báo cáo"),
    ),
    EventKind(
        "reports.reopened",
        _("{organisation} mở lại một báo cáo đã ký thành báo cáo mới"),
        data=("replaces",),
        label=_("Mở lại báo cáo đã ký"),
    ),
    EventKind(
        "reports.template_kept",
        _("{organisation} dùng mẫu Word riêng số {number} cho báo cáo"),
        data=("organ", "number", "digest"),
        label=_("Dùng mẫu Word riêng"),
    ),
    EventKind(
        "reports.template_withdrawn",
        _("{organisation} bỏ mẫu Word riêng của báo cáo"),
        data=("organ", "number"),
        label=_("Bỏ mẫu Word riêng"),
    ),
    EventKind(
        "reports.called",
        _("{organisation} yêu cầu {count} tổ chức báo cáo"),
        data=("place", "categories", "source", "edition", "kind", "first", "last", "due_on", "asked", "count"),
        label=_("Yêu cầu báo cáo"),
    ),
    EventKind(
        "reports.call_withdrawn",
        _("{organisation} rút một lần yêu cầu báo cáo"),
        data=("reason",),
        label=_("Rút yêu cầu báo cáo"),
    ),
    EventKind(
        "reports.reminded",
        _("{organisation} nhắc {count} tổ chức chưa gửi báo cáo"),
        data=("call", "count"),
        label=_("Nhắc gửi báo cáo"),
    ),
    EventKind(
        "reports.definition_begun",
        _("{organisation} bắt đầu lập một mẫu báo cáo"),
        data=("source", "source_number", "edition", "digest"),
        label=_("Bắt đầu lập mẫu báo cáo"),
    ),
    EventKind(
        "reports.definition_changed",
        _("{organisation} sửa bản nháp của một mẫu báo cáo"),
        data=("definition", "digest"),
        label=_("Sửa bản nháp mẫu báo cáo"),
    ),
    EventKind(
        "reports.definition_published",
        _("{organisation} ban hành bản số {number} của một mẫu báo cáo"),
        data=("definition", "number", "digest"),
        label=_("Ban hành mẫu báo cáo"),
    ),
    EventKind(
        "reports.definition_sketched",
        _("{organisation} lập bản nháp mới của một mẫu báo cáo"),
        data=("definition", "digest"),
        label=_("Lập bản nháp mới của mẫu báo cáo"),
    ),
    EventKind(
        "reports.definition_dropped",
        _("{organisation} bỏ bản nháp của một mẫu báo cáo"),
        data=("definition",),
        label=_("Bỏ bản nháp mẫu báo cáo"),
    ),
    EventKind(
        "reports.definition_closed",
        _("{organisation} đóng một mẫu báo cáo"),
        data=("definition",),
        label=_("Đóng mẫu báo cáo"),
    ),
)  # fmt: skip
