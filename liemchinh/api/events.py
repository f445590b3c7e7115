from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

register(
    EventKind(
        "api.token_made",
        _("Cấp khóa cho phần mềm khác đọc về {organisation}: {purpose} ({rights})"),
        label=_("Cấp khóa cho phần mềm khác"),
        data=("account", "purpose", "rights", "until"),
    ),
    EventKind(
        "api.token_revoked",
        _("Thu hồi khóa của phần mềm khác đọc về {organisation}: {purpose}"),
        label=_("Thu hồi khóa của phần mềm khác"),
        data=("purpose",),
    ),
)
