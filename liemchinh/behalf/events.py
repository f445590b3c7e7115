from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

register(
    EventKind(
        "behalf.chosen",
        _("{member} chọn {account} ghi thay, đến hết ngày {until}"),
        data=("account", "tasks", "from", "until", "paper_on"),
        label=_("Chọn người ghi thay"),
    ),
    EventKind(
        "behalf.confirmed",
        _("Nhận ghi thay cho {member}"),
        data=("mandate",),
        label=_("Nhận ghi thay"),
    ),
    EventKind("behalf.ended", _("Thôi việc ghi thay cho {member}"), data=("mandate",), label=_("Thôi việc ghi thay")),
    EventKind(
        "behalf.acted",
        _("Ghi thay cho {member}: {task}"),
        data=("mandate", "task"),
        label=_("Ghi thay"),
    ),
)
