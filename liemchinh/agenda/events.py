from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

register(
    EventKind(
        "agenda.feed_opened",
        _("Mở một địa chỉ lịch cho {account}"),
        label=_("Mở địa chỉ lịch"),
        data=("account",),
    ),
    EventKind(
        "agenda.feed_closed",
        _("Thu hồi địa chỉ lịch của {account}"),
        label=_("Thu hồi địa chỉ lịch"),
        data=("account",),
    ),
    EventKind(
        "agenda.reminder_asked",
        _("Bật thư nhắc hằng tuần cho {account}"),
        label=_("Bật thư nhắc hằng tuần"),
        data=("account",),
    ),
    EventKind(
        "agenda.reminder_stopped",
        _("Tắt thư nhắc hằng tuần của {account}"),
        label=_("Tắt thư nhắc hằng tuần"),
        data=("account",),
    ),
)
