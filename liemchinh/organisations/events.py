from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

VERSION_DATA = ("code", "name", "level", "kind", "parent", "unit_type", "valid_from", "valid_to")

register(
    EventKind(
        "organisations.founded",
        _("Ghi nhận tổ chức {organisation}, có từ {date}"),
        data=(*VERSION_DATA, "source", "external_id"),
    ),
    EventKind(
        "organisations.changed", _("{organisation} thay đổi từ {date}: {name}"), data=(*VERSION_DATA, "decision")
    ),
    EventKind("organisations.corrected", _("Sửa thông tin đã ghi của {organisation}"), data=VERSION_DATA),
    EventKind(
        "organisations.reorganised",
        _("Sắp xếp tổ chức từ {date} theo {decision}"),
        data=("decision", "counts", "passages", "versions", "heirs"),
    ),
    EventKind(
        "organisations.undone", _("Hủy lần sắp xếp đã ghi ở số {undone}: {decision}"), data=("undone", "decision")
    ),
    EventKind(
        "organisations.assigned",
        _("Phân bổ về {organisation} theo {decision}"),
        data=("decision", "place", "branches", "members", "versions", "emptied"),
    ),
)
