"""Why a month's dues are written anew: a closed list (guards 2)."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from liemchinh.members.reasons import CORRECTION, Words

CORRECTIONS: Mapping[str, Words] = {
    "paid_later": _("Đóng sau khi đã ghi"),
    "typing": CORRECTION["typing"],
    "paper": CORRECTION["paper"],
}
