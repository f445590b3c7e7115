from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

SERIES = ("organ", "type", "term")

register(
    EventKind(
        "papers.letterhead_set",
        _("Ghi phần đầu văn bản của {organ} tại {organisation}: ký hiệu {symbol}, từ ngày {date}"),
        data=("organ", "symbol", "above", "name", "place"),
        label=_("Ghi phần đầu văn bản"),
    ),
    EventKind(
        "papers.number_taken",
        _("Cấp số {written} ({type}) của {organisation}"),
        data=(*SERIES, "number", "written", "step", "paper", "secret", "lies_at"),
        label=_("Cấp số văn bản"),
    ),
    EventKind(
        "papers.numbers_noted",
        _("Ghi số đã dùng trên giấy của {organisation}: {type}, từ {first} đến {last}"),
        data=(*SERIES, "first", "last", "symbol"),
        label=_("Ghi số đã dùng trên giấy"),
    ),
    EventKind(
        "papers.noted_cancelled",
        _("Hủy việc ghi số {number} ({type}) đã dùng trên giấy của {organisation}"),
        data=(*SERIES, "number", "reason"),
        label=_("Hủy số ghi nhầm từ sổ giấy"),
    ),
    EventKind(
        "papers.number_voided",
        _("Bỏ số {number} ({type}) của {organisation}; số này không dùng lại"),
        data=(*SERIES, "number", "reason"),
        label=_("Bỏ một số văn bản"),
    ),
)
register(
    EventKind(
        "papers.wording_set",
        _("Đổi lời văn “{paper}” tại {organisation}, dùng từ ngày {date}"),
        data=("paper", "digest"),
        label=_("Đổi lời văn của một văn bản"),
    ),
    EventKind(
        "papers.wording_withdrawn",
        _("Bỏ lời văn riêng “{paper}” tại {organisation} từ ngày {date}"),
        data=("paper",),
        label=_("Bỏ lời văn riêng"),
    ),
    EventKind(
        "papers.declared",
        _("Khai báo máy này được giữ gì của vụ việc tại {organisation}: {holds}, theo {decision}"),
        data=("holds", "decision"),
        label=_("Khai báo được giữ gì của vụ việc"),
    ),
)
