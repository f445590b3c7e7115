"""Closed lists of this room: where papers lie, what came out of a vote, and the stages of the way."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from liemchinh.casework.voting import MET, SHORT, UNKNOWN
from liemchinh.members.reasons import Words

PLACES: Mapping[str, Words] = {
    "branch": _("Chi hội giữ"),
    "committee": _("Ban điều hành giữ"),
    "organisation_office": _("Ban tổ chức giữ"),
}
OUTCOMES: Mapping[str, Words] = {
    MET: _("đủ tỷ lệ"),
    SHORT: _("chưa đủ tỷ lệ"),
    UNKNOWN: _("chưa rõ có đủ tỷ lệ"),
}
# The way as a picture, and at which point of it a case is after each step.
STAGES: Mapping[str, Words] = {
    "preparing": _("Hồ sơ"),
    "deciding": _("Ban điều hành"),
    "ceremony": _("Lễ kết nạp"),
    "probation": _("Dự bị"),
    "official": _("Chính thức"),
}
STAGE_AFTER: Mapping[str, str] = {
    "entered": "preparing", "branch_vote": "deciding", "declined": "deciding", "withdrawn": "preparing", "decided": "ceremony",
    "received": "ceremony", "ceremony": "probation", "recognition_vote": "probation", "strike_off_vote": "probation",
    "returned": "probation", "struck_off": "probation", "recognised": "official",
}  # fmt: skip
ENDS: Mapping[str, Words] = {
    "declined": _("không kết nạp"),
    "withdrawn": _("đã rút đơn"),
    "struck_off": _("đã xóa tên"),
    "recognised": _("đã công nhận chính thức"),
}


def words_of_outcome(code: str) -> str:
    """The words for what came out of a vote."""
    return str(OUTCOMES.get(code, code))
