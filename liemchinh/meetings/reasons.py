"""Why a recorded meeting is written anew or does not stand: closed lists (guards 2)."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from liemchinh.members.reasons import CANCELLATION, CORRECTION, Words

CORRECTIONS: Mapping[str, Words] = {
    "typing": CORRECTION["typing"],
    "paper": _("Biên bản, phiếu điểm danh ghi khác"),
    "register": _("Danh sách hội viên đã sửa sau ngày họp"),
}
CANCELLATIONS: Mapping[str, Words] = {code: CANCELLATION[code] for code in ("wrong_day", "wrong_place", "twice")}
