"""What this room asks the rules for by name."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

USES: dict[str, str | Promise] = {
    "declaration.kinds": _("Có những lần kê khai nào"),
    "declaration.item_threshold": _("Nhắc người kê khai tài sản từ bao nhiêu thì kê khai"),
    "declaration.change_threshold": _("Nhắc người kê khai biến động từ bao nhiêu thì kê khai bổ sung"),
    "verification.grounds": _("Mở việc xác minh theo căn cứ nào"),
    "verification.outcomes": _("Kết luận xác minh gồm những loại nào"),
    "publication.within": _("Nhắc công khai trong bao nhiêu ngày kể từ khi nhận"),
    "publication.posted_for": _("Niêm yết đủ số ngày hay chưa"),
}


def rule_uses() -> list[tuple[str, str | Promise]]:
    """Rule → what for."""
    return list(USES.items())
