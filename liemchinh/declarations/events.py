from django.utils.translation import gettext_lazy as _

from liemchinh.casework.events import register_steps
from liemchinh.declarations.cases import KIND
from liemchinh.journal.registry import EventKind, register

LISTED = ("declaration_kind", "year", "basis", "leads", "due_on")

register(
    EventKind(
        "declarations.position_taken",
        _("{member} giữ vị trí thuộc diện kê khai tại {organisation}: {declaration_group}"),
        data=("declaration_group", "leads"),
        label=_("Ghi vị trí thuộc diện kê khai"),
    ),
    EventKind(
        "declarations.position_ended",
        _("{member} thôi giữ vị trí thuộc diện kê khai tại {organisation}: {declaration_group}"),
        data=("declaration_group", "taken"),
        label=_("Thôi vị trí thuộc diện kê khai"),
    ),
    EventKind(
        "declarations.position_cancelled",
        _("Hủy vị trí thuộc diện kê khai ghi nhầm của {member} tại {organisation}"),
        data=("reason",),
        label=_("Hủy vị trí kê khai ghi nhầm"),
    ),
    EventKind(
        "declarations.listed",
        _("{organisation} đưa {member} vào danh sách: {declaration_kind} năm {year}"),
        data=LISTED,
        label=_("Vào danh sách kê khai"),
    ),
    EventKind(
        "declarations.released",
        _("{organisation} đưa {member} ra khỏi danh sách: {declaration_kind} năm {year}"),
        data=("declaration_kind", "year", "reason"),
        label=_("Ra khỏi danh sách kê khai"),
    ),
    EventKind(
        "declarations.handed_in",
        _("{member} nộp bản kê khai ngày {date}: {declaration_kind} năm {year}"),
        data=("declaration_kind", "year", "listed", "lies"),
        label=_("Nộp bản kê khai"),
    ),
    EventKind(
        "declarations.handing_cancelled",
        _("Hủy dòng nộp bản kê khai ghi nhầm của {member}: {declaration_kind} năm {year}"),
        data=("declaration_kind", "year", "reason"),
        label=_("Hủy dòng nộp kê khai ghi nhầm"),
    ),
    EventKind(
        "declarations.published",
        _("{organisation} công khai bản kê khai năm {year}: {publication_way}, từ ngày {date}"),
        data=("year", "publication_way", "last_on", "basis"),
        label=_("Công khai bản kê khai"),
    ),
    EventKind(
        "declarations.publication_vouched",
        _("{organisation} xác nhận căn cứ của việc niêm yết bản kê khai năm {year}"),
        data=("year", "published"),
        label=_("Xác nhận căn cứ niêm yết"),
    ),
    EventKind(
        "declarations.publication_cancelled",
        _("{organisation} hủy lần công khai bản kê khai năm {year} ghi nhầm"),
        data=("year", "reason"),
        label=_("Hủy lần công khai ghi nhầm"),
    ),
    EventKind(
        "declarations.draw_announced",
        _(
            "{organisation} báo trước việc chọn ngẫu nhiên để xác minh kê khai năm {year}, kế hoạch số {plan_number}: {draw_source}"
        ),
        data=("year", "plan_number", "plan_on", "draw_source", "seed_on", "units", "share", "fingerprint", "lines"),
        label=_("Báo trước việc chọn ngẫu nhiên"),
    ),
    EventKind(
        "declarations.drawn",
        _("{organisation} chọn ngẫu nhiên để xác minh kê khai năm {year} theo số {seed}"),
        data=("year", "announced", "seed", "lines"),
        label=_("Chọn ngẫu nhiên để xác minh"),
    ),
    EventKind(
        "declarations.result_taken_back",
        _("{organisation} hủy kết quả chọn ngẫu nhiên năm {year} vì ghi nhầm số"),
        data=("year", "announced", "reason"),
        label=_("Hủy kết quả chọn ngẫu nhiên"),
    ),
    EventKind(
        "declarations.draw_cancelled",
        _("{organisation} hủy việc chọn ngẫu nhiên đã báo trước của năm {year}"),
        data=("year", "reason"),
        label=_("Hủy việc chọn ngẫu nhiên"),
    ),
)
register_steps(
    KIND,
    first=("listed", "ground", "document", "document_on"),
    said={"explained": ("kept_at",), "concluded": ("outcome", "unverified")},
)
