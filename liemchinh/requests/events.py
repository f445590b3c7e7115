from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

register(
    EventKind(
        "requests.sent", _("{member} đề nghị sửa: {request_item}"), data=("request_item", "act"), label=_("Đề nghị sửa")
    ),
    EventKind(
        "requests.answered",
        _("Trả lời đề nghị sửa số {request} của {member}: {request_outcome}"),
        data=("request", "request_outcome", "reason", "document", "correction"),
        label=_("Trả lời đề nghị sửa"),
    ),
    EventKind(
        "requests.turned",
        _("{member} đưa đề nghị sửa số {request} lên cấp trên"),
        data=("request",),
        label=_("Đưa đề nghị sửa lên cấp trên"),
    ),
)
