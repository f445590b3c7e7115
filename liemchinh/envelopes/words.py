"""The closed lists of what citizens say and are told, in words. None has an open item; a new one is a reviewed change of the product."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Mapping[str, str | Promise]

# What the reader answers with.
STATES: Words = {
    "received": _("Đã nhận, đang đọc"),
    "asked": _("Cần bạn cho biết thêm"),
    "considering": _("Đang xem xét"),
    "passed_on": _("Đã chuyển thành vụ việc để kiểm tra"),
    "answered": _("Đã có trả lời"),
    "not_handled_here": _("Không thuộc việc nhận ở đây; nội dung sẽ bị hủy"),
    "closed": _("Đã kết thúc"),
}
HOW: Words = {
    "satisfied": _("Hài lòng"),
    "neutral": _("Bình thường"),
    "not_satisfied": _("Chưa hài lòng"),
}
# Why somebody was not satisfied.
REASONS: Words = {
    "late": _("Trả kết quả trễ hẹn"),
    "long_wait": _("Phải chờ lâu khi đến làm việc"),
    "several_trips": _("Phải đi lại nhiều lần"),
    "unclear_guidance": _("Hướng dẫn không rõ hoặc không đủ trong một lần"),
    "extra_papers": _("Bị đòi giấy tờ ngoài quy định"),
    "extra_money": _("Bị gợi ý hoặc đòi thêm tiền"),
    "attitude": _("Thái độ phục vụ chưa đúng mực"),
    "wrong_result": _("Kết quả có sai sót, phải làm lại"),
}
FILE_KINDS: Words = {
    "pdf": _("tệp PDF"),
    "docx": _("tệp Word (.docx)"),
    "xlsx": _("tệp Excel (.xlsx)"),
    "jpeg": _("ảnh JPEG"),
}
