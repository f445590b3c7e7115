from django.utils.translation import gettext_lazy as _

from liemchinh.casework.events import STEP_DATA
from liemchinh.journal.registry import EventKind, register

AGREED = ("duty", "step")

for code, sentence, label, more in (
    (
        "named",
        _("{organisation} nêu tên, nêu căn cứ rà soát một hội viên"),
        _("Nêu tên, nêu căn cứ"),
        ("ground", "proved"),
    ),
    ("told", _("{organisation} báo căn cứ rà soát bằng văn bản"), _("Báo căn cứ bằng văn bản"), ()),
    (
        "review_vote",
        _("{organisation} bỏ phiếu kín về danh sách giúp đỡ"),
        _("Bỏ phiếu về danh sách giúp đỡ"),
        ("outcome",),
    ),
    ("help", _("{organisation} bắt đầu giúp đỡ một hội viên"), _("Bắt đầu giúp đỡ"), ()),
    (
        "progress_vote",
        _("{organisation} bỏ phiếu kín công nhận tiến bộ"),
        _("Bỏ phiếu công nhận tiến bộ"),
        ("outcome",),
    ),
    (
        "proposed",
        _("{organisation} báo cáo, đề nghị ban điều hành quyết định"),
        _("Đề nghị ban điều hành quyết định"),
        (),
    ),
    (
        "decided",
        _("{organisation} quyết định về một hội viên đã được giúp đỡ"),
        _("Ban điều hành quyết định"),
        ("outcome",),
    ),
    ("stopped", _("{organisation} kết thúc việc rà soát, không làm tiếp"), _("Kết thúc, không làm tiếp"), ()),
):
    register(EventKind(f"screening.{code}", sentence, data=(*STEP_DATA, *more), label=label, sensitive=True))

register(
    EventKind(
        "screening.agreed",
        _("{organisation} và hội viên thống nhất một việc giúp đỡ"),
        data=AGREED,
        label=_("Thống nhất việc giúp đỡ"),
        sensitive=True,
    ),
    EventKind(
        "screening.done",
        _("Một việc giúp đỡ đã làm xong tại {organisation}"),
        data=AGREED,
        label=_("Việc giúp đỡ đã làm xong"),
        sensitive=True,
    ),
    EventKind(
        "screening.help_cancelled",
        _("Hủy một điều đã ghi nhầm trong việc giúp đỡ tại {organisation}"),
        data=("reason",),
        label=_("Hủy điều ghi nhầm khi giúp đỡ"),
        sensitive=True,
    ),
    EventKind(
        "screening.talked",
        _("{organisation} gặp, trao đổi với hội viên được giúp đỡ"),
        label=_("Gặp, trao đổi"),
        sensitive=True,
    ),
)
