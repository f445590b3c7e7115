from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

register(
    EventKind(
        "tabulations.kept", _("Lưu một bảng số tự lập về {organisation}"), label=_("Lưu bảng số tự lập"),
        data=("account", "asks", "shared"),
    ),
    EventKind(
        "tabulations.removed", _("Bỏ một bảng số tự lập về {organisation}"), label=_("Bỏ bảng số tự lập"), data=("account",)
    ),
    EventKind(
        "tabulations.link_asked", _("Bật thư gửi đường dẫn hằng tháng cho {account}"),
        label=_("Bật thư gửi đường dẫn bảng số"), data=("account", "table"),
    ),
    EventKind(
        "tabulations.link_stopped", _("Tắt thư gửi đường dẫn hằng tháng của {account}"),
        label=_("Tắt thư gửi đường dẫn bảng số"), data=("account", "table"),
    ),
)  # fmt: skip
