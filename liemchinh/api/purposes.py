"""What another program may be let in for, and what it may read: closed lists. A new item is a reviewed change of the product.

There is none for cases, ballots, surveys, screening or citizens' reports (guards 10), and none that gives a name of a person.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KEEP = "api.keep"


@dataclass(frozen=True, slots=True)
class Right:
    """What may be read: the verbs the program acts with, and those its maker must hold there, today too."""

    label: str | Promise
    verbs: frozenset[str]
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Purpose:
    """What it is for, and the rights that purpose can need."""

    label: str | Promise
    rights: tuple[str, ...]


RIGHTS: Mapping[str, Right] = {
    "organisations": Right(
        _("Đọc danh mục tổ chức"), frozenset({"organisations.see"}), frozenset({KEEP, "organisations.see"})
    ),
    "figures": Right(_("Đọc số liệu"), frozenset({"figures.see"}), frozenset({KEEP, "figures.see", "figures.export"})),
    "changes": Right(
        _("Đọc thay đổi của danh sách, theo số, không có tên"),
        frozenset({"journal.see"}),
        frozenset({KEEP, "journal.see", "members.see"}),
    ),
}
PURPOSES: Mapping[str, Purpose] = {
    "report": Purpose(_("Lập báo cáo của cơ quan ở phần mềm khác"), ("organisations", "figures")),
    "board": Purpose(_("Hiện số liệu trên màn hình điều hành"), ("organisations", "figures")),
    "directory": Purpose(_("Giữ danh mục tổ chức ở phần mềm khác cho khớp"), ("organisations",)),
    "register": Purpose(_("Giữ danh sách ở phần mềm khác cho khớp"), ("organisations", "figures", "changes")),
}
