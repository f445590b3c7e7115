from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

# One entry for a file, when all of it is taken and something of it was recorded: the acts themselves have entries of their own.
register(
    EventKind(
        "imports.finished",
        _(
            "Nhập một tệp vào {organisation}: {accepted} dòng được ghi, {duplicate} dòng chờ quyết định, {rejected} dòng bị từ chối"
        ),
        label=_("Nhập tệp"),
        data=("run", "file", "read", "accepted", "unchanged", "duplicate", "rejected"),
    ),
    EventKind(
        "imports.decided",
        _("Quyết định về một dòng có thể trùng với người đã có, ở {organisation}: {choice}"),
        label=_("Quyết định về dòng có thể trùng"),
        data=("run", "row", "choice"),
    ),
)
