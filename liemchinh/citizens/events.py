from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

COUNTS = ("satisfied", "neutral", "not_satisfied")

register(
    EventKind(
        "citizens.rated",
        _("Ý kiến của người dân về {organisation} đến hết ngày {date}, {way}: {satisfied} hài lòng, {neutral} bình thường, "
          "{not_satisfied} chưa hài lòng"),
        data=("way", "first", *COUNTS, "reasons", "suggestions", "number", "dated"),
        label=_("Ghi ý kiến của người dân"),
    ),
    EventKind(
        "citizens.rating_cancelled",
        _("{organisation} hủy một lần ghi nhầm ý kiến của người dân đến ngày {date}"),
        data=("reason",),
        label=_("Hủy ý kiến người dân ghi nhầm"),
    ),
    EventKind(
        "citizens.office_opened",
        _("{organisation} mở trang cho người dân; nơi khác có thể đến: {outside}"),
        data=("outside",),
        label=_("Mở trang cho người dân"),
    ),
    EventKind(
        "citizens.office_closed", _("{organisation} đóng trang cho người dân"), label=_("Đóng trang cho người dân")
    ),
    EventKind(
        "citizens.slips_printed",
        _("{organisation} in tập phiếu kết quả số {number}, {count} phiếu"),
        data=("number", "count"),
        label=_("In phiếu kết quả"),
    ),
    EventKind(
        "citizens.published",
        _("{organisation} công bố ý kiến của người dân và điều đã thay đổi, kỳ đến ngày {date}"),
        data=("first", "lines", "reports", "boxed"),
        label=_("Công bố cho người dân"),
    ),
    EventKind(
        "citizens.key_made",
        _("Làm khóa {mark} tại {organisation}"),
        data=("mark", "kind"),
        label=_("Làm khóa đọc tin báo"),
    ),
    EventKind(
        "citizens.key_accepted",
        _("Xác nhận dấu khóa {mark} của {account} tại {organisation} theo giấy"),
        data=("mark", "account"),
        label=_("Xác nhận khóa đọc tin báo"),
    ),
    EventKind(
        "citizens.key_ended",
        _("Kết thúc khóa {mark} của {account} tại {organisation}"),
        data=("mark", "account"),
        label=_("Kết thúc khóa đọc tin báo"),
    ),
    EventKind(
        "citizens.key_renewed",
        _("{account} đổi câu mở và thẻ của khóa {mark}"),
        data=("mark", "account"),
        label=_("Đổi câu mở khóa"),
    ),
)  # fmt: skip

# Of reports no organisation stands in the book: nobody learns from it about which office there is one.
for _code, _sentence, _label, _data in (
    ("packet_taken", _("Nhận gói số {number} từ trang công khai"), _("Nhận gói từ trang công khai"), ("number", "signer")),
    (
        "paper_received", _("Nhận {count} phong bì phản ánh trên giấy ngày {date}"), _("Nhận phản ánh trên giấy"),
        ("count", "way_of_paper"),
    ),
    (
        "paper_cancelled", _("Hủy một lần ghi nhầm phản ánh trên giấy, ngày {date}"), _("Hủy phản ánh giấy ghi nhầm"),
        ("reason",),
    ),
    ("report_passed_on", _("Tin báo số {report} mở thêm cho người được đọc"), _("Chuyển người đọc tin báo"), ("report",)),
    ("replied", _("Trả lời tin báo số {report}, lần {number}"), _("Trả lời tin báo"), ("report", "number", "state")),
    (
        "decision_stated", _("Nêu quyết định về tin báo số {report}"), _("Nêu quyết định về tin báo"),
        ("report", "decision", "ground", "items"),
    ),
    (
        "decision_vouched", _("Xác nhận quyết định về tin báo số {report}"), _("Xác nhận quyết định về tin báo"),
        ("report", "decision", "letter"),
    ),
    ("identity_asked", _("Đề nghị mở tên người gửi tin báo số {report}"), _("Đề nghị mở tên người báo tin"), ("report", "why")),
    (
        "identity_given", _("Mở tên người gửi tin báo số {report} cho người đề nghị"), _("Mở tên người báo tin"),
        ("report", "why", "asked"),
    ),
    ("destroyed", _("Hủy nội dung tin báo, góp ý đã hết thời gian giữ"), _("Hủy nội dung tin báo"), ("reports",)),
):  # fmt: skip
    register(EventKind(f"citizens.{_code}", _sentence, data=_data, label=_label))
