"""Why a number is not used, or was noted wrongly: closed lists (guards 2)."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from liemchinh.members.reasons import CORRECTION, Words

VOIDING: Mapping[str, Words] = {
    "not_issued": _("Văn bản không được ban hành"),
    "spoiled": _("Bản ký bị hỏng, làm lại với số khác"),
    "wrong_type": _("Lấy số nhầm loại văn bản"),
    "step_cancelled": _("Bước có văn bản này đã hủy"),
}
NOTED_WRONGLY: Mapping[str, Words] = {code: CORRECTION[code] for code in ("typing", "paper")}
