from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

VERSION_DATA = ("code", "name", "level", "kind", "parent", "unit_type", "valid_from", "valid_to")

register(
    EventKind(
        "organisations.founded",
        _("Ghi nhận tổ chức {organisation}, có từ {date}"),
        label=_("Ghi nhận tổ chức"),
        data=(*VERSION_DATA, "source", "external_id"),
    ),
    EventKind(
        "organisations.changed",
        _("{organisation} thay đổi từ {date}: {name}"),
        label=_("Thay đổi tổ chức"),
        data=(*VERSION_DATA, "decision"),
    ),
    EventKind(
        "organisations.corrected",
        _("Sửa thông tin đã ghi của {organisation}"),
        label=_("Sửa thông tin tổ chức"),
        data=VERSION_DATA,
    ),
    EventKind(
        "organisations.reorganised",
        _("Sắp xếp tổ chức từ {date} theo {decision}"),
        label=_("Sắp xếp tổ chức"),
        data=("decision", "counts", "passages", "versions", "heirs"),
    ),
    EventKind(
        "organisations.undone",
        _("Hủy lần sắp xếp đã ghi ở số {undone}: {decision}"),
        label=_("Hủy sắp xếp tổ chức"),
        data=("undone", "decision"),
    ),
    EventKind(
        "organisations.assigned",
        _("Phân bổ về {organisation} theo {decision}"),
        label=_("Quyết định phân bổ"),
        data=("decision", "place", "branches", "members", "versions", "emptied"),
    ),
    EventKind(
        "organisations.assignment_undone",
        _("Hủy việc phân bổ về {organisation} đã ghi ở số {undone}"),
        label=_("Hủy quyết định phân bổ"),
        data=("undone",),
    ),
)
